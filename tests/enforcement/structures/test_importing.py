"""The census list: listed once, known again, bad rows back with their reasons."""

import csv
import io
from decimal import Decimal

import pytest

from chengguan.core.exchange import giving, services
from chengguan.core.exchange.models import Job
from chengguan.core.exchange.shapes import importer
from chengguan.enforcement.structures.models import IllegalStructure
from tests.enforcement.structures.compound import Compound

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HEAD = ["普查编号", "违建地址", "面积", "类型", "结构", "权属性质", "产权人", "责任中队", "批次"]


def line(number: str, **said: str) -> list[str]:
    usual = {
        "address": f"示范路 {number} 号",
        "area": "12.5",
        "kind": "屋顶搭建",
        "material": "砖混",
        "owner": "个人",
        "party": "",
        "unit": "东街中队",
        "batch": "2025",
    }
    return [number, *(usual | said).values()]


@pytest.fixture
def bring(compound: Compound):
    def brought(rows, by: str = "业务") -> Job:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        job = services.receive(
            io.BytesIO(text.getvalue().encode()),
            name="存量.csv",
            key="structures",
            by=compound.people[by],
            at=compound.now,
        )
        services.start(job, at=compound.now, queued=False)
        while job.is_at_work or job.state == "mapping":
            job = services.advance(job.pk, at=compound.now, queued=False)
        return job

    return brought


def counts(job: Job) -> tuple[int, int, int, int]:
    return job.created, job.existing, job.changed, job.bad


def test_a_row_becomes_a_stock_structure(bring, compound: Compound) -> None:
    assert counts(bring([HEAD, line("1"), line("2", party="某住户", unit="西街中队")])) == (
        2,
        0,
        0,
        0,
    )
    first, second = IllegalStructure.objects.select_related("matter__party").order_by("external_no")
    assert (first.origin, first.kind, first.area) == ("stock", "roof", Decimal("12.50"))
    assert (first.matter.organ, first.matter.state) == (compound.team, "listed")
    assert (second.matter.organ, second.matter.party.name) == (compound.other, "某住户")


def test_the_same_list_again_is_known_and_another_content_is_told(bring) -> None:
    bring([HEAD, line("1"), line("2")])
    job = bring([HEAD, line("1"), line("2", kind="阳光房"), line("3")])
    assert counts(job) == (1, 1, 1, 0)
    assert "先前已经登记" in job.rows.get().note
    assert IllegalStructure.objects.count() == 3


def test_bad_rows_come_back_with_their_reasons(bring) -> None:
    rows = [
        line("1", area="十二"),
        line("2", area="0"),
        line("3", kind="宫殿"),
        line("4", unit="南街中队"),
        line("5", address=""),
    ]
    job = bring([HEAD, *rows])
    assert counts(job) == (0, 0, 0, 5)
    notes = list(job.rows.order_by("number").values_list("note", flat=True))
    for note, part in zip(notes, ("读不出来", "超出范围", "宫殿", "南街中队", "地址"), strict=True):
        assert part in note


def test_who_leads_another_team_lists_nothing_for_this_one(bring) -> None:
    job = bring([HEAD, line("1", unit="西街中队")], by="队长")
    assert counts(job) == (0, 0, 0, 1)


def test_what_goes_out_comes_in_again_as_known(bring, compound: Compound) -> None:
    bring([HEAD, line("1"), line("2", party="某住户")])
    out = list(giving.lines(importer("structures"), compound.actor("业务"), compound.now))
    assert len(out) == 3
    assert counts(bring(out)) == (0, 2, 0, 0)
