"""What work contributes to the floors below: the frame, search, the file gate, the to-do count."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chengguan.core.files.models import FileUse
from chengguan.core.files.ports import gate
from chengguan.core.journal.services import register_check
from chengguan.core.lawbook import ports as lawbook
from chengguan.core.org.models import Person
from chengguan.core.org.ports import todo
from chengguan.core.pages import clock, registry
from chengguan.core.pages import words as sentences
from chengguan.core.pages.registry import MenuItem, SearchHit, SearchProvider
from chengguan.core.registers import ports as registers
from chengguan.core.work import earlier, own_page, queries, services
from chengguan.core.work.checks import reach_is_as_it_follows
from chengguan.core.work.figure_catalogue import READ_FIGURES
from chengguan.core.work.present import state_view
from chengguan.core.work.recounting import Clocks
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.words import SENTENCES
from chengguan.core.work.workbench import READ_FINDINGS, count_mine

SHOWN = 20


def open_all() -> None:
    """Register everything once, at start-up."""
    sentences.register(SENTENCES)
    registry.menu(
        MenuItem("workbench", _("工作台"), "work:workbench", section="work", order=1, phone=True)
    )
    registry.menu(MenuItem("overdue", _("逾期事项"), "work:overdue", section="work", order=20))
    registry.menu(
        MenuItem(
            "findings",
            _("执法问题"),
            "work:findings",
            READ_FINDINGS,
            section="enforcement",
            order=80,
        )
    )
    registry.menu(
        MenuItem(
            "figures",
            _("统计指标"),
            "work:figures",
            READ_FIGURES,
            section="enforcement",
            order=70,
        )
    )
    registry.search(SearchProvider("matters", _("事项"), _find))
    gate.register(_may_see_file)
    own_page.looked_at({services.OPENED: _("附件")})
    registers.matters.register(earlier.panel)
    register_check("reach", reach_is_as_it_follows)
    todo.register(count_mine)
    lawbook.clocks.register(Clocks())


def _find(request: HttpRequest, words: str) -> Iterator[SearchHit]:
    now = moment_of(request)
    for matter in queries.search(actor_of_request(request), words)[:SHOWN]:
        yield SearchHit(
            title=f"{matter.number} {matter.title}",
            url=reverse("work:matter", args=[matter.pk]),
            line=matter.organ.name,
            state=state_view(matter, now),
        )


def _may_see_file(person: Person, use: FileUse) -> bool:
    """Asked where a file is opened and nowhere else: of a restricted matter the yes is a look."""
    now = clock.now()
    may = queries.may_see_file(person, use, now)
    if may:
        services.note_opening(use, by=person, at=now)
    return may
