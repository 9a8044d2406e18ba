"""What the flow contributes, by explicit registration at start-up."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry as pages
from chengguan.core.pages.registry import MenuItem
from chengguan.core.work import figures as published
from chengguan.core.work import registry
from chengguan.enforcement.estates.procedures_finding import FINDING
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.flows.report_to_lead import figures, services

HANDED = ("report", "return_as_not_ours", "rule")
"""The acts by which a report comes to a body."""


def open_all() -> None:
    published.register(*figures.FIGURES)
    for act in HANDED:
        registry.follow(FINDING.key, act, services.open_lead)
    registry.follow(HOTLINE.key, "answer", services.tell_finding)
    registry.follow(HOTLINE.key, "void", services.tell_finding)
    pages.menu(
        MenuItem(
            "complaints",
            _("小区投诉同比"),
            "report_to_lead:complaints",
            ENFORCEMENT_ROLES,
            section="enforcement",
            order=36,
        )
    )
