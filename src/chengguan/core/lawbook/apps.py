"""The app of enforcement items and competence: data and pages, no table."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LawbookConfig(AppConfig):
    name = "chengguan.core.lawbook"
    label = "lawbook"
    verbose_name = _("执法事项")
