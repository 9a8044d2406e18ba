"""What boards bring to the floors below: procedures, pages, papers, words, places in the menu."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.documents.registry import register_paper
from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel
from chengguan.core.work import desk, registry, surface
from chengguan.core.work.registry import Handling
from chengguan.plans.boards import facts, mapping, panels, services, steps, tiles
from chengguan.plans.boards.forms import BulletinForm
from chengguan.plans.boards.offices import ISSUERS, OWNERS, READERS
from chengguan.plans.boards.papers import BULLETIN_PAPER
from chengguan.plans.boards.procedures import BULLETIN_RECEIPT, PLAN_BULLETIN
from chengguan.plans.boards.queries import BULLETIN, RECEIPT
from chengguan.plans.boards.words import SENTENCES

RULES = ("TB01", "TB02", "TB03", "TB04", "BULLETIN_SIGN")


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    registry.register(
        Handling(
            PLAN_BULLETIN,
            facts=facts.bulletin_facts,
            effects=services.BULLETIN_EFFECTS,
            steps=steps.bulletin_steps,
        )
    )
    registry.register(
        Handling(
            BULLETIN_RECEIPT,
            facts=facts.receipt_facts,
            effects=services.RECEIPT_EFFECTS,
            steps=steps.receipt_steps,
        )
    )
    surface.register_forms(PLAN_BULLETIN.key, {"issue_bulletin": BulletinForm})
    register_paper(BULLETIN_PAPER)
    pages.kind(MatterKind(BULLETIN, _("进度通报"), "work:matter", "boards:bulletins"))
    pages.kind(MatterKind(RECEIPT, _("通报签收"), "work:matter", "boards:bulletins"))
    told = "boards/_bulletin.html"
    pages.panel(Panel(BULLETIN, _("通报内容"), told, panels.of_bulletin, order=10))
    pages.panel(Panel(RECEIPT, _("通报内容"), told, panels.of_receipt, order=10))
    desk.register_tiles(tiles.late_items)
    _places()
    mapping.open_all()


def _places() -> None:
    items = (
        MenuItem("board", _("年度看板"), "boards:board", READERS, section="plans", order=5),
        MenuItem(
            "bulletins", _("进度通报"), "boards:bulletins", READERS, section="plans", order=40
        ),
        MenuItem(
            "scores",
            _("单位考核"),
            "boards:scores",
            frozenset({*ISSUERS, *OWNERS}),
            section="plans",
            order=50,
        ),
        MenuItem(
            "reports",
            _("阶段报告"),
            "boards:reports",
            frozenset(ISSUERS),
            section="plans",
            order=60,
        ),
    )
    for item in items:
        pages.menu(item)
    leader = Role.BUREAU_LEADER.label
    for key, url, rules, note in (
        ("P3", "boards:board", (), _("全年时间轴：到期、逾期、预警，每个数字打开清单")),
        ("P5", "boards:reports", (), _("月报、季报、半年报、年报一键生成 PDF 和 Word")),
        ("P5", "boards:scores", (), _("单位考核，逐项带件数和清单，罚没数额不参与")),
        ("P5", "boards:bulletins", RULES, _("进度通报按印发时的记录冻结")),
        ("P6", "pages:map", (), _("要求、页面、规则、承办、状态逐条对照，可查法规和术语")),
    ):
        pages.answer(Answer(key, url, rules=rules, role=leader, note=note))
