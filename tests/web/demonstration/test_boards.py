"""The year of the demonstration: a board neither empty nor all red, a bulletin, a report."""

from datetime import datetime, timedelta

import pytest

from chengguan.core.work.rules import ZONE
from chengguan.plans.boards import queries
from chengguan.plans.boards.models import Bulletin, PeriodReport, ReportState
from chengguan.plans.boards.queries import Tally
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.boards import BoardPlay
from chengguan.web.demonstration.plan_stories import ITEMS, PLANS
from chengguan.web.demonstration.plans import ItemPlay, PlanPlay
from chengguan.web.demonstration.town import Town

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 15, 9, tzinfo=ZONE)


def test_the_board_is_neither_empty_nor_all_red_and_moves_with_the_clock() -> None:
    town = Town().found()
    plans = [PlanPlay(town, story).play() for story in PLANS]
    items = [ItemPlay(town, story, n).play() for n, story in enumerate(ITEMS)]
    board = BoardPlay(town, NOW)
    play([*plans, *items, board.play()], until=NOW)

    def tally(at: datetime) -> Tally:
        return queries.tally(queries.lines_of(queries.standing_of(board.plan(), at), at))

    today, week = tally(NOW), tally(NOW + timedelta(days=7))
    assert today.items > 10
    assert 0 < today.late < today.items / 2
    assert today.at_risk
    assert today.progress is not None
    assert 0 < today.progress < 100
    assert (today.closed, today.closed_late) == (2, 1)
    # One window ends in the week that follows, several do with September; nothing closes itself.
    assert (week.late, week.at_risk) == (today.late + 1, today.at_risk - 1)
    assert (week.closed, week.progress) == (today.closed, today.progress)
    before, after = tally(NOW + timedelta(days=14)), tally(NOW + timedelta(days=21))
    assert before.late < after.late
    assert (after.items, after.closed) == (today.items, today.closed)
    month = tally(NOW + timedelta(days=28))
    assert today.late < month.late < month.items
    bulletin = Bulletin.objects.get()
    signed = bulletin.receipts.exclude(signed_at=None).count()
    assert 0 < signed < bulletin.receipts.count()
    report = PeriodReport.objects.get()
    assert (report.state, report.period) == (ReportState.DONE, "2026-H1")
