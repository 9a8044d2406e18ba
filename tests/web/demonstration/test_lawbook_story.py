"""The legal section and the list of the demonstration leave what their pages need."""

from datetime import datetime

import pytest

from chengguan.core.exchange.models import Job
from chengguan.core.lawbook.models import ChangeState, RuleChange
from chengguan.core.work.rules import ZONE
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.lawbook_story import ImportPlay, LawbookPlay
from chengguan.web.demonstration.town import Town

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 15, 14, tzinfo=ZONE)


def test_one_change_is_confirmed_and_one_waits_and_a_list_has_bad_rows() -> None:
    town = Town().found()
    play([LawbookPlay(town, NOW).play(), ImportPlay(town, NOW).play()], until=NOW)
    states = RuleChange.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [ChangeState.CONFIRMED, ChangeState.PROPOSED]
    job = Job.objects.get()
    assert (job.created, job.bad, job.rows.count()) == (3, 2, 2)
