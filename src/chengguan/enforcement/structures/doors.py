"""What illegal structures bring to the floors below: the procedure, forms, pages, papers, words."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.shapes import register_papers
from chengguan.core.exchange.doors import offer
from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import whole
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel
from chengguan.core.work import figures as published
from chengguan.core.work import handling, registry, surface
from chengguan.core.work.handling_forms import FORMS
from chengguan.core.work.registry import Handling
from chengguan.enforcement.structures import facts, figures, listing, panels, services, steps
from chengguan.enforcement.structures.forms_chain import CHAIN_FORMS, EMPHASIS
from chengguan.enforcement.structures.forms_site import SITE_FORMS
from chengguan.enforcement.structures.importing import STOCK
from chengguan.enforcement.structures.papers import PAPERS
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.enforcement.structures.queries import KIND
from chengguan.enforcement.structures.words import SENTENCES

CHAIN = ("GD03", "GD23", "GD42", "GD43", "GD54", "GD55a", "GD55b", "GD56", "GD57")
OWN = tuple(f"ST{number:02d}" for number in range(1, 24))
CARE = ("ST_SAFE", "ST_HAZARD", "ST_CALL")
CLOCKS = (
    "CK46",
    "CK47",
    "CK48",
    "CK49",
    "CK50",
    "ST_SETTLE",
    "ST_LOOK_1",
    "ST_LOOK_3",
    "ST_LOOK_6",
)


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    registry.register(
        Handling(
            STRUCTURE,
            facts=facts.facts,
            effects={**handling.effects(STRUCTURE), **services.EFFECTS},
            steps=steps.steps,
            decisions=steps.decisions,
        )
    )
    surface.register_forms(STRUCTURE.key, {**FORMS, **SITE_FORMS, **CHAIN_FORMS}, EMPHASIS)
    surface.register_panels(KIND, panels.panels)
    register_papers(*PAPERS)
    offer(STOCK)
    published.register(*figures.FIGURES)
    whole.register(listing.WHOLE)
    pages.kind(MatterKind(KIND, _("违法建筑"), "work:matter", "structures:list"))
    _panels()
    pages.menu(
        MenuItem(
            "structures",
            _("违法建筑"),
            "structures:list",
            ENFORCEMENT_ROLES,
            section="enforcement",
            order=30,
        )
    )
    _answers()


def _panels() -> None:
    parts = (
        (_("举报人"), "structures/_reporter.html", panels.reporter),
        (_("处置决定"), "structures/_chain.html", panels.chain),
        (_("拆除与回头看"), "structures/_removal.html", panels.removal),
        (_("责任、安全与计划"), "structures/_care.html", panels.care),
    )
    for order, (title, template, provide) in enumerate(parts, start=1):
        pages.panel(Panel(KIND, title, template, provide, order=order * 10, later=True))


def _answers() -> None:
    for capability, page, rules, role in (
        ("E1.2a", "structures:board", (*CLOCKS, *CHAIN), Role.TEAM_HEAD),
        ("E1.2b", "structures:plan", ("ST05", "ST08"), Role.FIELD_SECTION),
        ("E1.2c", "structures:campaigns", (), Role.FIELD_SECTION),
        ("E1.2d", "structures:campaigns", (), Role.FIELD_SECTION),
        ("E1.2e", "structures:campaigns", (), Role.FIELD_SECTION),
        ("E1.2f", "structures:list", (*OWN, *CARE), Role.OFFICER),
    ):
        pages.answer(Answer(capability, page, rules=rules, role=role.label))
