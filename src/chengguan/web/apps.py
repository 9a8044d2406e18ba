"""The app that carries settings, commands and health."""

from datetime import datetime

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "chengguan.web"
    label = "web"
    verbose_name = "门面"

    def ready(self) -> None:
        from chengguan.core.pages import registry  # app ready

        from . import checks, frame  # noqa: F401  # app ready

        registry.frame(frame.frame)
        show_figures()


def show_figures() -> None:
    """Numbers of the whole house, without any content: the monitor is nobody's eye."""
    from chengguan.core.notices import queries as notices  # app ready
    from chengguan.core.work import lateness  # app ready
    from chengguan.core.work.models import Matter  # app ready

    from .health import Figure, show  # app ready

    def open_matters(_at: datetime) -> int:
        return Matter.objects.filter(is_open=True).count()

    def overdue_matters(at: datetime) -> int:
        return Matter.objects.filter(lateness.late(at)).count()

    def waiting(_at: datetime) -> int:
        return notices.waiting_count()

    show(Figure("open_matters", "Matters not yet brought to an end", open_matters))
    show(Figure("overdue_matters", "Open matters past their next due moment", overdue_matters))
    show(Figure("outbox_waiting", "Rows of the outbox not yet delivered", waiting))
