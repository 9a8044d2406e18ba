"""The app of the door between leads and cases."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadToCaseConfig(AppConfig):
    name = "chengguan.flows.lead_to_case"
    label = "lead_to_case"
    verbose_name = _("线索转立案")

    def ready(self) -> None:
        from chengguan.flows.lead_to_case import doors  # app ready

        doors.open_all()
