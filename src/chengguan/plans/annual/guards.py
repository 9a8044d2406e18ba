"""What must be true of plans and their items; the words stand in law/data/guards_plans.toml."""

from chengguan.core.org.models import Organ
from chengguan.core.work.acting import At
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.plans.annual import inputs, queries
from chengguan.plans.annual.facts import ItemFacts, PlanFacts, ReceiptFacts

SHOWN = 6
"""So many keys are named in a reason; the rest are counted."""


def _named(keys: tuple[str, ...]) -> dict[str, object]:
    return {"keys": "、".join(keys[:SHOWN]), "n": len(keys)}


# -- the plan --------------------------------------------------------------------------------


@guard("JH01")
def every_duty_has_an_item(plan: PlanFacts, law: RuleBook) -> Reason | None:
    """No sentence that holds a duty is lost on the way from the text to the items."""
    return Reason("plan.uncovered", **_named(plan.uncovered)) if plan.uncovered else None


@guard("JH02")
def every_item_has_its_sentence(plan: PlanFacts, law: RuleBook) -> Reason | None:
    """Nothing is owed that the document does not say."""
    return Reason("plan.unfounded", **_named(plan.unfounded)) if plan.unfounded else None


@guard("JH03")
def every_item_is_confirmed(plan: PlanFacts, law: RuleBook) -> Reason | None:
    """What a reader of files proposes is owed by nobody before a person has confirmed it."""
    return Reason("plan.unconfirmed", **_named(plan.unconfirmed)) if plan.unconfirmed else None


@guard("JH04")
def every_item_has_owner_and_window(plan: PlanFacts, law: RuleBook) -> Reason | None:
    """Somebody owes each item, and by some day."""
    if plan.unowned:
        return Reason("plan.unowned", **_named(plan.unowned))
    return Reason("plan.untimed", **_named(plan.untimed)) if plan.untimed else None


@guard("JH05")
def something_is_owed(plan: PlanFacts, law: RuleBook) -> Reason | None:
    """A plan without an item promises nothing."""
    return None if plan.items else Reason("plan.no_items")


@guard("JH06")
def no_item_is_open(plan: PlanFacts, law: RuleBook) -> Reason | None:
    """The year ends when each item was closed or cancelled by an act of its own."""
    return Reason("plan.open_items", n=plan.open_items) if plan.open_items else None


@guard("JH07")
def item_stands_in_this_draft(
    plan: PlanFacts, said: inputs.Reword | inputs.Split | inputs.Assign, law: RuleBook
) -> Reason | None:
    """Only what stands in the draft is edited."""
    return None if said.item in plan.items else Reason("plan.no_such_item")


@guard("JH07")
def items_stand_in_this_draft(
    plan: PlanFacts, said: inputs.Join | inputs.Confirm, law: RuleBook
) -> Reason | None:
    """Only what stands in the draft is joined or confirmed."""
    return None if set(said.items) <= plan.items else Reason("plan.no_such_item")


@guard("JH07")
def sentence_stands_in_this_draft(
    plan: PlanFacts, said: inputs.Mark, law: RuleBook
) -> Reason | None:
    """Only a sentence of this document is judged."""
    return None if said.sentence in plan.sentences else Reason("plan.no_such_sentence")


@guard("JH08")
def words_are_left(
    plan: PlanFacts, said: inputs.Reword | inputs.Split, law: RuleBook
) -> Reason | None:
    """An item says something, and so does each of its parts."""
    texts = said.texts if isinstance(said, inputs.Split) else (said.text,)
    least = 2 if isinstance(said, inputs.Split) else 1
    kept = [text for text in texts if text.strip()]
    return None if len(kept) == len(texts) >= least else Reason("plan.no_words")


@guard("JH08")
def two_are_joined(plan: PlanFacts, said: inputs.Join, law: RuleBook) -> Reason | None:
    """Joining wants two."""
    return None if len(set(said.items)) > 1 else Reason("plan.join_two")


@guard("JH09")
def windows_end_after_they_begin(
    plan: PlanFacts, said: inputs.Assign, law: RuleBook
) -> Reason | None:
    """Who owes an item and by when is said together, and no window ends before it begins."""
    if not said.owners or not said.windows:
        return Reason("plan.owner_and_window")
    turned = [one for one in said.windows if one.since and one.since > one.until]
    return Reason("plan.window_turned", on=turned[0].until) if turned else None


@guard("JH11")
def units_stand_below_the_plan(plan: PlanFacts, said: inputs.Issue, law: RuleBook) -> Reason | None:
    """A plan stays in the tree of the organ that issues it."""
    own = plan.organ
    strange = [
        unit.name
        for unit in said.addressees
        if unit.pk == own.pk or not unit.path.startswith(own.path)
    ]
    return Reason("plan.not_below", name="、".join(strange)) if strange else None


@guard("JH12")
def somebody_signs_for_each(plan: PlanFacts, said: inputs.Issue, law: RuleBook) -> Reason | None:
    """A unit is addressed where somebody other than the issuer answers for it."""
    bare = [unit.name for unit in said.addressees if not _answered(unit, plan)]
    return Reason("plan.no_head", names="、".join(bare)) if bare else None


def _answered(unit: Organ, plan: PlanFacts) -> bool:
    office = queries.office_of(unit, plan.today)
    return office is not None and office[1].pk != plan.organ.pk


@guard("JH10")
def signed_by_the_unit(receipt: ReceiptFacts, law: RuleBook) -> Reason | None:
    """A unit signs for itself; nobody above signs in its place."""
    return None if receipt.hands.is_mine else Reason("plan.not_addressed_to_me")


