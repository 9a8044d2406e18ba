"""What caps hold whatever comes: parts, any order, other years, unions and plans."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.law.parameters import (
    Amount,
    AmountChange,
    Approval,
    Ask,
    Force,
    ForceChange,
    Grade,
    RuleBook,
    shipped,
)
from chengguan.law.spending import Claim, Use, UseState, judge, judge_together, left

from .spent import ANNA, BERT, HERE, LAWFUL, ON, THERE, claim, found, used

ref = pytest.mark.ref
APPROVED = Approval("王一", "李二", date(2026, 9, 1), "工会委员会纪要")
CAPPED = [
    ("lepin", 1000_00),
    ("show", 300_00),
    ("scenic_pass", 300_00),
    ("outing", 300_00),
    ("festival", 2200_00),
    ("birthday", 500_00),
    ("marriage", 2000_00),
    ("hardship", 2000_00),
    ("recuperation", 400_00),
]
"""Items whose sum is capped, with what one event or year may cost."""
AMOUNTS = st.lists(st.integers(0, 1500_00), max_size=6)
items = st.sampled_from(sorted(LAWFUL))
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
claims = st.builds(
    lambda item, amount, on, cause, union: claim(
        item, amount=amount, meals=0, on=on, cause=cause, union=union
    ),
    item=items,
    amount=st.integers(0, 2500_00),
    on=days,
    cause=st.sampled_from(["甲", "乙", "mid_autumn"]),
    union=st.sampled_from([HERE, THERE]),
)
uses = st.lists(st.builds(Use, claims, st.sampled_from(UseState)), max_size=6)


def over(one: Claim, *taken: Use) -> bool:
    """Whether a row that caps a sum speaks against a claim."""
    sums = {Ask.YEAR_SUM, Ask.EVENT_SUM, Ask.DAY_RATE}
    return any(shipped().limits[number].asks in sums for number in found(one, *taken))


# -- splitting -----------------------------------------------------------------------------------


@given(st.sampled_from(CAPPED), AMOUNTS, st.sets(st.integers(0, 5)))
def test_a_payment_cut_into_parts_passes_no_cap(
    capped: tuple[str, int], parts: list[int], elsewhere: set[int]
) -> None:
    """One after the other, from whichever union: what is let pass is within the cap in sum."""
    item, cap = capped
    taken: list[Use] = []
    for number, amount in enumerate(parts):
        union = THERE if number in elsewhere else HERE
        part = claim(item, amount=amount, meals=0, union=union)
        if not over(part, *taken):
            taken.append(Use(part, UseState.RESERVED))
    assert sum(use.claim.amount for use in taken) <= cap


@given(st.sampled_from(CAPPED), AMOUNTS)
def test_parts_in_one_act_are_judged_as_the_whole(
    capped: tuple[str, int], parts: list[int]
) -> None:
    item, cap = capped
    cut = [claim(item, amount=amount, meals=0) for amount in parts]
    said = judge_together(cut, [], shipped())
    whole = over(claim(item, amount=sum(parts), meals=0))
    assert whole is (sum(parts) > cap)
    for findings in said:
        refs = {finding.ref for finding in findings}
        sums = {r for r in refs if shipped().limits[r].asks in (Ask.YEAR_SUM, Ask.EVENT_SUM)}
        sums |= {r for r in refs if shipped().limits[r].asks is Ask.DAY_RATE}
        assert bool(sums) is whole


def test_the_very_same_claim_twice_in_one_act_counts_twice() -> None:
    one = claim("show", amount=200_00)
    assert all(judge_together([one, one], [], shipped()))
    assert not any(
        judge_together([one, claim("show", amount=200_00, cause="另一场")], [], shipped())
    )


def test_what_others_receive_in_one_act_is_theirs() -> None:
    both = [claim("show", amount=300_00), claim("show", amount=300_00, person=BERT)]
    assert judge_together(both, [], shipped()) == ((), ())


# -- order, years, unions ------------------------------------------------------------------------


@given(claims, uses, st.randoms(use_true_random=False))
def test_the_order_of_uses_does_not_matter(one: Claim, taken: list[Use], any_order: object) -> None:
    mixed = list(taken)
    any_order.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis' own Random
    book = shipped()
    assert {f.ref for f in judge(one, taken, book)} == {f.ref for f in judge(one, mixed, book)}
    mine = [use for use in taken if use.claim.item == one.item]
    assert left(one.item, mine, ON, book) == left(one.item, mine[::-1], ON, book)


@given(claims, uses)
def test_uses_of_others_count_for_nothing(one: Claim, taken: list[Use]) -> None:
    theirs = [replace(use, claim=replace(use.claim, person=BERT)) for use in taken]
    assert judge(one, theirs, shipped()) == judge(one, [], shipped())


@given(st.sampled_from(CAPPED), st.integers(0, 2500_00), st.integers(1, 2500_00))
def test_another_union_counts_towards_a_sum_as_the_own(
    capped: tuple[str, int], before: int, amount: int
) -> None:
    item, cap = capped
    one = claim(item, amount=amount, meals=0)
    own = used(item, amount=before, meals=0)
    assert over(one, own) is over(one, replace(own, claim=replace(own.claim, union=THERE)))
    assert over(one, own) is (before + amount > cap)


@pytest.mark.trap(62)
@given(st.sampled_from([c for c in CAPPED if c[0] != "recuperation"]), st.integers(1, 2500_00))
def test_what_was_used_in_another_year_eats_nothing_of_this_one(
    capped: tuple[str, int], amount: int
) -> None:
    item, _cap = capped
    one = claim(item, amount=amount, meals=0)
    last_year = used(item, amount=2500_00, meals=0, on=date(2025, 12, 31))
    assert over(one, last_year) is over(one)


# -- the traps -------------------------------------------------------------------------------------


@pytest.mark.trap(62)
@ref("LIM01", "limit.lepin_year")
def test_what_is_left_is_the_cap_less_what_this_year_used() -> None:
    """沪文旅消费措施 1: of 1,000 yuan a year; last year's and what was given back are not used."""
    taken = [
        used("lepin", amount=300_00, on=date(2026, 1, 1)),
        used("lepin", amount=150_00, on=date(2026, 12, 31), union=THERE),
        used("lepin", amount=900_00, on=date(2025, 12, 31)),
        used("lepin", amount=900_00, on=date(2027, 1, 1)),
        used("lepin", UseState.RELEASED, amount=500_00),
        used("show", amount=200_00),
    ]
    shown = left("lepin", taken, ON, shipped())
    assert (shown.cap, shown.used, shown.remaining) == (1000_00, 450_00, 550_00)
    none = left("lepin", [], ON, shipped())
    assert (none.cap, none.used, none.remaining) == (1000_00, 0, 1000_00)
    assert left("lepin", [used("lepin", amount=1200_00)], ON, shipped()).remaining == 0


