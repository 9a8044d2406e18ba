"""The structures of the demonstration stand in every state, with their stock, plan and board."""

from datetime import datetime, timedelta

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.work import rules
from chengguan.core.work.models import Matter, MatterFinding
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import board as boards
from chengguan.enforcement.structures import stock_queries
from chengguan.enforcement.structures.models import HazardItem, PilotConsent, Regrowth
from chengguan.enforcement.structures.states import STATES
from chengguan.law.calendars import WorkCalendar
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.structure_stories import NEW, STRUCTURES
from chengguan.web.demonstration.structures import StockPlay, StructurePlay
from chengguan.web.demonstration.town import Town

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 15, 9, tzinfo=ZONE)


def test_every_state_is_alive_and_the_board_is_neither_zero_nor_all_red() -> None:
    town = Town().found()
    built = {s.key: StructurePlay(town, s, n, NOW) for n, s in enumerate(STRUCTURES, start=1)}
    told = [*(one.play() for one in built.values()), StockPlay(town, built, NOW.year).play()]
    play(told, until=NOW)
    states = set(Matter.objects.filter(kind="structure").values_list("state", flat=True))
    assert states == {state.key for state in STATES}
    assert not MatterFinding.objects.exists()
    leader = town.actor("leader")
    board = boards.board(leader, NOW)
    assert 0 < len(board.late) < len(NEW) / 2
    assert board.waiting
    assert boards.board(leader, NOW + timedelta(days=60)).late != board.late
    plan = stock_queries.plan_of(leader, NOW.year)
    assert plan is not None
    whole = [unit.whole for unit in stock_queries.plan_by_unit(leader, plan)]
    assert 0 < sum(one.done for one in whole) < sum(one.planned for one in whole)
    assert set(PilotConsent.objects.values_list("is_given", flat=True)) == {True, False}
    assert HazardItem.objects.filter(closed_at=None).exists()
    assert HazardItem.objects.exclude(closed_at=None).exists()
    assert Regrowth.objects.count() == 1
    days = JournalEntry.objects.filter(
        stream_id__in=Matter.objects.filter(kind="structure").values("pk"),
        occurred_at__lt=NOW - timedelta(days=1),
    ).values_list("occurred_at", flat=True)
    calendar = WorkCalendar(rules.current())
    assert all(calendar.day(at.astimezone(ZONE).date()).is_workday for at in days)
