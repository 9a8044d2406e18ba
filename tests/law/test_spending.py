"""Every row of the register of limits: what it lets pass, what not, and the last that it lets pass.

Each test names the text that the row comes from.
"""

from datetime import date

import pytest

from chengguan.law.parameters import Ask, Force, shipped
from chengguan.law.spending import Form, Fund, Recipient, judge

from .spent import HERE, LAWFUL, THERE, claim, found, used

ref = pytest.mark.ref
FORBIDDEN = {
    "banquet": "LIM34",
    "slush_fund": "LIM35",
    "luxury": "LIM36",
    "wage_substitute": "LIM37",
    "administration_expense": "LIM38",
    "lending": "LIM39",
}


@pytest.mark.parametrize("item", LAWFUL)
def test_what_keeps_to_every_row_is_let_pass(item: str) -> None:
    assert judge(claim(item), [], shipped()) == ()


# -- 沪文旅消费措施: verified, refuses -----------------------------


@ref("LIM01", "limit.lepin_year")
def test_the_brands_programme_is_capped_by_the_year() -> None:
    """沪文旅消费措施 1: 1,000 yuan a member and year, in several uses."""
    assert not found(claim("lepin", amount=1000_00))
    assert found(claim("lepin", amount=1000_01)) == {"LIM01"}
    before = used("lepin", amount=600_00, on=date(2026, 1, 1))
    assert not found(claim("lepin", amount=400_00, on=date(2026, 12, 31)), before)
    assert found(claim("lepin", amount=400_01, on=date(2026, 12, 31)), before) == {"LIM01"}


@ref("LIM02", "limit.show_each")
def test_a_film_costs_so_much_at_most() -> None:
    """沪文旅消费措施 2: 300 yuan each, however many there are."""
    assert not found(claim("show", amount=300_00))
    assert found(claim("show", amount=300_01)) == {"LIM02"}
    assert not found(claim("show", amount=300_00), used("show", cause="另一场", amount=300_00))
    assert found(claim("show", amount=1), used("show", amount=300_00)) == {"LIM02"}


@ref("LIM03")
@pytest.mark.parametrize("form", Form)
def test_a_film_is_organised_or_a_voucher_for_it_alone(form: Form) -> None:
    """沪文旅消费措施 2: together, or single-purpose vouchers of the same value."""
    is_lawful = form in (Form.SERVICE, Form.SINGLE_VOUCHER)
    assert ("LIM03" in found(claim("show", form=form))) is not is_lawful


@ref("LIM04")
@pytest.mark.parametrize(("here", "faults"), [(True, set()), (False, {"LIM04"}), (None, {"LIM04"})])
def test_a_film_is_seen_in_the_city_and_says_so(here: bool | None, faults: set[str]) -> None:
    """沪文旅消费措施 2: in Shanghai; a place left open is none."""
    assert found(claim("show", in_shanghai=here)) == faults


@ref("LIM05", "limit.scenic_pass_year")
def test_the_scenic_pass_is_capped_by_the_year() -> None:
    """沪文旅消费措施 2: 300 yuan a person and year."""
    assert not found(claim("scenic_pass", amount=300_00))
    assert found(claim("scenic_pass", amount=300_01)) == {"LIM05"}
    assert found(claim("scenic_pass", amount=1), used("scenic_pass", amount=300_00)) == {"LIM05"}


@ref("LIM06")
@pytest.mark.parametrize("fund", Fund)
def test_the_scenic_pass_is_paid_from_dues(fund: Fund) -> None:
    """沪文旅消费措施 2: from members' dues and from nothing else."""
    assert found(claim("scenic_pass", fund=fund)) == (set() if fund is Fund.DUES else {"LIM06"})


@ref("LIM07")
@pytest.mark.parametrize(("here", "faults"), [(True, set()), (False, {"LIM07"}), (None, {"LIM07"})])
def test_an_outing_stays_in_the_city(here: bool | None, faults: set[str]) -> None:
    """沪文旅消费措施 3: in Shanghai."""
    assert found(claim("outing", in_shanghai=here)) == faults


@ref("LIM08", "limit.outing_times")
def test_there_are_so_many_outings_a_year() -> None:
    """沪文旅消费措施 3: four a year; parts of one are one, another year counts anew."""
    trips = [used("outing", cause=f"第{n}次") for n in range(4)]
    assert not found(claim("outing"), *trips[:3])
    assert found(claim("outing"), *trips) == {"LIM08"}
    assert not found(claim("outing", cause="第0次"), *trips)
    assert not found(claim("outing", on=date(2027, 1, 1)), *trips)


