"""The pages: register, new entries, matter page with its panels, boards; in both languages."""

import re
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.org import signin
from chengguan.core.org.kinds import Role
from chengguan.core.pages import clock, registry, words
from chengguan.core.pages.shapes import StatTile
from chengguan.core.work.models import Matter
from chengguan.core.work.registry import procedure_of
from chengguan.enforcement.structures import board, inputs, stock
from chengguan.enforcement.structures.doors import KIND
from chengguan.enforcement.structures.models import (
    Baseline,
    BaselineChange,
    DemolitionPlanLine,
    IllegalStructure,
)
from tests.enforcement.structures.compound import AREA, Built, Compound
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(compound: Compound, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the compound."""
    monkeypatch.setattr(clock, "now", lambda: compound.now)

    def enter(name: str) -> Client:
        person = compound.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=compound.now)
        client.force_login(person.account)
        return client

    return enter


def page_of(client: Client, built: Built) -> str:
    """The page of the matter with the parts that are fetched later."""
    url = reverse("work:matter", args=[built.pk])
    answer = client.get(url)
    assert answer.status_code == 200
    text = answer.content.decode()
    for number, _panel in enumerate(registry.panels_for(KIND)):
        part = client.get(reverse("work:part", args=[built.pk, number]))
        assert part.status_code == 200
        text += part.content.decode()
    return text


def typed(compound: Compound, **said: object) -> dict[str, object]:
    usual = {
        "source": "patrol",
        "is_under_construction": "on",
        "kind": "courtyard",
        "material": "glass",
        "use": "living",
        "area": "12.50",
        "address_text": "示范路 9 号",
        "organ": compound.team.pk,
        "owner_nature": "person",
        "party_kind": "person",
        "party_name": "某住户乙",
        "key": uuid4().hex,
    }
    return usual | said


# -- new entries -----------------------------------------------------------------------------


def test_a_find_is_typed_in(compound: Compound, at_desk) -> None:
    client = at_desk("甲")
    assert client.get(reverse("structures:new")).status_code == 200
    answer = client.post(reverse("structures:new"), typed(compound))
    assert answer.status_code == 302
    row = IllegalStructure.objects.select_related("matter__party").get()
    assert row.is_under_construction
    assert row.matter.party.name == "某住户乙"
    assert row.matter.clocks.get(ref="CK47").due_at == compound.now + timedelta(hours=2)
    # The same person again is found, not registered twice.
    client.post(reverse("structures:new"), typed(compound))
    assert Matter.objects.filter(party=row.matter.party).count() == 2


def test_what_is_refused_keeps_what_was_typed(compound: Compound, at_desk) -> None:
    answer = at_desk("甲").post(reverse("structures:new"), typed(compound, address_text=""))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "没有写明地点" in text
    assert "某住户乙" in text
    assert not IllegalStructure.objects.exists()


def test_one_of_the_census_is_typed_in_by_who_may(compound: Compound, at_desk) -> None:
    said = typed(compound, census_batch="2025", external_no="P1")
    page = reverse("structures:stock_new")
    assert at_desk("业务").post(page, said).status_code == 302
    assert IllegalStructure.objects.get().origin == "stock"
    assert at_desk("甲").get(page).status_code == 403


def test_an_act_is_taken_on_its_page(compound: Compound, at_desk) -> None:
    built = compound.register().check()
    url = reverse("work:act", args=[built.pk, "identify"])
    client = at_desk("甲")
    assert client.get(url).status_code == 200
    said = {
        "verdict": "must_go",
        "planning_reply": "示规划 1 号",
        "key": uuid4().hex,
        "version": built.row.matter.version,
    }
    assert client.post(url, said).status_code == 302
    assert built.row.verdict == "must_go"


@pytest.mark.parametrize("state", ["checked", "ordered", "forced", "down", "listed", "building"])
def test_every_act_that_is_offered_has_a_form(compound: Compound, at_desk, state: str) -> None:
    """Each form opens; none asks for what cannot be chosen."""
    built = {
        "checked": lambda: compound.register().check(),
        "ordered": lambda: compound.register().to_ordered(),
        "forced": lambda: compound.register().to_forced(),
        "down": lambda: compound.register().check().demolish(),
        "listed": compound.stock,
        "building": lambda: compound.register(is_under_construction=True).check(
            is_under_construction=True
        ),
    }[state]()
    procedure = Matter.objects.get(pk=built.pk)
    client = at_desk("队长")
    for action in procedure_of(procedure).actions_from(procedure.state):
        if Role.TEAM_HEAD in action.by:
            answer = client.get(reverse("work:act", args=[built.pk, action.key]))
            assert answer.status_code in (200, 409, 422), action.key


def test_things_are_typed_a_line_each(compound: Compound, at_desk) -> None:
    built = compound.register().to_forced().tell_property()
    url = reverse("work:act", args=[built.pk, "force_demolition"])
    said = {
        "officers": [person.pk for person in compound.crew()],
        "area": "24.50",
        "waste_to": "中转场",
        "things": "空调外机，1 台，仓库\n花架,2 个,仓库",
        "claim_until": str(compound.now.date() + timedelta(days=30)),
        "key": uuid4().hex,
        "version": built.row.matter.version,
    }
    bad = at_desk("甲").post(url, said | {"things": "空调外机"})
    assert bad.status_code == 422
    assert "每行写名称" in bad.content.decode()
    assert at_desk("甲").post(url, said).status_code == 302
    assert built.row.kept_things.count() == 2


@pytest.mark.trap(72)
def test_open_hazards_go_along_to_the_next_check(compound: Compound, at_desk) -> None:
    built = compound.stock()
    due = compound.now.date() + timedelta(days=7)
    built.act("report_hazard", "甲", inputs.ReportHazard("fire", "私拉电线。", due))
    url = reverse("work:act", args=[built.pk, "check_safety"])

    def told() -> str:
        return at_desk("甲").get(url).context["view"].intro

    assert "私拉电线" in told()
    hazard = built.row.hazards.get()
    built.act("rectify_hazard", "甲", inputs.RectifyHazard(hazard.pk, "已拆除。"))
    assert "私拉电线" in told()
    built.act("close_hazard", "乙", inputs.CloseHazard(hazard.pk))
    assert "私拉电线" not in told()


# -- what the page of a structure shows ---------------------------------------------------------


@pytest.mark.ref("CK50")
def test_the_page_says_the_first_lawful_day_and_why(compound: Compound, at_desk) -> None:
    """行政强制法 44: the day, the count behind it, and the reason on the act itself."""
    built = compound.register().to_ordered()
    client = at_desk("甲")
    assert "送达并公告之后" in page_of(client, built)
    built.serve().announce()
    text = page_of(client, built)
    assert f"最早 {words.day(date(2026, 9, 3))}可以强制拆除" in text
    assert "行政强制法 44" in text
    assert "复议、起诉期限还没有届满" in text
    built.act("file_remedy", "甲", inputs.FileRemedy("lawsuit", "（2026）示 1 号"))
    assert "终结之前不得强制拆除" in page_of(client, built)


def test_who_reported_is_opened_by_who_may(compound: Compound, at_desk) -> None:
    """The handler may; the head above him, who holds no such office, may not."""
    built = compound.register(source="report", reporter_name="林某某", reporter_phone="13800000001")
    text = page_of(at_desk("甲"), built)
    assert "林某某" not in text
    sealed = built.row.reporter_name_id
    shown = at_desk("甲").post(reverse("work:reveal", args=[built.pk, sealed]))
    assert "林某某" in shown.content.decode()
    assert at_desk("队长").post(reverse("work:reveal", args=[built.pk, sealed])).status_code == 404
    assert "举报人信息保密" in page_of(at_desk("队长"), built)
    assert at_desk("西").get(reverse("work:matter", args=[built.pk])).status_code == 404


# -- the register --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({}, {1, 2, 3}),
        ({"origin": "stock"}, {3}),
        ({"words": "WJ2026-00002"}, {2}),
        ({"kind": "roof"}, {3}),
        ({"state": "checked"}, {2}),
        ({"view": "closed"}, {4}),
        ({"view": "pending"}, set()),
        ({"rebound": "1"}, set()),
        ({"view": "nonsense", "origin": "nonsense"}, {1, 2, 3}),
    ],
)
def test_the_register_is_searched_and_filtered(
    compound: Compound, at_desk, asked: dict[str, str], numbers: set[int]
) -> None:
    compound.register()
    compound.register().check()
    compound.stock()
    compound.register().act("void", "队长", inputs.Void("重复"))
    client = at_desk("局长")
    text = client.get(f"{reverse('structures:list')}?{urlencode(asked)}").content.decode()
    found = {n for n in range(1, 5) if f"WJ2026-{n:05d}</" in text or f">WJ2026-{n:05d}" in text}
    assert found == numbers
    sheet = client.get(f"{reverse('structures:sheet')}?{urlencode(asked)}")
    book = CalamineWorkbook.from_filelike(BytesIO(sheet.content))
    cells = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert {n for n in range(1, 5) if f"WJ2026-{n:05d}" in cells} == numbers


def test_another_team_finds_nothing(compound: Compound, at_desk) -> None:
    compound.register()
    text = at_desk("西").get(reverse("structures:list")).content.decode()
    assert "没有符合条件的违法建筑" in text


# -- boards and stock ------------------------------------------------------------------------------


def test_the_board_names_what_is_past_its_limit(compound: Compound, at_desk) -> None:
    built = compound.register()
    client = at_desk("局长")
    assert "已清零" in client.get(reverse("structures:board")).content.decode()
    compound.now = built.clock("ST_SETTLE").due_at + timedelta(hours=1)
    text = client.get(reverse("structures:board")).content.decode()
    assert "未清零" in text
    assert "WJ2026-00001" in text


def followed(client: Client, tile: StatTile) -> int:
    """How many rows the list behind a figure has."""
    return len(client.get(tile.url).context["page"].rows)


def test_each_figure_of_the_board_opens_as_many_as_it_counts(compound: Compound, at_desk) -> None:
    """Stock that grew again counts as new, other owed clocks and other open matters do not."""
    compound.stock()
    again = compound.stock().demolish()
    again.act("regrow", "甲", inputs.Regrow(False, AREA, "又建。"))
    compound.register().check()
    compound.register()
    compound.register().demolish()
    client, seen = at_desk("局长"), []
    first = again.clock("ST_SETTLE").due_at
    for now in (compound.now, first, first + timedelta(days=90)):
        compound.now = now
        tiles = client.get(reverse("structures:board")).context["tiles"]
        linked = [tile for tile in tiles if tile.url]
        assert [followed(client, tile) for tile in linked] == [tile.value for tile in linked]
        seen.append([tile.value for tile in linked])
    assert seen[0] == [3, 0, 0]
    assert seen[-1] == [3, 3, 2]


def test_the_board_leads_to_those_that_it_does_not_name(
    compound: Compound, at_desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "NAMED", 1)
    for _each in range(2):
        built = compound.register()
    compound.now = built.clock("ST_SETTLE").due_at + timedelta(hours=1)
    client = at_desk("局长")
    context = client.get(reverse("structures:board")).context
    for named in (context["late"], context["waiting"]):
        assert len(named.rows) == 1
        assert "共 2 件" in named.note
        (url,) = re.findall(r'href="([^"]+)"', named.note)
        assert len(client.get(url).context["page"].rows) == 2


def test_a_plan_is_issued_and_filled(compound: Compound, at_desk) -> None:
    compound.stock()
    client, page = at_desk("业务"), reverse("structures:plan")
    assert "还没有下达" in client.get(page).content.decode()
    issue = {"organ": compound.bureau.pk, "year": 2026}
    assert client.post(reverse("structures:plan_issue"), issue).status_code == 302
    assert client.post(reverse("structures:plan_issue"), issue).status_code == 422
    add = reverse("structures:plan_add", args=[2026])
    unknown = client.post(add, {"numbers": "WJ2026-00001 WJ9", "quarter": "2"})
    assert "没有这些编号：WJ9" in unknown.content.decode()
    assert client.post(add, {"numbers": "WJ2026-00001", "quarter": "2"}).status_code == 302
    assert DemolitionPlanLine.objects.get().quarter == "2"
    assert "0 / 1" in client.get(page).content.decode()
    assert at_desk("甲").get(add).status_code == 403


def test_the_baseline_changes_on_its_page(compound: Compound, at_desk) -> None:
    client = at_desk("业务")
    lock = {"organ": compound.bureau.pk, "year": 2026}
    assert client.post(reverse("structures:baseline_lock"), lock).status_code == 302
    compound.stock()
    known = Baseline.objects.get()
    said = {"numbers": "WJ2026-00001", "kind": "add", "reason": "普查遗漏"}
    change = reverse("structures:baseline_change", args=[known.pk])
    assert client.post(change, said).status_code == 302
    waiting = BaselineChange.objects.get()
    decide = reverse("structures:baseline_decide", args=[waiting.pk])
    client.post(decide, {"answer": "approve"})
    assert BaselineChange.objects.get().decided_at is None
    at_desk("局长").post(decide, {"answer": "approve"})
    assert BaselineChange.objects.get().is_approved
    assert "WJ2026-00001" in client.get(reverse("structures:changes")).content.decode()
    assert "待审批的基数变更" not in client.get(reverse("structures:baseline")).content.decode()


PAGES = ("list", "new", "board", "plan", "baseline", "campaigns", "campaign_new", "sides")


def test_no_word_is_left_untranslated(compound: Compound, at_desk) -> None:
    """Pages and matter pages along the way."""
    leader = compound.people["局长"]
    campaign = stock.open_campaign(
        kind="courtyard",
        name="天井试点",
        organ=compound.bureau,
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 12, 31),
        aim="一户一策",
        by=leader,
        at=compound.now,
    )
    stock.add_pilot(
        campaign=campaign,
        place=compound.estate,
        method="先征询",
        party_steps="党员带头",
        by=leader,
        at=compound.now,
    )
    stock.issue_plan(organ=compound.bureau, year=2026, by=leader, at=compound.now)
    built = compound.register(source="report", reporter_name="林某某").to_forced()
    client = at_desk("队长")
    client.cookies["django_language"] = "en"
    own = (reverse("structures:campaign", args=[campaign.pk]),)
    for address in (*(reverse(f"structures:{page}") for page in PAGES), *own):
        assert untranslated(client.get(address).content.decode()) == [], address
    assert untranslated(page_of(client, built)) == []


def test_the_page_says_that_a_hazard_went_with_the_structure(compound: Compound, at_desk) -> None:
    built = compound.stock().check()
    due = compound.now.date() + timedelta(days=5)
    built.act("report_hazard", "甲", inputs.ReportHazard("fire", "私拉电线。", due))
    built.demolish()
    assert "已销号 随违建拆除" in page_of(at_desk("甲"), built)
