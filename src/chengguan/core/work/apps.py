"""The app of matters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "chengguan.core.work"
    label = "work"
    verbose_name = _("事项")

    def ready(self) -> None:
        from chengguan.core.work import doors, recount_tasks, tasks  # noqa: F401  # app ready

        doors.open_all()
