"""What the acts on rounds and claims write, called by ``perform`` alone."""

from collections.abc import Mapping

from django.db import transaction

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.errors import NotFound
from chengguan.core.work.forms import ActForm
from chengguan.core.work.funds import funds_port
from chengguan.core.work.registry import Effect
from chengguan.core.work.services import open_from_form
from chengguan.union.benefits.insurance import inputs, queries
from chengguan.union.benefits.insurance.drawing import draw
from chengguan.union.benefits.models import (
    ClaimHelp,
    Enrolment,
    InsuranceRound,
    Product,
    Snapshot,
    SnapshotLine,
)

State = Enrolment.State
OFFICE = str(Role.UNION_STAFF)


@transaction.atomic
def begin_round(form: ActForm, *, key: str) -> Outcome:
    return open_from_form(form, procedure=queries.ROUND, action="open", key=key)


@transaction.atomic
def begin_claim(form: ActForm, *, key: str) -> Outcome:
    return open_from_form(form, procedure=queries.CLAIM, action="ask_help", key=key)


# -- rounds ----------------------------------------------------------------------------------------


def open_round(act: Act, data: inputs.OpenRound) -> None:
    row = act.law.cover_rounds[data.key]
    begins, until = row.cover_of(data.year)
    number = act.next_number(f"insurance/{data.year}")
    title = f"{data.year}年{row.title}（{Product(data.product).label}）"
    act.begin(number=f"CB{data.year}-{number:03d}", title=title, organ=data.organ)
    act.save(
        InsuranceRound(
            matter=act.matter,
            product=data.product,
            key=data.key,
            cut_off=row.cut_off_of(data.year),
            begins=begins,
            until=until,
            carrier=data.carrier,
            fee=data.fee,
            share=data.share,
            cap=data.cap,
        )
    )
    act.hand_to(role=OFFICE)


def take_snapshot(act: Act, data: None) -> None:
    """The differences that follow are shown before anything is confirmed."""
    round_ = _round(act)
    drawn = draw(round_, act.by, act.at.recorded)
    taken = Snapshot(round=round_, by=_actor(act), at=act.at.recorded)
    act.save(taken)
    act.save_all(
        SnapshotLine(
            snapshot=taken,
            person_id=one.member.person_id,
            union_id=one.member.union_id,
            number_id=one.member.number,
            fate=one.fate,
            change=one.change,
        )
        for one in drawn
    )
    act.note(lines=len(drawn))


def confirm_list(act: Act, data: inputs.ConfirmList) -> None:
    """The fee of everybody is kept with the list, or nothing is written."""
    round_ = _round(act)
    held = funds_port().reserve(act, data.claims, data.head)
    act.save_all(
        Enrolment(
            round=round_,
            product=round_.product,
            person_id=line.person_id,
            union_id=line.union_id,
            number=line.number,
            begins=round_.begins,
            until=round_.until,
            held=kept,
            state=State.LISTED,
        )
        for line, kept in zip(data.lines, held, strict=True)
    )


def send_list(act: Act, data: inputs.SendList) -> None:
    round_ = _round(act)
    round_.sent_on = data.sent_on
    act.save(round_)


def take_receipt(act: Act, data: inputs.TakeReceipt) -> None:
    """What the carrier does not accept gives its money back at once."""
    rows = _listed(act, [one.enrolment for one in data.answers])
    for one in data.answers:
        row = rows[one.enrolment]
        row.state = State.ACCEPTED if one.is_accepted else State.REJECTED
        row.policy, row.said, row.answered_on = one.policy, one.said, data.on
        act.save(row)
    refused = [one.enrolment for one in data.answers if not one.is_accepted]
    if refused:
        funds_port().release(act, [rows[key].held for key in refused])


def remove_one(act: Act, data: inputs.RemoveOne) -> None:
    row = _listed(act, [data.enrolment])[data.enrolment]
    row.state, row.said = State.REMOVED, data.reason[:200]
    act.save(row)
    funds_port().release(act, [row.held])


def close(act: Act, data: None) -> None:
    """What was refused or removed gave its money back before; the rest was paid."""
    funds_port().settle(act)
    act.clear_desk()


def call_off(act: Act, data: inputs.CallOff) -> None:
    for row in Enrolment.objects.filter(round=_round(act), state=State.LISTED):
        row.state, row.said = State.REMOVED, data.reason[:200]
        act.save(row)
    funds_port().release(act)
    act.clear_desk()


def _listed(act: Act, keys: list[int]) -> dict[int, Enrolment]:
    """Those of this round alone, locked: nobody is answered twice."""
    rows = Enrolment.objects.select_for_update().filter(
        round=_round(act), pk__in=keys, state=State.LISTED
    )
    found = {row.pk: row for row in rows}
    if set(keys) - set(found):
        raise NotFound("enrolment")
    return found


def _round(act: Act) -> InsuranceRound:
    """The row that ``facts`` has read in this act."""
    found: InsuranceRound = act.matter.insurance_round
    return found


# -- claims ----------------------------------------------------------------------------------------


def ask_help(act: Act, data: inputs.AskHelp) -> None:
    """On the desk of the member, who follows it, and of the staff of the union that organised the
    cover. The title names neither him nor what happened."""
    office = queries.office_for(data.person.pk, data.product, data.event_on)
    if office is None:
        raise NotFound("office")
    year = queries.today(act.at.occurred).year
    number = act.next_number(f"claim/{year}")
    act.begin(number=f"LP{year}-{number:04d}", title="理赔协助", organ=office)
    act.save(
        ClaimHelp(
            matter=act.matter,
            person=data.person,
            enrolment=queries.cover_at(data.person.pk, data.product, data.event_on),
            event_on=data.event_on,
            words=act.sealed.get("words"),
        )
    )
    act.hand_to(data.person, role=OFFICE)


def take_up(act: Act, data: None) -> None:
    claim = _claim(act)
    claim.helper = _actor(act)
    act.save(claim)


def submit(act: Act, data: inputs.Submit) -> None:
    claim = _claim(act)
    claim.submitted_on, claim.asked = data.submitted_on, data.asked
    act.save(claim)


def note_paid(act: Act, data: inputs.NotePaid) -> None:
    claim = _claim(act)
    claim.answered_on, claim.paid = data.answered_on, data.paid
    act.save(claim)
    act.clear_desk()


def note_refused(act: Act, data: inputs.NoteRefused) -> None:
    claim = _claim(act)
    claim.answered_on = data.answered_on
    act.save(claim)
    act.clear_desk()


def withdraw_claim(act: Act, data: None) -> None:
    act.clear_desk()


def _claim(act: Act) -> ClaimHelp:
    found: ClaimHelp = act.matter.claim_help
    return found


def _actor(act: Act) -> Person:
    return Person(pk=act.person_id, name=act.by.name)


ROUND_EFFECTS: Mapping[str, Effect] = {
    "open": open_round,
    "take_snapshot": take_snapshot,
    "confirm_list": confirm_list,
    "send_list": send_list,
    "take_receipt": take_receipt,
    "remove_one": remove_one,
    "close": close,
    "call_off": call_off,
}
CLAIM_EFFECTS: Mapping[str, Effect] = {
    "ask_help": ask_help,
    "take_up": take_up,
    "submit": submit,
    "note_paid": note_paid,
    "note_refused": note_refused,
    "withdraw_claim": withdraw_claim,
}
