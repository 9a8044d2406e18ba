"""The app of the unions and their members."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "chengguan.union.members"
    label = "members"
    verbose_name = _("工会会员")

    def ready(self) -> None:
        from chengguan.union.members import doors, tasks  # noqa: F401  # app ready

        doors.open_all()
