"""Pages of plans and items: lists, upload, the draft beside its text, the tree, the panels."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chengguan.core.work import figures
from chengguan.plans.annual import editing, inputs, queries
from chengguan.plans.annual.models import AnnualPlan, PlanItem, PlanReceipt
from chengguan.plans.annual.procedures import ANNUAL_PLAN, PLAN_ITEM, PLAN_RECEIPT
from tests.plans.annual.office import TEXT, Enter, Item, Office, Plan


def test_state_graphs_are_pinned() -> None:
    assert ANNUAL_PLAN.graph_hash == "d7f80d141b8da4ea"
    assert PLAN_RECEIPT.graph_hash == "9df902fa18e9d763"
    assert PLAN_ITEM.graph_hash == "6d2939502ca16ef1"


def test_lists_filter_and_export(office: Office, enter: Enter) -> None:
    office.issued()
    office.on(9, 15)
    client = enter("科长")
    assert "某区城管执法系统" in client.get(reverse("annual:list")).content.decode()
    for query, count in (
        ("", 4),
        ("month=4", 2),
        ("month=9", 2),
        (f"organ={office.west.pk}", 2),
        ("view=risk", 2),
        ("view=late", 2),
        ("words=培训", 1),
        ("words=没有", 0),
        ("was_late=1", 2),
        ("view=closed", 0),
        ("plan=strange&month=99", 4),
    ):
        page = client.get(f"{reverse('annual:items')}?{query}")
        assert len(page.context["page"].rows) == count, query
    for name in ("annual:sheet", "annual:items_sheet"):
        assert client.get(reverse(name))["Content-Type"].endswith("sheet")


def test_who_decides_on_an_item_sees_what_it_asks_of_whom(office: Office, enter: Enter) -> None:
    item = office.issued().item(3)
    office.on(9, 15)
    item.act("start", "西队长")
    item.act("propose_closing", "西队长", inputs.ProposeClosing("三件都已办完，材料附后。"))
    url = reverse("work:act", args=[item.row.matter_id, "close_item"])
    brief = enter("局长").get(url).content.decode().partition("</aside>")[0]
    owners = [owner.name for owner in item.row.owners.filter(is_dropped=False)]
    windows = [f"{window.until:%Y-%m-%d}" for window in item.row.windows.filter(is_dropped=False)]
    for said in ("三件都已办完，材料附后。", item.row.text, *owners, *windows):
        assert said in brief


def test_an_upload_becomes_a_draft_and_what_is_no_plan_is_refused_with_advice(
    office: Office, enter: Enter
) -> None:
    client, address = enter("科长"), reverse("annual:new")
    letter = SimpleUploadedFile("信.txt", "今天天气很好。\n我们去散步。\n".encode())
    sent = {"organ": office.district.pk, "key": "k1", "original": letter}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "编号" in refused.content.decode()
    good = SimpleUploadedFile("099_要点.txt", TEXT.encode())
    taken = client.post(address, {**sent, "key": "k2", "original": good})
    plan = AnnualPlan.objects.get()
    assert taken["Location"] == reverse("annual:plan", args=[plan.pk])
    page = client.get(taken["Location"]).content.decode()
    assert page.count('<article class="plan-item') == 4
    assert "拆除存量违法建筑" in page


def test_the_same_file_twice_is_one_plan(office: Office, enter: Enter) -> None:
    client, address = enter("科长"), reverse("annual:new")
    places = []
    for key in ("k1", "k1", "k2"):
        original = SimpleUploadedFile("099_要点.txt", TEXT.encode())
        sent = {"organ": office.district.pk, "key": key, "original": original}
        places.append(client.post(address, sent)["Location"])
    plan = AnnualPlan.objects.get()
    assert set(places) == {reverse("annual:plan", args=[plan.pk])}
    Plan(office, plan.pk).act("discard", inputs.Discard("重来。"))
    original = SimpleUploadedFile("099_要点.txt", TEXT.encode())
    client.post(address, {"organ": office.district.pk, "key": "k3", "original": original})
    assert AnnualPlan.objects.count() == 2


def test_who_keeps_no_plan_takes_none_in(enter: Enter) -> None:
    client = enter("东队长")
    assert client.get(reverse("annual:new")).status_code == 403


def seen_of(item: PlanItem) -> str:
    return editing.seen_of(queries.told(PlanItem.objects.filter(pk=item.pk)).get())


def edit(client: Client, plan: Plan, action: str, **said: object) -> tuple[int, str]:
    address = reverse("annual:edit", args=[plan.pk, action])
    answer = client.post(address, {"key": str(said), **said}, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def test_only_what_changed_comes_back_so_that_nothing_typed_elsewhere_is_lost(
    office: Office, enter: Enter
) -> None:
    plan, client = office.take_in(), enter("科长")
    first, second, *_rest = plan.items
    seen = seen_of(first)
    _status, page = edit(client, plan, "split", item=first.pk, seen=seen, text="甲。\n\n乙。")
    assert [item.text for item in plan.items][:3] == ["甲。", "乙。", second.text]
    assert page.count("<article") == 2
    assert f'hx-swap-oob="afterend:#item-{first.pk}"' in page
    assert f"item-{second.pk}" not in page


def test_a_refused_edit_keeps_what_was_typed(office: Office, enter: Enter) -> None:
    plan, client = office.take_in(), enter("科长")
    first = plan.items[0]
    said = {"item": first.pk, "owners": "东队", "time": "某个时候", "rhythm": "none", "weight": 1}
    _status, page = edit(client, plan, "assign", **said)
    assert "读不出时间" in page
    assert 'value="某个时候"' in page
    address = reverse("annual:edit", args=[plan.pk, "assign"])
    whole = client.post(address, {**said, "key": "z"})
    assert whole.status_code == 422
    assert 'value="某个时候"' in whole.content.decode()


def test_saving_one_field_keeps_what_is_half_typed_in_the_others(
    office: Office, enter: Enter
) -> None:
    plan, client = office.take_in(), enter("科长")
    first = plan.items[0]
    said = {"item": first.pk, "text": "新的文字。", "owners": "半个单", "time": "半个时"}
    _status, page = edit(client, plan, "reword", **said)
    assert plan.items[0].text == "新的文字。"
    assert 'value="半个单"' in page
    assert 'value="半个时"' in page


def test_what_another_has_changed_meanwhile_is_not_overwritten(
    office: Office, enter: Enter
) -> None:
    plan, client = office.take_in(), enter("科长")
    first = plan.items[0]
    seen = seen_of(first)
    plan.act("reword", inputs.Reword(first.pk, "别人改的。"), "局长")
    _status, page = edit(client, plan, "reword", item=first.pk, seen=seen, text="我写的。")
    assert "他人改动" in page
    assert "我写的。" in page
    assert plan.items[0].text == "别人改的。"


def test_words_of_owners_and_times_are_read_as_they_are_shown(office: Office, enter: Enter) -> None:
    plan, client = office.take_in(), enter("科长")
    for item in plan.items:
        told = [(w.kind, w.since, w.until) for w in item.windows.order_by("group", "until")]
        owners = [(o.name, o.share) for o in item.owners.order_by("place")]
        said = {
            "owners": editing.owners_words(item.owners.order_by("place")),
            "time": editing.time_words(item),
        }
        edit(client, plan, "assign", item=item.pk, rhythm="none", weight=1, **said)
        alive = item.windows.filter(is_dropped=False).order_by("group", "until")
        assert [(w.kind, w.since, w.until) for w in alive] == told
        kept = item.owners.filter(is_dropped=False).order_by("place")
        assert [o.name for o in kept] == [name for name, _share in owners]


def test_the_tree_and_the_page_of_an_item(office: Office, enter: Enter) -> None:
    plan = office.issued()
    item = plan.item().act("start", "东队长")
    item.decompose(office.east, "东队长")
    office.on(3, 2)
    client = enter("科长")
    tree = client.get(reverse("annual:plan", args=[plan.pk])).content.decode()
    assert tree.count('class="plan-line"') == 5
    assert "按分解任务的权重平均" in tree
    assert "已逾期" in tree
    page = client.get(reverse("work:matter", args=[item.row.matter_id])).content.decode()
    for words in ("拆除存量违法建筑", "区房管局", "系统外", "缺报", "分解给下级单位", "东队长"):
        assert words in page
    team = enter("东队长")
    assert team.get(reverse("annual:plan", args=[plan.pk])).status_code == 200
    receipt = PlanReceipt.objects.get(organ=office.east)
    assert "本单位的任务" in team.get(reverse("work:matter", args=[receipt.pk])).content.decode()
    stranger = enter("基层主席")
    assert stranger.get(reverse("annual:plan", args=[plan.pk])).status_code == 404


def test_a_report_begins_with_what_has_happened(office: Office, enter: Enter) -> None:
    item = office.issued().item().act("start", "东队长")
    lines = (inputs.MilestoneLine("排查", date(2026, 2, 28)), inputs.MilestoneLine("整改"))
    item.act("set_milestones", "东队长", inputs.SetMilestones(lines))
    first = item.row.milestones.get(title="排查")
    item.act("reach", "东队长", inputs.Reach(first.pk, note="台账。"))
    client = enter("东队长")
    address = reverse("work:act", args=[item.row.matter_id, "report"])
    page = client.get(address).content.decode()
    assert "已完成节点：排查" in page
    assert "整改。" in page


def test_a_unit_takes_its_part_from_the_page(office: Office, enter: Enter) -> None:
    item = office.issued().item().act("start", "东队长")
    client = enter("东队长")
    address = reverse("annual:decompose", args=[item.row.matter_id])
    assert client.get(address).status_code == 200
    said = {
        "organ": office.east.pk,
        "text": "本队逐户核对。",
        "until": "2026-11-30",
        "rhythm": "quarterly",
        "weight": 1,
        "lines": "核对，4月底前\n销账",
        "key": "part",
    }
    assert client.post(address, said).status_code == 302
    part = PlanItem.objects.get(parent=item.pk)
    told = list(part.milestones.order_by("pk").values_list("due_on", flat=True))
    assert (part.text, told) == ("本队逐户核对。", [date(2026, 4, 30), None])


def test_every_form_of_an_item_opens(office: Office, enter: Enter) -> None:
    item = office.issued().item(3).act("start", "西队长")
    client = enter("西队长")
    for action in ("report", "reach", "attach", "set_milestones", "ask_adjustment"):
        address = reverse("work:act", args=[item.row.matter_id, action])
        assert client.get(address).status_code == 200, action


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("3—5月", "2026年3月至2026年5月"),
        ("7月15日", "2026年7月15日"),
        ("9月15日前", "2026年9月15日前"),
        ("3月1日至5月15日", "2026年3月1日至2026年5月15日"),
        ("6月底前", "2026年6月30日前"),
    ],
)
def test_a_time_is_shown_as_it_is_read_again(
    office: Office, enter: Enter, said: str, shown: str
) -> None:
    plan, client = office.take_in(), enter("科长")
    item = plan.items[0]
    sent = {"item": item.pk, "owners": "东队", "rhythm": "none", "weight": 1}

    def rows() -> list[tuple[object, ...]]:
        alive = item.windows.filter(is_dropped=False)
        return [(w.kind, w.since, w.until, w.words) for w in alive]

    edit(client, plan, "assign", time=said, **sent)
    told = rows()
    assert [row[3] for row in told] == [shown]
    edit(client, plan, "assign", time=f" {shown}", **(sent | {"owners": "西队"}))
    assert rows() == told


def test_editing_the_owners_leaves_separate_windows_separate(office: Office, enter: Enter) -> None:
    plan, client = office.take_in(), enter("科长")
    item = plan.items[0]
    lines = (
        inputs.WindowLine(1, "one", date(2026, 3, 1), date(2026, 3, 31), "2026年3月"),
        inputs.WindowLine(2, "one", date(2026, 9, 1), date(2026, 9, 30), "2026年9月"),
    )
    owner = inputs.OwnerLine("东队", "lead")
    plan.act("assign", inputs.Assign(item.pk, (owner,), lines, "none"))
    before = set(item.windows.filter(is_dropped=False).values_list("pk", "kind"))
    time = editing.time_words(queries.told(PlanItem.objects.filter(pk=item.pk)).get())
    said = {"item": item.pk, "owners": "西队", "time": time, "rhythm": "none", "weight": 1}
    edit(client, plan, "assign", **said)
    assert set(item.windows.filter(is_dropped=False).values_list("pk", "kind")) == before
    assert item.owners.get(is_dropped=False).name == "西队"


def test_a_number_that_is_none_is_refused_and_not_an_error(office: Office, enter: Enter) -> None:
    plan, client = office.take_in(), enter("科长")
    status, _page = edit(client, plan, "reword", item="²", text="改。")
    assert status == 200
    assert plan.items[0].text != "改。"


@pytest.mark.trap(48)
def test_tiles_of_a_plan_count_what_their_reader_finds(office: Office, enter: Enter) -> None:
    plan = office.issued()
    for place in range(4):
        plan.item(place).act("start", "东队长" if place < 2 else "西队长")
    office.on(9, 15)
    for name, counts in (("科长", [0, 4, 0, 2, 2]), ("西队长", [0, 2, 0, 1, 1])):
        client = enter(name)
        tiles = client.get(reverse("annual:plan", args=[plan.pk])).context["tiles"][1:]
        assert [tile.value for tile in tiles] == counts, name
        for tile in tiles:
            assert len(client.get(tile.url).context["page"].rows) == tile.value, tile.url


@pytest.mark.trap(48)
def test_a_figure_opens_where_its_reader_finds_as_many_rows(
    office: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = office.issued().item()
    PlanItem.objects.filter(pk=item.pk).update(figure=figures.registered()[0].code)
    narrow = office.people["东队长"].pk
    monkeypatch.setattr(
        figures,
        "measure",
        lambda figure, asked: figures.Measure(
            figure.per, 3 if asked.actor.person_id == narrow else 5
        ),
    )
    address = reverse("work:matter", args=[item.row.matter_id])
    for name, is_linked in (("科长", True), ("东队长", False)):
        page = enter(name).get(address).content.decode()
        assert "全计划口径" in page
        assert ("?period=2026" in page) is is_linked, name


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_more_rows_take_no_more_statements(office: Office, enter: Enter) -> None:
    client = enter("科长")
    lists = [reverse(name) for name in ("annual:list", "annual:items")]
    office.issued()
    PlanItem.objects.update(figure=figures.registered()[0].code, target=5)
    for address in lists:
        client.get(address)
    few = [statements(client, address) for address in lists]
    for _again in range(2):
        office.issued()
    PlanItem.objects.filter(plan=PlanItem.objects.earliest("pk").plan).update(target=7)
    assert [statements(client, address) for address in lists] == few


@pytest.mark.trap(47)
def test_the_page_of_an_item_says_what_came_late(office: Office, enter: Enter) -> None:
    item = office.issued().item(2).act("start", "西队长")
    first, last = item.row.windows.order_by("until")
    page = reverse("work:matter", args=[item.row.matter_id])
    client = enter("科长")
    office.on(8, 1)
    item.act("reach", "西队长", inputs.Reach(window=first.pk, note="纪要。"))
    assert client.get(page).content.decode().count("逾期完成") == 1
    office.on(12, 31, 23)
    item.act("reach", "西队长", inputs.Reach(window=last.pk, note="纪要。"))
    assert client.get(page).content.decode().count("逾期完成") == 1


@pytest.mark.trap(47)
def test_the_page_of_an_item_says_which_report_came_late(office: Office, enter: Enter) -> None:
    item = office.issued().item()
    office.on(2, 9)
    item.act("report", "东队长", inputs.Report("一月的。"))
    office.on(3, 2)
    item.act("report", "东队长", inputs.Report("二月的。"))
    page = enter("科长").get(reverse("work:matter", args=[item.row.matter_id])).content.decode()
    assert page.count("逾期报送") == 1
    assert page.count("已报") == 1


def test_the_head_of_a_co_unit_is_led_to_his_part(office: Office, enter: Enter) -> None:
    """西队 shares the second item, which east leads: it is no matter of his, so the receipt and
    the plan lead him to his part."""
    plan = office.issued()
    shared = plan.item(1)
    address = reverse("annual:decompose", args=[shared.row.matter_id])
    receipt = PlanReceipt.objects.get(organ=office.west)
    client = enter("西队长")
    assert client.get(reverse("work:matter", args=[shared.row.matter_id])).status_code == 404
    pages = [reverse("work:matter", args=[receipt.pk]), reverse("annual:plan", args=[plan.pk])]
    for page in pages:
        said = client.get(page).content.decode()
        assert said.count(address) == 1, page
        assert "分解到本单位" in said
    sent = {"organ": office.west.pk, "text": "西队细化。", "until": "2026-05-20", "rhythm": "none"}
    answer = client.post(address, sent | {"weight": 1, "lines": "", "key": "part"})
    assert answer.status_code == 302
    assert answer.url in client.get(pages[0]).content.decode()
    for item in (Item(office, PlanItem.objects.get(parent=shared.pk).pk), shared):
        item.act("cancel_item", "局长", inputs.Cancel("并入。"))
    assert address not in client.get(pages[0]).content.decode()


def test_a_part_under_an_own_head_is_led_on_from_the_receipt_too(
    office: Office, enter: Enter
) -> None:
    """It stands once, under its head, with its own way to a further part."""
    plan = office.issued()
    part = plan.item().act("start", "东队长").decompose(office.east, "东队长")
    receipt = PlanReceipt.objects.get(organ=office.east)
    page = enter("东队长").get(reverse("work:matter", args=[receipt.pk])).content.decode()
    assert page.count("本队细化。") == 1
    for item in (plan.item(), part):
        assert reverse("annual:decompose", args=[item.row.matter_id]) in page


def test_the_page_of_an_item_says_that_its_closing_was_asked_in_time(
    office: Office, enter: Enter
) -> None:
    """The last window has passed, but the closing was asked for before: it waits, and is not
    called late; a refused one is late again."""
    item = office.issued().item(3).act("start", "西队长")
    page = reverse("work:matter", args=[item.row.matter_id])
    client = enter("科长")
    office.on(9, 30)
    assert "已申请销号" not in client.get(page).content.decode()
    item.act("propose_closing", "西队长", inputs.ProposeClosing("已经办完。"))
    office.on(10, 8)
    assert "已申请销号" in client.get(page).content.decode()
    item.act("send_back", "局长", inputs.SendBack("材料不全。"))
    assert "已申请销号" not in client.get(page).content.decode()


def test_a_part_is_offered_exactly_where_its_form_offers_a_unit(office: Office) -> None:
    plan = office.issued()
    plan.item(1).decompose(office.west, "西队长")
    items = list(queries.items_of(plan.row))
    for name in office.people:
        actor = office.actor(name)
        formed = {item.pk for item in items if queries.units_of(actor, item).exists()}
        assert queries.parts_open_to(actor, items) == formed, name
    assert queries.parts_open_to(office.actor("东队长"), items)
    assert not queries.parts_open_to(office.actor("工会干部"), items)
