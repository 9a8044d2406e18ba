"""Hotline orders from a list: received by the act that receives all, once, with what was told."""

import csv
import io
from pathlib import Path

import pytest

from chengguan.core.exchange import giving, services
from chengguan.core.exchange.models import Job
from chengguan.core.exchange.shapes import importer
from chengguan.core.org.record import Refused
from chengguan.core.work.models import AdoptedFact, Matter
from chengguan.enforcement.leads import likeness
from chengguan.enforcement.leads.models import Lead, LeadLikeness

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HEAD = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
TEXT = "小区门口的烧烤摊每天晚上十点以后还在营业，油烟很大，声音也大，老人孩子睡不好，请来看看。"


def line(number: str, **said: str) -> list[str]:
    usual = {
        "user": "U-1",
        "title": "某小区门口烧烤摊扰民",
        "at": "2019-02-14 20:00:00",
        "text": f"{TEXT}{number}",
        "answer": "",
        "answered": "",
    }
    return [number, *(usual | said).values()]


@pytest.fixture
def bring(district):
    def brought(rows, *, by: str = "调度") -> Job:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        job = services.receive(
            io.BytesIO(text.getvalue().encode()),
            name="诉件.csv",
            key="leads",
            by=district.people[by] if by else None,
            at=district.now,
        )
        services.start(job, at=district.now, queued=False)
        while job.is_at_work or job.state == "mapping":
            job = services.advance(job.pk, at=district.now, queued=False)
        return job

    return brought


def counts(job):
    return job.created, job.existing, job.changed, job.bad


def test_an_order_is_a_late_entry_with_its_own_time_and_what_was_answered_before(bring, district):
    job = bring([HEAD, line("1", answer="已劝离，请您放心。", answered="2019-02-20 09:00")])
    assert counts(job) == (1, 0, 0, 0)
    matter = Matter.objects.select_related("lead").get()
    assert matter.opened_at.isoformat() == "2019-02-14T12:00:00+00:00"
    assert (matter.state, matter.organ) == ("received", district.bureau)
    assert matter.lead.external_no == "1"
    assert matter.lead.address_text == matter.title
    assert (matter.lead.answer, matter.lead.resolved_at) == (None, None)
    told = {one.name: one for one in AdoptedFact.objects.all()}
    assert told["答复时间"].text == "2019-02-20 09:00"
    assert (told["答复意见"].text, told["答复意见"].sealed.kind) == ("", "complainant.answer")


@pytest.mark.trap(54, 65)
def test_the_same_list_again_is_known_and_another_content_is_told(bring):
    bring([HEAD, line("1"), line("2")])
    job = bring([HEAD, line("1"), line("2", text="另一件完全不同的事。"), line("3")])
    assert counts(job) == (1, 1, 1, 0)
    assert "先前已经受理" in job.rows.get().note
    assert Lead.objects.count() == 3


def test_a_bad_time_and_a_missing_number_are_bad_rows(bring):
    job = bring([HEAD, line("1", at="前天"), line(""), line("3", at="2999-01-01 00:00")])
    assert counts(job) == (0, 0, 0, 3)
    notes = list(job.rows.order_by("number").values_list("note", flat=True))
    assert "时间读不出来" in notes[0]
    assert "来源编号" in notes[1]
    assert "晚于现在" in notes[2]


def test_the_house_may_bring_orders_itself(bring, district):
    assert counts(bring([HEAD, line("1")], by="")) == (1, 0, 0, 0)
    assert Matter.objects.get().organ == district.bureau


def test_whoever_may_not_receive_orders_brings_nothing(bring):
    job = bring([HEAD, line("1")], by="督察")
    assert (counts(job), Lead.objects.count()) == ((0, 0, 0, 1), 0)


def test_what_goes_out_comes_in_again_as_known(bring, district):
    bring([HEAD, line("1"), line("2", title="占道")])
    out = list(giving.lines(importer("leads"), district.actor("调度"), district.now))
    assert len(out) == 3
    assert not any("U-1" in cell for cells in out for cell in cells)
    assert counts(bring(out)) == (0, 2, 0, 0)


def test_nobody_exports_what_he_may_not_find(bring, district):
    bring([HEAD, line("1")])
    assert len(list(giving.lines(importer("leads"), district.actor("丙"), district.now))) == 1


def test_a_list_that_is_no_list_is_refused(bring):
    with pytest.raises(Refused):
        bring([HEAD])


# -- likeness --------------------------------------------------------------------------


@pytest.mark.trap(32)
def test_the_same_text_and_nearly_the_same_text_are_suggested_and_nothing_is_merged(
    bring, district
):
    bring(
        [
            HEAD,
            line("1", text=TEXT),
            line("2", text=f" {TEXT.replace('，', ', ')}"),
            line("3", text=TEXT.replace("老人孩子", "全家人") + "谢谢！"),
            line("4", text="路灯不亮已经一个星期，晚上走路看不见，很危险，希望尽快修好。"),
        ]
    )
    by_number = {lead.external_no: lead for lead in Lead.objects.all()}
    found = likeness.likely_repeats(district.actor("调度"), by_number["1"])
    assert [one.lead.external_no for one in found] == ["2", "3"]
    assert [one.is_same for one in found] == [True, False]
    assert found[0].share == 100
    assert likeness.ALIKE <= found[1].share < 100
    assert likeness.likely_repeats(district.actor("调度"), by_number["4"]) == []
    groups = likeness.clusters(likeness.undecided(district.actor("调度")))
    assert groups == [{by_number[n].pk for n in "123"}]
    assert Matter.objects.filter(is_open=True).count() == 4


def test_a_suggestion_shows_nobody_what_he_may_not_find(bring, district):
    bring([HEAD, line("1", text=TEXT), line("2", text=TEXT)])
    lead = Lead.objects.get(external_no="1")
    assert likeness.likely_repeats(district.actor("丙"), lead) == []
    assert not likeness.undecided(district.actor("丙")).exists()


def test_remembering_twice_suggests_once(bring, district):
    bring([HEAD, line("1", text=TEXT), line("2", text=TEXT)])
    assert likeness.remember(Lead.objects.get(external_no="2"), district.now) == 0
    assert LeadLikeness.objects.count() == 1


@pytest.mark.parametrize("text", ["", "嗯", "……！！", "a" * 20_000])
def test_any_text_has_eight_bands(text):
    assert len(likeness.bands(text)) == 8
    assert all(0 <= band < 1 << 63 for band in likeness.bands(text))


# -- the whole real lists ----------------------------------------------------------------

REAL = Path(__file__).resolve().parents[4] / "shared/data/complaints-taidi"


@pytest.mark.parametrize("name", ["fj3_messages.csv", "fj4_replies.csv"])
def test_the_columns_of_real_lists_are_guessed(name, bring, district):
    if not REAL.exists():
        pytest.skip("the real lists are not here (../shared/data)")
    with (REAL / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row, _n in zip(csv.reader(file), range(40), strict=False)]
    assert counts(bring(rows)) == (39, 0, 0, 0)


def test_a_number_that_is_none_and_all_else_that_is_wrong_is_told(bring, district):
    head = [*HEAD, "联系电话"]
    job = bring([head, [*line("1", at="前天", user="某😀"), "abc"], [*line("2"), "13800000001"]])
    assert counts(job) == (1, 0, 0, 1)
    note = job.rows.get().note
    for said in ("来件时间：", "诉求人/来电人：", "来电号码：这不是电话号码"):
        assert said in note
