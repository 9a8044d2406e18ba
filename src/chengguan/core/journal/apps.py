"""The journal as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    name = "chengguan.core.journal"
    label = "journal"
    verbose_name = _("日志")
    default_auto_field = "django.db.models.BigAutoField"
