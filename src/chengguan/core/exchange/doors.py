"""What the exchange brings to the house: its lists, its menu, its answers."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange import people, registers
from chengguan.core.exchange.command import entry
from chengguan.core.exchange.shapes import Importer, register
from chengguan.core.org.kinds import Role
from chengguan.core.pages import imports, registry, whole

ROLES = frozenset(
    {
        Role.DISPATCHER,
        Role.SQUAD_LEADER,
        Role.TEAM_HEAD,
        Role.FIELD_SECTION,
        Role.PERSONNEL,
        Role.SEC_ADMIN,
        Role.UNION_STAFF,
        Role.BASE_UNION_CHAIR,
    }
)
"""Those who may bring some list; each list names its own."""


def offer(importer: Importer) -> None:
    """A list is offered on the pages and on the command line alike."""
    register(importer)
    imports.register(entry(importer))


def open_all() -> None:
    """Register everything once, at start-up."""
    for importer in (people.PEOPLE, people.CERTIFICATES, registers.PARTIES, registers.PLACES):
        offer(importer)
    whole.set_address(lambda key: reverse("exchange:whole", args=[key]))
    registry.menu(
        registry.MenuItem(
            "imports", _("导入导出"), "exchange:jobs", ROLES, section="work", order=60
        )
    )
    registry.answer(
        registry.Answer(
            "K9",
            "exchange:jobs",
            role=Role.PERSONNEL.label,
            state="partly",
            note=_("名单先试后收，坏行写明原因，可原样导出；与其他系统的接口尚未建成"),
        )
    )
