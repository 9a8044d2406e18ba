"""What the flow contributes, by explicit registration at start-up."""

from chengguan.core.work import registry, surface
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.flows.lead_to_structure import panels, services

NEWS = (
    "demolish",
    "force_demolition",
    "retain",
    "legalise",
    "confiscate",
    "transfer",
    "void",
    "regrow",
)
"""The acts that are news for whoever brought the structure; acceptance and archive are not."""


def open_all() -> None:
    surface.register_panels(HOTLINE.kind, panels.offer)
    registry.follow(HOTLINE.key, "receive_result", services.link_structure)
    for act in NEWS:
        registry.follow(STRUCTURE.key, act, services.tell_lead)
