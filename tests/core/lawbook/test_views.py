"""The pages of the law book: items, rules, conflicts, changes, citations."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from chengguan.core.lawbook.conflicts import conflicts
from chengguan.core.lawbook.evidence import evidence_standard
from chengguan.core.lawbook.items import all_items, items_on
from chengguan.core.lawbook.models import ChangeState, RuleChange, Statute, StatuteArticle
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
from chengguan.law.parameters import shipped
from tests.core.org.people import AT, district, holder

pytestmark = pytest.mark.django_db
TODAY = AT.date()
SINCE = TODAY + timedelta(days=30)


def enter(client, who):
    client.post(reverse("org:enter"), {"account": who.account.pk})


@pytest.fixture(autouse=True)
def signed_in(client):
    enter(client, holder("甲", Role.OFFICER, district(), username="a"))


@pytest.fixture
def legal():
    where = Organ.objects.get(name="区局")
    return [holder(name, Role.LEGAL_REVIEWER, where, username=name) for name in ("乙", "丙")]


def shown(client, url, **query):
    return client.get(url, query).content.decode()


@pytest.mark.parametrize(
    ("query", "found", "hidden"),
    [
        ({}, "AY-C001", "（旧法）"),
        ({"text": "电梯"}, "AY-M004", "AY-C001"),
        ({"field": "noise"}, "AY-J001", "AY-C001"),
        ({"procedure": "summary"}, "AY-C001", "AY-A001"),
        ({"procedure": "ordinary"}, "AY-A001", "AY-C001"),
        ({"organ": "partner_unit"}, "AY-R001", "AY-C001"),
        ({"organ": "street_team", "field": "street"}, "AY-C001", "AY-C015"),
        ({"grade": "S"}, "AY-C001", "AY-A001"),
        ({"on": "2026-08-14", "field": "noise"}, "AY-J001-旧", "AY-J003"),
        ({"on": "2022-11-30", "field": "street"}, "AY-C003", "AY-C001"),
        ({"on": "soon", "field": "noise"}, "AY-J001", "AY-J001-旧"),
    ],
)
def test_items_are_listed_and_filtered(client, query, found, hidden):
    page = shown(client, reverse("lawbook:list"), **query)
    assert found in page
    assert f">{hidden}<" not in page
    assert "（旧法）" not in page or query.get("on")


def test_the_list_is_paged_and_its_sheet_is_whole(client):
    whole = len(items_on(TODAY))
    assert 100 < whole < 150
    first = shown(client, reverse("lawbook:list"))
    assert first.count("data-row ") == 50
    rest = shown(client, reverse("lawbook:list"), after="100")
    assert rest.count("data-row ") == whole - 100
    assert 'rel="next"' in first
    assert 'rel="prev"' in rest
    assert shown(client, reverse("lawbook:list"), before="50").count("data-row ") == 50
    sheet = rows_of(client, reverse("lawbook:sheet"))
    assert sum(1 for row in sheet if str(row[2]).startswith("AY-")) == whole


def test_an_empty_list_says_why(client):
    assert "没有符合条件的执法事项" in shown(client, reverse("lawbook:list"), text="无此事")


def rows_of(client, url, **query):
    content = b"".join(client.get(url, query))
    return list(openpyxl.load_workbook(BytesIO(content)).active.values)


@pytest.mark.parametrize("code", all_items())
def test_every_item_has_a_page_with_its_provisions_and_competence(client, code):
    page = shown(client, reverse("lawbook:item", args=[code]))
    found = all_items()[code]
    for word in (found.breach, found.penalty, found.authority, "2021-08-01"):
        assert word in page
    assert ('id="bands"' in page) == bool(found.fines)
    assert ('id="evidence"' in page) == bool(evidence_standard(code))


def test_the_page_compares_former_and_new_law(client):
    page = shown(client, reverse("lawbook:item", args=["AY-G003"]))
    assert "新法较轻，适用新法" in page
    assert "旧法较轻，适用旧法" in page
    assert "行政处罚法 37" in page
    assert "旧法行缺" in shown(client, reverse("lawbook:item", args=["AY-J002"]))


def test_the_page_shows_conflicts_and_decides_nothing(client):
    page = shown(client, reverse("lawbook:item", args=["AY-E001"]))
    assert "生态环境法典1174(3)：拒不改正 50000–500000" in page
    assert "尚未裁定" in page
    whole = shown(client, reverse("lawbook:conflicts"))
    for known in conflicts():
        assert known.one in whole
        assert known.other in whole


def test_an_unknown_item_or_rule_is_not_found(client):
    assert client.get(reverse("lawbook:item", args=["AY-X999"])).status_code == 404
    assert client.get(reverse("lawbook:rule", args=["clock", "CK999"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found", "hidden"),
    [
        ({"kind": "clock"}, "CK01", "GD01"),
        ({"kind": "force"}, "BN01", "CK01"),
        ({"kind": "amount"}, "on_the_spot.limit", "CK01"),
        ({"text": "听证 告知"}, "CK06", "CK01"),
        ({"grade": "D", "kind": "amount"}, "discretion.light_top", "CK01"),
    ],
)
def test_rules_are_listed_and_filtered(client, query, found, hidden):
    page = shown(client, reverse("lawbook:rules"), **query)
    assert found in page
    assert f">{hidden}<" not in page


def test_the_sheet_of_the_rules_is_whole(client):
    law = shipped()
    values = {(a.key, a.party_kind) for a in law.amounts}
    rows = rows_of(client, reverse("lawbook:rules_sheet"))
    assert len(rows) == 2 + len(law.guards) + len(law.clocks) + len(values)


@pytest.mark.parametrize(
    ("kind", "key", "word"),
    [
        ("clock", "CK06", "5 个工作日"),
        ("force", "GD09", "行政处罚法 51"),
        ("amount", "on_the_spot.limit:person", "￥200.00"),
        ("amount", "age.majority", "18"),
    ],
)
def test_a_rule_has_a_page_with_value_and_articles(client, kind, key, word):
    page = shown(client, reverse("lawbook:rule", args=[kind, key]))
    assert word in page
    assert "尚未导入" in page
    assert "提出变更" not in page


def test_the_official_article_stands_beside_what_cites_it(client):
    statute = Statute.objects.create(title="行政处罚法", source_name="a", digest="b")
    StatuteArticle.objects.create(statute=statute, number=51, text="当场处罚的条文。")
    assert "当场处罚的条文。" in shown(client, reverse("lawbook:rule", args=["force", "GD09"]))
    assert "当场处罚的条文。" in shown(client, reverse("lawbook:cited"), cite="行政处罚法 51")
    assert "尚未导入" in shown(client, reverse("lawbook:cited"), cite="行政处罚法 52")


def proposal(**typed):
    plain = {
        "kind": "clock",
        "target": "CK08",
        "number": "3",
        "since": SINCE.isoformat(),
        "source": "法制科纪要",
        "reason": "试行",
    }
    return {**plain, **typed}


def test_only_the_legal_section_may_propose(client, legal):
    url = reverse("lawbook:propose")
    assert client.get(url).status_code == 403
    assert client.post(url, proposal()).status_code == 403
    enter(client, legal[0])
    assert "提出变更" in shown(client, reverse("lawbook:rule", args=["clock", "CK08"]))
    assert "CK08" in shown(client, url, kind="clock", target="CK08")
    refused = client.post(url, proposal(since=TODAY.isoformat()))
    assert refused.status_code == 422
    assert "晚于今天" in refused.content.decode()


def test_a_change_is_proposed_by_one_and_confirmed_by_another(client, legal):
    enter(client, legal[0])
    client.post(reverse("lawbook:propose"), proposal())
    change = RuleChange.objects.get()
    url = reverse("lawbook:change", args=[change.pk])
    assert "由法制科另一人确认" in shown(client, url)
    own = client.post(url, {"decision": "confirm"})
    assert own.status_code == 422
    assert "另一人" in own.content.decode()
    enter(client, legal[1])
    assert "不予确认" in shown(client, url)
    client.post(url, {"decision": "confirm", "remark": "同意"})
    change.refresh_from_db()
    assert (change.state, change.decided_by) == (ChangeState.CONFIRMED, legal[1])
    page = shown(client, reverse("lawbook:rule", args=["clock", "CK08"]))
    assert f"{SINCE} 起" in page
    assert "CK08" in shown(client, reverse("lawbook:changes"), state="confirmed")
    assert "data-row " not in shown(client, reverse("lawbook:changes"), state="refused")
    assert len(rows_of(client, reverse("lawbook:changes_sheet"))) == 3


def test_a_refusal_needs_its_reason(client, legal):
    enter(client, legal[0])
    client.post(reverse("lawbook:propose"), proposal())
    url = reverse("lawbook:change", args=[RuleChange.objects.get().pk])
    enter(client, legal[1])
    assert client.post(url, {"decision": "refuse"}).status_code == 422
    client.post(url, {"decision": "refuse", "remark": "依据不足"})
    assert RuleChange.objects.get().state == ChangeState.REFUSED


def test_who_is_not_of_the_legal_section_decides_nothing(client, legal):
    enter(client, legal[0])
    client.post(reverse("lawbook:propose"), proposal())
    url = reverse("lawbook:change", args=[RuleChange.objects.get().pk])
    enter(client, holder("丁", Role.OFFICER, Organ.objects.get(name="区局"), username="d"))
    assert client.post(url, {"decision": "confirm"}).status_code == 403
    assert RuleChange.objects.get().state == ChangeState.PROPOSED
