"""What the flow contributes, by explicit registration at start-up."""

from chengguan.core.work import registry, surface
from chengguan.flows.lead_to_case import services
from chengguan.flows.lead_to_case.forms import DocketForm

ENDINGS = ("close", "exempt", "convert")


def open_all() -> None:
    surface.register_forms("lead.hotline", {"docket": DocketForm})
    registry.follow("lead.hotline", "docket", services.open_case)
    for ending in ENDINGS:
        registry.follow("case.summary", ending, services.tell_lead)
