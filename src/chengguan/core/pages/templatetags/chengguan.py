"""The components of every page: `{% load chengguan %}`."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    FileInput,
    ModelChoiceField,
    RadioSelect,
    Select,
)
from django.forms.widgets import CheckboxSelectMultiple
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chengguan.core.pages import clock, markup, masks, registry, words
from chengguan.core.pages.forms import field_groups, problems
from chengguan.core.pages.lists import chips, columns_shown, cursor_url
from chengguan.core.pages.picks import Picking, Picks
from chengguan.core.pages.shapes import (
    ActionView,
    Bar,
    ClockView,
    Crumb,
    DueView,
    EmptyView,
    Fact,
    FactGroup,
    FileView,
    FormView,
    HistoryPanel,
    ListPage,
    NoticeView,
    PaperView,
    ProgressView,
    ReasonView,
    StateView,
    StatTile,
    StoryEntry,
    WorkItem,
)

register = template.Library()

FOLDED_FROM = 160
BLANK = "---------"
"""What Django says where nothing is chosen yet."""


def part(template_name: str) -> Any:
    """An inclusion tag on that partial; its function hands on the request and the moment."""
    return register.inclusion_tag(template_name, takes_context=True)


def within(context: Context, **values: Any) -> dict[str, Any]:
    return {"request": context.get("request"), "now": now_of(context), **values}


def now_of(context: Context) -> datetime:
    return context.get("now") or clock.now()


# ── words ──────────────────────────────────────────────────────────────────────

register.filter("money", words.money)
register.filter("cited_url", registry.cited_url)
register.filter("capital_money", words.capital_money)
register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("paper_day", words.paper_day)
register.filter("due_words", words.due_words)
register.filter("weekday", words.weekday)
register.filter("mask_name", masks.mask_name)
register.filter("mask_phone", masks.mask_phone)
register.filter("mask_id_card", masks.mask_id_card)
register.filter("mask_bank", masks.mask_bank)
register.filter("mask_plate", masks.mask_plate)
register.filter("source", markup.source)
register.filter("legal_term", markup.legal_term)
register.filter("cited", markup.cited)
register.simple_tag(markup.state, name="state")
register.simple_tag(markup.grade, name="grade")


@register.filter
def fact_value(value: Any) -> str:
    """A value of a record: moments and days in table form, everything else as it is."""
    if isinstance(value, datetime):
        return words.moment(value)
    return words.day(value) if isinstance(value, date) else value


@register.filter
def is_state(value: Any) -> bool:
    return isinstance(value, StateView)


@register.simple_tag(takes_context=True)
def countdown(context: Context, due: DueView | None) -> str:
    return markup.countdown(due, now_of(context))


# ── acts and clocks ────────────────────────────────────────────────────────────


@part("pages/components/_due.html")
def due(
    context: Context, due: DueView | None, titled: bool = True, ref: str = ""
) -> dict[str, Any]:
    """``ref`` stands quietly in the fold of its reckoning."""
    return within(context, due=due, titled=titled, ref=ref)


@part("pages/components/_reason.html")
def reason(context: Context, reason: ReasonView) -> dict[str, Any]:
    return within(context, reason=reason)


@part("pages/components/_act_button.html")
def act_button(context: Context, action: ActionView, small: bool = False) -> dict[str, Any]:
    return within(context, action=action, small=small)


@part("pages/components/_action_panel.html")
def action_panel(context: Context, actions: Iterable[ActionView]) -> dict[str, Any]:
    ranked = _ranked(actions)
    return within(
        context,
        allowed=[act for act in ranked if act.allowed],
        blocked=[act for act in ranked if not act.allowed],
    )


@part("pages/components/_thumb_act.html")
def thumb_act(context: Context, actions: Iterable[ActionView]) -> dict[str, Any]:
    """The first act again, under the thumb: on the phone only."""
    allowed = [act for act in _ranked(actions) if act.allowed]
    return within(context, first=allowed[0] if allowed else None, others=len(allowed) - 1)


def _ranked(actions: Iterable[ActionView]) -> list[ActionView]:
    weight = {"primary": 0, "normal": 1, "danger": 2}
    return sorted(actions, key=lambda act: weight[act.emphasis])


@part("pages/components/_clock_list.html")
def clock_list(context: Context, clocks: Iterable[ClockView]) -> dict[str, Any]:
    now = now_of(context)
    bars = [
        (item, round(markup.spent(item.due, now) * 100), markup.tone_of(item.due, now).value)
        for item in clocks
    ]
    return within(context, bars=bars)


@part("pages/components/_law_steps.html")
def law_steps(context: Context, steps: Iterable[str]) -> dict[str, Any]:
    return within(context, steps=steps)


# ── the matter ─────────────────────────────────────────────────────────────────


@part("pages/components/_story_list.html")
def story_list(context: Context, entries: Iterable[StoryEntry]) -> dict[str, Any]:
    return within(context, entries=entries)


@part("pages/components/_long_text.html")
def long_text(context: Context, text: Any) -> dict[str, Any]:
    """A text that somebody wrote; a long one shows its beginning and unfolds."""
    return within(context, text=text)


@part("pages/components/_fact_groups.html")
def fact_groups(context: Context, groups: Iterable[FactGroup]) -> dict[str, Any]:
    return within(context, groups=groups)


@part("pages/components/_fact_list.html")
def fact_list(context: Context, facts: Iterable[Fact]) -> dict[str, Any]:
    return within(context, facts=facts)


@part("pages/components/_file_strip.html")
def file_strip(context: Context, files: Iterable[FileView]) -> dict[str, Any]:
    return within(context, files=files)


@part("pages/components/_paper_list.html")
def paper_list(context: Context, papers: Iterable[PaperView]) -> dict[str, Any]:
    return within(context, papers=papers)


@part("pages/components/_history_panel.html")
def history_panel(context: Context, panel: HistoryPanel) -> dict[str, Any]:
    return within(context, panel=panel)


@register.simple_tag(takes_context=True)
def matter_panels(context: Context, kind: str, matter: Any, place: str = "main") -> SafeString:
    """What other apps have registered for the page of a matter of this kind."""
    request = context["request"]
    drawn = (
        render_to_string(
            known.template, {"title": known.title, **known.provide(request, matter)}, request
        )
        for known in registry.panels_for(kind, place)
    )
    return mark_safe("".join(drawn))  # each part was escaped by its own template


@part("pages/components/_crumbs.html")
def crumbs(context: Context, crumbs: Iterable[Crumb]) -> dict[str, Any]:
    return within(context, crumbs=crumbs)


@part("pages/components/_notice.html")
def notice(context: Context, notice: NoticeView) -> dict[str, Any]:
    return within(context, notice=notice)


@part("pages/components/_empty_state.html")
def empty_state(context: Context, empty: EmptyView) -> dict[str, Any]:
    """Without its way out where that leads to the page one is on."""
    request = context.get("request")
    is_here = request is not None and bool(empty.url) and empty.url == request.get_full_path()
    return within(context, empty=replace(empty, do="", url="") if is_here else empty)


# ── lists ──────────────────────────────────────────────────────────────────────


@part("pages/components/_list_page.html")
def list_page(context: Context, page: ListPage) -> dict[str, Any]:
    request, now = context["request"], now_of(context)
    return within(
        context,
        page=page,
        query=request.GET,
        chips=chips(page.filters, request),
        columns=columns_shown(page.columns, request),
        rows=markup.rows(page.columns, page.rows, now),
        older=cursor_url(request, "after", page.older),
        newer=cursor_url(request, "before", page.newer),
    )


@part("pages/components/_work_list.html")
def work_list(context: Context, items: Iterable[WorkItem]) -> dict[str, Any]:
    now = now_of(context)
    lines = [(item, markup.tone_of(item.due, now).value if item.due else "") for item in items]
    return within(context, lines=lines)


# ── forms ──────────────────────────────────────────────────────────────────────


@register.simple_tag
def act_key(key: str = "") -> str:
    """A random key: the same form sent twice acts once."""
    return format_html('<input type="hidden" name="key" value="{}">', key or uuid.uuid4().hex)


@part("pages/components/_form_panel.html")
def form_panel(context: Context, view: FormView) -> dict[str, Any]:
    return within(context, view=view, groups=field_groups(view), problems=problems(view.form))


@part("pages/components/_form_errors.html")
def form_errors(context: Context, form: BaseForm) -> dict[str, Any]:
    return within(context, problems=problems(form))


@part("pages/components/_field.html")
def field(context: Context, field: BoundField, prefilled: bool = False) -> dict[str, Any]:
    return within(context, field=field, kind=kind_of(field), prefilled=prefilled)


def kind_of(field: BoundField) -> str:
    """Which of the six drawings a field takes."""
    widget = field.field.widget
    if isinstance(field.field, Picking):
        return "pick"
    if isinstance(widget, FileInput):
        return "file"
    if isinstance(widget, CheckboxInput):
        return "tick"
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "options"
    return "select" if isinstance(widget, Select) else "input"


@register.simple_tag
def control(field: BoundField, kind: str) -> str:
    """The widget with the classes and descriptions of the house."""
    css = {"select": "form-select", "tick": "form-check-input", "options": "form-check-input"}
    asked = field.field
    if isinstance(asked, ModelChoiceField) and asked.empty_label == BLANK:
        asked.empty_label = _("请选择")
    told = [field.auto_id + "-hint"] if field.help_text else []
    told += [field.auto_id + "-error"] if field.errors else []
    own = field.field.widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{css.get(kind, 'form-control')} {own}".strip()}
    if "maxlength" in field.field.widget.attrs:
        # A browser would cut off what is pasted and say nothing; the form says it and keeps all.
        attrs["maxlength"] = False
    if told:
        attrs["aria-describedby"] = " ".join(told)
    if field.errors:
        attrs["aria-invalid"] = "true"
    if is_source(field):
        field.field.widget.create_option = marked(field.field.widget.create_option)
    shown = field.as_widget(attrs=attrs)
    return shown + field.as_hidden(only_initial=True) if asked.show_hidden_initial else shown


@part("pages/components/_picks.html")
def picks(context: Context, field: BoundField) -> dict[str, Any]:
    return within(context, picks=picks_of(field))


def picks_of(field: BoundField) -> Picks:
    asked = field.field
    assert isinstance(asked, Picking)
    return asked.picks(field.html_name, asked=looked_for(field), chosen=field.value())


@register.filter
def looked_for(field: BoundField) -> str:
    """What was typed into the search of a field."""
    return str(field.form.data.get(f"look-{field.html_name}", ""))


@register.filter
def is_long(value: Any) -> bool:
    """Whether a text is folded where it stands among others."""
    text = str(value)
    return len(text) > FOLDED_FROM or text.count("\n") > 3


@register.filter
def is_source(field: BoundField) -> bool:
    """Whether the choices of a field are data, which stay Chinese in English mode.

    Rows of the database always are; a form says it of other fields by `is_source = True`.
    """
    return isinstance(field.field, ModelChoiceField) or getattr(field.field, "is_source", False)


def marked(create_option: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Options cannot hold a span: the option itself says that it is Chinese."""

    def option(*args: Any, **kwargs: Any) -> dict[str, Any]:
        made = create_option(*args, **kwargs)
        if made["value"] and markup.is_english() and markup.CHINESE.search(str(made["label"])):
            made["attrs"]["lang"] = "zh"
        return made

    return option


# ── figures ────────────────────────────────────────────────────────────────────


@part("pages/components/_stat_tiles.html")
def stat_tiles(context: Context, tiles: Iterable[StatTile]) -> dict[str, Any]:
    return within(context, tiles=tiles)


@part("pages/components/_progress.html")
def progress(context: Context, progress: ProgressView) -> dict[str, Any]:
    share = f"{progress.value * 100 / progress.total:.2f}%" if progress.total else "–"
    return within(context, progress=progress, share=share)


@part("pages/components/_bar_chart.html")
def bar_chart(context: Context, title: str, bars: Iterable[Bar]) -> dict[str, Any]:
    bars = tuple(bars)
    return within(context, title=title, bars=bars, top=max([bar.value for bar in bars] + [1]))


@part("pages/components/_day_strip.html")
def day_strip(context: Context, title: str, bars: Iterable[Bar]) -> dict[str, Any]:
    """A few days side by side, each with its figure: a chart that takes one line."""
    return bar_chart(context, title, bars)
