"""What care brings to the floors below: procedures, forms, pages, lists, its part of one's page."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel
from chengguan.core.work import own_page, registry, surface
from chengguan.core.work.own_page import Section
from chengguan.core.work.registry import Handling
from chengguan.union.care import facts, own, panels, services, steps
from chengguan.union.care.forms import ACT_FORMS, EMPHASIS
from chengguan.union.care.procedures import RELIEF
from chengguan.union.care.queries import KIND
from chengguan.union.care.words import SENTENCES

RULES = tuple(f"CA{n:02d}" for n in range(1, 16))
STAFF = frozenset({Role.UNION_STAFF})
SEALED = {
    "care.cause": _("帮扶事由"),
    "care.words": _("情况说明"),
    "care.missing": _("待补材料"),
    "care.supplement": _("补充说明"),
    "care.refusal": _("不予受理理由"),
    "care.place": _("走访地点"),
    "care.visit": _("走访情况"),
    "care.remark": _("慰问金说明"),
    "care.outcome": _("未发放理由"),
    "care.received_by": _("实际领取人"),
    "care.follow_up": _("回访情况"),
    "care.closing": _("办结情况"),
    "care.hardship": _("困难情况"),
    "care.family_name": _("家属姓名"),
    "care.family_income": _("月收入"),
    "care.proof": _("收支证明"),
}


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    registry.register(
        Handling(
            RELIEF, facts=facts.relief_facts, effects=services.EFFECTS, steps=steps.relief_steps
        )
    )
    surface.register_forms(RELIEF.key, ACT_FORMS, EMPHASIS)
    surface.register_panels(KIND, panels.of_relief)
    pages.kind(MatterKind(KIND, _("帮扶事项"), "work:matter", "care:list"))
    pages.panel(
        Panel(KIND, _("加密内容"), "care/_sealed.html", panels.of_sealed, place="main", order=60)
    )
    own_page.subjects(own.keys_of)
    own_page.looked_at(SEALED)
    own_page.section(
        Section("relief", _("我的帮扶申请"), "care/_applications.html", own.applications, order=40)
    )
    for key, title, address, order in (
        ("union_care", _("帮扶事项"), "care:list", 60),
        ("union_hardship", _("困难职工档案"), "care:hardship_list", 65),
    ):
        pages.menu(MenuItem(key, title, address, STAFF, section="union", order=order))
    pages.answer(
        Answer(
            "U3.2a",
            "care:list",
            rules=RULES,
            role=Role.UNION_STAFF.label,
            state="partly",
            note=_("申请、走访、慰问金、回访和困难职工档案已建成；季度排摸任务尚未建成"),
        )
    )
