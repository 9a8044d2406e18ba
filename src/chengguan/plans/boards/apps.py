"""The app of boards, bulletins, scores and period reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "chengguan.plans.boards"
    label = "boards"
    verbose_name = _("看板与通报")

    def ready(self) -> None:
        from chengguan.plans.boards import doors, tasks  # noqa: F401  # app ready

        doors.open_all()
