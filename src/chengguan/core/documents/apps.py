"""The app of papers."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "chengguan.core.documents"
    label = "documents"
    verbose_name = _("文书")

    def ready(self) -> None:
        from chengguan.core.documents import (  # noqa: F401  # app ready
            checks,
            present,
            services,
            tasks,
            tour,
        )
        from chengguan.core.journal.services import register_check  # app ready
        from chengguan.core.pages import registry as pages  # app ready
        from chengguan.core.work import registry as work  # app ready
        from chengguan.core.work.brief import HANDED_IN  # app ready

        work.set_paper_port(services.Issuer())
        register_check("papers", checks.papers_are_whole)
        register(checks.typefaces_are_there)
        register(checks.own_templates_fit)
        for place, provide in (("main", present.panel), (HANDED_IN, present.in_brief)):
            template = "documents/_papers.html"
            pages.panel(pages.Panel("*", _("文书"), template, provide, place, order=30))
        pages.tour(tour.STEP)
        pages.answer(
            pages.Answer(
                "K8",
                "documents:ask",
                state="partly",
                note=_("文书编号、签发、排版、重印、核验和卷宗归档包可办；向档案馆移交尚未建成"),
            )
        )
