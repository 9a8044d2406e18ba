"""The pages of the heads: entered, confirmed, listed; each number opens its list."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.pages.sentences import SENTENCES as KNOWN
from chengguan.core.pages.words import sentence
from chengguan.core.work.models import Matter
from chengguan.law.spending import Form
from chengguan.union.finance.models import BudgetHead, HeadState
from chengguan.union.finance.words import SENTENCES
from tests.union.finance.chest import Chest
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db
LIST = "/union/finance/"


@pytest.fixture
def at_desk(chest: Chest, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the chest."""
    monkeypatch.setattr(clock, "now", lambda: chest.now)

    def enter(name: str) -> Client:
        person = chest.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=chest.now)
        client.force_login(person.account)
        return client

    return enter


def typed(chest: Chest, **said: object) -> dict[str, object]:
    usual = {
        "organ": chest.base.pk,
        "year": 2026,
        "head": "activity",
        "plan_item": "观影",
        "amount": "1000.50",
    }
    return usual | said


def seen(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_entered_by_one_and_confirmed_by_another(chest: Chest, at_desk) -> None:
    answer = at_desk("甲").post(f"{LIST}new/", typed(chest))
    head = BudgetHead.objects.get()
    assert answer.url == f"{LIST}{head.pk}/"
    assert (head.amount, head.state) == (1000_50, HeadState.ENTERED)
    assert "由另一人确认" in seen(at_desk("甲"), answer.url)
    assert at_desk("甲").post(answer.url, {"decision": "confirm"}).status_code == 403
    assert at_desk("经审").post(answer.url, {"decision": "confirm"}).status_code == 403
    assert at_desk("乙").post(answer.url, {"decision": "refuse"}).status_code == 422
    assert at_desk("乙").post(answer.url, {"decision": "confirm"}).status_code == 302
    head.refresh_from_db()
    assert head.state == HeadState.CONFIRMED
    assert at_desk("主席").post(answer.url, {"decision": "confirm"}).status_code == 403


def test_what_is_refused_stands_beside_what_was_typed(chest: Chest, at_desk) -> None:
    chest.entered()
    answer = at_desk("甲").post(f"{LIST}new/", typed(chest))
    assert answer.status_code == 422
    assert "已经录入" in answer.content.decode()
    answer = at_desk("甲").post(f"{LIST}new/", typed(chest, organ=chest.bureau.pk, amount="many"))
    assert answer.status_code == 422
    assert {"organ", "amount"} <= set(answer.context["view"].form.errors)


def test_a_base_unions_staff_is_offered_its_own_union_alone(chest: Chest, at_desk) -> None:
    at_desk("基层干部").get(f"{LIST}new/")
    answer = at_desk("基层干部").get(f"{LIST}new/")
    assert list(answer.context["view"].form.fields["organ"].queryset) == [chest.base]


def test_the_list_shows_what_is_reserved_paid_and_left(chest: Chest, at_desk) -> None:
    head = chest.confirmed()
    chest.act(chest.ask(head, 100_00), "pay")
    chest.ask(head, 250_00, people=("同事",))
    text = seen(at_desk("经审"), LIST)
    for said in ("￥1,000.00", "￥250.00", "￥100.00", "￥650.00"):
        assert said in text
    for state in ("reserved", "paid"):
        assert f'href="{LIST}{head.pk}/kept/?state={state}"' in text
    assert f'href="{LIST}{head.pk}/kept/?state=paid"' in seen(at_desk("甲"), f"{LIST}{head.pk}/")


def test_each_number_opens_its_list(chest: Chest, at_desk) -> None:
    head = chest.confirmed()
    paid, kept = chest.ask(head, 100_00), chest.ask(head, 250_00, people=("同事",))
    chest.act(paid, "pay")
    text = seen(at_desk("甲"), f"{LIST}{head.pk}/kept/?state=paid")
    assert paid.number in text
    assert kept.number not in text
    assert "会员" in text
    everything = seen(at_desk("甲"), f"{LIST}{head.pk}/kept/?state=nothing")
    assert paid.number in everything
    assert kept.number in everything


@pytest.mark.trap(68)
def test_what_the_reader_may_not_find_is_a_sum_without_names(chest: Chest, at_desk) -> None:
    head = chest.confirmed(head="service", plan_item="")
    matter = chest.ask(head, 500_00, item="illness", form=Form.TRANSFER, cause="甲病")
    matter.access.all().delete()
    for path in (f"{LIST}{head.pk}/kept/", f"{LIST}{head.pk}/kept/?state=reserved"):
        text = seen(at_desk("经审"), path)
        assert "另有 1 笔共 ￥500.00" in text
        for secret in (matter.number, "患病", chest.people["会员"].name):
            assert secret not in text.partition("<main")[2]
    assert "另有" not in seen(at_desk("经审"), f"{LIST}{head.pk}/kept/?state=paid")
    sheet = at_desk("经审").get(f"{LIST}{head.pk}/kept/sheet.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0)
    assert not any(matter.number in str(cell) for row in book.to_python() for cell in row)
    assert Matter.objects.filter(pk=matter.pk).exists()


def test_the_sheets_hold_what_the_lists_show(chest: Chest, at_desk) -> None:
    head = chest.confirmed()
    matter = chest.ask(head, 100_00)
    for path, said in (
        ("sheet.xlsx", ["职工活动支出", "￥900.00"]),
        (f"{head.pk}/kept/sheet.xlsx", [matter.number, "￥100.00"]),
    ):
        answer = at_desk("甲").get(f"{LIST}{path}")
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
        cells = [cell for row in book.to_python() for cell in row]
        assert all(word in cells for word in said)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=观", 1),
        ("words=健", 0),
        ("year=2026", 1),
        ("year=2027", 0),
        ("head=activity", 1),
        ("head=service", 0),
        ("state=confirmed", 1),
        ("state=entered", 0),
        ("organ=²", 1),
    ],
)
def test_the_list_is_searched_and_filtered(chest: Chest, at_desk, asked: str, found: int) -> None:
    chest.confirmed()
    answer = at_desk("甲").get(f"{LIST}?{asked}")
    assert len(answer.context["page"].rows) == found


