"""The app of enforcement items, competence, and the bureau's dated changes of the rules."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.pages import imports, registry


class LawbookConfig(AppConfig):
    name = "chengguan.core.lawbook"
    label = "lawbook"
    verbose_name = _("执法事项")

    def ready(self) -> None:
        from chengguan.core.lawbook import statutes  # app ready

        imports.register(
            imports.Import(
                "statutes",
                "Read official texts from a folder, to stand beside the rules that cite them.",
                statutes.load,
            )
        )
        registry.cited("lawbook:cited")
        registry.answer(
            registry.Answer(
                "E3.1a",
                "lawbook:list",
                role=Role.LEGAL_REVIEWER.label,
                state="partly",
                note=_("常用事项有证据标准，由法制科确认；分步的执法指引尚未建成"),
            )
        )
        registry.menu(
            registry.MenuItem(
                "lawbook",
                pgettext_lazy("list", "执法事项"),
                "lawbook:list",
                roles=frozenset(ENFORCEMENT_ROLES),
                section="enforcement",
                order=90,
            )
        )
