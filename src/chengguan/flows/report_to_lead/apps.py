"""The app of the door between property reports and leads."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportToLeadConfig(AppConfig):
    name = "chengguan.flows.report_to_lead"
    label = "report_to_lead"
    verbose_name = _("物业报告转线索")

    def ready(self) -> None:
        from chengguan.flows.report_to_lead import doors  # app ready

        doors.open_all()
