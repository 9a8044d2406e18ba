"""The app of organs, people and grants."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry


class OrgConfig(AppConfig):
    name = "chengguan.core.org"
    label = "org"
    verbose_name = _("机构与人员")

    def ready(self) -> None:
        from chengguan.core.org.delegating import DELEGABLE  # app ready

        registry.enter("org:enter")
        registry.menu(
            registry.MenuItem(
                "people",
                _("人员与授权"),
                "org:people",
                roles=frozenset({Role.SEC_ADMIN}),
                section="manage",
            )
        )
        registry.menu(
            registry.MenuItem(
                "delegations",
                _("委托办理"),
                "org:delegations",
                roles=DELEGABLE,
                section="work",
                order=60,
            )
        )