@ref("LIM09", "limit.outing_days")
@pytest.mark.parametrize(("days", "faults"), [(1, set()), (2, set()), (3, {"LIM09"})])
def test_an_outing_lasts_so_long_at_most(days: int, faults: set[str]) -> None:
    """沪文旅消费措施 3: two days and one night."""
    assert found(claim("outing", days=days)) == faults


@ref("LIM10", "limit.outing_one_day")
def test_an_outing_of_a_day_is_capped() -> None:
    """沪文旅消费措施 3: 300 yuan for one day."""
    assert not found(claim("outing", amount=300_00))
    assert found(claim("outing", amount=300_01)) == {"LIM10"}
    assert found(claim("outing", amount=1, meals=0), used("outing", amount=300_00)) == {"LIM10"}


@ref("LIM11", "limit.outing_meals")
def test_meals_are_half_of_a_days_outing_at_most() -> None:
    """沪文旅消费措施 3: half of what is really spent, reckoned over all parts of the outing."""
    assert not found(claim("outing", amount=100_00, meals=50_00))
    assert found(claim("outing", amount=100_00, meals=50_01)) == {"LIM11"}
    bus = used("outing", amount=100_00, meals=0)
    assert not found(claim("outing", amount=100_00, meals=100_00), bus)
    assert found(claim("outing", amount=101_00, meals=101_00), bus) == {"LIM11"}
    assert not found(claim("outing", days=2, amount=100_00, meals=80_00))


@ref("LIM12", "limit.outing_two_days")
def test_an_outing_of_two_days_is_capped() -> None:
    """沪文旅消费措施 3: 900 yuan for two days and one night."""
    assert not found(claim("outing", days=2, amount=900_00))
    assert found(claim("outing", days=2, amount=900_01)) == {"LIM12"}


# -- 全总经费答问, 皖工经费办法: gifts, condolence, hardship: warns -----


@ref("LIM13")
def test_festival_gifts_are_for_statutory_festivals() -> None:
    """全总经费答问: the seven statutory festivals, no other day."""
    seven = shipped().limits["LIM13"].words
    assert len(seven) == 7
    assert not any(found(claim("festival", cause=one)) for one in seven)
    assert found(claim("festival", cause="christmas")) == {"LIM13"}
    assert found(claim("festival", cause="")) == {"LIM13"}


@ref("LIM14", "limit.festival_year")
def test_festival_gifts_are_capped_by_the_year() -> None:
    """皖工经费办法: 2,200 yuan over all festivals of a year."""
    assert not found(claim("festival", amount=2200_00))
    assert found(claim("festival", amount=2200_01)) == {"LIM14"}
    spring = used("festival", cause="spring_festival", amount=2200_00)
    assert found(claim("festival", amount=1), spring) == {"LIM14"}


@ref("LIM15")
@pytest.mark.parametrize("form", Form)
def test_festival_gifts_are_goods(form: Form) -> None:
    """皖工经费办法: goods or pick-up vouchers, no cash and no shopping cards."""
    is_lawful = form in (Form.GOODS, Form.PICKUP_VOUCHER)
    assert ("LIM15" in found(claim("festival", form=form))) is not is_lawful


@ref("LIM16", "limit.birthday_year")
def test_a_birthday_is_capped_by_the_year() -> None:
    """皖工经费办法: 500 yuan."""
    assert not found(claim("birthday", amount=500_00))
    assert found(claim("birthday", amount=500_01)) == {"LIM16"}


@ref("LIM17")
@pytest.mark.parametrize("form", Form)
def test_a_birthday_brings_a_cake(form: Form) -> None:
    """全总经费答问: a cake or a voucher for one."""
    is_lawful = form in (Form.GOODS, Form.PICKUP_VOUCHER)
    assert ("LIM17" in found(claim("birthday", form=form))) is not is_lawful


@ref("LIM18", "limit.condolence_each")
@pytest.mark.parametrize("item", ["marriage", "birth", "illness", "bereavement", "retirement"])
def test_each_condolence_is_capped(item: str) -> None:
    """皖工经费办法: 2,000 yuan each; another event is another."""
    assert not found(claim(item, amount=2000_00))
    assert found(claim(item, amount=2000_01)) == {"LIM18"}
    assert not found(claim(item, amount=2000_00), used(item, cause="另一次", amount=2000_00))
    assert "LIM18" in found(claim(item, amount=1), used(item, amount=2000_00))


@ref("LIM19")
def test_the_same_illness_counts_once_a_year() -> None:
    """皖工经费办法: the same illness once a year; another illness, or another year, is another."""
    had = used("illness", cause="甲病", on=date(2026, 1, 1))
    assert found(claim("illness", cause="甲病", on=date(2026, 12, 31)), had) == {"LIM19"}
    assert not found(claim("illness", cause="乙病"), had)
    assert not found(claim("illness", cause="甲病", on=date(2027, 1, 1)), had)
    assert "LIM19" in found(claim("illness", cause=""))


