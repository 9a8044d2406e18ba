"""Reads of cases: the list, its sheet, and what the page of a case shows."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.translation import get_language

from chengguan.core.lawbook.items import EnforcementItem
from chengguan.core.work import lists, rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import Case, Inspection, PenaltyDecision

KIND = "case"


def page(actor: Actor, asked: Mapping[str, str]) -> lists.MatterPage:
    """The cases somebody may find, as asked for in the address."""
    return lists.page(
        actor,
        kind=KIND,
        is_open=is_open(asked),
        after=asked.get("after", ""),
        before=asked.get("before", ""),
        narrow=narrowed(asked),
        related=("case",),
    )


def everything(actor: Actor, asked: Mapping[str, str]) -> Iterator[Matter]:
    return lists.everything(
        actor, kind=KIND, is_open=is_open(asked), narrow=narrowed(asked), related=("case",)
    )


def is_open(asked: Mapping[str, str]) -> bool:
    return asked.get("view") != "closed"


def narrowed(asked: Mapping[str, str]) -> Q | None:
    """The filters of the address; None where none is set, so that the list stays one index read."""
    conditions = [
        made
        for made in (
            _words(asked.get("q", "").strip()),
            _is("state", asked.get("state", "")),
            _is("case__item_code", asked.get("item", "")),
            _day("case__discovered_at__gte", asked.get("found_from", "")),
            _day("case__discovered_at__lt", asked.get("found_until", ""), ends=True),
        )
        if made is not None
    ]
    return Q(*conditions) if conditions else None


def _words(text: str) -> Q | None:
    if not text:
        return None
    return Q(number__icontains=text) | Q(title__icontains=text) | Q(case__spot__icontains=text)


def _is(field: str, value: str) -> Q | None:
    return Q(**{field: value}) if value else None


def _day(field: str, value: str, *, ends: bool = False) -> Q | None:
    """A day of the address as a moment; a broken one does not filter."""
    try:
        day = datetime.fromisoformat(value).replace(tzinfo=rules.ZONE)
    except ValueError:
        return None
    return Q(**{field: day.replace(hour=23, minute=59, second=59) if ends else day})


def item_name(item: EnforcementItem) -> str:
    """The item's name in the language of the reader."""
    is_english = (get_language() or "").startswith("en")
    return item.english if is_english else item.name


def whole(matter: Matter) -> Case | None:
    """A case with decision and payment in one statement; None under another procedure."""
    rows = Case.objects.select_related(
        "officer", "decision", "exemption", "payment__hand_in", "payment__deposit"
    )
    return rows.filter(pk=matter.pk).first()


def latest_inspection(case: Case) -> Inspection | None:
    return case.inspections.prefetch_related("officers__person").order_by("-pk").first()


def decision_of(case: Case) -> PenaltyDecision | None:
    return getattr(case, "decision", None)
