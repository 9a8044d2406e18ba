"""The components: each state has a word, each refusal its reason, each form keeps what it holds."""

from datetime import timedelta

import pytest
from django import forms
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.translation import override

from chengguan.core.pages import lists, markup, registry
from chengguan.core.pages.forms import field_groups, problems
from chengguan.core.pages.models import START
from chengguan.core.pages.registry import Panel, Registry
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    DueView,
    EmptyView,
    FieldGroup,
    Filter,
    FormView,
    HistoryPanel,
    ListPage,
    ReasonView,
    Row,
    StateView,
    StoryEntry,
    Tone,
)
from tests.untranslated import untranslated

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = START


def draw(tags: str, **values: object) -> str:
    context = {"now": NOW, "request": RequestFactory().get("/list/?topic=noise"), **values}
    return Template("{% load chengguan %}" + tags).render(Context(context))


@pytest.mark.parametrize(
    ("due", "tone", "words"),
    [
        (DueView(NOW + DAY), Tone.NORMAL, "还有 1 日"),
        (DueView(NOW + 3 * HOUR, started_at=NOW - 7 * HOUR), Tone.WARNING, "还有 3 小时"),
        (DueView(NOW + 4 * HOUR, started_at=NOW - 6 * HOUR), Tone.NORMAL, "还有 4 小时"),
        (DueView(NOW), Tone.NORMAL, "还有 1 分钟"),
        (DueView(NOW - DAY), Tone.OVERDUE, "逾期 1 日"),
        (DueView(NOW - DAY, done_at=NOW - DAY), Tone.DONE, "按时办结"),
        (DueView(NOW - 2 * DAY, done_at=NOW - DAY), Tone.OVERDUE, "逾期办结 · 1 日"),
        (DueView(NOW + DAY, done_at=NOW, given_up=True), Tone.HELD, "不再计时"),
        (DueView(NOW - DAY, done_at=NOW, given_up=True), Tone.OVERDUE, "逾期 1 日 · 不再计时"),
        (DueView(NOW + DAY, right=True), Tone.NORMAL, "还有 1 日"),
        (DueView(NOW - DAY, right=True), Tone.NORMAL, "已届满"),
        (DueView(NOW + DAY, held=True), Tone.HELD, "已中止计时"),
        (DueView(NOW + DAY, earliest=True), Tone.NORMAL, "1 日后可办"),
        (DueView(NOW - DAY, earliest=True), Tone.NORMAL, "已可办理"),
        (DueView(NOW + DAY, tone=Tone.WARNING), Tone.WARNING, "还有 1 日"),
    ],
)
def test_a_clock_says_in_words_where_it_stands(due: DueView, tone: Tone, words: str) -> None:
    assert markup.tone_of(due, NOW) is tone
    assert markup.standing(due, NOW) == words
    assert f"is-{tone}" in markup.countdown(due, NOW)


def test_the_browser_counts_a_right_as_a_right_and_what_stands_not_at_all() -> None:
    """A right of the party never becomes overdue: after its day it has run out."""
    assert " data-due>" in markup.countdown(DueView(NOW + DAY), NOW)
    assert 'data-due="right"' in markup.countdown(DueView(NOW + DAY, right=True), NOW)
    for still in (
        DueView(NOW - DAY, right=True),
        DueView(NOW + DAY, done_at=NOW, given_up=True),
        DueView(NOW + DAY, held=True),
        DueView(NOW + DAY, earliest=True),
    ):
        assert "data-due" not in markup.countdown(still, NOW)


def test_a_provisional_date_says_so() -> None:
    assert "暂定" in markup.countdown(DueView(NOW + DAY, provisional=True), NOW)


def test_a_date_explains_itself() -> None:
    due = DueView(NOW + DAY, steps=("起算日不计",), cites=("行政处罚法 64",), grade="V旧")
    html = draw("{% due due %}", due=due)
    assert "为什么是这一天" in html
    assert "起算日不计" in html
    assert "旧文本" in html


def test_an_act_not_allowed_shows_reason_article_and_remedy_and_no_link() -> None:
    reason = ReasonView("x", "超过上限", ("行政处罚法 51",), "V", "unlawful", "转普通程序", "/go/")
    html = draw(
        "{% action_panel actions %}",
        actions=(ActionView("decide", "当场处罚", "/act/", allowed=False, reasons=(reason,)),),
    )
    assert "超过上限" in html
    assert "行政处罚法 51" in html
    assert 'href="/go/"' in html
    assert 'href="/act/"' not in html


