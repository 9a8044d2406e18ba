"""The unions as pages show them: the list with terms, and one union whole."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.files.models import FileUse
from chengguan.core.org.kinds import MembershipKind, OrganKind
from chengguan.core.org.models import Membership, Organ
from chengguan.core.org.queries import in_force
from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    EmptyView,
    Fact,
    FactGroup,
    ListPage,
    ReasonView,
    Row,
    StateView,
    Tone,
)
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.present import finding_view
from chengguan.law.guards import judge
from chengguan.union.members import queries, reading, snapshot, standing
from chengguan.union.members.guards_unions import ALL
from chengguan.union.members.models import Assembly, Committee, Seat, UnionFile
from chengguan.union.members.offices import COMMITTEES

STAGES = {
    "": (gettext_lazy("任期内"), Tone.NORMAL),
    "first": (gettext_lazy("六个月内届满"), Tone.WARNING),
    "second": (gettext_lazy("三个月内届满"), Tone.WARNING),
    "third": (gettext_lazy("一个月内届满"), Tone.WARNING),
    "over": (gettext_lazy("超期"), Tone.OVERDUE),
}


def list_of(actor: Actor, now: datetime) -> ListPage:
    """One row a union; what does not agree is counted from the same findings as its page."""
    today = queries.today(now)
    unions = reading.unions_open_to(actor)
    terms = {term.committee.organ_id: term for term in standing.terms(unions, today)}
    counts = snapshot.statistics(today, unions)
    return ListPage(
        title=_("工会组织"),
        columns=(
            Column("name", _("工会"), "text", "title"),
            Column("kind", _("机构类别"), "word", "line"),
            Column("members", _("会员"), "word", "line"),
            Column("until", _("任期届满"), "day", "line"),
            Column("term", _("任期"), "state", "state"),
            Column("findings", _("需要核对"), "word", "line"),
        ),
        rows=tuple(
            _row(one, counts.get(one.pk, {}).get("all", 0), terms.get(one.pk), today)
            for one in unions
        ),
        empty=EmptyView(_("您没有查看工会组织的范围。")),
    )


def _row(union: Organ, members: int, term: standing.Term | None, today: date) -> Row:
    found = findings_of(union, today)
    state = term_view(term) if term else StateView(_("未登记"), Tone.WARNING)
    return Row(
        key=str(union.pk),
        url=reverse("members:union", args=[union.pk]),
        cells=(
            union.name,
            str(OrganKind(union.kind).label),
            str(members),
            words.day(term.committee.lasts_until) if term else "",
            state,
            _("%(n)d 项") % {"n": len(found)} if found else "",
        ),
        tone=state.tone if state.tone is Tone.OVERDUE else None,
    )


def findings_of(union: Organ, today: date) -> tuple[ReasonView, ...]:
    facts = standing.facts_of(union, today)
    return tuple(finding_view(one) for one in judge(ALL, rules.current(), today, facts))


def term_view(term: standing.Term) -> StateView:
    said, tone = STAGES[term.stage]
    if term.stage == "over":
        return StateView(_("超期 %(days)d 天") % {"days": -term.days}, tone)
    return StateView(str(said), tone)


# -- one union -----------------------------------------------------------------------------------


def page_of(union: Organ, actor: Actor, now: datetime) -> Mapping[str, Any]:
    today = queries.today(now)
    file = UnionFile.objects.filter(organ=union).select_related("serves").first()
    beside = list(Organ.objects.filter(parent=union, kind__in=COMMITTEES, until=None))
    terms = standing.terms([union, *beside], today)
    keeps = reading.may_keep(actor, union)
    readable = {organ.pk for organ in reading.unions_read(actor)}
    counts = snapshot.statistics(today, [union]).get(union.pk, {})
    return {
        "union": union,
        "kind": str(OrganKind(union.kind).label),
        "facts": (_facts(file, counts.get("all", 0)),),
        "approval": file.approval_id if file else None,
        "findings": findings_of(union, today),
        "terms": [_term(term, today) for term in terms],
        "assemblies": list(Assembly.objects.filter(union=union).order_by("-held_on", "-pk")[:10]),
        "groups": _groups(union, today),
        "acts": _acts(union) if keeps else (),
        "keeps": keeps,
        "members_url": f"{reverse('members:snapshot')}?union={union.pk}"
        if union.pk in readable
        else "",
    }


def _acts(union: Organ) -> tuple[ActionView, ...]:
    known = (
        ("file", _("工会档案")),
        ("committee", _("登记新一届委员会")),
        ("assembly", _("登记会议")),
        ("days", _("登记工会工作工时")),
    )
    return tuple(
        ActionView(key, title, reverse(f"members:{key}", args=[union.pk])) for key, title in known
    )


def _facts(file: UnionFile | None, members: int) -> FactGroup:
    if file is None:
        return FactGroup(_("档案"), (Fact(_("工会档案"), _("尚未登记")),))
    staff = str(file.staff_count) if file.staff_count is not None else "—"
    if file.staff_counted_on:
        staff = words.aside(staff, words.day(file.staff_counted_on))
    return FactGroup(
        _("档案"),
        (
            Fact(_("组织形式"), str(UnionFile.Form(file.form).label)),
            Fact(_("所在单位"), file.serves.name if file.serves else "—", source=True),
            Fact(_("成立日期"), words.day(file.founded_on) or "—"),
            Fact(_("批准文号"), file.approval_number or "—", source=True),
            Fact(_("会员人数"), str(members)),
            Fact(_("职工人数"), staff),
            Fact(_("法人资格证书号"), file.legal_number or "—", source=True),
            Fact(_("取得法人资格日期"), words.day(file.legal_since) or "—"),
        ),
    )


def _term(term: standing.Term, today: date) -> dict[str, Any]:
    one = term.committee
    seats = list(one.seats.select_related("person").order_by("pk"))
    return {
        "committee": one,
        "state": term_view(term),
        "seats": [(seat, str(Seat.Post(seat.post).label)) for seat in seats],
        "extend_url": reverse("members:extend", args=[one.pk]),
        "seat_url": reverse("members:seat", args=[one.pk]),
    }


def _groups(union: Organ, today: date) -> list[dict[str, Any]]:
    groups = Organ.objects.filter(
        in_force(today), parent=union, kind=OrganKind.UNION_GROUP
    ).order_by("path")
    spans = Membership.objects.filter(in_force(today), organ__in=groups)
    counts: dict[int, int] = {}
    for organ in spans.filter(kind=MembershipKind.UNION_GROUP).values_list("organ", flat=True):
        counts[organ] = counts.get(organ, 0) + 1
    return [{"group": group, "members": counts.get(group.pk, 0)} for group in groups]


def unions_of_paper(use: FileUse) -> set[int]:
    """The unions in whose file a document lies."""
    found = set(UnionFile.objects.filter(approval=use).values_list("organ", flat=True))
    found |= set(Assembly.objects.filter(minutes=use).values_list("union", flat=True))
    held = Committee.objects.filter(
        Q(extension=use) | Q(seats__declaration=use) | Q(seats__days__consent=use)
    )
    return found | _unions_behind(held.select_related("organ"))


def _unions_behind(committees: Iterable[Committee]) -> set[int]:
    return {
        one.organ.parent_id
        if one.organ.kind in COMMITTEES and one.organ.parent_id
        else one.organ_id
        for one in committees
    }
