"""What the cases put up in the house: procedure, paper, forms, panels, menu, answers, words."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.registry import register_paper
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as sentences
from chengguan.core.work import registry, surface
from chengguan.enforcement.cases import facts, papers, services
from chengguan.enforcement.cases.forms import ACT_FORMS, EMPHASIS
from chengguan.enforcement.cases.panels import panels
from chengguan.enforcement.cases.procedures import SUMMARY
from chengguan.enforcement.cases.words import SENTENCES

OFFICER = _("执法队员")


def open_all() -> None:
    """Register everything once, at start-up."""
    sentences.register(SENTENCES)
    registry.register(registry.Handling(SUMMARY, facts=facts.facts, effects=services.EFFECTS))
    register_paper(papers.TEMPLATE)
    surface.register_forms(SUMMARY.key, ACT_FORMS, EMPHASIS)
    surface.register_panels(SUMMARY.kind, panels)
    pages.kind(pages.MatterKind(SUMMARY.kind, _("案件"), "work:matter", "cases:list"))
    pages.menu(
        pages.MenuItem(
            "cases",
            _("案件"),
            "cases:list",
            ENFORCEMENT_ROLES,
            section="enforcement",
            order=20,
            phone=True,
        )
    )
    for answer in ANSWERS:
        pages.answer(answer)


ANSWERS = (
    pages.Answer(
        "K2",
        "cases:list",
        rules=("GD01", "GD02", "GD09", "GD10", "GD13", "GD16", "GD17", "GD49", "CK04", "CK12"),
        role=OFFICER,
    ),
    pages.Answer(
        "K4",
        "cases:list",
        rules=("GD02", "GD25"),
        role=OFFICER,
        state="partly",
        note=_("现场检查、照片和责令改正；先行登记保存、查封扣押尚未建成"),
    ),
    pages.Answer(
        "K5",
        "cases:list",
        rules=("GD06", "GD16", "GD17"),
        role=OFFICER,
        state="partly",
        note=_("告知、陈述申辩和回避；法制审核、听证、集体讨论尚未建成"),
    ),
    pages.Answer(
        "K6",
        "cases:list",
        rules=("GD13", "GD14", "GD15", "CK12", "CK14", "CK15"),
        role=OFFICER,
        state="partly",
        note=_("当场决定、当场交付、缴款和上缴；分期、加处罚款和强制执行尚未建成"),
    ),
    pages.Answer(
        "K8",
        "cases:list",
        rules=("GD10", "GD11"),
        role=OFFICER,
        state="partly",
        note=_("当场行政处罚决定书、编号和备案；卷宗与归档尚未建成"),
    ),
)
