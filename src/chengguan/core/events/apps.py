"""The app of events."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "chengguan.core.events"
    label = "events"
    verbose_name = _("活动")

    def ready(self) -> None:
        from chengguan.core.events import doors  # app ready

        doors.open_all()
