"""What the apps above contribute to the face, each from its own `AppConfig.ready`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from chengguan.core.pages.shapes import StateView

SECTIONS = {
    "work": _("日常办理"),
    "enforcement": _("执法"),
    "people": _("队伍"),
    "union": _("工会"),
    "plans": _("计划"),
    "insight": _("研判"),
    "manage": _("管理"),
}
STATES = ("works", "partly", "planned")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place in the left menu; without roles everybody sees it; `phone` puts it into the bar."""

    key: str
    title: Any
    url_name: str
    roles: frozenset[str] = frozenset()
    section: str = "work"
    order: int = 50
    phone: bool = False

    def is_for(self, roles: frozenset[str]) -> bool:
        return not self.roles or bool(self.roles & roles)


@dataclass(frozen=True, slots=True)
class MatterKind:
    """Where the matters of a kind have their page (one argument) and their list."""

    kind: str
    title: Any
    page: str
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part that another app adds to the page of a matter; kind "*" is every matter.

    A `later` part is fetched when the page is already there.
    """

    kind: str
    title: Any
    template: str
    provide: Callable[[HttpRequest, Any], Mapping[str, Any]]
    place: str = "main"
    order: int = 50
    later: bool = False


@dataclass(frozen=True, slots=True)
class TourStop:
    """Where a step of the tour can be seen now: the account to enter with, and the pages.

    ``who`` and ``role`` say whose account it is; ``more`` are further pages that the step looks
    at, as title and address.
    """

    account: int
    who: str
    role: Any
    url: str
    more: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TourStep:
    """A step of the walk through the demonstration: what to do as whom, and what to look at.

    ``find`` answers the stop at a moment; none while nothing stands where the step wants it.
    """

    order: int
    title: Any
    role: Any
    do: Any
    look: tuple[Any, ...]
    find: Callable[[datetime], TourStop | None]


@dataclass(frozen=True, slots=True)
class Sequel:
    """What can be begun from a number, a list or a matter that belongs to another app.

    Its page is told from where: ``matter``, as many as were ticked; or ``figure`` with ``period``
    and ``organ``.
    """

    key: str
    title: Any
    url_name: str
    roles: frozenset[str]

    def link(self, **about: Any) -> str:
        said = {name: value for name, value in about.items() if value}
        return f"{resolved(self.url_name)}?{urlencode(said, doseq=True)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A page that answers a capability, with the rules it obeys and the role that uses it."""

    capability: str
    url_name: str
    rules: tuple[str, ...] = ()
    role: Any = ""
    state: str = "works"
    note: Any = ""
    args: tuple[Any, ...] = ()

    @property
    def url(self) -> str:
        return resolved(self.url_name, *self.args)


@dataclass(frozen=True, slots=True)
class SearchHit:
    title: str
    url: str
    line: str = ""
    state: StateView | None = None


@dataclass(frozen=True, slots=True)
class SearchProvider:
    """Finds what the person of the request may see; who provides it asks visibility."""

    key: str
    title: Any
    find: Callable[[HttpRequest, str], Iterable[SearchHit]]


@dataclass(frozen=True, slots=True)
class MapLine:
    """A promise behind a line of the map: its sentence, its page, who owes it, how it stands.

    Without a page it is the sentence of the document alone.
    """

    sentence: str
    reference: str = ""
    url: str = ""
    owner: str = ""
    state: StateView | None = None


MapLines = Callable[[HttpRequest], Mapping[str, Iterable[MapLine]]]
"""By key of the capability; whoever provides them asks visibility."""


@dataclass(frozen=True, slots=True)
class FrameView:
    """Who sits before the page; without a person the frame shows no menu."""

    person: str = ""
    organ: str = ""
    role: str = ""
    roles: frozenset[str] = frozenset()
    notices: int = 0
    notices_url: str = ""
    sign_out_url: str = ""
    home_url: str = "/"


@dataclass(slots=True)
class Registry:
    menu: dict[str, MenuItem] = field(default_factory=dict)
    kinds: dict[str, MatterKind] = field(default_factory=dict)
    panels: list[Panel] = field(default_factory=list)
    tour: list[TourStep] = field(default_factory=list)
    sequels: dict[str, Sequel] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    search: dict[str, SearchProvider] = field(default_factory=dict)
    map_lines: list[MapLines] = field(default_factory=list)
    map_search: dict[str, SearchProvider] = field(default_factory=dict)
    frame: Callable[[HttpRequest], FrameView] | None = None
    cited: str = ""
    enter: str = ""


