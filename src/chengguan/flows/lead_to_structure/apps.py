"""The app of the door between leads and illegal structures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadToStructureConfig(AppConfig):
    name = "chengguan.flows.lead_to_structure"
    label = "lead_to_structure"
    verbose_name = _("线索转违建")

    def ready(self) -> None:
        from chengguan.flows.lead_to_structure import doors  # app ready

        doors.open_all()
