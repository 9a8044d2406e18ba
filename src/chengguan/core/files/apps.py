"""The app of stored originals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    name = "chengguan.core.files"
    label = "files"
    verbose_name = _("附件")

    def ready(self) -> None:
        from chengguan.core.files.checks import files_are_whole  # app ready
        from chengguan.core.journal.services import register_check  # app ready

        register_check("files", files_are_whole)