def test_the_primary_act_stands_first_and_the_danger_last() -> None:
    acts = [
        ActionView(key, key, f"/{key}/", emphasis=key) for key in ("danger", "normal", "primary")
    ]
    html = draw("{% action_panel acts %}", acts=acts)
    assert html.index("/primary/") < html.index("/normal/") < html.index("/danger/")


def test_an_act_by_post_carries_a_key_of_its_own() -> None:
    act = ActionView("sign", "签收", "/sign/", method="post")
    one, two = draw("{% act_button act %}", act=act), draw("{% act_button act %}", act=act)
    assert 'name="key"' in one
    assert one != two


def test_what_is_typed_by_people_is_never_markup() -> None:
    evil = "<script>x</script>"
    html = draw(
        "{% story_list entries %}",
        entries=[
            StoryEntry(evil, evil, NOW, note=evil, late=True, late_reason=evil, recorded_at=NOW)
        ],
    )
    assert "<script>" not in html
    assert "补录" in html
    page = ListPage("A", (Column("a", "A"),), (Row("1", "/1/", (evil,)),))
    assert "<script>" not in draw("{% list_page page %}", page=page)


def test_data_in_english_pages_is_marked_as_chinese() -> None:
    with override("en"):
        assert markup.source("天山路") == '<span lang="zh" class="source">天山路</span>'
        assert markup.source("<b>路") == '<span lang="zh" class="source">&lt;b&gt;路</span>'
        assert markup.source("A-12") == "A-12"
        assert "summary procedure" in markup.legal_term("summary procedure", "简易程序")
    assert markup.source("天山路") == "天山路"
    assert markup.legal_term("简易程序", "简易程序") == "简易程序"


# ── lists ──────────────────────────────────────────────────────────────────────


def request(query: str = "") -> HttpRequest:
    return RequestFactory().get(f"/list/?{query}")


def test_a_chip_takes_only_its_own_condition_away_and_begins_at_the_first_page() -> None:
    filters = (
        Filter("topic", "类别", choices=(Choice("noise", "噪声"),), value="noise"),
        Filter("since", "登记", "dates", value="2026-09-01"),
        Filter("place", "地点", "text"),
    )
    asked = request("topic=noise&since_from=2026-09-01&view=mine&after=abc")
    topic, since = lists.chips(filters, asked)
    assert (topic.value, topic.remove_url) == ("噪声", "/list/?since_from=2026-09-01&view=mine")
    assert (since.value, since.remove_url) == ("2026-09-01 – …", "/list/?topic=noise&view=mine")


def test_paging_keeps_the_filters_and_one_cursor() -> None:
    assert lists.cursor_url(request("topic=a&before=x"), "after", "y") == "/list/?topic=a&after=y"
    assert lists.cursor_url(request(), "after", "") == ""


def test_a_second_click_sorts_the_other_way() -> None:
    columns = (Column("due", "时限", sort="due"),)
    first = lists.columns_shown(columns, request())[0]
    second = lists.columns_shown(columns, request("sort=due"))[0]
    assert (first.sort_url, first.direction) == ("/list/?sort=due", "")
    assert (second.sort_url, second.direction) == ("/list/?sort=-due", "ascending")


def test_a_row_with_a_cell_too_few_is_an_error_of_the_builder() -> None:
    page = ListPage("案件", (Column("a", "A"), Column("b", "B")), (Row("1", "/1/", ("x",)),))
    with pytest.raises(ValueError, match="zip"):
        draw("{% list_page page %}", page=page)


def test_a_cell_says_its_column_and_the_first_leads_to_the_row() -> None:
    columns = (Column("a", "甲<b>", card="title"), Column("b", "乙", hidden=True))
    page = ListPage("案件", columns, (Row("1", "/1/", ("x", 2)),))
    html = draw("{% list_page page %}", page=page)
    assert '<td data-column="a" data-label="甲&lt;b&gt;" class="kind-text on-card-title">' in html
    assert '<a href="/1/">x</a>' in html
    assert '<td data-column="b" data-label="乙" class="kind-text on-card-none" hidden>' in html


def test_pages_of_a_list_are_before_and_after_whatever_it_is_ordered_by() -> None:
    rows = (Row("1", "/1/", ("x",)),)
    page = ListPage("案件", (Column("a", "A"),), rows, older="o", newer="n")
    html = draw("{% list_page page %}", page=page)
    assert "← 上一页" in html
    assert "下一页 →" in html


