"""The workbench: whose turn it is, what is late by which clock, figures and lists."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from chengguan.core.org.kinds import Role
from chengguan.core.work import desk, lateness, lists, overviews, rules, workbench
from chengguan.core.work.models import Assignment, FindingLook, Matter, MatterFinding
from tests.core.work.sample import BEGAN, Town

LONG_AFTER = BEGAN + timedelta(days=400)


def rows_behind(actor, now, **asked) -> list:
    return lists.page(actor, narrow=overviews._narrow(now, asked)).matters


def test_what_lies_with_a_role_is_owed_by_nobody_of_another_team(town: Town) -> None:
    matter = town.begin(town.east)
    assert [m.pk for m in workbench.workbench(town.officer, BEGAN).matters] == [matter.pk]
    assert workbench.workbench(town.stranger, BEGAN).matters == []


@pytest.mark.trap(48)
def test_late_is_one_judgement_for_row_figure_and_list(town: Town) -> None:
    matter = town.begin(town.east)
    due = Matter.objects.get(pk=matter.pk).next_due_at
    for now, is_late in ((due, False), (due + timedelta(seconds=1), True)):
        found = Matter.objects.get(pk=matter.pk)
        assert lateness.is_late(found, now) is is_late
        assert len(workbench.late(town.leader, now)) == is_late
        assert len(rows_behind(town.leader, now, due="late")) == is_late
        assert Matter.objects.filter(lateness.late(now)).exists() is is_late


def test_a_closed_matter_is_never_late(town: Town) -> None:
    matter = town.begin(town.east)
    Matter.objects.filter(pk=matter.pk).update(is_open=False)
    found = Matter.objects.get(pk=matter.pk)
    assert not lateness.is_late(found, LONG_AFTER)
    assert not Matter.objects.filter(lateness.late(LONG_AFTER)).exists()


@pytest.mark.trap(48)
def test_late_matters_by_clock_and_organ_are_as_many_as_their_lists(town: Town) -> None:
    for organ in (town.east, town.east, town.west):
        town.begin(organ)
    clocks, organs = workbench.grouped(workbench.late(town.leader, LONG_AFTER))
    assert clocks == {"CK01": 3}
    assert len(rows_behind(town.leader, LONG_AFTER, due="late", clock="CK01")) == 3
    assert dict(organs.values()) == {"东中队": 2, "西中队": 1}
    for organ, (_name, count) in organs.items():
        asked = {"due": "late", "organ": str(organ)}
        assert len(rows_behind(town.leader, LONG_AFTER, **asked)) == count


def test_the_head_sees_the_load_of_each_officer_as_long_as_the_list_behind_it(town: Town) -> None:
    head = town.person("东队长", Role.TEAM_HEAD, town.east)
    taken, _free = town.begin(town.east), town.begin(town.east)
    town.begin(town.west)
    town.do(taken, "take", town.officer)
    loads = {load.person_id: load for load in workbench.team(head, LONG_AFTER)}
    assert set(loads) == {town.officer.person_id, None}
    for person, load in loads.items():
        who = str(person) if person else overviews.NOBODY
        assert load.matters == len(rows_behind(head, LONG_AFTER, person=who)) == 1
        assert load.late == len(rows_behind(head, LONG_AFTER, person=who, due="late")) == 1


def test_a_finding_is_unread_until_its_reader_says_so(town: Town) -> None:
    matter = town.begin(town.east)
    finding = MatterFinding.objects.create(
        matter=matter, action="work", ref="GD09", guard="x", force="unlawful", found_at=BEGAN
    )
    assert list(workbench.unseen(town.leader)) == [finding.pk]
    overviews.look_at(town.leader, [finding.pk], BEGAN)
    overviews.look_at(town.leader, [finding.pk], BEGAN)
    assert list(workbench.unseen(town.leader)) == []
    assert FindingLook.objects.count() == 1


def test_nobody_looks_at_what_he_may_not_find(town: Town) -> None:
    matter = town.begin(town.east)
    finding = MatterFinding.objects.create(
        matter=matter, action="work", ref="GD09", guard="x", force="unlawful", found_at=BEGAN
    )
    overviews.look_at(town.stranger, [finding.pk], BEGAN)
    assert not FindingLook.objects.exists()


def test_a_home_without_any_work_says_what_will_stand_there_and_where_to_begin(
    town: Town,
) -> None:
    def home(actor) -> dict:
        return desk.view(workbench.workbench(actor, BEGAN), actor, BEGAN)

    idle = home(town.admin)
    assert idle["tiles"] == ()
    assert "会自动出现在这里" in idle["empty"].why
    assert idle["empty"].do.startswith("先看看")
    assert idle["empty"].url
    town.begin(town.east)
    assert home(town.officer)["tiles"]


def test_who_has_cleared_his_desk_is_no_newcomer(town: Town) -> None:
    """What he held or began is done: his figures stand at nothing and lead on to all that is
    late; only whoever never had anything is told what will stand here."""

    def home(actor) -> dict:
        return desk.view(workbench.workbench(actor, BEGAN), actor, BEGAN)

    assert "会自动出现在这里" in home(town.officer)["empty"].why
    matter = town.begin(town.east)
    town.do(matter, "take", town.officer)
    Assignment.objects.filter(matter=matter.pk).update(until=BEGAN)
    Matter.objects.filter(pk=matter.pk).update(is_open=False)
    done = home(town.officer)
    assert [tile.value for tile in done["tiles"]] == [0] * len(done["tiles"])
    assert done["tiles"]
    assert done["empty"].why == "现在没有等您办理的事项。"
    assert done["empty"].url == reverse("work:overdue")
    assert "会自动出现在这里" in home(town.stranger)["empty"].why


@pytest.mark.django_db
def test_the_basis_of_a_clock_is_its_article_or_its_plain_source() -> None:
    now = datetime(2026, 9, 14, 10, tzinfo=rules.ZONE)
    assert "行政处罚法" in desk._basis("CK06", now)
    assert desk._basis("TASK_REPLY", now) == "交办时指定的日期"
    assert desk._basis("", now) == ""
