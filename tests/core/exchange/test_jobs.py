"""A file on its way in: tried, taken in chunks, cut off, repeated, given back."""

import io
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
from django.db import connection, connections

from chengguan.core.exchange import giving, services
from chengguan.core.exchange.models import Brought, Job, JobRow, JobState
from chengguan.core.journal.models import JournalEntry
from chengguan.core.notices import outbox
from chengguan.core.org.record import Refused
from tests.core.exchange.conftest import NOW, counts, run, table

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HEAD = ["编号", "名称", "尺寸"]


def rows(count: int) -> list[list[str]]:
    return [HEAD, *([f"N-{n}", f"物品{n}", "大"] for n in range(count))]


def numbers() -> set[str]:
    return set(Brought.objects.values_list("number", flat=True))


# -- trial -----------------------------------------------------------------------------


@pytest.mark.trap(65)
def test_a_trial_counts_everything_and_writes_nothing(bring):
    run(bring([HEAD, ["N-1", "路灯", "大"], ["N-2", "灯箱", "大"]]))
    entries = JournalEntry.objects.count()
    job = run(
        bring(
            [
                HEAD,
                ["N-1", "路灯", "大"],
                ["N-2", "灯箱", "换了"],
                ["N-3", "雨棚", "大"],
                ["N-3", "雨棚", "大"],
                ["N-4", "栏杆", "坏"],
                ["", "没有编号", ""],
            ]
        ),
        trial=True,
    )
    assert job.state == JobState.CHECKED
    assert counts(job) == (1, 2, 1, 2)
    assert numbers() == {"N-1", "N-2"}
    # Only that the file came and was tried stands in the journal.
    assert JournalEntry.objects.count() == entries + 2
    assert [row.state for row in job.rows.order_by("number")] == [
        "existing",
        "changed",
        "created",
        "existing",
        "bad",
        "bad",
    ]


@pytest.mark.trap(65)
def test_a_number_twice_in_one_file_is_seen_over_chunks_too(bring, monkeypatch):
    monkeypatch.setattr(services, "ROWS", 2)
    job = run(bring([*rows(5), ["N-0", "物品0", "大"]]), trial=True)
    assert counts(job) == (5, 1, 0, 0)


def test_a_trial_can_be_followed_by_another_and_by_the_import(bring):
    job = run(run(bring(rows(3)), trial=True), trial=True)
    assert counts(run(job)) == (3, 0, 0, 0)


# -- taking ----------------------------------------------------------------------------


@pytest.mark.trap(54, 65)
def test_five_thousand_rows_cut_in_the_middle_and_brought_again_come_in_once(bring):
    cut = bring(rows(5_000))
    services.start(cut, at=NOW, queued=False)
    while cut.done < 2_500:
        cut = services.advance(cut.pk, at=NOW, queued=False)
    came = len(numbers())
    assert came == cut.created == cut.done
    again = run(bring(rows(5_000)))
    assert counts(again) == (5_000 - came, came, 0, 0)
    assert Brought.objects.count() == 5_000


def test_one_bad_row_does_not_sink_the_rest(bring):
    job = run(
        bring(
            [
                HEAD,
                ["N-1", "路灯", "坏"],
                ["N-2", "灯箱", "错"],
                ["N-3", "", "大"],
                ["N-4", "雨棚", "大"],
            ]
        )
    )
    assert counts(job) == (1, 0, 0, 3)
    assert numbers() == {"N-4"}
    notes = dict(job.rows.values_list("number", "note"))
    assert notes[2] == "尺寸读不出来：坏"
    assert "管理员" in notes[3]
    assert notes[4] == "没有填写：名称。"


def test_the_counts_add_up_to_the_rows(bring):
    job = run(bring([*rows(7), ["N-0", "物品0", "大"], ["N-1", "别的", "大"], ["x", "", ""]]))
    assert sum(counts(job)) == job.total == 10
    assert counts(job) == (7, 1, 1, 1)


def test_an_exception_inside_a_chunk_undoes_the_chunk_and_the_next_try_goes_on(bring, monkeypatch):
    monkeypatch.setattr(services, "ROWS", 10)
    job = bring(rows(30))
    services.start(job, at=NOW, queued=False)
    services.advance(job.pk, at=NOW, queued=False)
    with monkeypatch.context() as broken:

        def cut(*_given):
            raise ConnectionError("the machine went down")

        broken.setattr(services, "_keep", cut)
        with pytest.raises(ConnectionError):
            services.advance(job.pk, at=NOW, queued=False)
    assert len(numbers()) == 10
    job = Job.objects.get(pk=job.pk)
    assert (job.done, job.created) == (10, 10)
    while job.is_at_work:
        job = services.advance(job.pk, at=NOW, queued=False)
    assert counts(job) == (30, 0, 0, 0)
    assert len(numbers()) == 30


def test_a_chunk_that_comes_twice_acts_once(bring, monkeypatch):
    monkeypatch.setattr(services, "ROWS", 10)
    job = bring(rows(30))
    services.start(job, at=NOW, queued=False)
    asked = Job.objects.get(pk=job.pk).position
    for _ in range(3):
        services.advance(job.pk, at=NOW, queued=True, position=asked)
    assert len(numbers()) == 10


