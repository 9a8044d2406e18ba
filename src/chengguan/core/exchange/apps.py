"""The app of imports, exports and long jobs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "chengguan.core.exchange"
    label = "exchange"
    verbose_name = _("导入导出")

    def ready(self) -> None:
        from chengguan.core.exchange import doors, tasks  # noqa: F401  # app ready

        doors.open_all()
