"""The app of estates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EstatesConfig(AppConfig):
    name = "chengguan.enforcement.estates"
    label = "estates"
    verbose_name = _("小区物业")

    def ready(self) -> None:
        from chengguan.enforcement.estates import doors, tasks  # noqa: F401  # app ready

        doors.open_all()
