"""Another company takes an estate over: what is open goes along, what was missed stays behind."""

from datetime import date

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.org.record import Refused
from chengguan.core.work import lists
from chengguan.core.work.errors import NotPermitted
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, figure_of, measure
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.estates.registering import amend_estate, change_manager
from tests.enforcement.estates.compound import Compound

TENTH = date(2026, 4, 10)


def taken_over(compound: Compound, since: date = TENTH) -> None:
    office = compound.organs["other_office"]
    by = compound.people["业务科"]
    change_manager(estate=compound.estate, office=office, since=since, by=by, at=compound.now)
    compound.estate.refresh_from_db()


@pytest.mark.postgres
@pytest.mark.trap(69)
def test_open_works_go_to_the_successor_and_missed_rounds_stay(compound: Compound) -> None:
    works = compound.under_way()
    found, told = works.find("facade"), works.find().dissuade().refuse().send()
    ended = compound.registered()
    ended.act("void", inputs.Void("取消装修"))
    compound.until(4, 10, 9)
    taken_over(compound)
    for one in (works, found):
        assert Matter.objects.get(pk=one.pk).organ == compound.organs["other_office"]
    assert Matter.objects.get(pk=ended.pk).organ == compound.organs["office"]
    owners = {one.day.day: one.office.name for one in works.rounds()[:9]}
    assert (owners[2], owners[9], owners[10]) == ("榆荫新村管理处",) * 2 + ("松涛苑管理处",)
    with pytest.raises(NotPermitted):
        works.patrol()
    works.act("patrol", round_of(compound, works), by="别家经理")
    told.answer()
    assert Matter.objects.get(pk=told.pk).organ == compound.organs["other_office"]
    compound.until(4, 11, 9)
    assert shares(compound, "office") == (0, 8)
    assert shares(compound, "other_office") == (1, 1)
    assert not lists.page(compound.actor("副经理"), kind="renovation").matters
    assert told.finding.office == compound.organs["office"], "who found it stays"
    assert journal.verify().findings == []


def round_of(compound: Compound, works: object) -> inputs.Patrol:
    from_before = lists.page(compound.actor("别家经理"), kind="finding").matters
    open_ones = [matter.finding for matter in from_before]
    return inputs.Patrol(follow_ups=tuple(inputs.Seen(one, is_gone=False) for one in open_ones))


def shares(compound: Compound, office: str) -> tuple[int, int]:
    asked = Asked(
        compound.actor("局长"), Period.read("2026-04"), compound.now, compound.organs[office]
    )
    found = measure(figure_of("patrol_rate"), asked)
    return found.met, found.counted


def test_a_manager_changes_on_a_day_that_has_come_and_once(compound: Compound) -> None:
    compound.until(4, 10, 9)
    for wrong in (date(2026, 4, 11), date(2020, 1, 1)):
        with pytest.raises(Refused):
            taken_over(compound, wrong)
    taken_over(compound)
    with pytest.raises(Refused):
        taken_over(compound)
    former = compound.estate.former.get()
    assert (former.office, former.until) == (compound.organs["office"], TENTH)


def test_who_must_be_told_now_knows_the_open_works(compound: Compound) -> None:
    works = compound.under_way()
    other = compound.organs["other_committee"]
    by = compound.people["业务科"]
    amend_estate(estate=compound.estate, by=by, at=compound.now, residents_committee=other)
    for name, knows in (("别居委", True), ("居委", False), ("经理", True), ("队员", True)):
        rows = lists.page(compound.actor(name), kind="renovation").matters
        assert (works.pk in {matter.pk for matter in rows}) is knows, name
    with pytest.raises(ValueError, match="office"):
        amend_estate(estate=compound.estate, by=by, at=compound.now, office=other)
