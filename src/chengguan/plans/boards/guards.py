"""What must be true of a bulletin; the words stand in law/data/guards_boards.toml."""

from datetime import date

from chengguan.core.org.models import Organ
from chengguan.core.work.acting import At
from chengguan.core.work.rules import ZONE
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.plans.annual import queries as annual
from chengguan.plans.boards import inputs
from chengguan.plans.boards.facts import BulletinFacts


@guard("TB01")
def plan_was_issued(at: At, said: inputs.IssueBulletin, law: RuleBook) -> Reason | None:
    """What nobody owes yet has no progress to tell."""
    plan = annual.plan_of(said.plan)
    issued = plan is not None and plan.issued_on is not None
    return None if issued else Reason("bulletin.plan_not_issued")


@guard("TB02")
def somebody_answers_for_each(at: At, said: inputs.IssueBulletin, law: RuleBook) -> Reason | None:
    """A bulletin is for somebody, and each addressed unit has whoever signs for it."""
    if not said.addressees:
        return Reason("bulletin.nobody_addressed")
    on = at.occurred.astimezone(ZONE).date()
    bare = _unanswered(said.addressees, on)
    return Reason("bulletin.no_head", names="、".join(bare)) if bare else None


def _unanswered(organs: tuple[Organ, ...], on: date) -> list[str]:
    return [organ.name for organ in organs if annual.office_of(organ, on) is None]


@guard("TB03")
def addressed_units_stand_below(at: At, said: inputs.IssueBulletin, law: RuleBook) -> Reason | None:
    """A bulletin stays in the tree of its plan."""
    plan = annual.plan_of(said.plan)
    root = plan.matter.organ.path if plan else ""
    strange = [organ.name for organ in said.addressees if not organ.path.startswith(root)]
    return Reason("bulletin.not_below", name="、".join(strange)) if strange else None


@guard("TB04")
def received_by_the_unit(receipt: BulletinFacts, law: RuleBook) -> Reason | None:
    """A unit signs for itself."""
    return None if receipt.hands.is_mine else Reason("bulletin.not_addressed_to_me")
