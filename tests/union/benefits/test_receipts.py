"""The carrier's sheet out and its receipt in: bad rows back with reasons, nothing twice."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from chengguan.core.exchange import services as exchange
from chengguan.core.exchange.models import Job
from chengguan.core.journal import services as journal
from chengguan.core.journal.models import Look
from chengguan.core.pages import sheets
from chengguan.union.benefits.insurance import listing
from chengguan.union.benefits.models import Enrolment
from chengguan.union.finance.models import Reservation
from tests.union.benefits.club import JULY, Club
from tests.union.members.union import number

pytestmark = pytest.mark.postgres
HEAD = ["姓名", "证件号码", "承保结果", "保单号", "回执说明"]


def brought(club: Club, rows: list[list[str]], by: str = "局干部", *, trial: bool = False) -> Job:
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *rows])
    job = exchange.receive(
        io.BytesIO(text.getvalue().encode()),
        name="回执.csv",
        key="insurance_receipts",
        by=club.people[by],
        at=club.now,
    )
    begin = exchange.start_trial if trial else exchange.start
    begin(job, at=club.now, queued=False)
    while job.is_at_work:
        job = exchange.advance(job.pk, at=club.now, queued=False)
    return job


def counts(job: Job) -> tuple[int, int, int, int]:
    return job.created, job.existing, job.changed, job.bad


def number_of(name: str) -> str:
    row = Enrolment.objects.select_related("number__subject").get(person__name=name)
    said = journal.reveal(row.number, actor="test", reason="核对", at=JULY)
    assert said
    return said


@pytest.fixture
def sent(club: Club):
    for name in ("甲", "乙", "丙"):
        club.carded(name)
    club.now = JULY
    return club.sent(club.money())


@pytest.mark.trap(65)
def test_a_receipt_is_taken_once_however_often_it_comes(club: Club, sent) -> None:
    rows = [
        ["甲", number_of("甲"), "已承保", "ZX-1", ""],
        ["乙", number_of("乙"), "成功", "ZX-2", ""],
        ["丙", number_of("丙"), "未承保", "", "已在别处参保"],
    ]
    assert counts(brought(club, rows, trial=True)) == (3, 0, 0, 0)
    assert set(club.states(sent).values()) == {"listed"}
    assert counts(brought(club, rows)) == (3, 0, 0, 0)
    assert club.states(sent) == {"甲": "accepted", "乙": "accepted", "丙": "rejected"}
    before = list(Reservation.objects.order_by("pk").values_list("state", "released_at"))
    assert counts(brought(club, rows)) == (0, 3, 0, 0)
    assert list(Reservation.objects.order_by("pk").values_list("state", "released_at")) == before
    club.do(sent, "close")
    assert counts(brought(club, rows)) == (0, 3, 0, 0)


@pytest.mark.trap(65)
def test_another_answer_under_a_known_number_changes_nothing(club: Club, sent) -> None:
    assert counts(brought(club, [["甲", number_of("甲"), "已承保", "ZX-1", ""]])) == (1, 0, 0, 0)
    job = brought(club, [["甲", number_of("甲"), "未承保", "", "超龄"]])
    assert counts(job) == (0, 0, 1, 0)
    assert "没有改动" in job.rows.get().note
    assert club.states(sent)["甲"] == "accepted"


def test_what_is_wrong_goes_back_with_its_reason(club: Club, sent) -> None:
    good = number_of("甲")
    bad = good[:-1] + ("0" if good[-1] != "0" else "1")
    rows = [
        ["甲", bad, "已承保", "1", ""],
        ["乙", good, "已承保", "2", ""],
        ["丙", number_of("丙"), "待定", "3", ""],
        ["丁", number(order=901), "已承保", "4", ""],
        ["乙", number_of("乙"), "未承保", "", ""],
        ["", "", "已承保", "6", ""],
    ]
    job = brought(club, rows)
    assert counts(job) == (0, 0, 0, 6)
    told = [row.note for row in job.rows.order_by("number")]
    for said, note in zip(
        ("没有通过校验", "姓名与名单", "待定", "没有这个证件号码", "承保单位的理由", "没有填写"),
        told,
        strict=True,
    ):
        assert said in note
    assert set(club.states(sent).values()) == {"listed"}


@pytest.mark.parametrize("name", ["东干部", "东主席"])
def test_nobody_else_finds_the_list(club: Club, sent, name: str) -> None:
    job = brought(club, [["甲", number_of("甲"), "已承保", "1", ""]], name)
    assert counts(job) == (0, 0, 0, 1)
    assert "没有这个证件号码" in job.rows.get().note


def test_the_carriers_sheet_has_everybody_who_stands_and_each_look_is_recorded(
    club: Club, sent
) -> None:
    before = Look.objects.count()
    made = listing.carrier_sheet(club.matter(sent), club.actor("局干部"), club.now)
    book = CalamineWorkbook.from_filelike(sheets.workbook(made)).get_sheet_by_index(0)
    rows = book.to_python()[2:]
    assert {(row[0], row[1]) for row in rows} == {(n, number_of(n)) for n in ("甲", "乙", "丙")}
    assert {tuple(row[3:]) for row in rows} == {("2026-07-01", "2027-06-30")}
    looks = Look.objects.order_by("pk")[before : before + 3]
    assert {look.reason for look in looks} == {"报送承保单位"}
