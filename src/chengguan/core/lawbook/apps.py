"""The app of enforcement items and competence: data and pages, no table."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry


class LawbookConfig(AppConfig):
    name = "chengguan.core.lawbook"
    label = "lawbook"
    verbose_name = _("执法事项")

    def ready(self) -> None:
        registry.menu(
            registry.MenuItem(
                "lawbook",
                _("执法事项"),
                "lawbook:list",
                roles=frozenset(ENFORCEMENT_ROLES),
                section="enforcement",
                order=90,
            )
        )
