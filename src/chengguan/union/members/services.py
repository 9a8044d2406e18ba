"""What the acts on a membership write, called by ``perform`` alone; the forms of its beginning.

A span of belonging is written by the services of ``org`` inside the act: the membership and the
span change together or not at all.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from chengguan.core.org import services as org
from chengguan.core.org.kinds import MembershipKind
from chengguan.core.org.models import Membership, Organ, Person
from chengguan.core.org.record import Refused
from chengguan.core.registers.identifiers import plain_number
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.errors import KeyReused
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Receipt
from chengguan.core.work.perform import open_matter
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.union.members import inputs, queries
from chengguan.union.members.models import (
    CommitteeDecision,
    Education,
    GroupOpinion,
    Judgment,
    Lapse,
    MemberRecord,
    Retention,
    Transfer,
    UpperFiling,
)
from chengguan.union.members.procedures import MEMBERSHIP
from chengguan.union.members.reading import readers_above

About = CommitteeDecision.About
TAIL = 4


def begin_from_form(form: ActForm, action: str, *, key: str, posted: str) -> Outcome:
    """Begin a membership with a valid form: by application, from the register, or from outside.

    The same form sent again is answered as before: who has applied meanwhile would be refused.
    """
    known = Receipt.objects.filter(actor=form.actor.key, key=key).first() if key else None
    if known is not None:
        if (known.action, known.posted) != (action, posted):
            raise KeyReused(key)
        return Outcome(known.matter_id, known.version, is_repeat=True)
    form.receive()
    return open_matter(
        procedure=MEMBERSHIP.key,
        action=action,
        by=form.actor,
        at=form.moment(),
        data=form.proposed(),
        key=key,
        posted=posted,
    )


# -- beginning -----------------------------------------------------------------------------------


def apply(act: Act, data: inputs.Apply) -> None:
    """On the desk of the applicant, who follows it, and of whoever speaks for his group."""
    person = _known(act, data.person)
    _hold(person, _day(act))
    record = _begin(act, data, person, data.applied_on)
    act.save(record)
    asked = data.group if data.group and queries.has_keeper(data.group, _day(act)) else data.union
    act.hand_to(person, role=queries.keeper_role(asked, _day(act)), organ=asked)


def enrol(act: Act, data: inputs.Enrol) -> None:
    person = _known(act, data.person)
    _hold(person, data.joined_on)
    record = _begin(act, data, person, data.joined_on)
    record.joined_on, record.model_worker = data.joined_on, data.model_worker
    if data.card:
        _card(act, record, data.card, data.joined_on)
    _belong(act, record, data.union, data.group, data.joined_on)
    act.save(record)
    if data.retained:
        _retain(act, record, data.retained, data.retained_since or data.joined_on)


def transfer_in(act: Act, data: inputs.TransferIn) -> None:
    person = _known(act, data.person)
    _hold(person, data.on)
    record = _begin(act, data, person, data.on)
    record.joined_on = data.on
    _belong(act, record, data.union, data.group, data.on)
    act.save(record)
    act.save(
        Transfer(
            record=record,
            kind=Transfer.Kind.IN,
            on=data.on,
            target=data.union,
            elsewhere=data.elsewhere,
        )
    )


def _known(act: Act, person: Person) -> Person:
    """Who is not registered yet is registered by the act that names him."""
    if person.pk is not None:
        return person
    return org.register_person(name=person.name, by=_actor(act), at=act.at.recorded)


def _hold(person: Person, since: date, own: MemberRecord | None = None) -> None:
    """Two acts for one person see each other: the second finds what the first began."""
    Person.objects.select_for_update().get(pk=person.pk)
    if held := queries.standing_of(person.pk, since, own):
        said = _("此人已在%(where)s登记，不能重复入会。变动工作的，请办理会员关系转移。")
        raise Refused("member.known", said % {"where": held})


def _begin(
    act: Act,
    data: inputs.Apply | inputs.Enrol | inputs.TransferIn,
    person: Person,
    on: date,
) -> MemberRecord:
    year = _day(act).year
    number = f"HY{year}-{act.next_number(f'membership/{year}'):05d}"
    act.begin(number=number, title=person.name, organ=data.union)
    _open_to(act, data.union, data.group)
    return MemberRecord(
        matter=act.matter,
        person=person,
        sex=data.sex,
        born_on=data.born_on,
        id_number=act.sealed.get("id_number"),
        phone=act.sealed.get("phone"),
        group=data.group,
        applied_on=on,
    )


def _open_to(act: Act, union: Organ, group: Organ | None) -> None:
    """The unions above and the group read it; whoever had it before them does no longer."""
    wanted = [*readers_above(union), *([group] if group else [])]
    keys = {organ.pk for organ in wanted}
    for row in list(act.guests):
        if row.until is None and row.organ_id not in keys:
            act.unshare(row.organ)
    act.share_with(*wanted)


# -- from application to membership --------------------------------------------------------------


def consider(act: Act, data: inputs.Opine) -> None:
    record = _record(act)
    act.save(_opinion(act, data, GroupOpinion.About.ADMISSION))
    act.hand_to(
        record.person,
        role=queries.keeper_role(act.matter.organ, _day(act)),
        organ=act.matter.organ,
    )


def approve(act: Act, data: inputs.Approve) -> None:
    record = _record(act)
    _hold(record.person, data.decided_on, record)
    record.joined_on = data.decided_on
    _belong(act, record, act.matter.organ, record.group, data.decided_on)
    act.save(record)
    act.save(_decision(act, About.ADMISSION, data.decided_on, data.words))
    act.clear_desk()


def refuse_admission(act: Act, data: inputs.Refuse) -> None:
    act.save(_decision(act, About.REFUSAL, data.decided_on, data.reason))
    act.clear_desk()


def withdraw_application(act: Act, data: None) -> None:
    act.clear_desk()


# -- keeping -------------------------------------------------------------------------------------


def issue_card(act: Act, data: inputs.IssueCard) -> None:
    record = _record(act)
    _card(act, record, data.card, data.on)
    act.save(record)


def _card(act: Act, record: MemberRecord, card: str, on: date) -> None:
    record.card, record.card_tail = act.sealed["card"], plain_number(card)[-TAIL:]
    record.card_issued_on, record.card_withdrawn_on = on, None


def amend_particulars(act: Act, data: inputs.Amend) -> None:
    record = _record(act)
    record.sex, record.born_on, record.model_worker = data.sex, data.born_on, data.model_worker
    record.id_number = act.sealed.get("id_number") or record.id_number
    record.phone = act.sealed.get("phone") or record.phone
    act.save(record)


def transfer(act: Act, data: inputs.Move) -> None:
    """The old span ends and the new begins on the same day; within a union the group alone."""
    record, source = _record(act), act.matter.organ
    if data.union.pk == source.pk:
        _change_group(act, record, data.group, data.on)
    else:
        _end_spans(act, record, data.on)
        act.move_to(data.union)
        _belong(act, record, data.union, data.group, data.on)
    record.group = data.group
    act.save(record)
    _open_to(act, data.union, data.group)
    act.save(
        Transfer(
            record=record,
            kind=Transfer.Kind.WITHIN,
            on=data.on,
            source=source,
            target=data.union,
        )
    )


def transfer_out(act: Act, data: inputs.MoveOut) -> None:
    record = _record(act)
    _end(act, record, data.on)
    act.save(
        Transfer(
            record=record,
            kind=Transfer.Kind.OUT,
            on=data.on,
            source=act.matter.organ,
            elsewhere=data.elsewhere,
        )
    )


def transfer_back(act: Act, data: inputs.MoveBack) -> None:
    record = _record(act)
    _hold(record.person, data.on, record)
    act.move_to(data.union)
    _belong(act, record, data.union, data.group, data.on)
    record.group = data.group
    act.save(record)
    _open_to(act, data.union, data.group)
    act.save(
        Transfer(
            record=record,
            kind=Transfer.Kind.IN,
            on=data.on,
            target=data.union,
            elsewhere=data.elsewhere,
        )
    )


def retain(act: Act, data: inputs.Retain) -> None:
    _retain(act, _record(act), data.cause, data.since)


def _retain(act: Act, record: MemberRecord, cause: str, since: date) -> None:
    act.save(Retention(record=record, cause=cause, since=since))


def resume(act: Act, data: inputs.Resume) -> None:
    _end_retention(act, _record(act), data.on)


# -- leaving -------------------------------------------------------------------------------------


def tell_leaving(act: Act, data: inputs.TellLeaving) -> None:
    record = _record(act)
    record.leaving_told_on = data.told_on
    act.save(record)
    act.hand_to(role=queries.keeper_role(act.matter.organ, _day(act)))


def take_back_leaving(act: Act, data: None) -> None:
    record = _record(act)
    record.leaving_told_on = None
    act.save(record)
    act.clear_desk()


def announce_leaving(act: Act, data: inputs.AnnounceLeaving) -> None:
    record = _record(act)
    if record.card_id and data.card_withdrawn_on:
        record.card_withdrawn_on = data.card_withdrawn_on
    _end(act, record, data.announced_on)
    act.save(_decision(act, About.LEAVING, data.announced_on))


def note_lapse(act: Act, data: inputs.NoteLapse) -> None:
    act.save(Lapse(record=_record(act), since=data.since, words=data.words))


def educate(act: Act, data: inputs.Educate) -> None:
    act.save(
        Education(
            lapse=_lapse(act),
            talked_on=data.talked_on,
            words=data.words,
            is_refused=data.is_refused,
            by=_actor(act),
        )
    )


def end_lapse(act: Act, data: inputs.EndLapse) -> None:
    lapse = _lapse(act)
    lapse.until = data.on
    act.save(lapse)


def deem_left(act: Act, data: inputs.Deem) -> None:
    _end(act, _record(act), data.decided_on)
    act.save(_decision(act, About.DEEMED_EXIT, data.decided_on, data.words))


# -- expulsion -----------------------------------------------------------------------------------


def file_judgment(act: Act, data: inputs.FileJudgment) -> None:
    act.save(
        Judgment(record=_record(act), judged_on=data.judged_on, number=act.sealed.get("number"))
    )


def discuss_expulsion(act: Act, data: inputs.Opine) -> None:
    act.save(_opinion(act, data, GroupOpinion.About.EXPULSION))


def expel(act: Act, data: inputs.Expel) -> None:
    act.save(_decision(act, About.EXPULSION, data.decided_on, data.words))
    act.hand_to(role=queries.keeper_role(act.matter.organ, _day(act)))


def file_expulsion(act: Act, data: inputs.FileExpulsion) -> None:
    """The membership ends on the day that the committee decided."""
    record, decision = _record(act), _expulsion(act)
    act.save(UpperFiling(decision=decision, filed_on=data.filed_on, number=data.number))
    assert record.span is not None, "only a member is expelled"
    _end(act, record, max(decision.decided_on, record.span.since))


def revoke_expulsion(act: Act, data: inputs.Revoke) -> None:
    decision = _expulsion(act)
    decision.revoked_on = data.on
    act.save(decision)
    act.clear_desk()


# -- spans ---------------------------------------------------------------------------------------


def _belong(act: Act, record: MemberRecord, union: Organ, group: Organ | None, since: date) -> None:
    record.span = _appoint(act, record.person, union, MembershipKind.UNION, since)
    record.group_span = (
        _appoint(act, record.person, group, MembershipKind.UNION_GROUP, since) if group else None
    )


def _appoint(
    act: Act, person: Person, organ: Organ, kind: MembershipKind, since: date
) -> Membership:
    return org.appoint(
        person=person, organ=organ, kind=kind, since=since, by=_actor(act), at=act.at.recorded
    )


def _end_spans(act: Act, record: MemberRecord, until: date) -> None:
    assert record.span is not None, "only who belongs somewhere leaves it"
    for span in (record.span, record.group_span):
        if span is not None and span.until is None:
            # A group joined after that day was never his: an empty span says so.
            last = max(until, span.since)
            org.end_membership(membership=span, until=last, by=_actor(act), at=act.at.recorded)


def _change_group(act: Act, record: MemberRecord, group: Organ | None, on: date) -> None:
    if record.group_span is not None and record.group_span.until is None:
        last = max(on, record.group_span.since)
        org.end_membership(
            membership=record.group_span, until=last, by=_actor(act), at=act.at.recorded
        )
    record.group_span = (
        _appoint(act, record.person, group, MembershipKind.UNION_GROUP, on) if group else None
    )


def _end(act: Act, record: MemberRecord, until: date) -> None:
    """The membership ends: its spans, and what ran beside them."""
    _end_spans(act, record, until)
    _end_retention(act, record, until)
    act.save(record)
    act.clear_desk()


def _end_retention(act: Act, record: MemberRecord, until: date) -> None:
    running = Retention.objects.filter(record=record, until=None).first()
    if running is not None:
        running.until = max(until, running.since)
        act.save(running)


# -- rows ----------------------------------------------------------------------------------------


def _opinion(act: Act, data: inputs.Opine, about: str) -> GroupOpinion:
    return GroupOpinion(
        record=_record(act),
        about=about,
        met_on=data.met_on,
        is_agreed=data.is_agreed,
        words=data.words,
        by=_actor(act),
    )


def _decision(act: Act, about: str, on: date, words: str = "") -> CommitteeDecision:
    return CommitteeDecision(
        record=_record(act), about=about, decided_on=on, words=words, by=_actor(act)
    )


def _expulsion(act: Act) -> CommitteeDecision:
    rows = CommitteeDecision.objects.filter(record=_record(act), about=About.EXPULSION)
    return rows.get(revoked_on=None)


def _lapse(act: Act) -> Lapse:
    return Lapse.objects.get(record=_record(act), until=None)


def _record(act: Act) -> MemberRecord:
    """The row that ``facts`` has read in this act."""
    record: MemberRecord = act.matter.member
    return record


def _actor(act: Act) -> Person:
    return Person(pk=act.person_id, name=act.by.name)


def _day(act: Act) -> date:
    return act.at.occurred.astimezone(ZONE).date()


EFFECTS: Mapping[str, Effect] = {
    "apply": apply,
    "enrol": enrol,
    "transfer_in": transfer_in,
    "consider": consider,
    "approve": approve,
    "refuse_admission": refuse_admission,
    "withdraw_application": withdraw_application,
    "issue_card": issue_card,
    "amend_particulars": amend_particulars,
    "transfer": transfer,
    "transfer_out": transfer_out,
    "transfer_back": transfer_back,
    "retain": retain,
    "resume": resume,
    "tell_leaving": tell_leaving,
    "take_back_leaving": take_back_leaving,
    "announce_leaving": announce_leaving,
    "note_lapse": note_lapse,
    "educate": educate,
    "end_lapse": end_lapse,
    "deem_left": deem_left,
    "file_judgment": file_judgment,
    "discuss_expulsion": discuss_expulsion,
    "expel": expel,
    "file_expulsion": file_expulsion,
    "revoke_expulsion": revoke_expulsion,
}
