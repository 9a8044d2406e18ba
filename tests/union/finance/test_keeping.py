"""Money is kept at the first act that names it, paid as it was kept, and given back."""

from datetime import date

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.work import rules
from chengguan.core.work.acting import At
from chengguan.core.work.errors import Refused
from chengguan.core.work.funds import Head, funds_port
from chengguan.core.work.models import Matter, MatterFinding
from chengguan.law.spending import Form, Fund, UseState
from chengguan.union.finance.models import BudgetHead, Reservation
from tests.union.finance.chest import ON, Chest, Paid

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def left(head: BudgetHead) -> int:
    (found,) = funds_port().heads(head.organ_id, "show", head.year)
    return found.left


def refs(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {finding.ref for finding in refused.value.findings}


# -- kept at once -------------------------------------------


@pytest.mark.trap(43)
@pytest.mark.ref("FN03")
def test_what_the_head_has_not_is_refused_before_anybody_signs(chest: Chest) -> None:
    """皖工经费办法: nothing beyond the budget, asked at the first act, not the last."""
    head = chest.confirmed(500_00)
    chest.ask(head, 300_00)
    assert left(head) == 200_00
    with pytest.raises(Refused) as refused:
        chest.ask(head, 200_01, people=("同事",))
    assert refs(refused) == {"FN03"}
    assert dict(refused.value.findings[0].reason.params) == {"amount": 1}
    chest.ask(head, 200_00, people=("同事",))
    assert left(head) == 0
    assert Matter.objects.count() == Reservation.objects.count() == 2


@pytest.mark.trap(43)
@pytest.mark.ref("FN03")
def test_a_list_is_kept_whole_or_not_at_all(chest: Chest) -> None:
    """皖工经费办法: the sum of an act is what the head must have."""
    head = chest.confirmed(500_00)
    with pytest.raises(Refused):
        chest.ask(head, 300_00, people=("会员", "同事"))
    assert not Reservation.objects.exists()
    chest.ask(head, 250_00, people=("会员", "同事"))
    assert left(head) == 0


@pytest.mark.ref("FN01")
def test_what_a_row_refuses_is_not_kept(chest: Chest) -> None:
    """工会经费口径: a verified limit refuses (沪文旅消费措施 2: 300 yuan each)."""
    head = chest.confirmed()
    with pytest.raises(Refused) as refused:
        chest.ask(head, 300_01)
    assert refs(refused) == {"FN01"}
    assert refused.value.findings[0].reason.params["ref"] == "LIM02"
    chest.ask(head, 200_00)
    with pytest.raises(Refused):
        chest.ask(head, 100_01)
    chest.ask(head, 100_00)
    chest.ask(head, 300_00, cause="另一场")


@pytest.mark.ref("FN02")
def test_what_a_row_only_warns_of_is_kept_and_said(chest: Chest) -> None:
    """工会经费口径: a limit not yet confirmed warns (皖工经费办法: 500 yuan at a birthday)."""
    head = chest.confirmed()
    gift = {"item": "birthday", "form": Form.PICKUP_VOUCHER}
    matter = chest.ask(head, 500_01, **gift)
    entry = JournalEntry.objects.get(stream=matter.pk)
    assert '"ref":"FN02"' in entry.body
    within = chest.ask(head, 100_00, people=("同事",), **gift)
    assert "FN02" not in JournalEntry.objects.get(stream=within.pk).body


@pytest.mark.ref("FN01")
def test_another_union_counts_and_another_year_does_not(chest: Chest) -> None:
    """工会经费口径, 沪文旅消费措施 1: 1,000 yuan a member and year, whichever union pays."""
    here = chest.confirmed(5000_00)
    there = chest.confirmed(5000_00, organ=chest.other)
    brands = {"item": "lepin", "form": Form.GOODS}
    chest.ask(here, 700_00, **brands)
    with pytest.raises(Refused):
        chest.ask(there, 300_01, organ=chest.other, **brands)
    chest.ask(there, 300_00, organ=chest.other, **brands)
    chest.ask(here, 1000_00, on=date(2025, 12, 31), **brands)
    assert funds_port().left(chest.people["会员"].pk, "lepin", ON).remaining == 0
    assert funds_port().left(chest.people["同事"].pk, "lepin", ON).remaining == 1000_00


@pytest.mark.trap(63)
@pytest.mark.ref("FN01")
def test_the_day_of_the_event_judges_not_the_day_of_the_payment(chest: Chest) -> None:
    """工会经费口径, 沪文旅消费措施 1: last year's event is of last year's cap."""
    head = chest.confirmed(9000_00)
    brands = {"item": "lepin", "form": Form.GOODS}
    chest.ask(head, 1000_00, **brands)
    chest.ask(head, 1000_00, on=date(2025, 12, 31), **brands)
    with pytest.raises(Refused):
        chest.ask(head, 1, on=date(2025, 1, 1), **brands)


@pytest.mark.trap(66)
@pytest.mark.ref("FN02")
def test_once_in_five_years_is_asked_of_every_union_and_year(chest: Chest) -> None:
    """工会经费口径, 全总十项措施: last year's trip, paid by another union, is not forgotten."""
    there = chest.confirmed(5000_00, organ=chest.other, year=2025)
    here = chest.confirmed(5000_00)
    trip = {"item": "recuperation", "form": Form.SERVICE}
    chest.ask(there, 300_00, organ=chest.other, on=date(2025, 5, 20), cause="2025年疗休养", **trip)
    again = chest.ask(here, 300_00, on=date(2026, 5, 20), cause="2026年疗休养", **trip)
    (claim,) = (one.claim for one in funds_port().held_by(again))
    judged = funds_port().judge([claim], here.pk, rules.current())
    assert "LIM23" in {finding.ref for finding in judged.warnings}
    shown = funds_port().left(chest.people["会员"].pk, "recuperation", ON)
    assert shown.again_on == date(2031, 1, 1)


# -- paid, given back ---------------------------------------


@pytest.mark.trap(64)
def test_it_is_paid_as_it_was_asked_and_never_more(chest: Chest) -> None:
    head = chest.confirmed()
    matter = chest.ask(head, 20_00)
    assert chest.states(matter) == [(20_00, "reserved")]
    with pytest.raises(ValueError, match="are kept"):
        chest.act(matter, "pay", Paid((20_01,)))
    chest.act(matter, "pay")
    assert chest.states(matter) == [(20_00, "paid")]
    assert left(head) == 980_00


def test_what_was_paid_less_goes_back_to_the_head(chest: Chest) -> None:
    head = chest.confirmed()
    matter = chest.ask(head, 100_00, people=("会员", "同事"))
    chest.act(matter, "pay", Paid((60_00, 0)))
    assert chest.states(matter) == [(60_00, "paid"), (100_00, "released")]
    assert left(head) == 940_00


@pytest.mark.trap(67)
def test_a_payment_that_falls_away_frees_its_money_and_blocks_nobody(chest: Chest) -> None:
    head = chest.confirmed(300_00)
    matter = chest.ask(head, 300_00)
    with pytest.raises(Refused):
        chest.ask(head, 1)
    chest.act(matter, "drop")
    assert chest.states(matter) == [(300_00, "released")]
    assert left(head) == 300_00
    chest.ask(head, 300_00)


@pytest.mark.trap(67)
def test_what_came_back_frees_and_a_follow_up_blocks(chest: Chest) -> None:
    head = chest.confirmed(5000_00)
    first = chest.ask(head, 300_00)
    chest.act(first, "pay")
    chest.act(first, "take_back")
    follow_up = chest.ask(head, 300_00)
    chest.act(follow_up, "pay")
    with pytest.raises(Refused) as refused:
        chest.ask(head, 1)
    assert refs(refused) == {"FN01"}
    assert chest.states(first) == [(300_00, "released")]


def test_what_is_settled_or_given_back_belongs_to_the_matter(chest: Chest) -> None:
    head = chest.confirmed()
    mine, other = chest.ask(head, 10_00), chest.ask(head, 10_00, people=("同事",))
    (strange,) = (one.id for one in funds_port().held_by(other))
    act = type("Held", (), {"matter": mine})()
    with pytest.raises(ValueError, match="keeps nothing"):
        funds_port().settle(act, {strange: 1})
    with pytest.raises(ValueError, match="keeps nothing"):
        funds_port().release(act, [strange])
    chest.act(mine, "pay")
    with pytest.raises(ValueError, match="keeps nothing"):
        funds_port().settle(act, {funds_port().held_by(mine)[0].id: 1})


# -- which head ---------------------------------------------


@pytest.mark.ref("FN04")
def test_money_comes_from_a_confirmed_head_of_the_union_that_pays(chest: Chest) -> None:
    """工会经费口径: of the very union, confirmed, and for what it is for."""
    head = chest.confirmed()
    wrong = {
        "funds.no_head": (None, {}),
        "funds.head_not_confirmed": (chest.entered(plan_item="未确认"), {}),
        "funds.other_union": (chest.confirmed(organ=chest.other), {}),
        "funds.other_head": (chest.confirmed(head="service"), {}),
        "funds.unknown_item": (head, {"item": "nothing"}),
        "funds.head_not_needed": (head, {"fund": Fund.OWN}),
    }
    for code, (chosen, said) in wrong.items():
        with pytest.raises(Refused) as refused:
            chest.ask(chosen, 100_00, **said)
        assert {f.reason.code for f in refused.value.findings if f.ref == "FN04"} == {code}
    chest.ask(head, 100_00)


@pytest.mark.ref("FN04")
def test_what_the_administration_pays_takes_no_head(chest: Chest) -> None:
    """工会经费口径: kept for the limits alone."""
    matter = chest.ask(None, 800_00, item="checkup", fund=Fund.ADMINISTRATION, cause="2026年体检")
    (held,) = funds_port().held_by(matter)
    assert (held.head, held.state, held.claim.amount) == (None, UseState.RESERVED, 800_00)


def test_the_heads_that_can_bear_an_item_say_what_is_left(chest: Chest) -> None:
    head = chest.confirmed(500_00)
    chest.entered(plan_item="未确认")
    chest.confirmed(head="service")
    chest.confirmed(year=2027)
    chest.ask(head, 100_00)
    port = funds_port()
    assert port.heads(chest.base.pk, "show", 2026) == (Head(head.pk, "职工活动支出 观影", 400_00),)
    assert port.heads(chest.other.pk, "show", 2026) == ()
    assert port.heads(chest.base.pk, "nothing", 2026) == ()


# -- what happened before it was asked ----------------------


@pytest.mark.ref("FN03")
def test_what_was_already_spent_is_recorded_with_its_fault(chest: Chest) -> None:
    """皖工经费办法: spending beyond the budget that has happened is taken down, not hidden."""
    head = chest.confirmed(100_00)
    then = At(chest.now.replace(hour=6), chest.now, reason="先垫付后补录", has_happened=True)
    matter = chest.ask(head, 150_00, at=then)
    assert left(head) == -50_00
    (finding,) = MatterFinding.objects.filter(matter=matter)
    assert (finding.ref, finding.explanation) == ("FN03", "先垫付后补录")


# -- what is kept of it -------------------------------------


@pytest.mark.trap(68)
def test_the_illness_stands_nowhere_in_words(chest: Chest) -> None:
    head = chest.confirmed(5000_00, head="service", plan_item="")
    sick = {"item": "illness", "form": Form.TRANSFER, "cause": "金丝雀病"}
    matter = chest.ask(head, 500_00, **sick)
    (row,) = Reservation.objects.filter(matter=matter)
    assert len(row.cause) == 64
    assert all("金丝雀" not in entry.body for entry in JournalEntry.objects.all())
    again = chest.ask(head, 500_00, **sick)
    assert '"ref":"FN02"' in JournalEntry.objects.get(stream=again.pk).body
    chest.ask(head, 500_00, people=("同事",), **sick)
    first, second = Reservation.objects.filter(person=row.person_id).order_by("pk")
    assert first.cause == second.cause


def test_a_festival_stays_a_word(chest: Chest) -> None:
    head = chest.confirmed()
    gift = {"item": "festival", "form": Form.GOODS}
    matter = chest.ask(head, 100_00, cause="mid_autumn", **gift)
    assert funds_port().held_by(matter)[0].claim.cause == "mid_autumn"
    assert '"ref":"FN02"' not in JournalEntry.objects.get(stream=matter.pk).body