def test_long_lists_come_by_pages(chest: Chest, at_desk) -> None:
    heads = [chest.entered(plan_item=str(number)) for number in range(51)]
    first = at_desk("甲").get(LIST).context["page"]
    assert len(first.rows) == 50
    rest = at_desk("甲").get(f"{LIST}?after={first.older}").context["page"]
    assert [row.key for row in rest.rows] == [str(heads[0].pk)]


def test_nobody_else_comes_in(chest: Chest, at_desk) -> None:
    head = chest.confirmed()
    paths = ("", "sheet.xlsx", f"{head.pk}/", f"{head.pk}/kept/", f"{head.pk}/kept/sheet.xlsx")
    for name in ("局长", "会员"):
        assert {at_desk(name).get(LIST + path).status_code for path in paths} == {403}
    for path in paths[2:]:
        assert at_desk("另一干部").get(LIST + path).status_code == 404
    for name in ("经审", "主席", "局长"):
        assert at_desk(name).get(f"{LIST}new/").status_code == 403


def test_every_page_speaks_english(chest: Chest, at_desk) -> None:
    head = chest.confirmed()
    chest.ask(head, 100_00)
    open_one = chest.entered(plan_item="健步走")
    client = at_desk("乙")
    client.cookies["django_language"] = "en"
    for path in ("", "new/", f"{head.pk}/", f"{open_one.pk}/", f"{head.pk}/kept/"):
        text = client.get(LIST + path, headers={"accept-language": "en"}).content.decode()
        assert not untranslated(text), path


def test_the_menu_leads_the_offices_there(chest: Chest, at_desk) -> None:
    assert f'href="{reverse("finance:list")}"' in seen(at_desk("主席"), LIST)


def test_every_code_is_a_sentence_that_its_values_fill() -> None:
    values = {
        "ref": "LIM01",
        "limit": 100_00,
        "total": 0,
        "amount": 1,
        "cap": 4,
        "times": 5,
        "years": 5,
        "other": "2026-01-01",
        "year": 2026,
        "percent": 50,
        "days": 3,
    }
    for code in SENTENCES:
        assert KNOWN[code] == SENTENCES[code]
        assert sentence(code, values) != code