def test_the_worker_takes_a_job_chunk_by_chunk_through_the_outbox(bring, monkeypatch):
    monkeypatch.setattr(services, "ROWS", 10)
    job = bring(rows(35))
    services.start(job, at=NOW)
    assert outbox.deliver(limit=2, at=NOW).done == 2
    assert Job.objects.get(pk=job.pk).done == 20
    # The rest by another worker, from where the first one was killed.
    outbox.deliver(limit=50, at=NOW)
    job = Job.objects.get(pk=job.pk)
    assert (job.state, *counts(job)) == (JobState.DONE, 35, 0, 0, 0)


def test_the_copy_is_made_anew_where_it_is_missing(bring):
    job = bring(rows(3))
    services.spool_of(job).unlink()
    assert counts(run(job)) == (3, 0, 0, 0)
    assert not services.spool_of(job).exists()


def test_a_job_that_was_cancelled_takes_nothing_more_and_keeps_what_came_in(bring, monkeypatch):
    monkeypatch.setattr(services, "ROWS", 10)
    job = bring(rows(30))
    services.start(job, at=NOW)
    outbox.deliver(limit=1, at=NOW)
    services.cancel(job, at=NOW)
    outbox.deliver(limit=50, at=NOW)
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.created, len(numbers())) == (JobState.CANCELLED, 10, 10)
    with pytest.raises(Refused):
        services.cancel(job, at=NOW)


def test_a_second_start_starts_nothing(bring):
    job = bring(rows(3))
    services.start(job, at=NOW)
    with pytest.raises(Refused):
        services.start(job, at=NOW)


def test_a_file_that_is_gone_ends_the_job_with_its_reason(bring, monkeypatch):
    job = bring(rows(3))
    services.start(job, at=NOW)

    def gone(*_given):
        raise FileNotFoundError("the original is gone")

    monkeypatch.setattr(services, "_take_rows", gone)
    outbox.deliver(limit=5, at=NOW)
    job = Job.objects.get(pk=job.pk)
    assert (job.state, job.problem) == (JobState.FAILED, "the original is gone")


# -- columns ---------------------------------------------------------------------------


def test_columns_chosen_once_are_known_for_the_next_file_of_the_source(bring):
    first = bring([["编号", "叫什么"], ["1", "路灯"]], source="老系统")
    assert "name" not in services.columns(first)
    with pytest.raises(Refused, match="名称"):
        services.confirm_columns(first, {"number": 0})
    services.confirm_columns(first, {"number": 0, "name": 1})
    again = bring([["叫什么", "编号"], ["灯箱", "2"]], source="老系统")
    assert services.columns(again) == {"number": 1, "name": 0}
    other = bring([["叫什么", "编号"], ["灯箱", "2"]], source="别的系统")
    assert services.columns(other) == {"number": 1}


def test_a_file_without_rows_is_refused(bring):
    with pytest.raises(Refused, match="没有数据行"):
        bring([HEAD])


@pytest.mark.trap(25)
def test_a_name_is_never_a_path(bring):
    job = bring(rows(1), name="../../../etc/passwd.csv")
    assert job.use.original_name == "passwd.csv"
    assert services.spool_of(job).name == f"{job.pk.hex}.jsonl"


def test_gb18030_comes_in(bring):
    assert counts(run(bring(table(rows(2), "gb18030")))) == (2, 0, 0, 0)


# -- back ------------------------------------------------------------------------------


def test_rows_with_a_problem_come_back_can_be_mended_and_come_in(bring):
    job = run(bring([HEAD, ["N-1", "路灯", "大"], ["N-2", "=灯箱", "坏"]]))
    target = io.BytesIO()
    giving.problems(job, target)
    sheet = openpyxl.load_workbook(io.BytesIO(target.getvalue())).active
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines == [
        [*HEAD, giving.LINE, giving.REASON],
        ["N-2", "=灯箱", "坏", "3", "尺寸读不出来：坏"],
    ]
    mended = [lines[0], ["N-2", "=灯箱", "小", *lines[1][3:]]]
    assert counts(run(bring(mended))) == (1, 0, 0, 0)
    assert numbers() == {"N-1", "N-2"}


def test_in_a_text_table_nothing_is_computed_and_everything_comes_back_as_it_was(bring, tmp_path):
    job = run(bring([HEAD, ["N-1", "=HYPERLINK(1)", "坏"]]))
    place = tmp_path / "bad.csv"
    with place.open("wb") as target:
        giving.write_csv(giving.problem_lines(job, HEAD), target)
    assert "'=HYPERLINK(1)" in place.read_text("utf-8-sig")
    again = bring(place.read_bytes())
    run(again)
    assert services.cells_of(again.rows.get())[1] == "=HYPERLINK(1)"


def test_only_so_many_problems_are_kept_and_all_are_counted(bring, monkeypatch):
    monkeypatch.setattr(services, "REMEMBERED", 3)
    job = run(bring([HEAD, *([f"N-{n}", "路灯", "坏"] for n in range(8))]))
    assert (job.bad, JobRow.objects.filter(job=job).count()) == (8, 3)


# -- at the same time --------------------------------------------------------------------


@pytest.mark.trap(54)
@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_file_at_once_make_no_double(bring, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    monkeypatch.setattr(services, "ROWS", 5)
    jobs = [bring(rows(60)) for _ in range(2)]

    def whole(job: Job) -> tuple[int, int, int, int]:
        try:
            return counts(run(job))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(whole, jobs)
    assert Brought.objects.count() == 60
    assert first[0] + second[0] == 60
    assert first[1] + second[1] == 60
