"""The page of one matter, put together for its reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import FactGroup, HistoryPanel
from chengguan.core.work import queries, story, surface
from chengguan.core.work.acting import Actor
from chengguan.core.work.available import available
from chengguan.core.work.models import Matter
from chengguan.core.work.present import (
    action_view,
    clock_views,
    file_view,
    head,
    history_line,
)
from chengguan.core.work.requests import actor_of_request, at_of


def matter_page(request: HttpRequest, matter: Matter) -> dict[str, object]:
    """What, where it stands, by when, what now, what happened: in that order."""
    actor, at = actor_of_request(request), at_of(request)
    clocks = queries.clocks_of(matter)
    acts = available(matter, actor, at)
    panels = surface.panels_of(matter, actor)
    older = request.GET.get("story", "")
    told, story_older = story.entries(matter, int(older) if older.isdigit() else None)
    return {
        "matter": matter,
        "head": head(matter, clocks, at.recorded),
        "actions": tuple(action_view(matter, known) for known in acts),
        "clocks": clock_views(clocks, at.recorded),
        "groups": tuple(part for part in panels if isinstance(part, FactGroup)),
        "panels": tuple(part for part in panels if isinstance(part, HistoryPanel)),
        "files": tuple(file_view(row) for row in queries.files_of(matter, actor)),
        "story": told,
        "story_older": story_older,
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
    found = {
        "links": queries.links_of(actor, matter),
        "party": queries.history(actor, matter, of="party"),
        "place": queries.history(actor, matter, of="place"),
    }
    return [
        HistoryPanel(
            titles[key],
            tuple(history_line(earlier, now) for earlier in earlier_ones),
            empty=_("没有其他事项。"),
        )
        for key, earlier_ones in found.items()
        if earlier_ones or key != "links"
    ]
