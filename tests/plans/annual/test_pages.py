"""Pages of plans and items: lists, upload, the draft beside its text, the tree, the panels."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.plans.annual import editing, inputs, queries
from chengguan.plans.annual.models import AnnualPlan, PlanItem, PlanReceipt
from chengguan.plans.annual.procedures import ANNUAL_PLAN, PLAN_ITEM, PLAN_RECEIPT
from tests.plans.annual.office import NINE, TEXT, Office, Plan

Enter = Callable[[str], Client]


@pytest.fixture
def enter(office: Office, monkeypatch: pytest.MonkeyPatch) -> Enter:
    monkeypatch.setattr(clock, "now", lambda: office.now)

    def into(name: str) -> Client:
        person = office.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=f"u{person.pk}", by=None, at=NINE)
        client = Client()
        client.force_login(person.account)
        return client

    return into


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
        ("view=risk", 1),
        ("view=late", 3),
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
