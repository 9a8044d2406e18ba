"""The pages of an import: file, columns, trial, import, result; for whom, and for whom not."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chengguan.core.exchange import services, shapes
from chengguan.core.exchange.models import Brought, Job, JobState
from chengguan.core.notices import outbox
from chengguan.core.org import services as org
from chengguan.core.org import signin
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
from chengguan.core.org.record import Refused
from tests.core.exchange.conftest import NOW, SINCE, table
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db

ROWS = [["编号", "名称", "尺寸"], ["N-1", "路灯", "大"], ["N-2", "灯箱", "坏"]]


@pytest.fixture
def enter(bringer, things, client, monkeypatch):
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: NOW)

    def entered(person=bringer):
        account = getattr(person, "account", None) or signin.open_account(
            person=person, username=f"u{person.pk}", by=None, at=NOW
        )
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered


def upload(client, rows=ROWS, **said):
    file = SimpleUploadedFile("物品.csv", rows if isinstance(rows, bytes) else table(rows))
    return client.post(reverse("exchange:new"), {"key": "things", "file": file} | said)


def other(role: Role):
    person = org.register_person(name="别人", by=None, at=NOW)
    organ = Organ.objects.get()
    org.grant(person=person, role=role, organ=organ, since=SINCE, by=None, at=NOW)
    return person


def test_from_file_to_result(enter):
    client = enter()
    page = upload(client)
    job = Job.objects.get()
    assert page.url == reverse("exchange:job", args=[job.pk])
    columns = client.get(page.url).content.decode()
    assert "核对列" in columns
    assert "（路灯）" in columns
    tried = client.post(
        reverse("exchange:columns", args=[job.pk]),
        {"number": "0", "name": "1", "phone": "", "size": "2"},
        follow=True,
    ).content.decode()
    assert "还没有写入任何数据" in tried
    assert "尺寸读不出来" in tried
    assert not Brought.objects.exists()
    done = client.post(reverse("exchange:start", args=[job.pk]), follow=True).content.decode()
    assert "已完成" in done
    assert Brought.objects.count() == 1
    bad = client.get(reverse("exchange:problems", args=[job.pk, "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(bad.streaming_content))).active
    assert [cell.value for cell in sheet[2]] == ["N-2", "灯箱", "坏", "3", "尺寸读不出来：坏"]
    assert "物品.csv" in client.get(reverse("exchange:jobs")).content.decode()


def test_numbers_of_people_are_masked_on_every_page_of_an_import(enter):
    client = enter()
    page = upload(client, [ROWS[0], ["N-1", "张三 13812345678", "大"]])
    columns = client.get(page.url).content.decode()
    job = Job.objects.get()
    said = {"number": "0", "name": "1", "phone": "", "size": "2"}
    columns_page = reverse("exchange:columns", args=[job.pk])
    tried = client.post(columns_page, said, follow=True).content.decode()
    for shown in (columns, tried):
        assert "138****5678" in shown
        assert "13812345678" not in shown


def test_a_long_list_is_left_to_the_worker_and_its_page_asks_again(enter, monkeypatch):
    client = enter()
    monkeypatch.setattr("chengguan.core.exchange.views.AT_ONCE", 1)
    upload(client)
    job = Job.objects.get()
    services.confirm_columns(job, {"number": 0, "name": 1})
    services.start_trial(job, at=NOW)
    page = client.get(reverse("exchange:job", args=[job.pk])).content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "后台进程没有运行" in page
    outbox.deliver(limit=5, at=NOW)
    answer = client.get(reverse("exchange:state", args=[job.pk]))
    assert answer.headers["HX-Refresh"] == "true"
    assert Job.objects.get().state == JobState.CHECKED


def test_a_second_click_on_import_imports_once(enter):
    client = enter()
    upload(client)
    job = Job.objects.get()
    services.start_trial(job, at=NOW, queued=False)
    services.advance(job.pk, at=NOW, queued=False)
    for _ in range(2):
        answer = client.post(reverse("exchange:start", args=[job.pk]))
        assert answer.status_code == 302
    assert Brought.objects.count() == 1


@pytest.mark.trap(21)
def test_the_job_of_another_does_not_exist(enter):
    upload(enter())
    job = Job.objects.get()
    client = enter(other(Role.DISPATCHER))
    for name in ("job", "state", "columns"):
        assert client.get(reverse(f"exchange:{name}", args=[job.pk])).status_code == 404
    assert client.get(reverse("exchange:problems", args=[job.pk, "csv"])).status_code == 404
    assert client.post(reverse("exchange:start", args=[job.pk])).status_code == 404
    assert client.post(reverse("exchange:cancel", args=[job.pk])).status_code == 404


@pytest.mark.parametrize("name", ["jobs", "new"])
def test_whoever_may_bring_nothing_is_turned_away(enter, name):
    assert enter(other(Role.MEMBER)).get(reverse(f"exchange:{name}")).status_code == 403


def test_a_list_for_others_is_not_offered(enter):
    client = enter()
    assert upload(client, key="people").status_code == 422
    assert client.get(reverse("exchange:give", args=["people", "csv"])).status_code == 404


def test_what_cannot_be_read_says_why_beside_the_file(enter):
    page = upload(enter(), table([["编号", "名称"]]))
    assert page.status_code == 422
    assert "没有数据行" in page.content.decode()


def test_a_list_goes_out_under_the_titles_under_which_it_comes_in(enter):
    answer = enter().get(reverse("exchange:give", args=["places", "csv"]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.startswith("地点名称,地点类别")


@pytest.mark.parametrize("state", ["mapping", "trial", "done"])
def test_every_page_speaks_english(enter, things, state):
    client = enter()
    shapes._importers.pop("things")
    client.cookies["django_language"] = "en"
    upload(client, [["地点名称", "所属街镇"], ["榆荫新村", ""], ["松影里", "没有"]], key="places")
    job = Job.objects.get()
    if state != "mapping":
        services.start_trial(job, at=NOW, queued=False)
        services.advance(job.pk, at=NOW, queued=False)
    if state == "done":
        client.post(reverse("exchange:start", args=[job.pk]))
    for url in (reverse("exchange:new"), reverse("exchange:job", args=[job.pk])):
        assert not untranslated(client.get(url).content.decode())
    shapes.register(things)


def test_what_is_no_table_is_told_which_files_are(enter):
    file = SimpleUploadedFile("程序.exe", b"MZ\x90\x00\x03")
    answer = enter().post(reverse("exchange:new"), {"key": "things", "file": file})
    said = answer.content.decode()
    assert "可以上传：Excel（xlsx）、CSV" in said
    assert "视频" not in said


def test_an_import_that_breaks_off_says_so_and_can_be_tried_again(enter, monkeypatch):
    client = enter()
    upload(client)
    job = Job.objects.get()
    columns = reverse("exchange:columns", args=[job.pk])
    said = {"number": "0", "name": "1", "phone": "", "size": "2"}
    with monkeypatch.context() as broken:

        def cut(*_given):
            raise ConnectionError("the machine went down")

        broken.setattr(services, "_keep", cut)
        page = client.post(columns, said, follow=True).content.decode()
    assert Job.objects.get().state == JobState.FAILED
    assert "系统出错" in page
    assert "再试一次" in page
    assert "还没有写入任何数据" in client.post(columns, said, follow=True).content.decode()
    client.post(reverse("exchange:start", args=[job.pk]))
    assert (Job.objects.get().state, Brought.objects.count()) == (JobState.DONE, 1)


def test_an_import_that_is_refused_midway_says_why(enter, monkeypatch):
    client = enter()
    upload(client)
    job = Job.objects.get()

    def refuse(*_given):
        raise Refused("import.gone", "原文件已经不在。")

    monkeypatch.setattr(services, "_take_rows", refuse)
    said = {"number": "0", "name": "1", "phone": "", "size": "2"}
    columns = reverse("exchange:columns", args=[job.pk])
    assert "原文件已经不在" in client.post(columns, said, follow=True).content.decode()
