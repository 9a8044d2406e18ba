"""The app of parties and places."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry


class RegistersConfig(AppConfig):
    name = "chengguan.core.registers"
    label = "registers"
    verbose_name = _("当事人与地点")

    def ready(self) -> None:
        registry.menu(
            registry.MenuItem(
                "parties",
                _("当事人"),
                "registers:party_list",
                roles=frozenset(ENFORCEMENT_ROLES),
                section="enforcement",
                order=80,
            )
        )
