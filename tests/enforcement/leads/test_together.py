"""Orders of a list that are written together are what they would be alone, in fewer statements."""

import csv
import io
import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from chengguan.core.exchange import services, shapes
from chengguan.core.exchange.models import Job
from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.notices.models import OutboxRow
from chengguan.core.work.models import Access, AdoptedFact, Assignment, Matter, MatterClock, Receipt
from chengguan.enforcement.leads import services as leads
from chengguan.enforcement.leads.importing import LEADS
from chengguan.enforcement.leads.models import ClusterMember, Lead, LeadBand, LeadLikeness
from chengguan.web.bench.measuring import counting

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HEAD = ["工单编号", "来件时间", "标题", "诉求内容", "来电人", "联系电话", "答复意见"]


def line(number: int, **said: str) -> list[str]:
    usual = {
        "at": f"2026-08-{number % 28 + 1:02d} 09:00",
        "title": f"新华路{number}号占道",
        "text": f"新华路{number}号门前有摊位占用人行道，{number * 7919}，请来处理。",
        "caller": f"来电人{number}",
        "phone": f"138{number:08d}",
        "answer": "已经劝离。" if number % 2 else "",
    }
    return [f"N-{number}", *(usual | said).values()]


@pytest.fixture
def bring(district):
    def brought(*rows: list[str], by: str = "调度") -> Job:
        text = io.StringIO()
        csv.writer(text).writerows([HEAD, *rows])
        job = services.receive(
            io.BytesIO(text.getvalue().encode()),
            name="诉件.csv",
            key="leads",
            by=district.people[by],
            at=district.now,
        )
        services.start(job, at=district.now, queued=False)
        while job.is_at_work:
            job = services.advance(job.pk, at=district.now, queued=False)
        return job

    return brought


def counts(job):
    return job.created, job.existing, job.changed, job.bad


def told(matter: Matter) -> dict[str, object]:
    """Everything that stands of a matter, without the keys that chance gave."""
    entries = JournalEntry.objects.filter(stream=matter.pk)
    body = json.loads(entries.get().body)
    rows = sorted(row["model"] for row in body["rows"])
    values = {k: v for k, v in body["values"].items() if k != "data"}
    # A sequence of the database goes on where a row was rolled back.
    values.get("noted", {}).get("repeat", {}).pop("cluster", None)
    data = {k: v if isinstance(v, str | bool) else "…" for k, v in body["values"]["data"].items()}
    number = matter.lead.external_no
    return {
        "entry": (entries.get().action, entries.get().actor, rows, values, data),
        "claims": sorted(claim["kind"] for claim in body.get("sealed", ())),
        "matter": (matter.title, matter.state, matter.opened_at, matter.next_due_at, number),
        "clocks": list(MatterClock.objects.filter(matter=matter).values_list("ref", "due_at")),
        "desk": list(
            Assignment.objects.filter(matter=matter).values_list("role", "organ", "since")
        ),
        "access": set(Access.objects.filter(matter=matter).values_list("token", "due_at")),
        "adopted": set(AdoptedFact.objects.filter(matter=matter).values_list("name", "text")),
        "receipts": Receipt.objects.filter(matter=matter).count(),
        "outbox": OutboxRow.objects.filter(payload__contains=str(matter.pk)).count(),
        "bands": sorted(LeadBand.objects.filter(lead=matter.pk).values_list("band", flat=True)),
        "anonymous": (matter.lead.is_anonymous, matter.lead.caller_phone_id is None),
    }


def all_told() -> dict[str, dict[str, object]]:
    rows = Matter.objects.select_related("lead", "organ")
    return {matter.lead.external_no: told(matter) for matter in rows}


ROWS = [
    *(line(number) for number in range(6)),
    line(6, caller="", phone=""),
    line(7, phone="13800000003"),
    line(8, text=line(1)[3]),
]


