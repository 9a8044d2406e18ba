"""A reply that did not come climbs the line after set working days, once for each day of reply."""

from datetime import date, timedelta

import pytest

from chengguan.core.notices import outbox
from chengguan.core.notices.models import Notice
from chengguan.core.pages import clock
from chengguan.core.work import reminders
from chengguan.law.periods import end_of
from chengguan.plans.instructions import inputs
from chengguan.plans.instructions.climbing import escalate_late
from chengguan.plans.instructions.models import TaskReminder
from tests.plans.instructions.bureau import Bureau

CLIMBS = end_of(date(2026, 9, 20))
"""Two working days after Thursday the 17th: the Sunday is worked in exchange."""


def told(prefix: str) -> set[str]:
    rows = Notice.objects.filter(source__startswith=prefix)
    return set(rows.values_list("person__name", flat=True))


@pytest.fixture
def frozen(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    monkeypatch.setattr(clock, "now", lambda: bureau.now)
    return bureau


@pytest.mark.trap(51)
@pytest.mark.ref("TASK_ESCALATE")
def test_it_reaches_leader_and_supervision_after_two_working_days(frozen: Bureau) -> None:
    given = frozen.give().sign()
    assert escalate_late(CLIMBS) == 0
    frozen.now = CLIMBS + timedelta(seconds=1)
    assert escalate_late(frozen.now) == 1
    assert escalate_late(frozen.now + timedelta(days=30)) == 0
    row = TaskReminder.objects.get(task=given.task())
    assert (row.is_escalation, row.by) == (True, None)
    outbox.deliver(limit=50, at=frozen.now)
    assert told("escalate:") == {"局长", "督察"}
    assert given.task().matter.state == "running"


@pytest.mark.trap(51)
@pytest.mark.ref("TASK_ESCALATE")
def test_what_nobody_signed_for_climbs_too_and_what_was_answered_does_not(bureau: Bureau) -> None:
    given = bureau.give(units=(bureau.east, bureau.west))
    given.sign().reply()
    assert escalate_late(CLIMBS + timedelta(hours=1)) == 1
    assert TaskReminder.objects.get().task == given.task("西队")


@pytest.mark.ref("TASK_ESCALATE")
def test_a_day_set_anew_is_watched_anew(bureau: Bureau) -> None:
    given = bureau.give().sign()
    bureau.now = CLIMBS + timedelta(hours=10)
    assert escalate_late(bureau.now) == 1
    given.reply().act("return_reply", "局长", inputs.ReturnReply("再核。", date(2026, 9, 22)))
    assert escalate_late(end_of(date(2026, 9, 24))) == 0
    assert escalate_late(end_of(date(2026, 9, 24)) + timedelta(seconds=1)) == 1


def test_the_worker_looks_at_it_with_every_round_of_reminders(bureau: Bureau) -> None:
    bureau.give().sign()
    reminders.remind(CLIMBS + timedelta(hours=1))
    assert TaskReminder.objects.filter(is_escalation=True).count() == 1
    assert "东队长" in told("clock:")


def test_a_reminder_reaches_whoever_owes_the_reply(frozen: Bureau) -> None:
    given = frozen.give()
    given.act("remind", "局长", inputs.Remind("请今天签收。"))
    outbox.deliver(limit=50, at=frozen.now)
    assert told("remind:") == {"东队长"}
    assert TaskReminder.objects.get().words == "请今天签收。"
