"""The app of illegal structures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StructuresConfig(AppConfig):
    name = "chengguan.enforcement.structures"
    label = "structures"
    verbose_name = _("违法建筑")

    def ready(self) -> None:
        from chengguan.enforcement.structures import doors  # app ready

        doors.open_all()
