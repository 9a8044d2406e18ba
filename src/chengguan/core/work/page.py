"""The page of one matter, put together for its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.pages import registry as pages
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    ActionView,
    ClockView,
    FactGroup,
    HistoryLine,
    HistoryPanel,
    NoticeView,
    StoryEntry,
)
from chengguan.core.work import queries, rules, sequels, steps, story, surface
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.available import available
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.present import (
    action_view,
    clock_views,
    file_view,
    head,
    history_line,
)
from chengguan.core.work.requests import actor_of_request, at_of


@dataclass(frozen=True)
class Detail:
    """What page and API say of one matter: its acts, its clocks, its story."""

    acts: tuple[ActionView, ...]
    clocks: list[MatterClock]
    told: tuple[StoryEntry, ...]
    older: str
    at: At

    @property
    def clock_views(self) -> tuple[ClockView, ...]:
        return clock_views(self.clocks, self.at.recorded)


def detail(matter: Matter, actor: Actor, at: At, *, before: int | None = None) -> Detail:
    """One matter as its reader may know it; ``before`` asks for older entries of the story."""
    told, older = story.entries(matter, before)
    found = available(matter, actor, at)
    steps.load([matter], at.recorded)
    acts = tuple(action_view(matter, known) for known in found)
    clocks = queries.clocks_of(matter)
    prefetch_related_objects([c for c in clocks if c.due_at != c.first_due_at], "changes")
    return Detail(acts, clocks, told, older, at)


def matter_page(request: HttpRequest, matter: Matter) -> dict[str, object]:
    """What, where it stands, by when, what now, what happened: in that order."""
    actor, at = actor_of_request(request), at_of(request)
    older = request.GET.get("story", "")
    shown = detail(matter, actor, at, before=row_key(older))
    panels = surface.panels_of(matter, actor)
    return {
        "matter": matter,
        "head": head(matter, shown.clocks, at.recorded),
        "actions": shown.acts,
        "sequels": sequels.begun_from(actor, matter=matter.pk),
        "clocks": shown.clock_views,
        "remarks": tuple(part for part in panels if isinstance(part, NoticeView)),
        "groups": tuple(part for part in panels if isinstance(part, FactGroup)),
        "panels": tuple(part for part in panels if isinstance(part, HistoryPanel)),
        "files": tuple(file_view(row) for row in queries.files_of(matter, actor)),
        "story": shown.told,
        "story_older": shown.older,
        "parts": [
            Part(number, panel.title, None if panel.later else part(request, matter, number))
            for number, panel in enumerate(pages.panels_for(matter.kind))
        ],
    }


@dataclass(frozen=True)
class Part:
    """A part of the page by its number; without content it is fetched when the page is there."""

    number: int
    title: object
    shown: "Shown | None"


@dataclass(frozen=True)
class Shown:
    template: str
    values: Mapping[str, object]


def part(request: HttpRequest, matter: Matter, number: int) -> Shown:
    """One part of the page by its place in the order. Raises IndexError."""
    panel = pages.panels_for(matter.kind)[number]
    return Shown(panel.template, panel.provide(request, matter))


def histories(actor: Actor, matter: Matter, now: datetime) -> list[HistoryPanel]:
    """What is linked with a matter, and what its party and place have seen before."""
    titles = {"links": _("相关事项"), "party": _("当事人的历史"), "place": _("地点的历史")}
    found = {"links": queries.links_of(actor, matter)}
    if matter.party_id:
        found["party"] = queries.history(actor, matter, of="party")
    if matter.place_id:
        found["place"] = queries.history(actor, matter, of="place")
    return _adopted(matter) + [
        HistoryPanel(
            titles[key],
            tuple(history_line(earlier, now) for earlier in earlier_ones),
            empty=_("没有其他事项。"),
        )
        for key, earlier_ones in found.items()
        if earlier_ones or key != "links"
    ]


def _adopted(matter: Matter) -> list[HistoryPanel]:
    """What another system said of a matter that was taken over; confidential values stay shut."""
    rows = list(matter.adopted.order_by("pk"))
    if not rows:
        return []
    lines = tuple(
        HistoryLine(
            row.adopted_at.astimezone(rules.ZONE).date(),
            f"{row.name}：{row.text or _('（保密）')}",
        )
        for row in rows
    )
    return [HistoryPanel(_("接收的旧系统记载（未经本平台核实，不作为办理依据）"), lines)]