@ref("LIM20", "limit.hardship_each")
def test_hardship_aid_is_capped() -> None:
    """皖工经费办法: 2,000 yuan."""
    assert not found(claim("hardship", amount=2000_00))
    assert found(claim("hardship", amount=2000_01)) == {"LIM20"}


@ref("LIM21", "limit.hardship_times")
def test_hardship_aid_comes_once() -> None:
    """皖工经费办法 says once; that it is once a year is 工会经费口径."""
    had = used("hardship", cause="火灾", on=date(2026, 1, 1))
    assert found(claim("hardship", cause="失业"), had) == {"LIM21"}
    assert not found(claim("hardship", cause="火灾"), had)
    assert not found(claim("hardship", on=date(2027, 1, 1)), had)


@ref("LIM22")
def test_hardship_aid_wants_a_file() -> None:
    """皖工经费办法: a file of the hardship."""
    assert found(claim("hardship", files=frozenset())) == {"LIM22"}
    assert found(claim("hardship", files=frozenset({"accident_insurance"}))) == {"LIM22"}


# -- 全总十项措施, 马鞍山疗休养口径: recuperation: warns ------------------


@ref("LIM23", "limit.recuperation_years")
@pytest.mark.parametrize(
    ("last", "faults"),
    [
        (date(2021, 12, 31), set()),
        (date(2022, 1, 1), {"LIM23"}),
        (date(2025, 6, 1), {"LIM23"}),
        (date(2030, 12, 31), {"LIM23"}),
        (date(2031, 1, 1), set()),
    ],
)
def test_recuperation_comes_once_in_five_years(last: date, faults: set[str]) -> None:
    """全总十项措施: once in five years; counted by calendar years, and both ways."""
    assert found(claim("recuperation"), used("recuperation", on=last, cause="上一次")) == faults


@ref("LIM24", "limit.recuperation_day")
def test_recuperation_is_capped_by_the_day() -> None:
    """马鞍山疗休养口径: 400 yuan a person and day."""
    assert not found(claim("recuperation", days=2, amount=800_00))
    assert found(claim("recuperation", days=2, amount=800_01)) == {"LIM24"}
    assert found(claim("recuperation", days=1, amount=400_01)) == {"LIM24"}
    first = used("recuperation", days=2, amount=800_00)
    assert found(claim("recuperation", days=2, amount=1), first) == {"LIM24"}


@ref("LIM25", "limit.recuperation_days")
@pytest.mark.parametrize(("days", "faults"), [(2, set()), (3, {"LIM25"})])
def test_recuperation_lasts_so_long_at_most(days: int, faults: set[str]) -> None:
    """马鞍山疗休养口径: two days."""
    assert found(claim("recuperation", days=days)) == faults


@ref("LIM26")
def test_everybody_who_recuperates_is_insured() -> None:
    """马鞍山疗休养口径: accident insurance for each person."""
    assert found(claim("recuperation", files=frozenset())) == {"LIM26"}


@ref("LIM27")
@pytest.mark.parametrize("fund", Fund)
def test_family_pay_for_themselves(fund: Fund) -> None:
    """马鞍山疗休养口径: family at their own cost."""
    theirs = claim("recuperation", recipient=Recipient.RELATIVE, fund=fund)
    assert found(theirs) == (set() if fund is Fund.OWN else {"LIM27"})


# -- 皖工经费办法: health check, the retired, who receives: warns ---


@ref("LIM28")
@pytest.mark.parametrize("fund", Fund)
def test_the_administration_pays_for_the_health_check(fund: Fund) -> None:
    """皖工经费办法: a duty of the administration, not of the union."""
    faults = set() if fund is Fund.ADMINISTRATION else {"LIM28"}
    assert found(claim("checkup", fund=fund)) == faults


@ref("LIM29")
@pytest.mark.parametrize("fund", Fund)
def test_union_money_is_not_for_the_retired(fund: Fund) -> None:
    """皖工经费办法: their benefits come from the administration."""
    visit = claim("retired_service", recipient=Recipient.RETIRED, fund=fund)
    is_lawful = fund in (Fund.ADMINISTRATION, Fund.OWN)
    assert found(visit) == (set() if is_lawful else {"LIM29"})
    assert not found(claim("retired_service", fund=fund))