def test_what_is_left_where_no_row_caps_the_sum() -> None:
    shown = left("show", [used("show", amount=200_00)], ON, shipped())
    assert (shown.cap, shown.used, shown.remaining, shown.times_cap) == (None, 200_00, None, None)


@ref("LIM08", "limit.outing_times")
def test_what_is_left_says_how_often() -> None:
    """沪文旅消费措施 3: four outings a year, of which parts of one are one."""
    taken = [used("outing", cause=cause) for cause in ("春游", "春游", "秋游")]
    shown = left("outing", taken, ON, shipped())
    assert (shown.times_cap, shown.times_used) == (4, 2)


def test_what_is_left_is_asked_for_one_person() -> None:
    with pytest.raises(ValueError, match="one person"):
        left("lepin", [used("lepin"), used("lepin", person=BERT)], ON, shipped())


@pytest.mark.trap(63)
@ref("LIM02", "limit.show_each")
def test_a_claim_is_judged_by_the_rows_of_its_day() -> None:
    """沪文旅消费措施 2: what happened under one cap is not judged by a later one, nor by the day on
    which it is entered; the first day of a version belongs to it."""
    book = raised("limit.show_each", 400_00, date(2027, 1, 1))
    old, new = date(2026, 12, 31), date(2027, 1, 1)
    assert judge(claim("show", amount=300_01, on=old), [], book)
    assert not judge(claim("show", amount=400_00, on=new), [], book)
    assert judge(claim("show", amount=400_01, on=new), [], book)


@pytest.mark.trap(63)
def test_the_last_day_of_a_cover_belongs_to_it() -> None:
    """沪会员专享条款 3: to 24:00 of 30 June."""
    since, until = shipped().cover_rounds["july"].cover_of(2026)
    assert since <= date(2026, 7, 1) < until
    assert since <= date(2027, 6, 30) < until
    assert not since <= date(2027, 7, 1) < until


