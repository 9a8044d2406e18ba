"""Running clocks after a holiday notice: moved, on the record, once; what was late stays late."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from chengguan.core.journal import services as journal
from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.lawbook import overlay, services
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.lawbook.ports import clocks as port
from chengguan.core.lawbook.services import Proposed
from chengguan.core.notices import outbox
from chengguan.core.notices.models import Notice, OutboxRow
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.work import clocks as counting
from chengguan.core.work import recount_pages, recounting, rules, story
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Access, ClockRecount, Matter, MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.law.parameters import Approval, DayOff, NoticeAdded
from chengguan.law.parameters import Notice as Arranged
from tests.core.work.sample import BEGAN, Town
from tests.core.work.test_handover import signed_in
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db
STARTED = datetime(2026, 12, 28, 10, tzinfo=ZONE)
CONFIRMED = datetime(2026, 12, 29, 9, tzinfo=ZONE)
BEFORE = datetime(2027, 1, 5, 23, 59, 59, tzinfo=ZONE)
AFTER = BEFORE + timedelta(days=1)
BLOCK = tuple(DayOff(date(2027, 1, n), "元旦", False) for n in (1, 2, 3, 4))


@pytest.fixture(autouse=True)
def nothing_laid_over():
    yield
    overlay._held.changes, overlay._held.competence = (), ()
    overlay.forget()


def clock_of(town: Town, title: str = "样例", ref: str = "CK06", started=STARTED) -> MatterClock:
    """A matter with one more clock, which an entry vouches for as an act's would."""
    matter = town.begin()
    town.do(matter, "take", town.officer)
    matter.refresh_from_db()
    clock = counting.start(matter, ref, started, rules.current())
    clock.save()
    journal.append(
        stream=matter.stream,
        action="test.start",
        actor="system",
        occurred_at=BEGAN,
        recorded_at=BEGAN,
        values={},
        rows=[clock],
    )
    recounting._move_matter(matter)
    return clock


def confirmed(town: Town, *, year=2027, days=BLOCK, source="国办发明电〔2026〕99号", at=CONFIRMED):
    one, other = (town.person(n, Role.LEGAL_REVIEWER, town.district) for n in ("法甲", "法乙"))
    what = Proposed(
        ChangeKind.HOLIDAYS, str(year), at.date() - timedelta(days=1), source, "转发", days=days
    )
    row = services.propose(what, by=person(one), at=at)
    return services.confirm(change=row, remark="", by=person(other), at=at)


def person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person_id)


def deliver() -> None:
    outbox.deliver(limit=50, at=CONFIRMED)


@pytest.mark.trap(12)
def test_a_running_clock_gets_the_end_of_the_notice(town: Town) -> None:
    clock = clock_of(town)
    assert (clock.due_at, clock.is_provisional) == (BEFORE, True)
    change = confirmed(town)
    deliver()
    clock.refresh_from_db()
    assert (clock.due_at, clock.first_due_at, clock.is_provisional) == (AFTER, BEFORE, False)
    row = ClockRecount.objects.get()
    assert (row.change, row.due_before, row.due_after) == (change, BEFORE, AFTER)
    entry = JournalEntry.objects.get(stream_id=clock.matter_id, action=recounting.ACTION)
    said = json.loads(entry.body)["values"]
    assert said["notice"] == change.source
    assert said["recounted"][0]["ref"] == "CK06"
    assert verify().ok
    MatterClock.objects.filter(pk=clock.pk).update(due_at=BEFORE)
    assert not verify().ok


def test_what_is_owed_moves_in_the_lists_and_its_handler_is_told(town: Town) -> None:
    clock = clock_of(town, ref="CK41")
    Matter.objects.filter(pk=clock.matter_id).update(next_due_at=None)
    MatterClock.objects.filter(matter=clock.matter, ref="CK01").update(stopped_at=BEGAN)
    confirmed(town)
    deliver()
    clock.refresh_from_db()
    assert clock.due_at > clock.first_due_at
    matter = Matter.objects.get(pk=clock.matter_id)
    assert matter.next_due_at == clock.due_at
    assert set(Access.objects.filter(matter=matter).values_list("due_at", flat=True)) == {
        clock.due_at
    }
    told = Notice.objects.get(source__startswith="calendar:")
    assert (told.person_id, told.matter) == (town.officer.person_id, matter.pk)


def test_only_what_the_year_touches_is_looked_at(town: Town) -> None:
    early = clock_of(town, started=datetime(2026, 12, 1, 9, tzinfo=ZONE))
    stopped = clock_of(town)
    MatterClock.objects.filter(pk=stopped.pk).update(stopped_at=STARTED)
    confirmed(town)
    deliver()
    for clock in (early, stopped):
        before = (clock.due_at, clock.is_provisional)
        clock.refresh_from_db()
        assert (clock.due_at, clock.is_provisional) == before
    assert not ClockRecount.objects.exists()
    assert not Notice.objects.filter(source__startswith="calendar:").exists()


def test_a_clock_that_only_becomes_certain_is_noted_and_nobody_is_told(town: Town) -> None:
    clock = clock_of(town)
    confirmed(town, days=BLOCK[:3])
    deliver()
    clock.refresh_from_db()
    assert (clock.due_at, clock.is_provisional) == (BEFORE, False)
    row = ClockRecount.objects.get()
    assert row.due_before == row.due_after
    assert not Notice.objects.filter(source__startswith="calendar:").exists()
    assert verify().ok