entries = Registry()


def menu(item: MenuItem) -> None:
    if item.section not in SECTIONS:
        raise ValueError(f"menu item {item.key}: no section {item.section}")
    entries.menu[item.key] = item


def kind(matter_kind: MatterKind) -> None:
    entries.kinds[matter_kind.kind] = matter_kind


def panel(part: Panel) -> None:
    entries.panels.append(part)


def tour(step: TourStep) -> None:
    entries.tour.append(step)


def sequel(begins: Sequel) -> None:
    entries.sequels[begins.key] = begins


def answer(reply: Answer) -> None:
    if reply.state not in STATES:
        raise ValueError(f"answer to {reply.capability}: no state {reply.state}")
    entries.answers.append(reply)


def search(provider: SearchProvider) -> None:
    entries.search[provider.key] = provider


def map_lines(provide: MapLines) -> None:
    """What stands behind the lines of the map of capabilities for a reader."""
    entries.map_lines.append(provide)


def map_search(provider: SearchProvider) -> None:
    """What is found beside the map itself: laws, rules, terms, guides."""
    entries.map_search[provider.key] = provider


def frame(provide: Callable[[HttpRequest], FrameView]) -> None:
    entries.frame = provide


def cited(url_name: str) -> None:
    """The page that shows the text behind a citation, given as `?cite=`."""
    entries.cited = url_name


def cited_url(cite: str) -> str:
    page = resolved(entries.cited) if entries.cited else ""
    return f"{page}?{urlencode({'cite': cite})}" if page else ""


def enter(url_name: str) -> None:
    """The page that signs in as ``account`` in a demonstration and goes on to ``next``."""
    entries.enter = url_name


def enter_url() -> str:
    return resolved(entries.enter) if entries.enter else ""


def frame_of(request: HttpRequest) -> FrameView:
    return entries.frame(request) if entries.frame else FrameView()


def menu_for(roles: frozenset[str]) -> list[MenuItem]:
    """The places of a person, in the order of the sections."""
    places = list(SECTIONS)
    mine = [item for item in entries.menu.values() if item.is_for(roles)]
    return sorted(mine, key=lambda item: (places.index(item.section), item.order, item.key))


def panels_for(kind: str, place: str = "main") -> list[Panel]:
    mine = [part for part in entries.panels if part.kind in (kind, "*") and part.place == place]
    return sorted(mine, key=lambda part: part.order)


def sequels_for(roles: frozenset[str]) -> list[Sequel]:
    """What somebody with these roles can begin from elsewhere."""
    return [one for one in entries.sequels.values() if one.roles & roles]


def tour_steps() -> list[TourStep]:
    return sorted(entries.tour, key=lambda step: step.order)


def answers_for(capability: str) -> list[Answer]:
    return [reply for reply in entries.answers if reply.capability == capability]


def matter_url(kind: str, pk: Any) -> str:
    """The page of a matter, or nothing where its kind has none yet."""
    known = entries.kinds.get(kind)
    return resolved(known.page, pk) if known else ""


def listing_url(kind: str) -> str:
    known = entries.kinds.get(kind)
    return resolved(known.listing) if known and known.listing else ""


def kinds() -> dict[str, str]:
    """All kinds of matter with their titles."""
    return {key: str(known.title) for key, known in entries.kinds.items()}


def kind_title(kind: str) -> str:
    known = entries.kinds.get(kind)
    return str(known.title) if known else kind


def resolved(url_name: str, *args: Any) -> str:
    """The address of a url name, or nothing: a page never breaks over a link; a test does."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""


def dead_links() -> list[str]:
    """Every registered url name that leads nowhere, for the test of the house."""
    names = [(f"menu {item.key}", item.url_name, ()) for item in entries.menu.values()]
    names += [
        (f"answer {reply.capability}", reply.url_name, reply.args)
        for reply in entries.answers
        if reply.url_name or reply.state != "planned"
    ]
    names += [
        (f"list of {known.kind}", known.listing, ())
        for known in entries.kinds.values()
        if known.listing
    ]
    return [f"{what}: {name}" for what, name, args in names if not resolved(name, *args)]
