"""A matter in brief beside the form of an act: whoever decides sees what he decides on.

Head, facts, story and files are those of the page of the matter. Of what other apps add there it
shows only what they registered for this place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.html import format_html

from chengguan.core.pages import registry as pages
from chengguan.core.pages.markup import source
from chengguan.core.pages.shapes import FactGroup, FileView, MatterHead, NoticeView, StoryEntry
from chengguan.core.pages.words import labelled, listed
from chengguan.core.work import queries, steps, story, surface
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.present import file_view, head, role_words
from chengguan.core.work.requests import actor_of_request, moment_of

ASKED, HANDED_IN = "act", "act_papers"
"""Where the registry of pages keeps the parts that stand beside a form: what the matter asks for,
and what was made or handed in for it."""

SAID = 2
"""How many of the newest acts that said something are shown with their words; where none did, the
last act is named."""


@dataclass(frozen=True)
class Part:
    """What another app shows here, by its own template."""

    title: object
    template: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Brief:
    """What it is, who has it and until when, what was said last, what was handed in.

    ``about`` are the facts it begins with and, where that is another group, the account of what
    happened; the others are folded.
    """

    head: MatterHead
    holders: str
    remarks: tuple[NoticeView, ...]
    about: tuple[FactGroup, ...]
    others: tuple[FactGroup, ...]
    said: tuple[StoryEntry, ...]
    files: tuple[FileView, ...]
    asked: tuple[Part, ...]
    papers: tuple[Part, ...]


def brief_of(request: HttpRequest, matter: Matter) -> Brief:
    """The matter in brief, as the reader of this request may know it."""
    actor, now = actor_of_request(request), moment_of(request)
    steps.load([matter], now)
    panels = surface.panels_of(matter, actor)
    about, others = _told_apart([one for one in panels if isinstance(one, FactGroup)])
    told, _older = story.entries(matter)
    return Brief(
        head=head(matter, queries.clocks_of(matter), now),
        holders=_holders(queries.held_by(matter)),
        remarks=tuple(_remark(one, request) for one in panels if isinstance(one, NoticeView)),
        about=about,
        others=others,
        said=tuple(entry for entry in told if entry.changes)[:SAID] or told[:1],
        files=tuple(file_view(row) for row in queries.files_of(matter, actor)),
        asked=_parts(request, matter, ASKED),
        papers=_parts(request, matter, HANDED_IN),
    )


Groups = tuple[FactGroup, ...]


def _told_apart(groups: list[FactGroup]) -> tuple[Groups, Groups]:
    """The first group and the first account stay open; the others are folded."""
    account = next(filter(_is_account, groups), None)
    opened = [n for n, group in enumerate(groups) if n == 0 or group is account]
    folded = (group for n, group in enumerate(groups) if n not in opened)
    return tuple(groups[n] for n in opened), tuple(folded)


def _is_account(group: FactGroup) -> bool:
    """Whether a group says in somebody's own words what happened."""
    return any(fact.wide and fact.source for fact in group.facts)


def _remark(said: NoticeView, request: HttpRequest) -> NoticeView:
    """Beside the very form that a remark leads to, it leads nowhere."""
    return replace(said, url="") if said.url == request.path else said


def _holders(desk: list[Assignment]) -> str:
    """In whose hands it lies, and whose opinion is awaited."""
    mine = [_holder(held) for held in desk if not held.is_asked]
    asked = [_asked(held) for held in desk if held.is_asked]
    return _in_a_row(mine + asked)


def _in_a_row(parts: Iterable[str]) -> str:
    known = list(parts)
    return format_html(listed(["{}"] * len(known)), *known) if known else ""


def _asked(held: Assignment) -> str:
    return format_html(labelled("{}", "{}"), held.get_task_display(), _holder(held))


def _holder(held: Assignment) -> str:
    """Names are data; the word of a role is in the reader's language."""
    if held.person:
        return source(held.person.name)
    organ = held.organ.short_name if held.organ else ""
    return format_html("{} {}", source(organ), role_words([held.role]))


def _parts(request: HttpRequest, matter: Matter, place: str) -> tuple[Part, ...]:
    """What other apps have for this place; one that answers nothing has nothing to show."""
    found = [
        Part(panel.title, panel.template, panel.provide(request, matter))
        for panel in pages.panels_for(matter.kind, place)
    ]
    return tuple(part for part in found if part.values)
