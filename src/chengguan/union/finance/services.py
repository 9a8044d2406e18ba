"""预算科目: entered by one of the union's staff, confirmed or refused by another person."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.queries import active_grants
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.law.parameters import shipped
from chengguan.union.finance.models import BudgetHead, HeadState

UNIONS = (
    OrganKind.BUREAU_UNION,
    OrganKind.OFFICE_UNION,
    OrganKind.BRIGADE_UNION,
    OrganKind.BASE_UNION,
)
ENTERS = (Role.UNION_STAFF,)
DECIDES = (Role.UNION_STAFF, Role.BASE_UNION_CHAIR)


@transaction.atomic
def enter_head(
    *,
    organ: Organ,
    year: int,
    head: str,
    amount: int,
    by: Person,
    at: datetime,
    plan_item: str = "",
) -> BudgetHead:
    """Nothing can be spent of it yet. ``amount`` in fen."""
    _in_office(by, organ, at, *ENTERS)
    said = plan_item.strip()
    if organ.kind not in UNIONS:
        raise Refused("head.organ", _("预算科目属于工会。请选择一家工会。"))
    if head not in shipped().spending_heads:
        raise Refused("head.unknown", _("没有这个支出科目。"))
    if amount <= 0:
        raise Refused("head.amount", _("预算数须大于零。"))
    alike = BudgetHead.objects.filter(organ=organ, year=year, head=head, plan_item=said)
    if alike.exclude(state=HeadState.REFUSED).exists():
        raise Refused("head.known", _("这家工会这一年度的这个科目和项目已经录入。"))
    made = BudgetHead.objects.create(
        organ=organ,
        year=year,
        head=head,
        plan_item=said,
        amount=amount,
        state=HeadState.ENTERED,
        entered_by=by,
        entered_at=at,
    )
    note(
        "head.enter",
        by=by,
        at=at,
        values=_values(made),
        rows=[made],
        stream=new_register_stream(made.key),
    )
    return made


def confirm_head(*, head: BudgetHead, remark: str, by: Person, at: datetime) -> BudgetHead:
    """From now on money can be kept on it."""
    return _decide(head, HeadState.CONFIRMED, remark, by, at)


def refuse_head(*, head: BudgetHead, remark: str, by: Person, at: datetime) -> BudgetHead:
    """With a reason; it may be entered anew."""
    if not remark.strip():
        raise Refused("head.remark", _("请写明不予确认的理由。"))
    return _decide(head, HeadState.REFUSED, remark, by, at)


@transaction.atomic
def _decide(
    head: BudgetHead, state: HeadState, remark: str, by: Person, at: datetime
) -> BudgetHead:
    row = BudgetHead.objects.select_for_update(of=("self",)).select_related("organ").get(pk=head.pk)
    if row.state != HeadState.ENTERED:
        raise Refused("head.decided", _("这个预算科目已经处理。"))
    if row.entered_by_id == by.pk:
        raise Refused("head.same_person", _("录入人不得自行确认，请由另一人办理。"))
    _in_office(by, row.organ, at, *DECIDES)
    row.state, row.decided_by, row.decided_at = state, by, at
    row.decision_note = remark.strip()
    row.save()
    note(
        f"head.{'confirm' if state == HeadState.CONFIRMED else 'refuse'}",
        by=by,
        at=at,
        values={**_values(row), "remark": row.decision_note},
        rows=[row],
        stream=register_stream(row.key),
    )
    return row


def holds_office(by: Person, organ: Organ, at: datetime, *roles: str) -> bool:
    """Whether somebody holds one of the roles in the union or in one above it."""
    held = active_grants(by.pk, timezone.localdate(at))
    return any(grant.role in roles and grant.organ_id in organ.ancestor_ids for grant in held)


def _in_office(by: Person, organ: Organ, at: datetime, *roles: str) -> None:
    if not holds_office(by, organ, at, *roles):
        raise Refused("head.office", _("预算科目由本工会或者上级工会的工会干部办理。"))


def _values(row: BudgetHead) -> dict[str, object]:
    return {
        "head": row.pk,
        "organ": row.organ_id,
        "year": row.year,
        "expense": row.head,
        "plan_item": row.plan_item,
        "amount": row.amount,
    }
