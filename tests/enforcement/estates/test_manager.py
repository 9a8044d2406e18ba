"""Another company takes an estate over: what is open goes along, what was missed stays behind."""

from datetime import date, time

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.org.record import Refused
from chengguan.core.work import lists
from chengguan.core.work.errors import NotPermitted
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, figure_of, measure
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates import grids, inputs, registering
from chengguan.enforcement.estates.registering import amend_estate, change_manager
from tests.enforcement.estates.compound import SINCE, Compound

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


def test_days_beyond_the_period_are_owed_by_whoever_managed_then(compound: Compound) -> None:
    works = compound.under_way(planned_until=date(2026, 4, 4))
    compound.until(4, 12, 9)
    taken_over(compound)
    works.act("complete", inputs.Complete(date(2026, 4, 11)), by="别家经理")
    owners = {one.day.day: one.office for one in works.rounds()}
    before, after = compound.organs["office"], compound.organs["other_office"]
    assert [owners[day] for day in range(2, 12)] == [before] * 8 + [after] * 2


def test_a_wrong_neighbour_forgets_the_open_findings(compound: Compound) -> None:
    """Not so where a report reached him: his receipt stays, and so does what he may read."""
    works = compound.under_way()
    open_one, told = works.find("facade"), works.find().dissuade().refuse().send()
    other, by = compound.organs["other_committee"], compound.people["业务科"]
    amend_estate(estate=compound.estate, by=by, at=compound.now, residents_committee=other)
    for name, known in (("居委", {told.pk}), ("别居委", {open_one.pk, told.pk})):
        rows = lists.page(compound.actor(name), kind="finding").matters
        assert {matter.pk for matter in rows} == known, name


def test_the_house_hands_over_what_moved_on_meanwhile(
    compound: Compound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody acts on the works between the reading and the lock."""
    works, perform = compound.under_way(), registering.perform

    def later(**said: object) -> object:
        monkeypatch.setattr(registering, "perform", perform)
        works.patrol()
        return perform(**said)  # type: ignore[arg-type]

    monkeypatch.setattr(registering, "perform", later)
    compound.until(4, 10, 9)
    taken_over(compound)
    assert Matter.objects.get(pk=works.pk).organ == compound.organs["other_office"]


def test_the_hours_of_a_covenant_run_forwards(compound: Compound) -> None:
    said = {"covenant_work_opens": time(18), "covenant_work_closes": time(9)}
    with pytest.raises(Refused, match="晚于"):
        amend_estate(estate=compound.estate, by=None, at=compound.now, **said)


def test_nobody_names_a_team_of_another_district(compound: Compound) -> None:
    strange = organ_of_another_district(compound)
    by, at = compound.people["业务科"], compound.now
    with pytest.raises(Refused, match="不在您所在的区"):
        amend_estate(estate=compound.estate, by=by, at=at, street_team=strange)
    layer = grids.lay_layer(name="警务格", place=1, by=by, at=at)
    cell = {"layer": layer, "code": "J-1", "name": "一号格", "responsible": "祁守正", "at": at}
    theirs = grids.name_cell(**cell, organ=strange, by=None)
    with pytest.raises(Refused, match="不在您所在的区"):
        grids.name_cell(**cell, organ=None, by=by)
    with pytest.raises(Refused, match="不在您所在的区"):
        grids.map_grid(grid="310105005001001", cell=theirs, by=by, at=at)


def organ_of_another_district(compound: Compound) -> Organ:
    district = org.found_organ(
        kind=OrganKind.DISTRICT_BUREAU,
        name="邻区局",
        short_name="邻区局",
        number_prefix="",
        parent=None,
        since=SINCE,
        by=None,
        at=compound.now,
    )
    return org.found_organ(
        kind=OrganKind.STREET_TEAM,
        name="邻区中队",
        short_name="邻区中队",
        number_prefix="",
        parent=district,
        since=SINCE,
        by=None,
        at=compound.now,
    )
