"""规则变更: proposed by one of the legal section, confirmed or refused by another."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from chengguan.core.lawbook import holiday_notices, overlay, ports
from chengguan.core.lawbook.conflicts import UnknownConflict, conflict
from chengguan.core.lawbook.items import UnknownItem, item
from chengguan.core.lawbook.models import ChangeKind, ChangeState, RuleChange
from chengguan.core.lawbook.queries import BANK
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Person
from chengguan.core.org.queries import active_grants
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.law.parameters import DayOff, Force, shipped


@dataclass(frozen=True, slots=True)
class Proposed:
    """What somebody wants to change: the fields that its kind needs, the others empty."""

    kind: ChangeKind
    target: str
    since: date
    source: str
    reason: str
    number: int | None = None
    party_kind: str = ""
    force: str = ""
    organ_kind: str = ""
    ruling: str = ""
    days: tuple[DayOff, ...] = ()


@transaction.atomic
def propose(what: Proposed, *, by: Person, at: datetime) -> RuleChange:
    """Nothing changes yet. Only the legal section proposes, and only for a day to come (what the
    State Council has arranged, from the day it was issued)."""
    _of_the_legal_section(by, at)
    _sound(what)
    _in_time(what.kind, what.since, at)
    row = RuleChange.objects.create(
        kind=what.kind,
        target=what.target,
        party_kind=what.party_kind,
        number=what.number,
        force=what.force,
        organ_kind=what.organ_kind,
        ruling=what.ruling.strip(),
        since=what.since,
        source=what.source.strip(),
        reason=what.reason.strip(),
        state=ChangeState.PROPOSED,
        proposed_by=by,
        proposed_at=at,
    )
    days = holiday_notices.keep_days(row, what.days)
    note(
        "rule.propose",
        by=by,
        at=at,
        values={**_values(row), "reason": row.reason},
        rows=[row, *days],
        stream=new_register_stream(row.key),
    )
    return row


@transaction.atomic
def confirm(*, change: RuleChange, remark: str, by: Person, at: datetime) -> RuleChange:
    """A second person of the legal section; from its day on the change holds.

    A holiday notice is law at once, and the clocks it touches are counted anew afterwards.
    """
    row = _decided(change, ChangeState.CONFIRMED, remark, by, at)
    _in_time(row.kind, row.since, at)
    if row.kind == ChangeKind.HOLIDAYS and (problem := holiday_notices.problem_of(row)):
        raise Refused("rule.value", problem)
    same = RuleChange.objects.filter(
        kind=row.kind,
        target=row.target,
        party_kind=row.party_kind,
        since=row.since,
        state=ChangeState.CONFIRMED,
    )
    if same.exists():
        raise Refused("rule.same_day", gettext("同一对象同一天已有确认的变更，请另定生效日。"))
    _save(row, "rule.confirm")
    if row.kind == ChangeKind.HOLIDAYS:
        ports.clocks.recount(row)
    transaction.on_commit(overlay.forget)
    overlay.forget()
    return row


@transaction.atomic
def refuse(*, change: RuleChange, remark: str, by: Person, at: datetime) -> RuleChange:
    """With a reason; the proposal stands in the list as refused."""
    if not remark.strip():
        raise Refused("rule.remark", gettext("请写明不予确认的理由。"))
    row = _decided(change, ChangeState.REFUSED, remark, by, at)
    _save(row, "rule.refuse")
    return row


def _decided(
    change: RuleChange, state: ChangeState, remark: str, by: Person, at: datetime
) -> RuleChange:
    row = RuleChange.objects.select_for_update().get(pk=change.pk)
    if row.state != ChangeState.PROPOSED:
        raise Refused("rule.decided", gettext("这项变更已经处理。"))
    if row.proposed_by_id == by.pk:
        raise Refused("rule.same_person", gettext("提出人不得自行确认，请由法制科另一人办理。"))
    _of_the_legal_section(by, at)
    row.state, row.decided_by, row.decided_at = state, by, at
    row.decision_note = remark.strip()
    return row


def _save(row: RuleChange, action: str) -> None:
    row.save(update_fields=["state", "decided_by", "decided_at", "decision_note"])
    assert row.decided_by is not None
    assert row.decided_at is not None
    note(
        action,
        by=row.decided_by,
        at=row.decided_at,
        values={**_values(row), "remark": row.decision_note},
        rows=[row],
        stream=register_stream(row.key),
    )


def _values(row: RuleChange) -> dict[str, object]:
    known = {
        "change": row.pk,
        "kind": str(row.kind),
        "target": row.target,
        "party_kind": row.party_kind,
        "number": row.number,
        "force": row.force,
        "organ_kind": row.organ_kind,
        "ruling": row.ruling,
        "since": row.since,
        "source": row.source,
        "days": [f"{day.on} {day.name} {'+' if day.is_workday else '-'}" for day in _days(row)],
    }
    return {name: value for name, value in known.items() if value not in (None, "", [])}


def _days(row: RuleChange) -> tuple[DayOff, ...]:
    """`+` is worked, `-` is off."""
    return overlay.days_of(row) if row.kind == ChangeKind.HOLIDAYS else ()


def _of_the_legal_section(by: Person, at: datetime) -> None:
    on = timezone.localdate(at)
    if not any(grant.role == Role.LEGAL_REVIEWER for grant in active_grants(by.pk, on)):
        raise Refused("rule.not_legal", gettext("规则变更由法制科人员办理。"))


def _in_time(kind: str, since: date, at: datetime) -> None:
    """What was begun under a rule is not judged by another one afterwards; a holiday notice has
    been issued, or there is none."""
    if kind == ChangeKind.HOLIDAYS:
        if since > timezone.localdate(at):
            raise Refused("rule.issued", gettext("放假通知的发文日期不能晚于今天。"))
        return
    if since <= timezone.localdate(at):
        raise Refused("rule.since", gettext("生效日须晚于今天：已经开始的事项不溯及。"))


def _sound(what: Proposed) -> None:
    """The row exists and the value is one it can have."""
    if not what.source.strip() or not what.reason.strip():
        raise Refused("rule.source", gettext("请写明来源和理由。"))
    if problem := _problem(what):
        raise Refused("rule.value", problem)


def _problem(what: Proposed) -> str:
    match what.kind:
        case ChangeKind.AMOUNT:
            known = {(a.key, a.party_kind or "") for a in shipped().amounts}
            if (what.target, what.party_kind) not in known:
                return gettext("没有这个参数。")
            return "" if _is_at_least(what.number, 0) else gettext("请填写不小于 0 的新值。")
        case ChangeKind.CLOCK:
            if what.target not in shipped().clocks:
                return gettext("没有这个期限。")
            return "" if _is_at_least(what.number, 1) else gettext("请填写不小于 1 的新长度。")
        case ChangeKind.FORCE:
            if what.target not in shipped().guards:
                return gettext("没有这个条件。")
            return "" if what.force in set(Force) else gettext("请选择新的效力。")
        case ChangeKind.CONFLICT:
            return _conflict_problem(what)
        case ChangeKind.COMPETENCE:
            return _competence_problem(what)
        case ChangeKind.BANK:
            return _bank_problem(what)
        case ChangeKind.HOLIDAYS:
            return holiday_notices.problem(what.target, what.source, what.since, what.days)
    raise ValueError(what.kind)


def _is_at_least(number: int | None, least: int) -> bool:
    return number is not None and number >= least


def _conflict_problem(what: Proposed) -> str:
    try:
        conflict(what.target)
    except UnknownConflict:
        return gettext("没有这个冲突。")
    return "" if what.ruling.strip() else gettext("请写明裁定。")


def _bank_problem(what: Proposed) -> str:
    if what.target != BANK:
        return gettext("罚款代收机构的变更对象写 %s。") % BANK
    return "" if what.ruling.strip() else gettext("请写明代收机构的名称和地址。")


def _competence_problem(what: Proposed) -> str:
    try:
        item(what.target)
    except UnknownItem:
        return gettext("没有这个事项。")
    return "" if what.organ_kind in set(OrganKind) else gettext("请选择执法主体。")
