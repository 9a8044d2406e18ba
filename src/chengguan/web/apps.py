"""The app that carries settings, commands and health."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "chengguan.web"
    label = "web"
    verbose_name = "门面"

    def ready(self) -> None:
        from . import checks  # noqa: F401  # app ready