def test_together_an_order_is_what_it_would_be_alone(bring, rewind, monkeypatch):
    assert counts(bring(*ROWS)) == (9, 0, 0, 0)
    together, links = all_told(), _links()
    assert verify().findings == []
    rewind()
    monkeypatch.setitem(shapes._importers, "leads", replace(LEADS, take_all=None))
    assert counts(bring(*ROWS)) == (9, 0, 0, 0)
    assert all_told() == together
    assert _links() == links


def _links() -> tuple[object, ...]:
    numbers = {lead.pk: lead.external_no for lead in Lead.objects.all()}
    alike = {
        (frozenset((numbers[one.first_id], numbers[one.second_id])), one.share, one.is_same)
        for one in LeadLikeness.objects.all()
    }
    members = ClusterMember.objects.values_list("lead", "position")
    return alike, sorted((numbers[lead], position) for lead, position in members)


@pytest.fixture
def rewind(district):
    """Back to the town as it was before the first list."""
    point = transaction.savepoint()
    return lambda: transaction.savepoint_rollback(point)


def test_sixty_orders_cost_few_statements(bring):
    with counting() as seen:
        assert counts(bring(*map(line, range(60)))) == (60, 0, 0, 0)
    assert len(seen) < 120


def test_the_record_of_many_is_whole(bring):
    bring(*map(line, range(30)))
    assert verify().findings == []
    assert JournalEntry.objects.filter(action="receive").count() == 30
    assert Receipt.objects.count() == 30


def test_one_that_is_refused_leaves_no_gap_in_the_numbers(bring):
    bad = [line(2, at="前天"), line(4, at="2999-01-01 00:00"), line(6, title="", text="")]
    job = bring(line(1), bad[0], line(3), bad[1], line(5), bad[2], line(7))
    assert counts(job) == (4, 0, 0, 3)
    numbers = sorted(Matter.objects.values_list("number", flat=True))
    assert numbers == [f"XS2026-{n:06d}" for n in range(1, 5)]
    bring(line(8))
    assert Matter.objects.filter(number="XS2026-000005").exists()


def test_whoever_may_not_receive_orders_gets_none_in_and_uses_no_number(bring):
    assert counts(bring(*map(line, range(4)), by="督察")) == (0, 0, 0, 4)
    bring(line(9))
    assert Matter.objects.get().number == "XS2026-000001"


@pytest.mark.trap(54)
def test_the_same_number_twice_in_a_list_is_one_order(bring):
    job = bring(line(1), line(2), line(1), line(1, text="别的事，完全不同。"), line(3))
    assert counts(job) == (3, 1, 1, 0)


def test_the_same_caller_in_one_list_is_a_repeat(bring):
    bring(line(1, at="2026-09-01 09:00"), line(2), line(3, at="2026-09-01 10:00", phone=line(1)[5]))
    found = ClusterMember.objects.order_by("position").values_list("lead__external_no", flat=True)
    assert list(found) == ["N-1", "N-3"]


def test_what_the_database_refuses_together_comes_in_one_by_one(bring, monkeypatch):
    def refused(*_given, **_said):
        raise IntegrityError("somebody was quicker")

    monkeypatch.setattr(leads, "open_together", refused)
    assert counts(bring(*map(line, range(5)))) == (5, 0, 0, 0)
    assert verify().findings == []


@pytest.mark.trap(54, 65)
def test_a_list_cut_in_the_middle_comes_in_whole_and_once(bring, monkeypatch, district):
    monkeypatch.setattr(services, "ROWS", 20)
    whole = services._keep

    def cut(job, seen):
        if job.done > 40:
            raise ConnectionError("the machine went down")
        whole(job, seen)

    with monkeypatch.context() as broken:
        broken.setattr(services, "_keep", cut)
        with pytest.raises(ConnectionError):
            bring(*map(line, range(100)))
    assert Lead.objects.count() == 40
    job = bring(*map(line, range(100)))
    assert counts(job) == (60, 40, 0, 0)
    assert Lead.objects.count() == Matter.objects.count() == 100
