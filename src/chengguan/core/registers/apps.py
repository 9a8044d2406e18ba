"""The app of parties and places."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistersConfig(AppConfig):
    name = "chengguan.core.registers"
    label = "registers"
    verbose_name = _("当事人与地点")
