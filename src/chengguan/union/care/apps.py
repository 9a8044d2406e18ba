"""The app of care."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CareConfig(AppConfig):
    name = "chengguan.union.care"
    label = "care"
    verbose_name = _("工会帮扶")

    def ready(self) -> None:
        from chengguan.union.care import doors  # app ready

        doors.open_all()