@pytest.mark.trap(64)
@given(st.sampled_from(CAPPED), st.integers(0, 2500_00))
def test_a_cap_obliges_to_nothing(capped: tuple[str, int], amount: int) -> None:
    """Whatever lies below passes as it is asked for: no row wants more."""
    item, cap = capped
    one = claim(item, amount=amount, meals=0)
    assert over(one) is (amount > cap)
    assert one.amount == amount


@pytest.mark.trap(64)
def test_every_number_of_the_register_is_asked() -> None:
    """No cap is stored and then checked nowhere: one less refuses what passes now."""
    book = shipped()
    for row in book.limits.values():
        if row.unit:
            changed = raised(row.key, 0, date(2026, 1, 1))
            one = claim(row.items[0], days=row.days or 1, amount=100_00, meals=1)
            taken = [used(row.items[0], cause="上一次", on=date(2026, 1, 2))]
            assert any(
                {f.ref for f in judge(one, uses, book)}
                != {f.ref for f in judge(one, uses, changed)}
                for uses in ([], taken)
            ), row.ref


@pytest.mark.trap(66)
@ref("LIM23", "limit.recuperation_years")
@pytest.mark.parametrize("years", range(1, 5))
def test_once_in_five_years_outlives_every_plan_and_union(years: int) -> None:
    """全总十项措施: a new plan each year, or another union, is no new beginning."""
    last = date(2026 - years, 5, 20)
    there = used("recuperation", on=last, union=THERE, cause=f"{last.year}年疗休养")
    assert found(claim("recuperation", cause="2026年疗休养"), there) == {"LIM23"}
    shown = left("recuperation", [there], ON, shipped())
    assert shown.again_on == date(2031 - years, 1, 1)


@pytest.mark.trap(67)
@given(claims, st.lists(claims, max_size=6))
def test_what_was_given_back_never_blocks(one: Claim, gone: list[Claim]) -> None:
    released = [Use(each, UseState.RELEASED) for each in gone]
    assert judge(one, released, shipped()) == judge(one, [], shipped())


@pytest.mark.trap(67)
@ref("LIM19")
@pytest.mark.parametrize("state", [UseState.RESERVED, UseState.PAID])
def test_a_follow_up_payment_blocks(state: UseState) -> None:
    """皖工经费办法: the first round fell away, its follow-up was paid: there is no third."""
    first = used("illness", UseState.RELEASED, cause="甲病")
    follow_up = used("illness", state, cause="甲病")
    assert not found(claim("illness", cause="甲病"), first)
    assert found(claim("illness", cause="甲病"), first, follow_up) == {"LIM19"}


# -- what the union confirms ----------------------------------------------------------------------


@ref("LIM16", "limit.birthday_year")
def test_a_row_refuses_once_the_union_confirms_it() -> None:
    """皖工经费办法: from the day confirmed by two, for events of that day on."""
    change = ForceChange("LIM16", Force.UNLAWFUL, date(2026, 9, 10), APPROVED)
    book = shipped().with_overlay([change])
    (before,) = judge(claim("birthday", amount=500_01, on=date(2026, 9, 9)), [], book)
    (after,) = judge(claim("birthday", amount=500_01, on=date(2026, 9, 10)), [], book)
    assert (before.refuses, after.refuses) == (False, True)
    assert before.grade == after.grade == "M"


def raised(key: str, value: int, since: date) -> RuleBook:
    """The rule book with another number from a day on, as two persons confirm it."""
    before: Amount = next(a for a in shipped().amounts if a.key == key)
    amount = replace(before, value=value, since=since, grade=Grade.VERIFIED)
    return shipped().with_overlay([AmountChange(amount, APPROVED)])


def test_a_finding_says_what_a_person_needs() -> None:
    (said,) = judge(claim("show", amount=300_01), [], shipped())
    assert (said.ref, said.title, said.grade) == ("LIM02", "观影观展观演观赛单场限额", "V")
    assert [str(cite) for cite in said.cites] == ["沪文旅消费措施 2"]
    assert dict(said.reason.params) == {
        "ref": "LIM02",
        "limit": 300_00,
        "total": 0,
        "amount": 300_01,
    }
    assert said.refuses
    assert claim("show").person == ANNA
