"""The app of leaders' instructions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstructionsConfig(AppConfig):
    name = "chengguan.plans.instructions"
    label = "instructions"
    verbose_name = _("批示督办")

    def ready(self) -> None:
        from chengguan.plans.instructions import doors, tasks  # noqa: F401  # app ready

        doors.open_all()
