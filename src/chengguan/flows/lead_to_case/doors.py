"""What the flow contributes, by explicit registration at start-up."""

from chengguan.core.work import registry, surface
from chengguan.enforcement.cases.procedures import SUMMARY
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.flows.lead_to_case import services
from chengguan.flows.lead_to_case.forms import DocketForm


def open_all() -> None:
    surface.register_forms(HOTLINE.key, {"docket": DocketForm})
    registry.follow(HOTLINE.key, "docket", services.open_case)
    for act in SUMMARY.actions:
        if act.move.target is not None and act.move.target.final:
            registry.follow(SUMMARY.key, act.key, services.tell_lead)
