"""What estates bring to the floors below: three procedures, forms, pages, papers, words."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.registry import register_paper
from chengguan.core.documents.shapes import register_papers
from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel
from chengguan.core.work import figures as published
from chengguan.core.work import handling, registry, surface
from chengguan.core.work.handling_forms import FORMS
from chengguan.core.work.registry import Handling
from chengguan.enforcement.estates import (
    facts,
    figures,
    panels,
    services,
    services_finding,
    steps,
)
from chengguan.enforcement.estates.classes import MANAGER, READERS
from chengguan.enforcement.estates.forms import ACT_FORMS, EMPHASIS
from chengguan.enforcement.estates.forms_finding import (
    FINDING_EMPHASIS,
    FINDING_FORMS,
    REFERRAL_FORMS,
)
from chengguan.enforcement.estates.papers import BOARD, SHEET, SLIP
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.procedures_finding import DUTY_REFERRAL, FINDING
from chengguan.enforcement.estates.queries import FINDING as FINDINGS
from chengguan.enforcement.estates.queries import REFERRAL as REFERRALS
from chengguan.enforcement.estates.queries import RENOVATION as RENOVATIONS
from chengguan.enforcement.estates.words import SENTENCES

RULES = ("GD58", "GD60", "GD63", *(f"ES{number:02d}" for number in range(1, 19)))
CLOCKS = (
    "CK51",
    "EST_PLACE",
    "EST_VISIT_URGENT",
    "EST_VISIT",
    "EST_PERIOD",
    "EST_REPAIR",
    "DUTY_REPLY",
)


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    registry.register(
        Handling(
            RENOVATION,
            facts=facts.renovation_facts,
            effects={**handling.effects(RENOVATION), **services.EFFECTS},
            steps=steps.renovation_steps,
        )
    )
    registry.register(
        Handling(
            FINDING,
            facts=facts.finding_facts,
            effects={**handling.effects(FINDING), **services_finding.FINDING_EFFECTS},
            steps=steps.finding_steps,
        )
    )
    registry.register(
        Handling(
            DUTY_REFERRAL,
            facts=facts.referral_facts,
            effects={**handling.effects(DUTY_REFERRAL), **services_finding.REFERRAL_EFFECTS},
            steps=steps.referral_steps,
        )
    )
    register_papers(SLIP, SHEET)
    register_paper(BOARD)
    published.register(*figures.FIGURES)
    surface.register_forms(RENOVATION.key, {**FORMS, **ACT_FORMS}, EMPHASIS)
    surface.register_forms(FINDING.key, {**FORMS, **FINDING_FORMS}, FINDING_EMPHASIS)
    surface.register_forms(DUTY_REFERRAL.key, {**FORMS, **REFERRAL_FORMS})
    surface.register_panels(RENOVATIONS, panels.renovation_panels)
    pages.panel(
        Panel(
            RENOVATIONS,
            _("装修人"),
            "estates/_renovator.html",
            panels.renovator,
            order=10,
            later=True,
        )
    )
    surface.register_panels(FINDINGS, panels.finding_panels)
    surface.register_panels(REFERRALS, panels.referral_panels)
    pages.kind(MatterKind(RENOVATIONS, _("装修"), "work:matter", "estates:renovations"))
    pages.kind(MatterKind(FINDINGS, _("装修违规"), "work:matter", "estates:findings"))
    pages.kind(MatterKind(REFERRALS, _("物业履职移送"), "work:matter", "estates:referrals"))
    _menu()
    _answers()


def _menu() -> None:
    section = "enforcement"
    pages.menu(MenuItem("estates", _("小区物业"), "estates:list", READERS, section, 30))
    pages.menu(MenuItem("renovations", _("装修登记"), "estates:renovations", READERS, section, 31))
    pages.menu(
        MenuItem("findings_estates", _("装修违规"), "estates:findings", READERS, section, 32)
    )
    pages.menu(
        MenuItem(
            "rounds",
            _("今日巡查"),
            "estates:today",
            frozenset(MANAGER),
            section="work",
            order=2,
            phone=True,
        )
    )
    pages.menu(MenuItem("community", _("城管进社区"), "estates:community", READERS, section, 34))
    pages.menu(
        MenuItem("points", _("这里归谁管"), "estates:points", ENFORCEMENT_ROLES, section, 35)
    )


def _answers() -> None:
    company, team = Role.PROPERTY_MANAGER.label, Role.TEAM_HEAD.label
    pages.answer(Answer("E1.1a", "estates:findings", rules=("ES08", "ES09", "ES10"), role=team))
    pages.answer(Answer("E1.1b", "estates:findings", rules=("CK51", "ES08"), role=company))
    pages.answer(Answer("E1.1c", "estates:renovations", rules=(*RULES, *CLOCKS), role=company))
    pages.answer(Answer("E1.1d", "estates:findings", rules=("EST_VISIT", "CK47"), role=team))
    pages.answer(Answer("E1.1e", "estates:scorecard", rules=("CK51", "ES12", "ES13"), role=company))
    pages.answer(Answer("E1.1f", "estates:community", role=Role.OFFICER.label))
    # The scheme is a plan document as any other: its tasks, their proof and their end are there.
    pages.answer(Answer("E1.1g", "annual:list", role=Role.FIELD_SECTION.label))
