"""The app of parties and places."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.pages import imports, registry, whole


class RegistersConfig(AppConfig):
    name = "chengguan.core.registers"
    label = "registers"
    verbose_name = _("当事人与地点")

    def ready(self) -> None:
        from chengguan.core.journal.services import register_check  # app ready
        from chengguan.core.registers import listing as parties  # app ready
        from chengguan.core.registers import places, searching  # app ready
        from chengguan.core.registers.boundaries import IMPORT  # app ready
        from chengguan.core.registers.checks import derived_columns_follow  # app ready

        parties_title, places_title = pgettext_lazy("list", "当事人"), pgettext_lazy("list", "地点")
        for key, title, order in (("parties", parties_title, 80), ("places", places_title, 81)):
            listing = "registers:party_list" if key == "parties" else "registers:place_list"
            roles = frozenset(ENFORCEMENT_ROLES)
            registry.menu(
                registry.MenuItem(key, title, listing, roles, section="enforcement", order=order)
            )
        registry.search(registry.SearchProvider("parties", parties_title, searching.parties))
        registry.search(registry.SearchProvider("places", places_title, searching.places))
        registry.answer(
            registry.Answer(
                "K9",
                "registers:party_list",
                role=Role.OFFICER.label,
                state="partly",
                note=_("当事人和地点的登记、合并、以往事项和处罚；其他监管对象尚未建成"),
            )
        )
        imports.register(IMPORT)
        whole.register(parties.WHOLE)
        whole.register(places.WHOLE)
        register_check("registers", derived_columns_follow)
