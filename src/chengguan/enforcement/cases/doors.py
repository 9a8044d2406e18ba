"""What the cases put up in the house: procedure, paper, forms, panels, menu, answers, words."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.registry import register_paper
from chengguan.core.exchange.doors import offer
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry as pages
from chengguan.core.pages import whole
from chengguan.core.pages import words as sentences
from chengguan.core.registers import ports
from chengguan.core.work import figures as published
from chengguan.core.work import handling, registry, surface
from chengguan.core.work.handling_forms import FORMS
from chengguan.enforcement.cases import (
    facts,
    figures,
    listing,
    papers,
    penalties,
    services,
    steps,
    tour,
)
from chengguan.enforcement.cases.forms import ACT_FORMS, EMPHASIS
from chengguan.enforcement.cases.importing import CASES
from chengguan.enforcement.cases.ordinary import conversion
from chengguan.enforcement.cases.ordinary import doors as ordinary
from chengguan.enforcement.cases.panels import panels
from chengguan.enforcement.cases.procedures import SUMMARY
from chengguan.enforcement.cases.reviewing import REVIEWING
from chengguan.enforcement.cases.words import SENTENCES

OFFICER = _("执法队员")


def open_all() -> None:
    """Register everything once, at start-up."""
    sentences.register(SENTENCES)
    registry.register(
        registry.Handling(
            SUMMARY,
            facts=facts.facts,
            effects={
                **handling.effects(SUMMARY),
                **services.EFFECTS,
                **conversion.FROM_SUMMARY,
            },
            steps=steps.steps,
            decisions=steps.decisions,
        )
    )
    ordinary.open_all()
    offer(CASES)
    whole.register(listing.WHOLE)
    published.register(*figures.FIGURES)
    ports.penalties.register("cases", penalties.told)
    register_paper(papers.TEMPLATE)
    surface.register_forms(SUMMARY.key, {**FORMS, **ACT_FORMS}, EMPHASIS)
    surface.register_panels(SUMMARY.kind, panels)
    pages.kind(pages.MatterKind(SUMMARY.kind, _("案件"), "work:matter", "cases:list"))
    pages.search(pages.SearchProvider("cases.former", _("立案前编号"), listing.found))
    pages.menu(
        pages.MenuItem(
            "cases.reviews",
            _("法制审核"),
            "cases:reviews",
            REVIEWING,
            section="enforcement",
            order=25,
        )
    )
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
    tour.open_all()


ANSWERS = (
    pages.Answer(
        "K2",
        "cases:list",
        rules=("GD01", "GD02", "GD09", "GD10", "GD13", "GD16", "GD17", "GD49", "CK04", "CK12"),
        role=OFFICER,
    ),
    pages.Answer(
        "K3",
        "cases:list",
        rules=("GD07", "GD08", "GD32", "GD34", "CK01", "CK03"),
        role=OFFICER,
        state="partly",
        note=_("从核查、立案、调查、告知、决定、送达、执行到归档可办；查封扣押尚未建成"),
    ),
    pages.Answer(
        "K4",
        "cases:list",
        rules=("GD02", "GD25", "GD35", "CK05"),
        role=OFFICER,
        state="partly",
        note=_("检查、询问、证据、先行登记保存、鉴定和责令改正可办；查封扣押尚未建成"),
    ),
    pages.Answer(
        "K5",
        "cases:list",
        rules=(
            *("GD06", "GD16", "GD17", "GD18", "GD19", "GD20", "GD21", "GD22", "GD23", "GD24"),
            *("GD53", "CK06", "CK07", "CK08"),
        ),
        role=OFFICER,
        state="partly",
        note=_("告知、申辩、回避、听证、法制审核、集体讨论可办"),
    ),
    pages.Answer(
        "K6",
        "cases:list",
        rules=(
            *("GD13", "GD14", "GD15", "GD40", "GD61a"),
            *("CK09", "CK12", "CK14", "CK15", "CK23", "CK24"),
        ),
        role=OFFICER,
        state="partly",
        note=_("决定、送达、缴款、延期分期、加处罚款、催告、申请法院执行可办；代履行尚未建成"),
    ),
    pages.Answer(
        "K7",
        "cases:list",
        rules=("CK30", "CK36"),
        role=OFFICER,
        state="partly",
        note=_("复议、诉讼的受理、停止执行和结果可以登记；答复和应诉材料尚未建成"),
    ),
    pages.Answer(
        "K8",
        "cases:list",
        rules=("GD10", "GD11", "GD34", "GD59a"),
        role=OFFICER,
        state="partly",
        note=_("文书、编号、备案、结案和归档可办；向档案馆移交尚未建成"),
    ),
    pages.Answer(
        "E3.1b",
        "cases:list",
        rules=("GD21", "GD23", "GD34", "GD51"),
        role=OFFICER,
        state="partly",
        note=_("公示登记、全过程记录、法制审核可办；向公示网站发布尚未建成"),
    ),
)
