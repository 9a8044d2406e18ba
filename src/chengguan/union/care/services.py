"""What the acts of relief write, called by ``perform`` alone; the forms of its beginning."""

from collections.abc import Mapping
from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.forms import ActForm
from chengguan.core.work.funds import funds_port
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.core.work.services import open_from_form
from chengguan.union.care import inputs
from chengguan.union.care.guards import NAMED_CAUSES
from chengguan.union.care.models import (
    FollowUp,
    Kind,
    ReliefCase,
    ReliefPayment,
    ReliefVisit,
)
from chengguan.union.care.procedures import RELIEF

State = ReliefPayment.State
TITLE = "帮扶事项"
"""The whole title: neither the kind nor the name stands in a list, a search or a notice."""


def begin_from_form(form: ActForm, *, key: str) -> Outcome:
    """Begin a relief matter with a valid form."""
    return open_from_form(form, procedure=RELIEF.key, action="apply", key=key)


# -- beginning -------------------------------------------------------------------------------


def apply(act: Act, data: inputs.Apply) -> None:
    """The matter is the applicant's whoever typed it: he finds it, and the staff of the union by
    their office alone, as long as they hold it."""
    year = _day(act).year
    act.matter.opened_by_id = data.person.pk
    number = f"BF{year}-{act.next_number(f'relief/{year}'):05d}"
    act.begin(number=number, title=TITLE, organ=data.union)
    relief = ReliefCase(
        matter=act.matter,
        person=data.person,
        kind=data.kind,
        source=data.source,
        applied_on=_day(act),
        occurred_on=data.occurred_on,
        cause=act.sealed.get("cause"),
        cause_mark=_mark(act, data.kind),
        words=act.sealed.get("words"),
    )
    act.save(relief)
    _hand(act, data.person)


def _mark(act: Act, kind: str) -> str:
    """One illness, one death: by its digest. Hardship is asked for anew each time; a wedding, a
    birth and a retirement are one event of the year, whatever it is cut into."""
    cause = act.sealed.get("cause")
    if kind in NAMED_CAUSES and cause is not None:
        return cause.blind_index
    return act.matter.number if kind == Kind.HARDSHIP else kind


def accept(act: Act, data: inputs.Accept) -> None:
    relief = _relief(act)
    if "cause" in act.sealed:
        relief.cause, relief.cause_mark = act.sealed["cause"], _mark(act, relief.kind)
        act.save(relief)
    _hand(act, relief.person)


def return_papers(act: Act, data: inputs.ReturnPapers) -> None:
    relief = _relief(act)
    relief.missing = act.sealed.get("missing")
    act.save(relief)
    act.hand_to(relief.person)


def supplement(act: Act, data: inputs.Supplement) -> None:
    relief = _relief(act)
    relief.supplement = act.sealed.get("supplement") or relief.supplement
    act.save(relief)
    _hand(act, relief.person)


def refuse_relief(act: Act, data: inputs.Refuse) -> None:
    relief = _relief(act)
    relief.refusal = act.sealed.get("refusal")
    act.save(relief)
    act.clear_desk()


def withdraw_relief(act: Act, data: None) -> None:
    """What was proposed or approved meanwhile is given back."""
    payment = act.matter.__dict__["payment"]
    if payment is not None and payment.state in (State.PROPOSED, State.APPROVED):
        _drop(act, payment, State.DROPPED)
    act.clear_desk()


# -- visiting --------------------------------------------------------------------------------


def name_visitors(act: Act, data: inputs.NameVisitors) -> None:
    """The two find the matter until they have been there."""
    act.save(
        ReliefVisit(relief=_relief(act), first=data.first, second=data.second, named_on=_day(act))
    )
    _hand(act, _relief(act).person, data.first, data.second)


def record_visit(act: Act, data: inputs.RecordVisit) -> None:
    visit: ReliefVisit = act.matter.__dict__["visit"]
    visit.visited_on = data.visited_on
    visit.place, visit.words = act.sealed.get("place"), act.sealed.get("words")
    act.save(visit)
    _hand(act, _relief(act).person)