def test_lateness_found_before_stays_found(town: Town) -> None:
    clock = clock_of(town, ref="CK41")
    was, later = clock.due_at, datetime(2027, 1, 20, 9, tzinfo=ZONE)
    assert clock.is_overdue(later)
    confirmed(town, at=later)
    outbox.deliver(limit=50, at=later)
    clock.refresh_from_db()
    assert (clock.due_at, clock.is_provisional, clock.is_overdue(later)) == (was, False, True)
    assert ClockRecount.objects.get().stays_late
    assert verify().ok


def test_a_later_notice_moves_what_an_earlier_one_settled(town: Town) -> None:
    clock = clock_of(town)
    confirmed(town)
    deliver()
    wider = (*BLOCK, DayOff(date(2027, 1, 5), "元旦", False))
    confirmed(town, days=wider, source="国办发明电〔2027〕1号", at=CONFIRMED + timedelta(days=1))
    deliver()
    clock.refresh_from_db()
    assert (clock.due_at, clock.first_due_at) == (AFTER + timedelta(days=1), BEFORE)
    assert ClockRecount.objects.count() == 2
    assert verify().ok


def test_counting_again_changes_nothing(town: Town) -> None:
    clock = clock_of(town)
    change = confirmed(town)
    deliver()
    for _ in range(2):
        assert recounting.advance(change, after=0, looked_at=0, at=CONFIRMED) == 0
    assert ClockRecount.objects.filter(clock=clock).count() == 1
    assert JournalEntry.objects.filter(action=recounting.ACTION).count() == 1


def test_it_goes_in_batches_and_says_how_far_it_is(town: Town, monkeypatch) -> None:
    monkeypatch.setattr(recounting, "BATCH", 2)
    for _ in range(3):
        clock_of(town)
    change = confirmed(town)
    told = port.recounted(change)
    assert (told.is_done, told.looked_at, told.changed) == (False, 0, 0)
    while (
        OutboxRow.objects.filter(kind=recounting.TASK, done_at=None)
        .exclude(payload__contains='"looked_at":0')
        .count()
        == 0
    ):
        outbox.deliver(limit=1, at=CONFIRMED)
    told = port.recounted(change)
    assert (told.is_done, told.looked_at, told.changed) == (False, 2, 2)
    deliver()
    told = port.recounted(change)
    assert (told.is_done, told.changed) == (True, 3)


def test_the_preview_says_it_beforehand_and_writes_nothing(town: Town) -> None:
    clock_of(town)
    clock_of(town, started=datetime(2026, 12, 22, 9, tzinfo=ZONE))
    clock_of(town, started=datetime(2026, 12, 1, 9, tzinfo=ZONE))
    arranged = Arranged(2027, "甲", BLOCK, date(2026, 12, 1))
    approval = Approval("甲", "乙", date(2026, 12, 2), "甲")
    found = port.preview(NoticeAdded(arranged, approval))
    assert (found.looked_at, found.moved, found.settled, found.is_whole) == (2, 1, 1, True)
    assert MatterClock.objects.filter(is_provisional=True).count() == 2


def test_what_another_process_began_by_the_old_calendar_is_caught_up(town: Town) -> None:
    confirmed(town)
    deliver()
    overlay._held.changes, overlay._held.read_at = (), overlay.monotonic()
    clock = clock_of(town)
    assert clock.is_provisional
    overlay.forget()
    assert recounting.catch_up(CONFIRMED) == 1
    assert recounting.catch_up(CONFIRMED) == 0
    clock.refresh_from_db()
    assert (clock.due_at, clock.is_provisional) == (AFTER, False)


def test_the_list_and_the_story_show_it_to_whoever_may_find_the_matter(town: Town) -> None:
    clock = clock_of(town)
    change = confirmed(town)
    deliver()
    page = recount_pages.recounts_page(town.officer, change, {"fate": "moved"})
    assert [row.cells[0] for row in page.rows] == [clock.matter.number]
    assert not recount_pages.recounts_page(town.officer, change, {"fate": "late"}).rows
    assert not recount_pages.recounts_page(town.stranger, change, {}).rows
    shown = story.entries(clock.matter)[0][0]
    assert shown.title == "按放假通知重新计算期限"
    assert [line.after for line in shown.changes][-1] == change.source


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_answer_in_both_languages(town: Town, language: str) -> None:
    clock = clock_of(town)
    change = confirmed(town)
    deliver()
    client = signed_in(town, town.officer)
    client.cookies["django_language"] = language
    for url in (
        reverse("work:recounts", args=[change.pk]),
        reverse("work:matter", args=[clock.matter_id]),
    ):
        page = client.get(url).content.decode()
        assert clock.matter.number in page
        if language == "en" and "recounts" in url:
            assert untranslated(page[page.index("<main") : page.index("</main>")]) == []
    sheet = client.get(reverse("work:recounts_sheet", args=[change.pk]))
    assert sheet.status_code == 200
    assert client.get(reverse("work:recounts", args=[change.pk + 1])).status_code == 404


def test_a_batch_that_was_killed_is_as_if_never_begun(town: Town, monkeypatch) -> None:
    clocks = [clock_of(town) for _ in range(2)]
    confirmed(town)
    tell, told = recounting._tell, []

    def killed(*args: object) -> None:
        told.append(args)
        if len(told) == 2:
            raise OSError
        tell(*args)

    monkeypatch.setattr(recounting, "_tell", killed)
    outbox.deliver(limit=20, at=CONFIRMED)
    assert not ClockRecount.objects.exists()
    assert not Notice.objects.filter(source__startswith="calendar:").exists()
    assert verify().ok
    outbox.deliver(limit=20, at=CONFIRMED + timedelta(minutes=2))
    assert {row.clock_id for row in ClockRecount.objects.all()} == {c.pk for c in clocks}
    assert verify().ok
