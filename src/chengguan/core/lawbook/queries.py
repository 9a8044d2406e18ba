"""What is asked of the bureau's changes."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from chengguan.core.lawbook.models import ChangeKind, ChangeState, RuleChange


def changes(*, kind: str = "", state: str = "", text: str = "") -> QuerySet[RuleChange]:
    """Newest first."""
    found = RuleChange.objects.select_related("proposed_by", "decided_by").order_by("-id")
    if kind in ChangeKind:
        found = found.filter(kind=kind)
    if state in ChangeState:
        found = found.filter(state=state)
    for word in text.split():
        found = found.filter(target__icontains=word) | found.filter(source__icontains=word)
    return found


def change_or_404(pk: int) -> RuleChange:
    return get_object_or_404(RuleChange.objects.select_related("proposed_by", "decided_by"), pk=pk)


def changes_of(target: str) -> list[RuleChange]:
    """Everything proposed for one row, newest first."""
    return list(changes().filter(target=target))


BANK = "collecting_bank"


def collecting_bank(on: date) -> str:
    """Name and address of where fines are paid on a day; empty where nothing is confirmed."""
    rows = RuleChange.objects.filter(
        kind=ChangeKind.BANK, target=BANK, state=ChangeState.CONFIRMED, since__lte=on
    )
    return rows.order_by("-since", "-pk").values_list("ruling", flat=True).first() or ""


def rulings(keys: Iterable[str]) -> dict[str, RuleChange]:
    """The latest confirmed ruling for each of these conflicts."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = RuleChange.objects.filter(
        kind=ChangeKind.CONFLICT, state=ChangeState.CONFIRMED, target__in=wanted
    )
    return {row.target: row for row in rows.order_by("since", "id")}
