"""What annual plans bring to the floors below: procedures, forms, pages, words, answers."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel
from chengguan.core.work import figures as published
from chengguan.core.work import handling, registry, surface
from chengguan.core.work.brief import ASKED
from chengguan.core.work.handling_forms import FORMS
from chengguan.core.work.registry import Handling
from chengguan.plans.annual import (
    facts,
    figures,
    forms,
    item_forms,
    panels,
    queries,
    services,
    steps,
)
from chengguan.plans.annual.offices import READERS
from chengguan.plans.annual.procedures import ANNUAL_PLAN, PLAN_ITEM, PLAN_RECEIPT
from chengguan.plans.annual.words import SENTENCES

READING = tuple(f"JH{number:02d}" for number in range(1, 10))
OWING = tuple(f"RW{number:02d}" for number in range(1, 11))
TIMING = ("PLAN_WINDOW", "PLAN_REPORT", "PLAN_REPORT_DAY", "PLAN_CLIMB_HEAD", "PLAN_CLIMB_LEADER")


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    published.register(*figures.FIGURES)
    _handlings()
    surface.register_forms(ANNUAL_PLAN.key, {**FORMS, **forms.PLAN_FORMS}, forms.EMPHASIS)
    surface.register_forms(PLAN_RECEIPT.key, FORMS)
    surface.register_forms(PLAN_ITEM.key, {**FORMS, **item_forms.ITEM_FORMS}, item_forms.EMPHASIS)
    _pages()
    _answers()


def _handlings() -> None:
    registry.register(
        Handling(
            ANNUAL_PLAN,
            facts=facts.plan_facts,
            effects={**handling.effects(ANNUAL_PLAN), **services.PLAN_EFFECTS},
            steps=steps.plan_steps,
        )
    )
    registry.register(
        Handling(
            PLAN_RECEIPT,
            facts=facts.receipt_facts,
            effects={**handling.effects(PLAN_RECEIPT), **services.RECEIPT_EFFECTS},
            steps=steps.receipt_steps,
        )
    )
    registry.register(
        Handling(
            PLAN_ITEM,
            facts=facts.item_facts,
            effects={**handling.effects(PLAN_ITEM), **services.ITEM_EFFECTS},
            steps=steps.item_steps,
            decisions=steps.decisions,
        )
    )


def _pages() -> None:
    pages.kind(MatterKind(queries.PLAN, _("年度计划"), "work:matter", "annual:list"))
    pages.kind(MatterKind(queries.RECEIPT, _("计划签收"), "work:matter", "annual:list"))
    pages.kind(MatterKind(queries.ITEM, _("工作任务"), "work:matter", "annual:items"))
    pages.panel(Panel(queries.PLAN, _("计划全文和任务"), "annual/_plan.html", panels.of_plan))
    pages.panel(Panel(queries.RECEIPT, _("送达的计划"), "annual/_receipt.html", panels.of_receipt))
    pages.panel(Panel(queries.ITEM, _("任务进展"), "annual/_item.html", panels.of_item, order=10))
    brief = "annual/_item_brief.html"
    pages.panel(Panel(queries.ITEM, _("任务"), brief, panels.in_brief, ASKED, order=10))
    for key, title, url, order in (
        ("plans", _("年度计划"), "annual:list", 10),
        ("plan_items", _("工作任务"), "annual:items", 20),
    ):
        pages.menu(MenuItem(key, title, url, READERS, section="plans", order=order))


def _answers() -> None:
    keeper, owner = Role.FIELD_SECTION.label, Role.TEAM_HEAD.label
    for answer in (
        Answer("P1", "annual:new", rules=READING, role=keeper),
        Answer("P2", "annual:list", rules=("JH10", "RW08", "PLAN_SIGN"), role=owner),
        Answer("P3", "annual:items", rules=(*OWING, *TIMING), role=owner),
    ):
        pages.answer(answer)
    # The thirteen rows of the union's annexed table are followed as items; what each of them does
    # has pages of its own later.
    for number in range(1, 14):
        pages.answer(
            Answer(
                f"A{number}",
                "annual:items",
                rules=OWING,
                role=Role.UNION_STAFF.label,
                state="partly",
                note=_("在计划中按时间窗口跟踪、报告和销号；业务模块尚未建成"),
            )
        )
