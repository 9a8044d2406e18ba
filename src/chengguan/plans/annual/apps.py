"""The app of annual plans."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnualConfig(AppConfig):
    name = "chengguan.plans.annual"
    label = "annual"
    verbose_name = _("年度计划")

    def ready(self) -> None:
        from chengguan.plans.annual import doors, tasks  # noqa: F401  # app ready

        doors.open_all()
