"""What cover brings to the floors below: procedures, forms, pages, lists, the own page."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange.doors import offer
from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel
from chengguan.core.work import handling, own_page, registry, surface
from chengguan.core.work.own_page import Section
from chengguan.core.work.registry import Handling
from chengguan.union.benefits.insurance import (  # noqa: F401  # tasks register themselves
    facts,
    forms,
    own,
    panels,
    services,
    steps,
    tasks,
)
from chengguan.union.benefits.insurance.importing import RECEIPTS
from chengguan.union.benefits.insurance.procedures import CLAIM_HELP, INSURANCE_ROUND
from chengguan.union.benefits.insurance.queries import CLAIM, ROUND
from chengguan.union.benefits.offices import STAFF

RULES = (*(f"BN{n:02d}" for n in range(1, 10)), "BN11", "BN12", "BN13", "LIM40")
SEALED = {
    "insurance.words": _("理赔情况说明"),
    "insurance.refusal": _("不予赔付的理由"),
}


def open_all() -> None:
    registry.register(
        Handling(
            INSURANCE_ROUND,
            facts=facts.round_facts,
            effects={**handling.effects(INSURANCE_ROUND), **services.ROUND_EFFECTS},
            steps=steps.round_steps,
        )
    )
    registry.register(
        Handling(
            CLAIM_HELP,
            facts=facts.claim_facts,
            effects={**handling.effects(CLAIM_HELP), **services.CLAIM_EFFECTS},
            steps=steps.claim_steps,
        )
    )
    surface.register_forms(INSURANCE_ROUND.key, forms.ROUND_FORMS, forms.ROUND_EMPHASIS)
    surface.register_forms(CLAIM_HELP.key, forms.CLAIM_FORMS, forms.CLAIM_EMPHASIS)
    surface.register_panels(ROUND, panels.of_round)
    surface.register_panels(CLAIM, panels.of_claim)
    pages.kind(MatterKind(ROUND, _("参保批次"), "work:matter", "benefits:rounds"))
    pages.kind(MatterKind(CLAIM, _("理赔协助"), "work:matter", "benefits:claims"))
    pages.panel(
        Panel(ROUND, _("承保单位往来"), "benefits/_sheets.html", panels.of_sheets, order=20)
    )
    pages.panel(Panel(CLAIM, _("保密内容"), "benefits/_sealed.html", panels.of_sealed, order=60))
    offer(RECEIPTS)
    own_page.subjects(own.keys_of)
    own_page.looked_at(SEALED)
    own_page.section(
        Section("covers", _("我的保障"), "benefits/_own_cover.html", own.covers, order=30)
    )
    staff = frozenset(STAFF)
    pages.menu(MenuItem("rounds", _("参保批次"), "benefits:rounds", staff, "union", 62))
    pages.answer(Answer("U3.1c", "benefits:rounds", rules=RULES, role=Role.UNION_STAFF.label))