@ref("LIM30", "LIM32")
@pytest.mark.parametrize(
    ("recipient", "faults"),
    [
        (Recipient.MEMBER, set()),
        (Recipient.RETIRED, {"LIM30"}),
        (Recipient.RELATIVE, {"LIM30", "LIM32"}),
        (Recipient.OTHER, {"LIM30", "LIM32"}),
    ],
)
@pytest.mark.parametrize("item", ["lepin", "show", "festival", "birthday"])
def test_collective_benefits_are_for_members(
    item: str, recipient: Recipient, faults: set[str]
) -> None:
    """皖工经费办法: who pays dues; 总工办发〔2017〕32号: nothing for relations."""
    fund = Fund.OWN if recipient is Recipient.RETIRED else Fund.UNION
    assert found(claim(item, recipient=recipient, fund=fund)) == faults


@ref("LIM31")
@pytest.mark.parametrize("item", ["lepin", "show", "scenic_pass", "outing", "festival", "birthday"])
def test_collective_benefits_come_from_one_union(item: str) -> None:
    """皖工经费办法: the seconded receive in one place only."""
    there = used(item, union=THERE, amount=1, meals=0, on=date(2026, 2, 1))
    assert "LIM31" in found(claim(item, union=HERE, amount=1, meals=0), there)
    assert not found(claim(item, union=THERE, amount=1, meals=0), there)
    assert not found(claim(item, union=HERE, on=date(2027, 2, 1)), there)


# -- 总工办发〔2017〕32号: forbidden, from memory: warns -----------


@ref("LIM33")
@pytest.mark.parametrize("form", [Form.CASH, Form.SHOPPING_CARD, Form.TRANSFER])
@pytest.mark.parametrize("item", ["lepin", "show", "scenic_pass", "outing", "festival", "birthday"])
def test_collective_benefits_are_no_money(item: str, form: Form) -> None:
    """总工办发〔2017〕32号: no cash and no cards that pass from hand to hand."""
    assert "LIM33" in found(claim(item, form=form))
    assert "LIM33" not in found(claim(item))


@ref("LIM34", "LIM35", "LIM36", "LIM37", "LIM38", "LIM39")
@pytest.mark.parametrize(("item", "row"), FORBIDDEN.items())
def test_what_is_forbidden_is_said(item: str, row: str) -> None:
    """总工办发〔2017〕32号: what union money is never for."""
    assert found(claim(item, amount=0)) == {row}
    assert not found(claim("activity"))


# -- 沪会员专享条款: cover: warns ----------------------------------


@ref("LIM40")
def test_there_is_one_policy_a_person_and_cover() -> None:
    """沪会员专享条款 5: more are void, also from two units, also of the January round."""
    july = used("insurance", on=date(2026, 7, 1), union=THERE, cause="2027-06-30")
    assert found(claim("insurance", on=date(2027, 1, 1), cause="2027-06-30"), july) == {"LIM40"}
    assert not found(claim("insurance", on=date(2027, 7, 1), cause="2028-06-30"), july)


@ref("LIM24", "limit.recuperation_day", "LIM02", "limit.show_each")
@pytest.mark.parametrize("item", ["recuperation", "show"])
def test_what_a_person_pays_himself_is_no_benefit(item: str) -> None:
    """马鞍山疗休养口径, 沪文旅消费措施 2: a cap binds what others pay for somebody."""
    own = used(item, fund=Fund.OWN, amount=5000_00)
    assert not found(claim(item, fund=Fund.OWN, amount=5000_00))
    assert not found(claim(item, amount=300_00), own)


# -- the register itself ------------------------------------


def test_only_what_was_verified_refuses() -> None:
    """Grade V refuses; V旧, S and M warn until the union confirms them (union-rules 4.3)."""
    book = shipped()
    refusing = {ref for ref in book.limits if book.guard(ref).force is not Force.WARNING}
    assert refusing == {f"LIM{number:02d}" for number in range(1, 13)}
    assert refusing == {ref for ref in book.limits if str(book.guard(ref).grade) == "V"}


def test_every_question_is_asked_by_some_row() -> None:
    assert {row.asks for row in shipped().limits.values()} == set(Ask)


def test_every_item_has_an_expense_head() -> None:
    book = shipped()
    assert {item.head for item in book.spending_items.values()} <= set(book.spending_heads)
    assert len(book.spending_heads) == 7


@pytest.mark.parametrize("wrong", [{"amount": -1}, {"meals": 100_01}, {"meals": -1}, {"days": 0}])
def test_a_claim_that_makes_no_sense_is_none(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        claim("outing", **wrong)


def test_a_day_before_the_rows_is_judged_by_none() -> None:
    assert not found(claim("lepin", amount=9999_00, on=date(2014, 12, 31)))
