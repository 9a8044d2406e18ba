"""The app of leads."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    name = "chengguan.enforcement.leads"
    label = "leads"
    verbose_name = _("线索")

    def ready(self) -> None:
        from chengguan.enforcement.leads import doors, tasks  # noqa: F401  # app ready

        doors.open_all()