# -- money -----------------------------------------------------------------------------------


def propose_payment(act: Act, data: inputs.Propose) -> None:
    """Kept at once: whoever signs later signs for what is there."""
    (held,) = funds_port().reserve(act, data.claims, data.head)
    payment = ReliefPayment(
        relief=_relief(act),
        held=held,
        amount=data.amount,
        fund=data.fund,
        form=data.form,
        state=State.PROPOSED,
        proposed_by=_actor(act),
        proposed_on=_day(act),
        remark=act.sealed.get("remark"),
    )
    act.save(payment)
    _hand(act, _relief(act).person)


def approve_payment(act: Act, data: None) -> None:
    payment = _payment(act)
    payment.state = State.APPROVED
    payment.approved_by, payment.approved_on = _actor(act), _day(act)
    act.save(payment)
    _hand(act, _relief(act).person)


def reject_payment(act: Act, data: inputs.Unpaid) -> None:
    _drop(act, _payment(act), State.REJECTED)
    _hand(act, _relief(act).person)


def pay(act: Act, data: inputs.Pay) -> None:
    payment = _payment(act)
    funds_port().settle(act, {payment.held: payment.amount})
    payment.state, payment.paid_on = State.PAID, data.paid_on
    payment.received_by = act.sealed.get("received_by")
    act.save(payment)
    _hand(act, _relief(act).person)


def drop_payment(act: Act, data: inputs.Unpaid) -> None:
    _drop(act, _payment(act), State.DROPPED)
    _hand(act, _relief(act).person)


def return_payment(act: Act, data: inputs.Unpaid) -> None:
    _drop(act, _payment(act), State.RETURNED)
    _hand(act, _relief(act).person)


def _drop(act: Act, payment: ReliefPayment, state: str) -> None:
    """The money counts for nothing any more, for head and for limits."""
    funds_port().release(act, [payment.held])
    payment.state = state
    payment.outcome = act.sealed.get("outcome")
    act.save(payment)


# -- ending ----------------------------------------------------------------------------------


def follow_up(act: Act, data: inputs.Follow) -> None:
    act.save(
        FollowUp(relief=_relief(act), on=data.on, by=_actor(act), words=act.sealed.get("words"))
    )
    _hand(act, _relief(act).person)


def close_relief(act: Act, data: inputs.Close) -> None:
    relief = _relief(act)
    relief.closing = act.sealed.get("closing")
    act.save(relief)
    act.clear_desk()


# -- rows ------------------------------------------------------------------------------------


def _hand(act: Act, *people: Person) -> None:
    """On the desk of the staff of the union, and of those named."""
    act.hand_to(*people, role=str(Role.UNION_STAFF), organ=act.matter.organ)


def _relief(act: Act) -> ReliefCase:
    """The row that ``facts`` has read in this act."""
    relief: ReliefCase = act.matter.relief
    return relief


def _payment(act: Act) -> ReliefPayment:
    payment: ReliefPayment = act.matter.__dict__["payment"]
    return payment


def _actor(act: Act) -> Person:
    return Person(pk=act.person_id, name=act.by.name)


def _day(act: Act) -> date:
    return act.at.occurred.astimezone(ZONE).date()


EFFECTS: Mapping[str, Effect] = {
    "apply": apply,
    "accept": accept,
    "return_papers": return_papers,
    "supplement": supplement,
    "refuse_relief": refuse_relief,
    "withdraw_relief": withdraw_relief,
    "name_visitors": name_visitors,
    "record_visit": record_visit,
    "propose_payment": propose_payment,
    "approve_payment": approve_payment,
    "reject_payment": reject_payment,
    "pay": pay,
    "drop_payment": drop_payment,
    "return_payment": return_payment,
    "follow_up": follow_up,
    "close_relief": close_relief,
}
