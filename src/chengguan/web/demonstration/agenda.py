"""Plays many stories in the order of time: each is a generator that yields its next moment."""

import heapq
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import count
from typing import Protocol

from chengguan.core.work import rules
from chengguan.law.calendars import WorkCalendar

Story = Iterator[datetime]


class Play(Protocol):
    """Whatever tells one story."""

    def play(self) -> Story: ...


OPENS, CLOSES = time(8, 30), time(17, 30)


def play(stories: list[Story], until: datetime) -> int:
    """Run every story to its end or to ``until``; answers how many steps were taken."""
    order, steps = count(), 0
    waiting: list[tuple[datetime, int, Story]] = []
    for story in stories:
        _push(waiting, order, story)
    while waiting and waiting[0][0] <= until:
        _moment, _place, story = heapq.heappop(waiting)
        steps += 1
        _push(waiting, order, story)
    return steps


def _push(waiting: list[tuple[datetime, int, Story]], order: Iterator[int], story: Story) -> None:
    moment = next(story, None)
    if moment is not None:
        heapq.heappush(waiting, (moment, next(order), story))


def desk_time(moment: datetime, minutes: int) -> datetime:
    """So many minutes later, inside service hours: evenings and days off wait for the morning."""
    calendar = WorkCalendar(rules.current())
    there = (moment + timedelta(minutes=minutes)).astimezone(rules.ZONE)
    while not calendar.day(there.date()).is_workday or there.time() >= CLOSES:
        there = datetime.combine(
            there.date() + timedelta(days=1), time(9, minutes % 40), rules.ZONE
        )
    if there.time() < OPENS:
        there = datetime.combine(there.date(), time(8, 45), rules.ZONE)
    return there
