"""What leads bring to the floors below: the procedure with its effects, forms, pages, words."""

from django.utils.translation import gettext_lazy as _

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
from chengguan.enforcement.leads import facts, figures, listing, panels, services, steps, tour
from chengguan.enforcement.leads.forms import ACT_FORMS, EMPHASIS
from chengguan.enforcement.leads.importing import LEADS
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.enforcement.leads.queries import KIND
from chengguan.enforcement.leads.words import SENTENCES

RULES = tuple(f"LD{number:02d}" for number in range(1, 19))
CLOCKS = ("CK41", "CK67a", "CK67b", "CK67c", "HL01", "HL02", "HL03")


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    registry.register(
        Handling(
            HOTLINE,
            facts=facts.facts,
            effects={**handling.effects(HOTLINE, services.moved), **services.EFFECTS},
            steps=steps.steps,
            decisions=steps.decisions,
        )
    )
    surface.register_forms(HOTLINE.key, {**FORMS, **ACT_FORMS}, EMPHASIS)
    surface.register_panels(KIND, panels.panels)
    offer(LEADS)
    whole.register(listing.WHOLE)
    published.register(*figures.FIGURES)
    pages.kind(MatterKind(KIND, _("线索"), "work:matter", "leads:list"))
    pages.panel(
        Panel(
            KIND,
            _("诉求人/来电人"),
            "leads/_complainant.html",
            panels.complainant,
            order=10,
            later=True,
        )
    )
    pages.panel(
        Panel(KIND, _("办理经过"), "leads/_handling.html", panels.handling, order=20, later=True)
    )
    _menu()
    _answers()
    tour.open_all()


def _menu() -> None:
    pages.menu(
        MenuItem(
            "leads",
            _("线索"),
            "leads:list",
            ENFORCEMENT_ROLES,
            section="enforcement",
            order=10,
            phone=True,
        )
    )


def _answers() -> None:
    pages.answer(
        Answer(
            "K1",
            "leads:list",
            rules=("GD03", *RULES, *CLOCKS),
            role=Role.DISPATCHER.label,
            state="partly",
            note=_("诉件从受理到回访全程可办；其他来源的专门程序尚未建成。"),
        )
    )
    pages.answer(
        Answer(
            "E3.2e",
            "leads:list",
            rules=("LD14",),
            role=Role.DISPATCHER.label,
            state="partly",
            note=_("派单、退单、终审、转立案可办；街镇向区局移送的接收通道尚未建成。"),
        )
    )
    pages.answer(
        Answer(
            "E3.2b",
            "leads:list",
            role=Role.TEAM_HEAD.label,
            state="partly",
            note=_("重复投诉自动关联，第三次起提示；工地攻坚和三线并查尚未建成。"),
        )
    )
