"""The pages: begun from a matter, a list or a number; who sees what; lists, sheets, the order."""

import zipfile
from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.work import figures
from chengguan.core.work.models import Matter, MatterLink
from chengguan.law.periods import end_of
from chengguan.plans.instructions import queries
from chengguan.plans.instructions.models import LeaderInstruction
from tests.plans.instructions.bureau import DUE, Bureau
from tests.untranslated import untranslated


@pytest.fixture
def at_desk(bureau: Bureau, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the bureau."""
    monkeypatch.setattr(clock, "now", lambda: bureau.now)

    def enter(name: str) -> Client:
        person = bureau.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=bureau.now)
        client.force_login(person.account)
        return client

    return enter


def typed(bureau: Bureau, **said: object) -> dict[str, object]:
    usual = {
        "organ": bureau.district.pk,
        "words": "请查明原因。",
        "due_on": str(DUE),
        "units": [bureau.east.pk],
        "key": uuid4().hex,
    }
    return usual | said


def page_of(client: Client, pk: UUID) -> str:
    answer = client.get(reverse("work:matter", args=[pk]))
    assert answer.status_code == 200
    return answer.content.decode()


# -- begun from elsewhere --------------------------------------------------------------------


def test_every_matter_page_offers_a_leader_to_write(bureau: Bureau, at_desk) -> None:
    given = bureau.give()
    address = f"{reverse('instructions:new')}?{urlencode({'matter': given.task().pk})}"
    assert address in page_of(at_desk("局长"), given.task().pk)
    assert address not in page_of(at_desk("东队长"), given.task().pk)


def test_what_was_begun_on_a_matter_is_linked_with_it(bureau: Bureau, at_desk) -> None:
    subject = bureau.give().task().matter
    client, address = at_desk("局长"), reverse("instructions:new")
    shown = client.get(address, {"matter": subject.pk}).content.decode()
    assert subject.number in shown
    answer = client.post(address, typed(bureau, subjects=[subject.pk]))
    assert answer.status_code == 302
    assert MatterLink.objects.get(target=subject).kind == queries.SUBJECT


def test_ticked_rows_of_a_list_make_one_instruction(bureau: Bureau, at_desk) -> None:
    tasks = [bureau.give().task().matter for _place in range(2)]
    rows = [f"{matter.pk}~{matter.version}" for matter in tasks]
    many = reverse("work:many", args=["task.supervised"])
    answer = at_desk("局长").post(many, {"act": "instruct", "row": rows})
    assert answer.status_code == 302
    shown = at_desk("局长").get(answer.url).content.decode()
    assert all(matter.number in shown for matter in tasks)
    assert at_desk("督察").post(many, {"act": "instruct", "row": rows}).status_code == 404


def test_an_instruction_on_a_number_keeps_it_as_it_stood(bureau: Bureau, at_desk) -> None:
    figure = figures.figure_of("leads_received")
    page = reverse("work:figure", args=[figure.code])
    about = {"figure": figure.code, "period": "2026-09", "organ": str(bureau.east.pk)}
    client, address = at_desk("局长"), reverse("instructions:new")
    offered = client.get(page, {"period": "2026-09", "organ": bureau.east.pk}).content.decode()
    assert f"{address}?{urlencode(about)}".replace("&", "&amp;") in offered
    assert str(figure.title) in client.get(address, about).content.decode()
    said = typed(
        bureau,
        figure=figure.code,
        figure_period="2026-09",
        figure_organ=bureau.east.pk,
    )
    pk = UUID(client.post(address, said).url.strip("/").rpartition("/")[2])
    instruction = LeaderInstruction.objects.get(pk=pk)
    assert instruction.figure_value == "0 (0)"
    shown = page_of(client, pk)
    assert f"{page}?period=2026-09&amp;organ={bureau.east.pk}" in shown


def test_a_number_that_nobody_publishes_is_refused(bureau: Bureau, at_desk) -> None:
    said = typed(bureau, figure="no_such_figure", figure_period="2026-09")
    answer = at_desk("局长").post(reverse("instructions:new"), said)
    assert answer.status_code == 409
    assert "请查明原因。" in answer.content.decode()


def test_the_leader_signs_off_with_words_and_answer_before_him(bureau: Bureau, at_desk) -> None:
    task = bureau.give(words="请查明反复的原因。").sign().reply().task()
    shown = at_desk("局长").get(reverse("work:act", args=[task.pk, "sign_off"])).content.decode()
    brief = shown.partition("</aside>")[0]
    for said in ("请查明反复的原因。", "已经办完。", task.matter.number, "东队长"):
        assert said in brief


# -- who sees what ---------------------------------------------------------------------------


@pytest.mark.trap(21)
def test_an_addressee_sees_the_words_and_not_what_he_may_not_find(bureau: Bureau, at_desk) -> None:
    hidden = bureau.give(words="另案内容不外传。", units=(bureau.west,)).task("西队").matter
    given = bureau.give(matters=(hidden.pk,))
    shown = page_of(at_desk("东队长"), given.task().pk)
    assert "请查明原因，限期整改。" in shown
    assert "另有 1 件事项不在您的查看范围内" in shown
    for secret in (hidden.number, "另案内容不外传", str(hidden.pk)):
        assert secret not in shown
    assert hidden.number in page_of(at_desk("局长"), given.task().pk)


def test_a_unit_finds_its_own_part_and_no_other(bureau: Bureau, at_desk) -> None:
    given = bureau.give(units=(bureau.east, bureau.west))
    client = at_desk("东队长")
    assert client.get(reverse("work:matter", args=[given.pk])).status_code == 404
    assert client.get(reverse("work:matter", args=[given.task("西队").pk])).status_code == 404
    shown = client.get(reverse("instructions:tasks")).content.decode()
    assert given.task().matter.number in shown
    assert given.task("西队").matter.number not in shown


@pytest.mark.parametrize(("name", "status"), [("局长", 200), ("工会干部", 200), ("督察", 403)])
def test_only_leaders_write(bureau: Bureau, at_desk, name: str, status: int) -> None:
    assert at_desk(name).get(reverse("instructions:new")).status_code == status


def test_a_leader_is_offered_only_what_stands_below(bureau: Bureau, at_desk) -> None:
    shown = at_desk("局长").get(reverse("instructions:new")).content.decode()
    assert "东队" in shown
    assert "东队员 · 东队" in shown
    assert not [
        name for name in ("空科", "邻区局", "邻局长", "基层工会", "市局长") if name in shown
    ]


def test_what_is_refused_keeps_what_was_typed(bureau: Bureau, at_desk) -> None:
    said = typed(bureau, units=[], words="写了很久的一段话。")
    answer = at_desk("局长").post(reverse("instructions:new"), said)
    assert answer.status_code == 422
    assert "写了很久的一段话。" in answer.content.decode()
    assert "没有督办对象" in answer.content.decode()


# -- the answer under the words ----------------------------------------------------------------


@pytest.mark.trap(47, 52)
def test_the_answer_stands_under_the_words_with_its_lateness(bureau: Bureau, at_desk) -> None:
    given = bureau.give().sign()
    bureau.now = end_of(DUE)
    bureau.wait(hours=15)
    assert "逾期 1 日未反馈" in page_of(at_desk("局长"), given.pk)
    given.reply()
    shown = page_of(at_desk("局长"), given.pk)
    assert shown.index("请查明原因，限期整改。") < shown.index("已经办完。")
    assert "逾期 1 日反馈" in shown
    assert reverse("work:act", args=[given.task().pk, "sign_off"]) in shown
    given.sign_off()
    assert "逾期 1 日反馈" in page_of(at_desk("局长"), given.pk)


def test_the_lists_and_their_sheets_say_the_same(bureau: Bureau, at_desk) -> None:
    given = bureau.give(units=(bureau.east, bureau.west))
    bureau.now = end_of(DUE)
    bureau.wait(hours=15)
    given.sign().reply()
    client = at_desk("局长")
    for view, wanted in (("overdue", {"西队"}), ("answered", {"东队"}), ("open", {"东队", "西队"})):
        rows = sheet(client, "tasks_sheet", view=view)
        numbers = {given.task(whom).matter.number for whom in wanted}
        assert {row[0] for row in rows[2:]} == numbers
        shown = client.get(reverse("instructions:tasks"), {"view": view}).content.decode()
        assert all(number in shown for number in numbers)
    late = {row[0]: row[6] for row in sheet(client, "tasks_sheet", late="1")[2:]}
    assert set(late.values()) == {"逾期反馈", "已逾期"}
    (row,) = sheet(client, "sheet")[2:]
    assert (row[5], row[6]) == ("1/2", "2 件逾期")
    nothing = client.get(reverse("instructions:list"), {"words": "没有这样的"}).content.decode()
    assert "没有符合条件的批示。" in nothing


def sheet(client: Client, name: str, **asked: str) -> list[list[object]]:
    answer = client.get(reverse(f"instructions:{name}"), asked)
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()


def test_the_order_prints_as_an_office_document_too(bureau: Bureau, at_desk) -> None:
    given = bureau.give()
    answer = at_desk("东队长").get(reverse("instructions:docx", args=[given.task().pk]))
    text = zipfile.ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
    for said in ("督办单", "区督〔2026〕1号", "局长", "请查明原因，限期整改。", "2026年9月17日"):
        assert said in text
    stranger = at_desk("西队长").get(reverse("instructions:docx", args=[given.task().pk]))
    assert stranger.status_code == 404


def test_the_pages_speak_english(bureau: Bureau, at_desk) -> None:
    given = bureau.give().sign().reply()
    client = at_desk("局长")
    client.cookies["django_language"] = "en"
    addresses = [
        reverse("instructions:list"),
        reverse("instructions:tasks"),
        reverse("instructions:new"),
        reverse("work:matter", args=[given.pk]),
        reverse("work:matter", args=[given.task().pk]),
        reverse("work:act", args=[given.task().pk, "return_reply"]),
    ]
    for address in addresses:
        assert untranslated(client.get(address).content.decode()) == [], address


def test_the_api_takes_the_same_acts(bureau: Bureau, at_desk) -> None:
    given = bureau.give().sign()
    task = given.task().matter
    client = at_desk("东队长")
    said = {"version": task.version, "key": uuid4().hex, "data": {"text": "已经办完。"}}
    address = f"/api/matters/{task.pk}/acts/reply"
    assert client.post(address, said, "application/json").status_code == 200
    assert Matter.objects.get(pk=task.pk).state == "replied"
    listed = client.get("/api/matters", {"kind": "task"}).json()
    assert [item["number"] for item in listed["items"]] == [task.number]


def test_the_list_costs_the_same_with_one_and_with_many(
    bureau: Bureau, at_desk, django_assert_max_num_queries
) -> None:
    client = at_desk("局长")
    for _place in range(5):
        bureau.give(units=(bureau.east, bureau.west))
    for name in ("tasks", "list"):
        with django_assert_max_num_queries(12):
            client.get(reverse(f"instructions:{name}"))
