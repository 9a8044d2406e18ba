"""What the flow contributes, by explicit registration at start-up."""

from chengguan.core.work import figures as published
from chengguan.core.work import registry, surface
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.procedures import SUMMARY
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.flows.lead_to_case import figures, services
from chengguan.flows.lead_to_case.forms import DocketForm

ENDINGS = ("close", "decline", "withdraw_docketing", "terminate", "hand_over_to_police")
"""The acts with which an ordinary case ends for those who brought it; the archive is no news."""


def open_all() -> None:
    published.register(*figures.FIGURES)
    surface.register_forms(HOTLINE.key, {"docket": DocketForm})
    registry.follow(HOTLINE.key, "docket", services.open_case)
    for act in SUMMARY.actions:
        if act.move.target is not None and act.move.target.final and act.key != "take_over":
            registry.follow(SUMMARY.key, act.key, services.tell_lead)
    registry.follow(SUMMARY.key, "take_over", services.follow_conversion)
    for ending in ENDINGS:
        registry.follow(ORDINARY.key, ending, services.tell_lead)
    registry.follow(ORDINARY.key, "join", services.follow_joining)
