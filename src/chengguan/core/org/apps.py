"""The app of organs, people and grants."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "chengguan.core.org"
    label = "org"
    verbose_name = _("机构与人员")
