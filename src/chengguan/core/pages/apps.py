"""The Django app of the pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chengguan.core.pages import registry
from chengguan.core.pages.registry import Answer


class PagesConfig(AppConfig):
    name = "chengguan.core.pages"
    label = "pages"
    verbose_name = _("页面")

    def ready(self) -> None:
        registry.answer(
            Answer("P6", "pages:map", role=_("所有人"), state="partly", note=_("对照表"))
        )
