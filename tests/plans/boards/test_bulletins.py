"""A bulletin says for ever what it said: no later act, word or owner changes anything in it."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from chengguan.core.documents import services as documents
from chengguan.core.documents.models import CasePaper
from chengguan.core.journal import services as journal
from chengguan.core.journal.governed import governed_models
from chengguan.core.org.models import Organ
from chengguan.core.work.acting import At
from chengguan.core.work.errors import Refused, WorkError
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.perform import open_matter
from chengguan.law.periods import end_of
from chengguan.plans.annual import inputs as annual
from chengguan.plans.boards import inputs, queries
from chengguan.plans.boards.models import Bulletin, BulletinLine, BulletinReceipt
from chengguan.plans.boards.panels import _shown
from tests.plans.annual.office import Enter, Office, Plan

pytestmark = pytest.mark.postgres


def issue(
    office: Office, plan: Plan, by: str = "科长", to: tuple[Organ, ...] | None = None
) -> Bulletin:
    outcome = open_matter(
        procedure="bulletin",
        action="issue_bulletin",
        by=office.actor(by),
        at=At.once(office.now),
        data=inputs.IssueBulletin(
            plan.pk, (office.east, office.west) if to is None else to, "请抓紧。"
        ),
        key=uuid4().hex,
    )
    return Bulletin.objects.get(pk=outcome.matter)


def receipt(bulletin: Bulletin, organ: Organ) -> UUID:
    return BulletinReceipt.objects.get(bulletin=bulletin, matter__organ=organ).pk


def kept(bulletin: Bulletin) -> list[list[str]]:
    rows = [bulletin, *bulletin.units.order_by("place"), *bulletin.lines.order_by("place")]
    return [[row.governed_text() for row in rows]]


def test_later_acts_change_nothing_in_an_issued_bulletin(office: Office) -> None:
    plan = office.issued()
    office.on(9, 1)
    bulletin = issue(office, plan)
    before = kept(bulletin)
    paper = CasePaper.objects.get(matter=bulletin.pk)
    documents.typeset(paper, office.now)
    printed = documents.reprint(paper)
    said = paper.snapshot
    office.on(9, 10)
    item = plan.item(3).act("start", "西队长")
    item.close("西队长")
    plan.item(0).act("cancel_item", "科长", annual.Cancel("不再需要。"))
    bulletin = Bulletin.objects.get(pk=bulletin.pk)
    paper.refresh_from_db()
    assert kept(bulletin) == before
    assert paper.snapshot == said
    assert documents.reprint(paper) == printed
    later = issue(office, plan)
    assert kept(later) != before
    states = {row.number: row.state for row in later.lines.all()}
    assert "任务已销号" in states.values()
    assert "任务已销号" not in set(bulletin.lines.values_list("state", flat=True))


def test_its_numbers_are_those_of_its_own_rows(office: Office) -> None:
    plan = office.issued()
    office.on(9, 1)
    bulletin = issue(office, plan)
    lines = list(bulletin.lines.all())
    assert len(lines) == len(plan.items)
    for unit in bulletin.units.all():
        own = [line for line in lines if line.unit == unit.name]
        assert unit.items == len(own)
        assert unit.late == sum(line.is_late for line in own)
        assert unit.missing == sum(line.missing for line in own)
    assert sum(unit.weights for unit in bulletin.units.all()) == bulletin.weights


@pytest.mark.trap(47)
def test_its_paper_and_page_name_what_was_finished_late(office: Office) -> None:
    plan = office.issued()
    office.on(10, 12)
    plan.item(3).act("start", "西队长").close("西队长")
    bulletin = issue(office, plan)
    assert {unit.name: unit.closed_late for unit in bulletin.units.all()} == {"东队": 0, "西队": 1}
    said = str(CasePaper.objects.get(matter=bulletin.pk).snapshot)
    assert "其中逾期完成1项" in said
    assert "任务已销号（曾逾期）" in said


def test_verify_covers_the_rows_of_bulletins(office: Office) -> None:
    bulletin = issue(office, office.issued())
    assert {"Bulletin", "BulletinUnit", "BulletinLine", "BulletinFigure", "BulletinReceipt"} <= {
        model.__name__ for model in governed_models()
    }
    assert not journal.verify().findings
    BulletinLine.objects.filter(bulletin=bulletin, place=1).update(state="任务已销号")
    found = journal.verify().findings
    assert any("bulletinline" in str(one).lower() for one in found)


def test_each_unit_signs_and_the_last_receipt_ends_it(office: Office) -> None:
    bulletin = issue(office, office.issued())
    with pytest.raises(WorkError):
        office.act(receipt(bulletin, office.east), "receive_bulletin", "西队长")
    office.act(receipt(bulletin, office.east), "receive_bulletin", "东队长")
    assert Matter.objects.get(pk=bulletin.pk).state == "out"
    office.act(receipt(bulletin, office.west), "receive_bulletin", "西队长")
    assert Matter.objects.get(pk=bulletin.pk).state == "received"


@pytest.mark.ref("BULLETIN_SIGN")
def test_receipts_are_due_on_the_third_workday(office: Office) -> None:
    """计划管理口径: issued on a Friday; the Monday is the first."""
    plan = office.issued()
    bulletin = issue(office.on(3, 6), plan)
    clock = MatterClock.objects.get(matter=receipt(bulletin, office.east), ref="BULLETIN_SIGN")
    assert clock.due_at == end_of(date(2026, 3, 11))


def test_a_receipt_that_was_not_signed_in_time_says_so(office: Office) -> None:
    bulletin = issue(office.on(3, 6), office.issued())
    office.act(receipt(bulletin, office.east), "receive_bulletin", "东队长")
    for day, late in ((11, set()), (12, {"西队"})):
        office.on(3, day)
        rows = _shown(bulletin.pk, office.now)["receipts"]
        assert {row.matter.organ.name for row in rows if row.is_late} == late


@pytest.mark.ref("TB04")
def test_nobody_above_signs_for_a_unit(office: Office) -> None:
    """计划管理口径: the addressed unit signs itself."""
    bulletin = issue(office, office.issued())
    with pytest.raises(Refused) as refused:
        office.act(receipt(bulletin, office.east), "receive_bulletin", "局长")
    assert refused.value.findings[0].ref == "TB04"


@pytest.mark.ref("TB01", "TB02", "TB03")
@pytest.mark.parametrize("ref", ["TB01", "TB02", "TB03"])
def test_what_cannot_be_told_to_whom_is_refused(office: Office, ref: str) -> None:
    """计划管理口径: an issued plan, somebody addressed, inside the tree of the plan."""
    plan = office.take_in() if ref == "TB01" else office.issued()
    outside = office.base if ref == "TB03" else office.east
    units = () if ref == "TB02" else (outside,)
    with pytest.raises(Refused) as refused:
        issue(office, plan, to=units)
    assert [one.ref for one in refused.value.findings] == [ref]


def test_a_unit_opens_its_receipt_where_the_bulletin_stands_above_it(
    office: Office, enter: Enter
) -> None:
    issue(office, office.issued())
    client = enter("东队长")
    page = client.get(reverse("boards:bulletins")).context["page"]
    assert [client.get(row.url).status_code for row in page.rows] == [200]


def test_another_tree_neither_issues_nor_finds_it(office: Office) -> None:
    plan = office.issued()
    with pytest.raises(WorkError):
        issue(office, plan, by="工会干部")
    bulletin = issue(office, plan)
    assert bulletin in queries.bulletins_for(office.actor("局长"))
    assert bulletin in queries.bulletins_for(office.actor("东队长"))
    assert not queries.bulletins_for(office.actor("工会干部")).exists()
