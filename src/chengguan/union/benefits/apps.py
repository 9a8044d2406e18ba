"""The app of the members' benefits."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenefitsConfig(AppConfig):
    name = "chengguan.union.benefits"
    label = "benefits"
    verbose_name = _("会员福利")

    def ready(self) -> None:
        from chengguan.union.benefits import doors  # app ready

        doors.open_all()
