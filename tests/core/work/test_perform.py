"""What an act does, and what it refuses."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.notices.models import OutboxRow
from chengguan.core.work import errors
from chengguan.core.work.acting import At, system
from chengguan.core.work.models import Matter, MatterClock, MatterFinding
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from tests.core.work.sample import BEGAN, Amount, Begin, Town, at

pytestmark = pytest.mark.postgres


def test_an_opened_matter_has_its_number_clock_entry_and_outbox_row(town: Town) -> None:
    matter = town.begin()
    clock = matter.clocks.get()
    assert (matter.state, matter.is_open, matter.version) == ("new", True, 1)
    assert clock.due_at == datetime(2026, 5, 31, 23, 59, 59, tzinfo=ZONE)
    assert matter.next_due_at == clock.due_at
    assert JournalEntry.objects.filter(stream_id=matter.pk).count() == 1
    assert OutboxRow.objects.count() == 1


def test_a_whole_life_ends_closed_with_its_clock_stopped(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    town.do(matter, "work", town.officer, Amount(100))
    town.do(matter, "finish", town.officer)
    matter.refresh_from_db()
    assert (matter.state, matter.is_open, matter.next_due_at) == ("done", False, None)
    assert matter.closed_at == BEGAN
    assert matter.clocks.get().stopped_at == BEGAN
    story = JournalEntry.objects.filter(stream_id=matter.pk).order_by("sequence")
    assert [entry.action for entry in story] == ["begin", "take", "work", "finish"]


def test_only_the_named_hands_may_act(town: Town) -> None:
    matter = town.begin()
    for wrong in (town.dispatcher, town.stranger, town.leader, town.admin, system("flows")):
        with pytest.raises(errors.NotPermitted):
            town.do(matter, "take", wrong)
    town.do(matter, "take", town.officer)
    with pytest.raises(errors.NotPermitted):  # the desk is the officer's, not the colleague's
        town.do(matter, "finish", town.colleague)
    with pytest.raises(errors.NotPermitted):  # nobody plays the house
        town.do(matter, "mark", town.officer)
    assert town.do(matter, "mark", system("flows")).version == 3


def test_nobody_opens_a_matter_in_an_organ_beyond_his_reach(town: Town) -> None:
    eastern = town.person("东调度", "dispatcher", town.east)
    with pytest.raises(errors.NotPermitted):
        open_matter(
            procedure="sample.plain",
            action="begin",
            by=eastern,
            at=At.once(town.at),
            data=Begin(organ=town.west),
            key="k",
        )
    assert not Matter.objects.exists()


def test_an_act_that_does_not_lead_on_is_refused(town: Town) -> None:
    with pytest.raises(errors.WrongState):
        town.do(town.begin(), "work", town.officer, Amount(1))


def test_a_refusal_names_its_rule_and_writes_nothing(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    with pytest.raises(errors.Refused) as refused:
        town.do(matter, "work", town.officer, Amount(101))
    assert [f.ref for f in refused.value.findings] == ["GD09"]
    assert JournalEntry.objects.filter(stream_id=matter.pk).count() == 2


def test_what_unlawfully_happened_is_taken_down_with_reason_and_finding(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    town.later(BEGAN + timedelta(days=1))
    past = at(town.at, occurred=BEGAN + timedelta(hours=1), has_happened=True)
    with pytest.raises(errors.BadMoment):  # no reason
        town.do(matter, "work", town.officer, Amount(101), at=past)
    told = at(town.at, occurred=past.occurred, has_happened=True, reason="当场已经作出")
    town.do(matter, "work", town.officer, Amount(101), at=told)
    found = MatterFinding.objects.get()
    assert (found.ref, found.explanation) == ("GD09", "当场已经作出")


def test_an_unlawful_act_cannot_be_done_now_by_calling_it_happened(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    now = at(town.at, has_happened=True, reason="领导同意")
    with pytest.raises(errors.Refused):
        town.do(matter, "work", town.officer, Amount(101), at=now)


@pytest.mark.trap(7)
def test_an_overdue_act_is_recorded_and_stays_overdue(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    town.do(matter, "work", town.officer, Amount(1))
    town.later(datetime(2026, 6, 1, 9, tzinfo=ZONE))
    town.do(matter, "finish", town.officer)
    assert MatterClock.objects.get().is_overdue(town.at)


@pytest.mark.trap(8)
def test_yesterdays_act_keeps_both_times_and_needs_a_reason(town: Town) -> None:
    matter = town.begin()
    town.later(BEGAN + timedelta(days=2))
    yesterday = BEGAN + timedelta(days=1)
    with pytest.raises(errors.BadMoment, match="late_without_reason"):
        town.do(matter, "take", town.officer, at=at(town.at, occurred=yesterday))
    town.do(matter, "take", town.officer, at=at(town.at, occurred=yesterday, reason="手机无网络"))
    entry = JournalEntry.objects.get(stream_id=matter.pk, action="take")
    assert (entry.occurred_at, entry.recorded_at) == (yesterday, town.at)


def test_an_act_cannot_precede_its_cause_nor_lie_in_the_future(town: Town) -> None:
    matter = town.begin()
    town.later(BEGAN + timedelta(days=2))
    before = at(town.at, occurred=BEGAN - timedelta(minutes=1), reason="补")
    with pytest.raises(errors.BadMoment, match="before_its_cause"):
        town.do(matter, "take", town.officer, at=before)
    with pytest.raises(errors.BadMoment, match="in_the_future"):
        town.do(matter, "take", town.officer, at=at(town.at, occurred=town.at + timedelta(hours=1)))


def test_the_same_request_twice_acts_once_and_answers_the_same(town: Town) -> None:
    matter, key = town.begin(), str(uuid4())
    first = town.do(matter, "take", town.officer, key=key, version=1)
    again = town.do(matter, "take", town.officer, key=key, version=1)
    assert again.is_repeat
    assert (again.matter, again.version) == (first.matter, first.version)
    assert JournalEntry.objects.filter(stream_id=matter.pk).count() == 2


def test_the_same_key_with_other_content_is_a_conflict(town: Town) -> None:
    matter, other, key = town.begin(), town.begin(), str(uuid4())
    town.do(matter, "take", town.officer, key=key, version=1)
    with pytest.raises(errors.KeyReused):
        town.do(other, "take", town.officer, key=key, version=1)


def test_an_opening_sent_twice_makes_one_matter(town: Town) -> None:
    sent = {
        "procedure": "sample.plain",
        "action": "begin",
        "by": town.dispatcher,
        "at": At.once(town.at),
        "data": Begin(organ=town.east),
        "key": "once",
    }
    assert open_matter(**sent).matter == open_matter(**sent).matter
    assert Matter.objects.count() == 1


def test_who_looked_at_an_old_version_is_told_what_the_matter_is_now(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    with pytest.raises(errors.Conflict) as conflict:
        town.do(matter, "take", town.colleague, version=1)
    assert conflict.value.version == 2


def test_a_person_must_say_which_version_was_looked_at(town: Town) -> None:
    matter = town.begin()
    with pytest.raises(errors.Conflict):
        perform(
            matter=matter.pk,
            action="take",
            by=town.officer,
            at=At.once(town.at),
            key="k",
            version=None,
        )


def test_a_sealed_value_stands_in_the_entry_as_commitment_only(town: Town) -> None:
    matter = town.begin(caller="钱某某来电")
    body = JournalEntry.objects.get(stream_id=matter.pk).body
    assert "钱某某来电" not in body
    assert "commitment" in body


@pytest.mark.trap(13)
def test_a_held_matter_moves_its_due_date_by_the_days_it_waited(town: Town) -> None:
    matter = town.begin()
    town.do(matter, "take", town.officer)
    town.later(datetime(2026, 3, 10, 9, tzinfo=ZONE))
    town.do(matter, "rest", town.officer, Amount(reason="等待鉴定"))
    town.later(datetime(2026, 3, 20, 9, tzinfo=ZONE))
    town.do(matter, "resume", town.officer)
    clock = MatterClock.objects.get()
    assert clock.due_at == datetime(2026, 6, 10, 23, 59, 59, tzinfo=ZONE)
    assert clock.first_due_at == datetime(2026, 5, 31, 23, 59, 59, tzinfo=ZONE)
    matter.refresh_from_db()
    assert matter.next_due_at == clock.due_at