# -- the item --------------------------------------------------------------------------------


@guard("RW01")
def report_says_what_was_done(item: ItemFacts, said: inputs.Report, law: RuleBook) -> Reason | None:
    """A report says what was done; a file alone is none."""
    return None if said.done.strip() else Reason("plan.empty_report")


@guard("RW02")
def closed_by_another(item: ItemFacts, law: RuleBook) -> Reason | None:
    """Nobody ends what he himself reported as done, nor in the name of whoever did."""
    own = item.proposed_by is not None and item.proposed_by in {item.by, *item.hands.names}
    return Reason("plan.own_closing") if own else None


@guard("RW02")
def item_is_cancelled_by_another(item: ItemFacts, law: RuleBook) -> Reason | None:
    """Nobody rids himself of what he owes, nor cancels what he himself reported as done."""
    names = {item.by, *item.hands.names}
    proposed = item.proposed_by is not None and item.proposed_by in names
    held = item.hands.is_mine or bool(item.hands.handlers & item.hands.names)
    return Reason("plan.own_cancelling") if proposed or held else None


@guard("RW03")
def no_adjustment_is_open(item: ItemFacts, law: RuleBook) -> Reason | None:
    """One request is decided before the next is made."""
    return Reason("plan.adjustment_pending") if item.adjustment_asked_by is not None else None


@guard("RW03")
def adjustment_was_asked(item: ItemFacts, law: RuleBook) -> Reason | None:
    """Only what was asked for can be decided."""
    return Reason("plan.no_adjustment") if item.adjustment_asked_by is None else None


@guard("RW04")
def adjustment_is_ruled_by_another(item: ItemFacts, law: RuleBook) -> Reason | None:
    """Nobody decides on what he asked for himself."""
    asked = item.adjustment_asked_by
    own = asked is not None and asked in {item.by, *item.hands.names}
    return Reason("plan.own_adjustment") if own else None


@guard("RW05")
def adjustment_asks_for_something(
    item: ItemFacts, said: inputs.AskAdjustment, law: RuleBook
) -> Reason | None:
    """A later end of a window that is not over yet, or another wording; with its reason."""
    if not said.reason.strip():
        return Reason("plan.no_reason")
    if said.window is None:
        return None if said.wanted_text.strip() else Reason("plan.nothing_asked")
    until = item.windows.get(said.window)
    if until is None:
        return Reason("plan.no_such_window")
    if until < item.today:
        return Reason("plan.window_is_over", on=until)
    if said.wanted_until is None or said.wanted_until <= until:
        return Reason("plan.not_later", on=until)
    return None


@guard("RW11")
def window_is_not_over(item: ItemFacts, law: RuleBook) -> Reason | None:
    """Asked in time and granted too late forgives nothing: the window stays late."""
    window = item.adjustment_window
    if window is None:
        return None
    until = item.windows.get(window)
    if until is None:
        return Reason("plan.no_such_window")
    return Reason("plan.window_is_over", on=until) if until < item.today else None


@guard("RW06")
def something_shows_it(item: ItemFacts, said: inputs.Reach, law: RuleBook) -> Reason | None:
    """What is called reached is shown by a file, or told where it can be seen."""
    shown = said.documents or said.note.strip()
    return None if shown else Reason("plan.no_evidence")


@guard("RW07")
def still_to_be_reached(item: ItemFacts, said: inputs.Reach, law: RuleBook) -> Reason | None:
    """A milestone or a window of this item that was not reached before, one at a time."""
    if (said.milestone is None) == (said.window is None):
        return Reason("plan.one_to_reach")
    known = said.milestone in item.milestones or said.window in item.windows
    return None if known else Reason("plan.reached_already")


@guard("RW08")
def unit_owes_the_item(at: At, said: inputs.Decompose, law: RuleBook) -> Reason | None:
    """While it is open, an item is taken apart among the units that owe it, and those below."""
    parent = queries.item_for(said.parent)
    if parent is None or parent.matter is None or not parent.matter.is_open:
        return Reason("plan.parent_is_over")
    if not said.organ.path.startswith(parent.plan.matter.organ.path):
        return Reason("plan.not_below", name=said.organ.name)
    if not any(said.organ.path.startswith(unit.path) for unit in queries.owing(parent)):
        return Reason("plan.not_owing", name=said.organ.name)
    return None if said.text.strip() else Reason("plan.no_words")


@guard("RW12")
def part_weighs_no_more(at: At, said: inputs.Decompose, law: RuleBook) -> Reason | None:
    """No unit makes its own part weigh more than the item that it parts."""
    parent = queries.item_for(said.parent)
    if parent is None or said.weight <= parent.weight:
        return None
    return Reason("plan.part_too_heavy", most=parent.weight)


@guard("RW09")
def summary_says_something(
    item: ItemFacts, said: inputs.ProposeClosing, law: RuleBook
) -> Reason | None:
    """Who says that an item is done says what came of it."""
    return None if said.summary.strip() else Reason("plan.empty_summary")


@guard("RW10")
def parts_are_done(item: ItemFacts, law: RuleBook) -> Reason | None:
    """Parts that are still open are pointed out; they decide nothing."""
    return Reason("plan.open_children", n=item.open_children) if item.open_children else None


@guard("RW13")
def no_part_is_open(item: ItemFacts, law: RuleBook) -> Reason | None:
    """What is cancelled leaves no part behind that somebody still works on."""
    return Reason("plan.parts_left", n=item.open_children) if item.open_children else None
