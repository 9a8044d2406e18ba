"""The app of the outbox and of notices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "chengguan.core.notices"
    label = "notices"
    verbose_name = _("通知提醒")

    def ready(self) -> None:
        from chengguan.core.notices import tasks  # noqa: F401  # app ready
