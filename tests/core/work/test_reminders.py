"""Reminders of clocks: whom they reach, when, and never twice."""

from datetime import datetime, timedelta

import pytest

from chengguan.core.notices.models import Notice
from chengguan.core.org.kinds import Role
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.reminders import remind
from tests.core.work.sample import Town


def due_of(matter: Matter) -> datetime:
    return MatterClock.objects.get(matter=matter, stopped_at=None).due_at


def told() -> set[int]:
    return set(Notice.objects.filter(source__startswith="clock:").values_list("person", flat=True))


@pytest.mark.ref("reminder.long")
def test_a_day_before_the_end_those_on_the_desk_are_told_once(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    due = due_of(matter)
    assert remind(due - timedelta(hours=24, seconds=1)) == 0
    assert remind(due - timedelta(hours=24)) == 1
    assert remind(due - timedelta(hours=23)) == 0
    assert told() == {town.officer.person_id}


def test_lateness_is_told_once_and_to_the_head_too(town: Town) -> None:
    head = town.person("东队长", Role.TEAM_HEAD, town.east)
    other = town.person("西队长", Role.TEAM_HEAD, town.west)
    matter = town.begin()
    town.do(matter, "take", town.officer)
    due = due_of(matter)
    assert remind(due) == 1  # the last moment is not late yet
    assert head.person_id not in told()
    assert remind(due + timedelta(seconds=1)) == 1
    assert remind(due + timedelta(days=9)) == 0
    assert told() == {town.officer.person_id, head.person_id}
    assert other.person_id not in told()


def test_an_end_that_moved_is_told_anew(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    due = due_of(matter)
    remind(due)
    MatterClock.objects.filter(matter=matter).update(due_at=due + timedelta(days=30))
    assert remind(due + timedelta(days=1)) == 0
    assert remind(due + timedelta(days=30)) == 1
    assert Notice.objects.filter(source__startswith="clock:").count() == 2


@pytest.mark.ref("reminder.short")
def test_a_short_period_is_told_of_late(town: Town) -> None:
    matter = town.begin()
    clock = MatterClock.objects.get(matter=matter)
    MatterClock.objects.filter(pk=clock.pk).update(due_at=clock.started_at + timedelta(hours=4))
    end = clock.started_at + timedelta(hours=4)
    assert remind(end - timedelta(hours=1, seconds=1)) == 0
    assert remind(end - timedelta(hours=1)) == 1
    assert told() == {town.officer.person_id, town.colleague.person_id}


def test_nobody_is_told_of_a_clock_that_has_stopped(town: Town) -> None:
    matter = town.begin()
    due = due_of(matter)
    MatterClock.objects.filter(matter=matter).update(stopped_at=due - timedelta(days=2))
    assert remind(due + timedelta(days=1)) == 0
