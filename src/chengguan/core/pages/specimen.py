"""Invented examples for the living component sheet: every component in every state."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages.shapes import (
    ActionView,
    Bar,
    Change,
    Choice,
    ClockView,
    Column,
    Crumb,
    DueView,
    EmptyView,
    Fact,
    FactGroup,
    FieldGroup,
    FileView,
    Filter,
    FormView,
    HistoryLine,
    HistoryPanel,
    ListPage,
    MatterHead,
    NoticeView,
    PaperView,
    ProgressView,
    ReasonView,
    Row,
    SavedView,
    StateView,
    StatTile,
    StoryEntry,
    Tone,
    WorkItem,
)
from chengguan.core.pages.words import sentence

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HERE = "#"


def sheet(now: datetime) -> dict[str, Any]:
    return {
        "head": head(now),
        "states": states(),
        "dues": dues(now),
        "grades": ("V", "V旧", "V/M", "S", "M", "D"),
        "actions": actions(),
        "clocks": clocks(now),
        "groups": groups(now),
        "files": files(now),
        "papers": papers(now),
        "panels": panels(now),
        "story": story(now),
        "page": list_page(now),
        "nothing": EmptyView(_("今天没有要到期的事项。"), _("看看本周"), HERE),
        "items": work_items(now),
        "view": form_view(),
        "tiles": tiles(),
        "bars": bars(),
        "progress": ProgressView(126, 240, _("拆违计划")),
        "notices": [NoticeView(state.text, state.tone, url=HERE) for state in states()],
    }


def states() -> tuple[StateView, ...]:
    return (
        StateView(_("办理中")),
        StateView(_("预警"), Tone.WARNING),
        StateView(_("逾期"), Tone.OVERDUE),
        StateView(_("已结案"), Tone.DONE),
        StateView(_("已中止"), Tone.HELD),
    )


def steps(now: datetime) -> tuple[str, ...]:
    today = now.date()
    return (
        sentence("start", {"on": today}),
        sentence("length", {"length": 5, "unit": "workday"}),
        sentence("weekend", {"since": today + 4 * DAY, "until": today + 5 * DAY}),
        sentence("worked", {"since": today + 5 * DAY, "until": today + 6 * DAY, "name": "国庆节"}),
        sentence("due", {"moment": now + 6 * DAY}),
    )


def dues(now: datetime) -> tuple[DueView, ...]:
    cites = ("行政处罚法 64(一)、85",)
    why: dict[str, Any] = {"steps": steps(now), "cites": cites, "grade": "V"}
    began = now - 3 * DAY
    return (
        DueView(now + 6 * DAY, _("当事人申请听证"), began, **why),
        DueView(now + 9 * HOUR, _("先行联系"), now - 24 * HOUR, **why),
        DueView(now - DAY, _("登记送达"), now - 9 * DAY, **why),
        DueView(now + 90 * DAY, _("作出决定"), began, provisional=True, **why),
        DueView(now - DAY, _("立案"), now - 9 * DAY, done_at=now - 2 * DAY),
        DueView(now - 2 * DAY, _("立案"), now - 9 * DAY, done_at=now - DAY),
        DueView(now + 6 * DAY, _("鉴定"), began, held=True),
        DueView(now + 2 * DAY, _("举行听证"), began, earliest=True),
    )


def clocks(now: datetime) -> tuple[ClockView, ...]:
    refs = ("CK06", "CK40", "CK12", "CK01", "CK03", "CK03", "CK09", "CK07")
    pairs = zip(dues(now), refs, strict=True)
    return tuple(ClockView(due.title, due, ref, ref) for due, ref in pairs)


def actions() -> tuple[ActionView, ...]:
    limit = ReasonView(
        "on_the_spot.over_limit",
        sentence("on_the_spot.over_limit", {"fine": 30000, "limit": 20000}),
        ("行政处罚法 51",),
        "V",
        "unlawful",
        _("转普通程序办理"),
        HERE,
    )
    alone = ReasonView(
        "two_officers",
        _("现场只有一名执法人员"),
        ("行政处罚法 42",),
        "V",
        "unlawful",
        _("加派一名持证执法人员"),
    )
    heard = ReasonView("heard", _("须已听取当事人的陈述申辩"), ("行政处罚法 45",), "V旧", "warning")
    return (
        ActionView("serve", _("登记送达"), HERE, emphasis="primary", conditions=(heard,)),
        ActionView("note", _("补充记录"), HERE, hint=_("不改变办理状态")),
        ActionView("void", _("撤销案件"), HERE, emphasis="danger"),
        ActionView("decide", _("作出当场处罚决定"), HERE, allowed=False, reasons=(limit, alone)),
        ActionView("close", _("结案"), HERE, allowed=False, reasons=(alone,)),
    )


def head(now: datetime) -> MatterHead:
    return MatterHead(
        "沪长城管罚〔2026〕31号",
        "威宁路夜间施工噪声",
        states()[1],
        "长宁区城管执法局 · 天山路中队",
        dues(now)[1],
        _("普通程序"),
        (Crumb(_("案件"), HERE), Crumb("沪长城管罚〔2026〕31号")),
        _("举报人信息保密"),
    )


def groups(now: datetime) -> tuple[FactGroup, ...]:
    return (
        FactGroup(
            _("基本情况"),
            (
                Fact(_("当事人"), "上海例安建设工程有限公司", HERE, source=True),
                Fact(_("违法地点"), "天山路 1800 弄 12 号", prefilled=True, source=True),
                Fact(_("发现时间"), now - DAY),
                Fact(_("状态"), states()[0]),
                Fact(_("证照编号"), ""),
                Fact(_("情况"), "22 时 40 分仍在浇筑，未见夜间施工许可。", wide=True, source=True),
            ),
        ),
    )


def files(now: datetime) -> tuple[FileView, ...]:
    digest = "9f2c1a77" * 8
    by: dict[str, Any] = {"taken_at": now - DAY, "by": "陈一鸣"}
    return (
        FileView("施工现场.jpg", HERE, digest=digest, verified=True, **by),
        FileView("噪声检测.pdf", HERE, digest=digest, verified=False, **by),
        FileView("现场笔录.pdf", HERE, digest=digest, **by),
    )


def papers(now: datetime) -> tuple[PaperView, ...]:
    return (
        PaperView(_("现场检查笔录"), HERE, StateView(_("已签"), Tone.DONE), "", now.date()),
        PaperView(_("责令改正通知书"), HERE, StateView(_("已送达"), Tone.DONE), "〔2026〕12号"),
        PaperView(_("行政处罚决定书"), HERE, StateView(_("草稿"), Tone.HELD)),
    )


def panels(now: datetime) -> tuple[HistoryPanel, ...]:
    lines = (
        HistoryLine((now - 40 * DAY).date(), "夜间施工噪声", HERE, states()[3]),
        HistoryLine((now - 90 * DAY).date(), "工地扬尘", HERE, states()[3]),
    )
    return (
        HistoryPanel(_("此当事人的历史"), lines, HERE, 7),
        HistoryPanel(_("此地点的历史"), (), total=0),
    )


def story(now: datetime) -> tuple[StoryEntry, ...]:
    changes = (Change(_("拟罚款"), "￥2,000.00", "￥3,000.00"), Change(_("承办"), "", "陈一鸣"))
    return (
        StoryEntry(_("告知权利"), "陈一鸣", now - 2 * HOUR, organ="天山路中队", changes=changes),
        StoryEntry(
            _("现场检查"),
            "陈一鸣",
            now - DAY,
            now - 3 * HOUR,
            "天山路中队",
            late=True,
            late_reason="地下室没有网络",
            note="当事人在场，已出示证件。",
            verified=True,
            verify_url=HERE,
        ),
        StoryEntry(_("立案"), "周敏", now - 3 * DAY, verified=False, verify_url=HERE),
    )


def list_page(now: datetime) -> ListPage:
    columns = (
        Column("number", _("编号"), card="line"),
        Column("title", _("事由"), card="title", sort="title"),
        Column("place", _("地点"), card="line"),
        Column("state", _("状态"), "state", card="state"),
        Column("due", _("时限"), "due", card="line", sort="due"),
        Column("fine", _("罚款"), "money"),
        Column("since", _("登记时间"), "day", hidden=True),
    )
    reasons = ("夜间施工噪声", "跨门营业", "占用公共部位堆物", "餐饮油烟扰民", "损坏绿化")
    rows = tuple(
        Row(
            str(at),
            HERE,
            (f"2026-0913-{at + 17:03d}", why, "天山路 1800 弄", state, due, 200000 * at, now),
        )
        for at, (why, state, due) in enumerate(zip(reasons, states(), dues(now), strict=False))
    )
    choices = (Choice("noise", _("噪声"), 12), Choice("fume", _("油烟"), 3))
    return ListPage(
        _("案件"),
        columns,
        rows,
        (
            Filter("topic", _("类别"), choices=choices, value="noise"),
            Filter("place", _("地点"), "text"),
            Filter("since", _("登记时间"), "dates", value=f"{now:%Y-%m-01}"),
        ),
        (SavedView(_("我的"), HERE, 6, True), SavedView(_("全部在办"), HERE, 214)),
        older="x",
        newer="y",
        export_url=HERE,
        batch=(ActionView("assign", _("指派"), HERE), ActionView("remind", _("催办"), HERE)),
    )


def work_items(now: datetime) -> tuple[WorkItem, ...]:
    contact = ActionView("contact", _("联系"), HERE)
    items = zip(dues(now)[:4], ("夜间施工噪声", "跨门营业", "送达决定书", "违建认定"), strict=True)
    return tuple(
        WorkItem(
            HERE,
            title,
            due,
            f"2026-0913-{at + 17:03d}",
            _("诉件"),
            "天山路 1800 弄",
            due.title,
            contact,
        )
        for at, (due, title) in enumerate(items)
    )


class SpecimenForm(forms.Form):
    place = forms.CharField(label=gettext_lazy("地点"), help_text=gettext_lazy("道路、门牌或小区"))
    seen_on = forms.DateField(
        label=gettext_lazy("发现日期"), widget=forms.DateInput({"type": "date"})
    )
    topic = forms.ChoiceField(
        label=gettext_lazy("类别"),
        choices=[("noise", gettext_lazy("噪声")), ("fume", gettext_lazy("油烟"))],
    )
    way = forms.ChoiceField(
        label=gettext_lazy("联系方式"),
        widget=forms.RadioSelect,
        choices=[("phone", gettext_lazy("电话")), ("visit", gettext_lazy("上门"))],
    )
    told = forms.CharField(label=gettext_lazy("情况"), widget=forms.Textarea, required=False)
    photos = forms.FileField(label=gettext_lazy("照片"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("已告知来电人处理时限"), required=False)


def form_view() -> FormView:
    form = SpecimenForm({"seen_on": "2026-09-14", "topic": "noise", "place": "天山路"})
    return FormView(
        form,
        _("登记线索"),
        _("提交"),
        groups=(
            FieldGroup(_("在哪里、什么时候"), ("place", "seen_on", "topic")),
            FieldGroup(_("怎么回事"), ("way", "told", "photos", "agreed")),
        ),
        cancel_url=HERE,
        prefilled=frozenset({"place"}),
        draft="specimen",
        steps=True,
        basis=("上海市城市管理综合行政执法条例 26",),
    )


def tiles() -> tuple[StatTile, ...]:
    return (
        StatTile(_("今天到期"), 4, HERE),
        StatTile(_("预警"), 2, HERE, tone=Tone.WARNING),
        StatTile(_("逾期"), 1, HERE, tone=Tone.OVERDUE),
        StatTile(_("督办"), 1, HERE),
        StatTile(_("待阅"), 3, HERE),
        StatTile(_("按时办结"), "95.00", HERE, "80", Tone.DONE, "+1.20", unit="%"),
    )


def bars() -> tuple[Bar, ...]:
    days = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"))
    return tuple(
        Bar(day, count, url=HERE, tone=Tone.WARNING if count > 4 else None)
        for day, count in zip(days, (3, 4, 7, 2, 1), strict=True)
    )
