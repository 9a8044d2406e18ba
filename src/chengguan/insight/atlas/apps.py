"""The app of the map."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AtlasConfig(AppConfig):
    name = "chengguan.insight.atlas"
    label = "atlas"
    verbose_name = _("一张图")

    def ready(self) -> None:
        from chengguan.insight.atlas import doors  # app ready

        doors.open_all()
