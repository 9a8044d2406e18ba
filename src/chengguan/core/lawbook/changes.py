"""The list of the bureau's changes and the page of one."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.lawbook.conflicts import conflict
from chengguan.core.lawbook.items import PartyKind, item
from chengguan.core.lawbook.listing import choices, paged
from chengguan.core.lawbook.models import ChangeKind, ChangeState, RuleChange
from chengguan.core.lawbook.notice_page import (
    notice_groups,
    notice_value,
    since_title,
    transition,
)
from chengguan.core.lawbook.queries import changes
from chengguan.core.lawbook.words import FORCES, PARTIES
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Person
from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    Crumb,
    EmptyView,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.words import day, moment
from chengguan.law.parameters import Force

TONES = {
    ChangeState.PROPOSED: Tone.WARNING,
    ChangeState.CONFIRMED: Tone.DONE,
    ChangeState.REFUSED: Tone.HELD,
}


def changes_page(query: QueryDict, *, may_propose: bool) -> ListPage:
    asked = {key: query.get(key, "") for key in ("text", "kind", "state")}
    whole = ListPage(
        _("规则变更"),
        columns=(
            Column("number", _("编号"), kind="number", card="line"),
            Column("target", _("变更对象"), card="title"),
            Column("kind", _("种类"), kind="word", card="line"),
            Column("value", _("新值"), card="line"),
            Column("since", _("生效日"), kind="day", card="line"),
            Column("by", _("提出人"), card="line"),
            Column("decided", _("确认人"), card="line"),
            Column("state", _("状态"), kind="state", card="state"),
        ),
        rows=tuple(_row(change) for change in changes(**asked)),
        filters=(
            Filter("text", _("对象或来源"), kind="text", value=asked["text"]),
            Filter("kind", _("种类"), choices=choices(ChangeKind.choices), value=asked["kind"]),
            Filter("state", _("状态"), choices=choices(ChangeState.choices), value=asked["state"]),
        ),
        crumbs=(Crumb(_("执法事项"), reverse("lawbook:list")),),
        empty=EmptyView(
            _("还没有规则变更。变更从规则、事项或者冲突的页面提出，由法制科两人办理。"),
            do=_("打开规则手册"),
            url=reverse("lawbook:rules"),
        ),
        actions=(ActionView("propose", _("提出变更"), reverse("lawbook:propose")),)
        if may_propose
        else (),
    )
    return paged(whole, query, "lawbook:changes_sheet")


def change_page(change: RuleChange, reader: Person, *, is_legal: bool) -> dict[str, object]:
    """`may_decide`: another one of the legal section than who proposed it, while it is open."""
    is_open = change.state == ChangeState.PROPOSED
    return {
        "change": change,
        "title": target_title(change),
        "state": state_of(change),
        "crumbs": (
            Crumb(_("执法事项"), reverse("lawbook:list")),
            Crumb(_("规则变更"), reverse("lawbook:changes")),
        ),
        "groups": (
            FactGroup(_("变更"), _facts(change)),
            *notice_groups(change),
            FactGroup(_("办理"), _course(change)),
        ),
        "may_decide": is_open and is_legal and reader.pk != change.proposed_by_id,
        "waits_for_other": is_open and is_legal and reader.pk == change.proposed_by_id,
    }


def state_of(change: RuleChange) -> StateView:
    return StateView(change.get_state_display(), TONES[ChangeState(change.state)])


def value_of(change: RuleChange) -> str:
    """The new value in words."""
    match change.kind:
        case ChangeKind.FORCE:
            return str(FORCES[Force(change.force)])
        case ChangeKind.COMPETENCE:
            return str(OrganKind(change.organ_kind).label)
        case ChangeKind.CONFLICT | ChangeKind.BANK:
            return change.ruling
        case ChangeKind.HOLIDAYS:
            return notice_value(change)
    return str(change.number)


def target_title(change: RuleChange) -> str:
    match change.kind:
        case ChangeKind.CONFLICT:
            return conflict(change.target).title
        case ChangeKind.COMPETENCE:
            return f"{change.target} {item(change.target).name}"
        case ChangeKind.BANK:
            return str(ChangeKind.BANK.label)
        case ChangeKind.HOLIDAYS:
            return _("%(year)s 年放假安排") % {"year": change.target}
    return change.target


def _row(change: RuleChange) -> Row:
    decided_by = change.decided_by.name if change.decided_by else ""
    return Row(
        str(change.pk),
        reverse("lawbook:change", args=[change.pk]),
        (
            str(change.pk),
            target_title(change),
            change.get_kind_display(),
            value_of(change),
            change.since,
            change.proposed_by.name,
            decided_by,
            state_of(change),
        ),
    )


def _facts(change: RuleChange) -> tuple[Fact, ...]:
    party = (
        [Fact(_("当事人类别"), str(PARTIES[PartyKind(change.party_kind)]))]
        if change.party_kind
        else []
    )
    return (
        Fact(_("种类"), change.get_kind_display()),
        Fact(_("变更对象"), target_title(change), source=True, wide=True),
        *party,
        Fact(_("新值"), value_of(change), source=True, wide=True),
        Fact(str(since_title(change)), day(change.since)),
        Fact(_("过渡"), transition(change), wide=True),
        Fact(_("来源"), change.source, source=True, wide=True),
        Fact(_("理由"), change.reason, source=True, wide=True),
    )


def _course(change: RuleChange) -> tuple[Fact, ...]:
    proposed = (
        Fact(_("提出人"), change.proposed_by.name, source=True),
        Fact(_("提出时间"), moment(change.proposed_at)),
    )
    if change.decided_by is None:
        return proposed
    return (
        *proposed,
        Fact(_("确认人"), change.decided_by.name, source=True),
        Fact(_("确认时间"), moment(change.decided_at)),
        Fact(_("确认意见"), change.decision_note or "—", source=True, wide=True),
    )
