"""A whole list on its way out: part by part, once, for whoever may see it."""

import csv

import pytest
from django.http import QueryDict
from django.urls import reverse

from chengguan.core.exchange import whole
from chengguan.core.exchange.models import WholeJob, WholeState
from chengguan.core.journal.models import JournalEntry
from chengguan.core.notices import outbox
from chengguan.core.org import services as org
from chengguan.core.org import signin
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Grant, Organ
from chengguan.core.pages import whole as pages
from chengguan.core.pages.whole import Part, WholeList
from tests.core.exchange.conftest import NOW, SINCE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ROWS, STEP = 23, 5


def part(reader, asked, at) -> Part:
    begin = int(asked.get("after", "0"))
    end = min(begin + STEP, ROWS)
    word = asked.get("q", "=物品")
    rows = [(f"N-{n}", f"{word}{n}", at, None) for n in range(begin, end)]
    return Part(rows, str(end) if end < ROWS else "")


@pytest.fixture
def listing(monkeypatch):
    known = WholeList(
        "things", "物品", frozenset({Role.DISPATCHER}), lambda: ["编号", "名称", "时间", "空"], part
    )
    pages.register(known)
    monkeypatch.setattr(whole, "SECONDS", -1)
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: NOW)
    yield known
    pages._known.pop("things")


@pytest.fixture
def begin(listing, bringer):
    return lambda query="": whole.start(listing, QueryDict(query), by=bringer, at=NOW)


def read(job: WholeJob) -> list[list[str]]:
    with whole.path_of(job).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def written(job: WholeJob) -> WholeJob:
    outbox.deliver(limit=100, at=NOW)
    return WholeJob.objects.get(pk=job.pk)


def test_every_row_is_written_once_under_the_titles_of_the_list(begin):
    job = written(begin())
    assert (job.state, job.done) == (WholeState.DONE, ROWS)
    head, *rows = read(job)
    assert head == ["编号", "名称", "时间", "空"]
    assert [row[0] for row in rows] == [f"N-{n}" for n in range(ROWS)]
    # Nothing of it is computed by Excel.
    assert rows[0] == ["N-0", "'=物品0", "2026-09-15 09:00", ""]


def test_the_filters_of_the_address_stand_and_its_page_does_not(begin):
    job = written(begin("q=灯&after=20&before=3"))
    assert job.asked == "q=%E7%81%AF"
    assert [row[1] for row in read(job)[1:3]] == ["灯0", "灯1"]
    assert job.done == ROWS


def test_a_part_whose_worker_was_killed_is_written_again_and_stands_once(begin):
    job = begin()
    outbox.deliver(limit=2, at=NOW)
    job = WholeJob.objects.get(pk=job.pk)
    assert job.done == 2 * STEP
    with whole.path_of(job).open("ab") as file:
        file.write(b"half a part that nobody kept\nand more")
    job = written(job)
    assert [row[0] for row in read(job)[1:]] == [f"N-{n}" for n in range(ROWS)]


def test_a_part_that_is_asked_for_twice_is_written_once(begin):
    job = begin()
    for _ in range(3):
        whole.advance(job.pk, at=NOW, position=0)
    assert WholeJob.objects.get(pk=job.pk).done == STEP


def test_who_lost_the_right_meanwhile_gets_nothing(begin):
    job = begin()
    outbox.deliver(limit=1, at=NOW)
    Grant.objects.update(until=SINCE)
    job = written(job)
    assert job.state == WholeState.FAILED
    assert "没有查看这个列表的权限" in job.problem
    assert not whole.path_of(job).exists()


def test_who_took_what_stands_in_the_journal(begin):
    written(begin())
    found = JournalEntry.objects.filter(action__startswith="export.").order_by("id")
    assert [entry.action for entry in found] == ["export.start", "export.done"]
    assert f'"rows":{ROWS}' in found[1].body


def test_what_was_cancelled_is_gone(begin):
    job = begin()
    outbox.deliver(limit=1, at=NOW)
    whole.cancel(job, at=NOW)
    job = written(job)
    assert (job.state, job.done) == (WholeState.CANCELLED, STEP)
    assert not whole.path_of(job).exists()


def test_a_file_is_kept_for_some_days(begin):
    job = written(begin())
    WholeJob.objects.update(finished_at=NOW - whole.KEPT * 2)
    begin()
    assert not whole.path_of(job).exists()


# -- pages -------------------------------------------------------------------------------


def enter(client, person):
    account = signin.open_account(person=person, username=f"u{person.pk}", by=None, at=NOW)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_from_the_list_to_the_file(begin, bringer, client):
    enter(client, bringer)
    asking = pages.url("things", "q=灯")
    assert asking.startswith(reverse("exchange:whole", args=["things"]))
    assert "开始导出" in client.get(asking).content.decode()
    page = client.post(asking)
    job = WholeJob.objects.get()
    assert page.url == reverse("exchange:whole_job", args=[job.pk])
    assert "正在写" in client.get(page.url).content.decode()
    assert client.get(reverse("exchange:whole_file", args=[job.pk])).status_code == 404
    written(job)
    state = client.get(reverse("exchange:whole_state", args=[job.pk]))
    assert state.headers["HX-Refresh"] == "true"
    shown = client.get(page.url).content.decode()
    assert reverse("exchange:whole_file", args=[job.pk]) in shown
    file = client.get(reverse("exchange:whole_file", args=[job.pk]))
    assert b"".join(file.streaming_content).decode("utf-8-sig").count("\n") == ROWS + 1
    assert "物品" in client.get(reverse("exchange:whole_jobs")).content.decode()


@pytest.mark.trap(21)
def test_the_whole_list_of_another_does_not_exist(begin, client):
    job = written(begin())
    person = org.register_person(name="别人", by=None, at=NOW)
    organ = Organ.objects.get()
    org.grant(person=person, role=Role.DISPATCHER, organ=organ, since=SINCE, by=None, at=NOW)
    enter(client, person)
    for name in ("whole_job", "whole_state", "whole_file"):
        assert client.get(reverse(f"exchange:{name}", args=[job.pk])).status_code == 404
    assert client.post(reverse("exchange:whole_cancel", args=[job.pk])).status_code == 404


@pytest.mark.trap(21)
def test_who_may_not_open_the_list_may_not_export_it(begin, listing, client):
    person = org.register_person(name="别人", by=None, at=NOW)
    enter(client, person)
    assert client.get(reverse("exchange:whole", args=["things"])).status_code == 403
    assert client.post(reverse("exchange:whole", args=["things"])).status_code == 403
    assert client.get(reverse("exchange:whole", args=["nothing"])).status_code == 404
