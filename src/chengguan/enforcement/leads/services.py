"""What the acts on a lead write. Called by ``perform`` alone; ``take_in`` is the one door."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError

from chengguan.core.journal import services as journal
from chengguan.core.lawbook.items import UnknownItem, item
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.work import adoption
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import NotFound
from chengguan.core.work.forms import ActForm
from chengguan.core.work.perform import Opening, open_matter, open_together
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.core.work.sheaf import Alone
from chengguan.enforcement.leads import inputs, queries
from chengguan.enforcement.leads.errors import NumberTaken
from chengguan.enforcement.leads.facts import is_contacted
from chengguan.enforcement.leads.models import (
    ONCE_PER_SOURCE,
    ArbiterRuling,
    CallBack,
    ClusterMember,
    ComplaintCluster,
    ContactAttempt,
    ContactResult,
    DispatchOrder,
    Extension,
    Lead,
    OrderReturn,
    Satisfaction,
    SiteCheck,
    SiteCheckOfficer,
    SubmissionMark,
)
from chengguan.enforcement.leads.procedures import (
    EXTENDED,
    FIRST_CONTACT,
    HOTLINE,
    REPORT_REPLY,
)
from chengguan.enforcement.leads.proposal import proposed_organ
from chengguan.law.procedure import Clock

TOLD_ANSWER = "答复意见"
"""Under this name stands what the caller was answered before the order was taken over."""

# -- the door ------------------------------------------------------------------------------


def take_in(*, by: Actor, at: At, data: inputs.Receive, key: str) -> Outcome:
    """Receive an order. What the same source already sent under its number is answered with
    what became of it then; another content under that number raises ``NumberTaken``."""
    try:
        return open_matter(
            procedure=HOTLINE.key, action="receive", by=by, at=at, data=data, key=key
        )
    except IntegrityError as error:
        # The constraint decides, also between two that come in at once; nothing was written.
        if not _is_number_taken(error):
            raise
    known = queries.order_of(data.source, data.external_no)
    if not queries.says_the_same(known, data):
        raise NumberTaken(data.external_no, known.pk)
    return Outcome(known.pk, known.matter.version, is_repeat=True)


def take_in_all(
    orders: Sequence[tuple[At, inputs.Receive, str]], *, by: Actor, at: datetime
) -> list[Outcome | None]:
    """Receive many orders, each with its moment and key, in few statements. None: take it by
    itself, it is refused or like another. Raises ``IntegrityError`` where a number is known."""
    openings = [Opening(HOTLINE.key, "receive", when, data, key) for when, data, key in orders]
    callers = Callers.among(data.caller_phone for _, data, _ in orders if data.caller_phone)
    return open_together(openings, by=by, at=at, beforehand=callers)


def _is_number_taken(error: IntegrityError) -> bool:
    """PostgreSQL names the constraint, SQLite its columns."""
    said = str(error)
    return ONCE_PER_SOURCE in said or "leads_lead.external_no" in said


def take_in_form(form: ActForm, *, key: str) -> Outcome:
    """The same from a valid form: its photos are kept first."""
    form.receive()
    data = form.proposed()
    assert isinstance(data, inputs.Receive)
    return take_in(by=form.actor, at=form.moment(), data=data, key=key)


# -- 受理与派单 --------------------------------------------------------------------------------


def receive(act: Act, data: inputs.Receive) -> None:
    year = act.at.occurred.astimezone(ZONE).year
    number = act.next_number(f"lead/{year}")
    act.begin(
        number=f"XS{year}-{number:06d}",
        title=data.title,
        organ=data.organ,
        field=_field(data.item_code),
        place=data.place,
    )
    # Asked before the lead is there, or it would be its own repeat.
    earlier = _earlier(act, data)
    if earlier:
        act.wants_rows()
    lead = _new_lead(act, data)
    act.save_all([lead])
    _join_cluster(act, lead, earlier)
    adoption.keep(act, data.told, {TOLD_ANSWER: act.sealed.get("told_answer")})
    act.hand_to(role=Role.DISPATCHER, organ=data.organ)


def _earlier(act: Act, data: inputs.Receive) -> list[Lead]:
    if _is_first_call(act, data):
        return []
    return queries.earlier_alike(
        phone=data.caller_phone,
        place_id=data.place.pk if data.place else None,
        address=data.address_text,
        item_code=data.item_code,
        at=act.at.occurred,
        law=act.law,
    )


def _is_first_call(act: Act, data: inputs.Receive) -> bool:
    """Whether what was read for all orders of a list says that nothing is like this one: without
    an item only the same caller can be. What may be like an order still in the sheaf is taken
    alone."""
    if act.sheaf is None:
        return False
    callers, phone = act.sheaf.beforehand, act.sealed.get("caller_phone")
    if data.item_code or not isinstance(callers, Callers):
        raise Alone
    if phone is None:
        return True
    if phone.blind_index in callers.met:
        raise Alone
    callers.met.add(phone.blind_index)
    return phone.blind_index not in callers.known


@dataclass
class Callers:
    """By blind index: who called before a list came in, and who was met in it."""

    known: set[str]
    met: set[str] = field(default_factory=set)

    @classmethod
    def among(cls, phones: Iterable[str]) -> "Callers":
        return cls(journal.indexes_among(queries.PHONE, phones))


def _new_lead(act: Act, data: inputs.Receive) -> Lead:
    return Lead(
        matter=act.matter,
        source=data.source,
        external_no=data.external_no or None,
        appeal_kind=data.appeal_kind,
        caller_name=act.sealed.get("caller_name"),
        caller_phone=act.sealed.get("caller_phone"),
        is_anonymous=data.is_anonymous,
        wants_feedback=data.wants_feedback,
        address_text=data.address,
        subdistrict_id=data.subdistrict_id,
        description=data.description,
        item_code=data.item_code,
        intake_organ=data.organ,
    )


def _join_cluster(act: Act, lead: Lead, earlier: list[Lead]) -> None:
    if not earlier:
        return
    members = [known.repeat for known in earlier if hasattr(known, "repeat")]
    if members:
        cluster = members[0].cluster
        position = cluster.members.count() + 1
        joining = [(lead, position)]
    else:
        cluster = ComplaintCluster(begun_at=act.at.recorded)
        act.save(cluster)
        joining = [(known, n) for n, known in enumerate([*earlier, lead], start=1)]
    rows = [ClusterMember(cluster=cluster, lead=one, position=n) for one, n in joining]
    act.save_all(rows)
    act.note(repeat={"cluster": cluster.pk, "position": rows[-1].position})


def dispatch(act: Act, data: inputs.Dispatch) -> None:
    lead = _lead(act)
    if data.appeal_kind == "report" and not _is_running(act, REPORT_REPLY):
        # Recognised as a report only now; the statute counts from when it came in.
        act.start_clock(REPORT_REPLY.ref, act.matter.opened_at)
    lead.appeal_kind, lead.dispatched_at = data.appeal_kind, act.at.occurred
    _send(act, lead, data.organ, data.item_code)
    act.save(lead)


def redispatch(act: Act, data: inputs.Redispatch) -> None:
    lead = _lead(act)
    _send(act, lead, data.organ, data.item_code)
    act.save(lead)


def _send(act: Act, lead: Lead, organ: Organ, item_code: str) -> None:
    if item_code and item_code != lead.item_code:
        lead.item_code = item_code
        act.set_field(_field(item_code))
    lead.signed_at = lead.handler = None
    proposal = proposed_organ(lead.item_code, act.matter.opened_at)
    if proposal is not None:
        act.note(
            proposed=str(proposal.kind), by_rule=proposal.source, as_proposed=proposal.fits(organ)
        )
    act.save(DispatchOrder(lead=lead, organ=organ, dispatched_at=act.at.occurred))
    act.move_to(organ)
    act.hand_to(role=Role.OFFICER, organ=organ)


def sign(act: Act, data: None) -> None:
    lead = _lead(act)
    lead.signed_at, lead.handler_id = act.at.occurred, act.by.person_id
    act.save(lead)
    act.hand_to(_actor(act))


def assign(act: Act, data: inputs.Assign) -> None:
    if not queries.officers_of(act.matter.organ, _day(act)).filter(pk=data.officer.pk).exists():
        raise NotFound("officer")
    lead = _lead(act)
    lead.handler = data.officer
    act.save(lead)
    act.hand_to(data.officer)


def moved(act: Act, giver: int, receiver: Person) -> None:
    """Passed on or handed over by its handler: the lead has another."""
    lead = _lead(act)
    if lead.handler_id == giver:
        lead.handler = receiver
        act.save(lead)


def void(act: Act, data: inputs.Void) -> None:
    if data.duplicate_of:
        kept = queries.kept_orders(data.duplicate_of).exclude(pk=act.matter.pk).first()
        if kept is None:
            raise NotFound(data.duplicate_of)
        act.link(kept, "duplicate")
    act.clear_desk()


# -- 退单与终审 --------------------------------------------------------------------------------


def return_order(act: Act, data: inputs.Return) -> None:
    lead = _lead(act)
    lead.return_count += 1
    lead.signed_at = lead.handler = None
    act.save(lead)
    act.save_all(
        [
            OrderReturn(
                lead=lead,
                dispatch=lead.dispatches.latest("pk"),
                organ=act.matter.organ,
                by=_actor(act),
                returned_at=act.at.occurred,
                reason=data.reason,
                basis=data.basis,
                evidence=data.evidence,
            )
        ]
    )
    act.move_to(lead.intake_organ)
    act.hand_to(role=Role.DISPATCHER, organ=lead.intake_organ)


def rule(act: Act, data: inputs.Rule) -> None:
    lead = _lead(act)
    lead.ruled_at = act.at.occurred
    _send(act, lead, data.organ, "")
    act.save(lead)
    act.save(
        ArbiterRuling(
            lead=lead,
            organ=data.organ,
            by=_actor(act),
            ruled_at=act.at.occurred,
            reason=data.reason,
        )
    )


# -- 办理 ------------------------------------------------------------------------------------


def contact(act: Act, data: inputs.Contact) -> None:
    lead = _lead(act)
    made = ContactAttempt(
        lead=lead,
        by=_actor(act),
        attempted_at=act.at.occurred,
        channel=data.channel,
        result=data.result,
        said=act.sealed.get("said"),
    )
    act.save(made)
    before = (lead.is_reached, lead.contacted_at)
    lead.is_reached = lead.is_reached or made.result == ContactResult.CONNECTED
    if lead.contacted_at is None and _counts_as_contact(lead, made, act):
        lead.contacted_at = act.at.occurred
        act.stop_clock(FIRST_CONTACT.ref, act.at.occurred)
    if before != (lead.is_reached, lead.contacted_at):
        act.save(lead)


def _counts_as_contact(lead: Lead, made: ContactAttempt, act: Act) -> bool:
    """Somebody answered, or this was the last of enough vain attempts."""
    if made.result == ContactResult.CONNECTED:
        return True
    opened_on = act.matter.opened_at.astimezone(ZONE).date()
    return is_contacted(list(lead.attempts.all()), act.law, on=opened_on)


def check_on_site(act: Act, data: inputs.CheckOnSite) -> None:
    made = SiteCheck(
        lead=_lead(act),
        checked_at=act.at.occurred,
        item_code=data.item_code,
        found=data.found,
        is_place_confirmed=data.is_place_confirmed,
    )
    act.save(made)
    officers = {officer.pk: officer for officer in data.officers}.values()
    act.save_all([SiteCheckOfficer(check_made=made, officer=officer) for officer in officers])


def ask_extension(act: Act, data: inputs.AskExtension) -> None:
    act.save(
        Extension(
            lead=_lead(act),
            asked_by=_actor(act),
            asked_at=act.at.occurred,
            reason=data.reason,
        )
    )


def grant_extension(act: Act, data: inputs.DecideExtension) -> None:
    _decide(act, data, is_granted=True)
    # The longer period counts from the dispatch too: nothing begins anew.
    act.start_clock(EXTENDED.ref, _lead(act).dispatched_at or act.matter.opened_at)


def refuse_extension(act: Act, data: inputs.DecideExtension) -> None:
    _decide(act, data, is_granted=False)


def _decide(act: Act, data: inputs.DecideExtension, *, is_granted: bool) -> None:
    asked = _lead(act).extensions.get(decided_at=None)
    asked.decided_by_id, asked.decided_at = act.by.person_id, act.at.occurred
    asked.is_granted, asked.remark = is_granted, data.remark
    act.save(asked)


def receive_result(act: Act, data: inputs.ReceiveResult) -> None:
    lead = _lead(act)
    lead.case_result = data.text
    act.save(lead)


# -- 审核 ------------------------------------------------------------------------------------


def submit(act: Act, data: inputs.Submit) -> None:
    lead = _lead(act)
    for name in ("result", "found", "done", "law_basis", "next_step", "proof"):
        setattr(lead, name, getattr(data, name))
    lead.submitted_by_id = act.by.person_id
    act.save(lead)
    act.hand_to(_handler(lead), role=Role.SQUAD_LEADER)


def withdraw_submission(act: Act, data: None) -> None:
    act.hand_to(_handler(_lead(act)))


def return_submission(act: Act, data: inputs.ReturnSubmission) -> None:
    lead = _lead(act)
    act.save_all(
        SubmissionMark(
            lead=lead,
            by=_actor(act),
            made_at=act.at.occurred,
            paragraph=mark.paragraph,
            remark=mark.remark,
        )
        for mark in data.marks
    )
    act.hand_to(_handler(lead))


def approve_submission(act: Act, data: inputs.Approve) -> None:
    act.hand_to(_handler(_lead(act)))


# -- 答复与回访 --------------------------------------------------------------------------------


def answer(act: Act, data: inputs.Answer) -> None:
    lead = _lead(act)
    lead.answer = act.sealed.get("told")
    lead.answer_channel, lead.resolved_at = data.channel, act.at.occurred
    act.save(lead)
    act.hand_to(_handler(lead), role=Role.DISPATCHER, organ=lead.intake_organ)


def call_back(act: Act, data: inputs.AnswerBack) -> None:
    lead = _lead(act)
    _record_call(act, lead, data.satisfaction, data.reason)
    # Whoever handled it still finds it among what he finished.
    act.hand_to(_handler(lead))


def order_redo(act: Act, data: inputs.OrderRedo) -> None:
    lead = _lead(act)
    _record_call(act, lead, data.satisfaction, "")
    lead.redo_round += 1
    act.save(lead)
    act.hand_to(_handler(lead))


def _record_call(act: Act, lead: Lead, satisfaction: str, reason: str) -> None:
    act.save(
        CallBack(
            lead=lead,
            by=_actor(act),
            called_at=act.at.occurred,
            satisfaction=satisfaction,
            said=act.sealed.get("said"),
            reason=reason,
            redo_round=lead.redo_round,
        )
    )
    if satisfaction == Satisfaction.DISSATISFIED and not lead.is_warned:
        lead.is_warned = True
        act.save(lead)


# -- small ------------------------------------------------------------------------------------


def _lead(act: Act) -> Lead:
    """The row that ``facts`` has read in this act."""
    return act.matter.lead


def _actor(act: Act) -> Person:
    return Person(pk=act.by.person_id, name=act.by.name)


def _handler(lead: Lead) -> Person:
    return Person(pk=lead.handler_id)


def _is_running(act: Act, clock: Clock) -> bool:
    return any(known.ref == clock.ref and known.stopped_at is None for known in act.clocks)


def _day(act: Act) -> date:
    return act.at.occurred.astimezone(ZONE).date()


def _field(item_code: str) -> str:
    try:
        return str(item(item_code).field) if item_code else ""
    except UnknownItem:
        raise NotFound(item_code) from None


EFFECTS: Mapping[str, Effect] = {
    "receive": receive,
    "dispatch": dispatch,
    "redispatch": redispatch,
    "sign": sign,
    "assign": assign,
    "void": void,
    "return_order": return_order,
    "refer": return_order,
    "rule": rule,
    "contact": contact,
    "check_on_site": check_on_site,
    "ask_extension": ask_extension,
    "grant_extension": grant_extension,
    "refuse_extension": refuse_extension,
    "receive_result": receive_result,
    "submit": submit,
    "withdraw_submission": withdraw_submission,
    "return_submission": return_submission,
    "approve_submission": approve_submission,
    "answer": answer,
    "call_back": call_back,
    "order_redo": order_redo,
}
