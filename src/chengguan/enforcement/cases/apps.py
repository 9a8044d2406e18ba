"""The app of cases: its procedure, paper, pages and words."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "chengguan.enforcement.cases"
    label = "cases"
    verbose_name = _("案件")

    def ready(self) -> None:
        from chengguan.enforcement.cases import doors  # app ready

        doors.open_all()