def test_each_way_of_exporting_says_what_it_gives() -> None:
    rows = (Row("1", "/1/", ("x",)),)
    page = ListPage("案件", (Column("a", "A"),), rows, export_url="/x/", whole_url="/w/")
    html = draw("{% list_page page %}", page=page)
    assert "立即下载，至多" in html
    assert "全部行（CSV），在后台生成" in html


def test_the_way_out_of_a_form_is_no_act_of_cancelling() -> None:
    view = FormView(forms.Form(), "取消任务", "取消任务", cancel_url="/back/")
    html = draw("{% form_panel view %}", view=view)
    assert '<a class="btn" href="/back/">返回</a>' in html


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("zh-hans", "行政处罚法 64(一)"),
        (
            "en",
            'Administrative Penalty Law (<span lang="zh" class="source">行政处罚法 64(一)</span>)',
        ),
    ],
)
def test_articles_are_cited_by_the_name_of_their_law(language: str, shown: str) -> None:
    with override(language):
        assert markup.cited("行政处罚法 64(一)") == shown
        assert "无此文件 3" in markup.cited("无此文件 3")


def test_an_empty_list_says_why() -> None:
    filters = (Filter("topic", "类别", choices=(Choice("noise", "噪声"),), value="noise"),)
    page = ListPage("案件", (Column("a", "A"),), (), filters)
    assert "没有符合这些条件的记录" in draw("{% list_page page %}", page=page)


def test_an_empty_list_offers_no_way_to_itself() -> None:
    away, here = (EmptyView("没有", "全部", url) for url in ("/list/", "/list/?topic=noise"))
    assert 'href="/list/"' in draw("{% empty_state empty %}", empty=away)
    drawn = draw("{% empty_state empty %}", empty=here)
    assert "没有" in drawn
    assert "全部" not in drawn


@pytest.mark.parametrize(
    ("value", "kind", "drawn"),
    [
        (100000, "money", "￥1,000.00"),
        (1234567, "number", "1,234,567"),
        (NOW, "moment", "2026-09-15 09:00"),
        (NOW, "day", "2026-09-15"),
        (None, "text", ""),
        (0, "number", "0"),
        (StateView("预警", Tone.WARNING), "state", '<span class="state is-warning">预警</span>'),
    ],
)
def test_a_cell_is_drawn_by_its_kind(value: object, kind: str, drawn: str) -> None:
    assert markup.cell(value, Column("a", "A", kind), NOW) == drawn


# ── forms ──────────────────────────────────────────────────────────────────────


class PlaceForm(forms.Form):
    place = forms.CharField(label="地点", help_text="道路、门牌")
    told = forms.CharField(label="情况", required=False)


def test_no_field_is_lost_when_no_group_names_it() -> None:
    view = FormView(PlaceForm(), "登记", "提交", groups=(FieldGroup("何处", ("place",)),))
    named = [[bound.name for bound, _prefilled in group.fields] for group in field_groups(view)]
    assert named == [["place"], ["told"]]


def test_a_fault_is_said_above_with_a_link_and_beside_its_field() -> None:
    form = PlaceForm({"told": "已到现场"})
    assert [(fault.anchor, fault.text) for fault in problems(form)] == [
        ("id_place", "地点：请填写。")
    ]
    html = draw("{% form_panel view %}", view=FormView(form, "登记", "提交", key="abc"))
    assert 'href="#id_place"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_place-hint id_place-error"' in html
    assert 'value="已到现场"' in html
    assert 'value="abc"' in html


def test_what_the_system_filled_in_is_marked() -> None:
    view = FormView(PlaceForm({"place": "天山路"}), "登记", "提交", prefilled=frozenset({"place"}))
    assert draw("{% form_panel view %}", view=view).count("系统已填") == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
def test_the_component_sheet_is_whole_in_both_languages(
    client: Client, empty_registry: Registry
) -> None:
    chinese = client.get("/design/")
    assert chinese.status_code == 200
    client.cookies["django_language"] = "en"
    english = client.get("/design/").content.decode()
    assert untranslated(english) == []
    assert " style=" not in english
    assert " onclick=" not in english


def test_a_registered_panel_is_drawn_with_its_title(
    empty_registry: Registry, rf: RequestFactory
) -> None:
    provide = {"panel": HistoryPanel("此地点的历史", (), empty="没有旧案")}
    registry.panel(
        Panel("*", "历史", "pages/components/_history_panel.html", lambda request, matter: provide)
    )
    html = draw('{% matter_panels "case.summary" None %}', request=rf.get("/"))
    assert "没有旧案" in html
    assert "没有旧案" not in draw('{% matter_panels "case.summary" None "side" %}')
