"""The app of the unions' money."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FinanceConfig(AppConfig):
    name = "chengguan.union.finance"
    label = "finance"
    verbose_name = _("工会经费")

    def ready(self) -> None:
        from chengguan.union.finance import doors  # app ready

        doors.open_all()
