"""A matter in brief beside the form of an act: whoever decides sees what he decides on.

Put together from what the page of the matter already has; nothing is read that it does not read.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import FactGroup, FileView, MatterHead, NoticeView, StoryEntry
from chengguan.core.pages.words import labelled, listed
from chengguan.core.work import page, queries, steps, story, surface
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
class Brief:
    """What it is, who has it and until when, what was said last, what was handed in.

    ``about`` is the group of facts that tells what it is; the others are folded.
    """

    head: MatterHead
    holders: str
    remarks: tuple[NoticeView, ...]
    about: FactGroup | None
    others: tuple[FactGroup, ...]
    said: tuple[StoryEntry, ...]
    files: tuple[FileView, ...]
    asked: tuple[page.Part, ...]
    papers: tuple[page.Part, ...]


def brief_of(request: HttpRequest, matter: Matter) -> Brief:
    """The matter in brief, as the reader of this request may know it."""
    actor, now = actor_of_request(request), moment_of(request)
    steps.load([matter], now)
    panels = surface.panels_of(matter, actor)
    groups = [one for one in panels if isinstance(one, FactGroup)]
    about = next(filter(_is_account, groups), groups[0] if groups else None)
    told, _older = story.entries(matter)
    return Brief(
        head=head(matter, queries.clocks_of(matter), now),
        holders=_holders(queries.held_by(matter)),
        remarks=tuple(one for one in panels if isinstance(one, NoticeView)),
        about=about,
        others=tuple(group for group in groups if group is not about),
        said=tuple(entry for entry in told if entry.changes)[:SAID] or told[:1],
        files=tuple(file_view(row) for row in queries.files_of(matter, actor)),
        asked=_parts(request, matter, ASKED),
        papers=_parts(request, matter, HANDED_IN),
    )


def _is_account(group: FactGroup) -> bool:
    """Whether a group says in somebody's own words what happened."""
    return any(fact.wide and fact.source for fact in group.facts)


def _holders(desk: list[Assignment]) -> str:
    """In whose hands it lies, and whose opinion is awaited."""
    mine = [_holder(held) for held in desk if not held.is_asked]
    asked = [labelled(held.get_task_display(), _holder(held)) for held in desk if held.is_asked]
    return listed(mine + asked)


def _holder(held: Assignment) -> str:
    if held.person:
        return held.person.name
    organ = held.organ.short_name if held.organ else ""
    return _("%(organ)s %(role)s") % {"organ": organ, "role": role_words([held.role])}


def _parts(request: HttpRequest, matter: Matter, place: str) -> tuple[page.Part, ...]:
    """What other apps have for this place; a part in which nothing stands is left out."""
    shown = [
        (panel.title, page.Shown(panel.template, panel.provide(request, matter)))
        for panel in pages.panels_for(matter.kind, place)
    ]
    return tuple(
        page.Part(number, title, part)
        for number, (title, part) in enumerate(shown)
        if any(part.values.values())
    )
