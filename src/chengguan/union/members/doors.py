"""What members bring to the floors below: the procedure, forms, pages, lists, ports, words."""

from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange.doors import offer
from chengguan.core.org import ports
from chengguan.core.org.kinds import Role
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words as page_words
from chengguan.core.pages.registry import Answer, MatterKind, MenuItem, Panel
from chengguan.core.work import handling, own_page, registry, surface
from chengguan.core.work.own_page import Section
from chengguan.core.work.registry import Handling
from chengguan.union.members import facts, own, panels, services, snapshot, steps
from chengguan.union.members.forms import ACT_FORMS, EMPHASIS
from chengguan.union.members.importing import MEMBERS
from chengguan.union.members.offices import KEEPERS, OWNERS, READERS
from chengguan.union.members.procedures import MEMBERSHIP
from chengguan.union.members.queries import KIND
from chengguan.union.members.words import SENTENCES

KEPT = frozenset(KEEPERS)
RULES = (*(f"MB{n:02d}" for n in range(1, 20)), *(f"MB{n}" for n in range(31, 42)))
SEALED = {
    "membership.id_number": _("身份证号码"),
    "membership.phone": _("手机号"),
    "membership.card": _("会员服务卡号"),
    "membership.judgment": _("判决书号"),
}


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    registry.register(
        Handling(
            MEMBERSHIP,
            facts=facts.membership_facts,
            effects={**handling.effects(MEMBERSHIP), **services.EFFECTS},
            steps=steps.membership_steps,
        )
    )
    surface.register_forms(MEMBERSHIP.key, ACT_FORMS, EMPHASIS)
    surface.register_panels(KIND, panels.of_membership)
    pages.kind(MatterKind(KIND, _("会籍"), "work:matter", "members:list"))
    pages.panel(
        Panel(KIND, _("登记号码"), "members/_sealed.html", panels.of_sealed, place="main", order=60)
    )
    offer(MEMBERS)
    ports.members.register(snapshot.Register())
    own_page.subjects(own.keys_of)
    own_page.looked_at(SEALED)
    own_page.section(
        Section("looks", _("谁看过我的保密信息"), "members/_looks.html", own.looks, order=90)
    )
    _menu()
    _answers()


def _menu() -> None:
    for key, title, address, roles, order in (
        ("union_me", _("我的工会"), "members:me", OWNERS, 10),
        ("unions", _("工会组织"), "members:unions", frozenset(READERS), 20),
        ("union_members", _("会员登记"), "members:list", KEPT, 30),
        ("union_snapshot", _("会员名册"), "members:snapshot", KEPT, 40),
        ("union_statistics", _("会员统计表"), "members:statistics", KEPT, 50),
    ):
        pages.menu(MenuItem(key, title, address, roles, section="union", order=order))


def _answers() -> None:
    pages.answer(
        Answer(
            "U4.2f",
            "members:list",
            rules=RULES,
            role=Role.UNION_STAFF.label,
            state="partly",
            note=_("会员登记、名册和统计表已建成；信息报送尚未建成"),
        )
    )
