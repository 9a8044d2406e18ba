"""Reads of cases: the list, its sheet, and what the page of a case shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from chengguan.core.lawbook.items import EnforcementItem
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Membership, Organ, Person
from chengguan.core.org.queries import certificates_on, in_force
from chengguan.core.pages.addresses import day, row_key
from chengguan.core.work import lateness, lists, rules, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.workbench import SOON
from chengguan.enforcement.cases.models import Case, CaseOfficer, Inspection, PenaltyDecision

KIND = "case"


def page(
    actor: Actor,
    asked: Mapping[str, str],
    now: datetime,
    *,
    size: int = lists.PAGE,
    related: Sequence[str] = ("case",),
) -> lists.MatterPage:
    """The cases somebody may find, as asked for in the address."""
    return lists.page(
        actor,
        kind=KIND,
        is_open=is_open(asked),
        after=asked.get("after", ""),
        before=asked.get("before", ""),
        narrow=narrowed(asked, now),
        related=related,
        size=size,
    )


def everything(actor: Actor, asked: Mapping[str, str], now: datetime) -> Iterator[Matter]:
    return lists.everything(
        actor,
        kind=KIND,
        is_open=is_open(asked),
        narrow=narrowed(asked, now),
        related=("case__officer",),
    )


def is_open(asked: Mapping[str, str]) -> bool:
    return asked.get("view") != "closed"


def narrowed(asked: Mapping[str, str], now: datetime) -> Q | None:
    """The filters of the address; None where none is set, so that the list stays one index read."""
    conditions = [
        made
        for made in (
            _words(asked.get("q", "").strip()),
            _is("procedure", asked.get("procedure", "")),
            _state(asked.get("state", "")),
            _is("case__item_code", asked.get("item", "")),
            _handled_by(asked.get("officer", "")),
            _within(asked.get("subdistrict", "")),
            _due(asked.get("due", ""), now),
            _day("case__discovered_at__gte", asked.get("found_from", "")),
            _day("case__discovered_at__lt", asked.get("found_until", ""), ends=True),
        )
        if made is not None
    ]
    return Q(*conditions) if conditions else None


def _words(text: str) -> Q | None:
    if not text:
        return None
    own = Q(number__icontains=text) | Q(case__former_number__icontains=text)
    return own | Q(title__icontains=text) | Q(case__spot__icontains=text)


def _state(value: str) -> Q | None:
    """A state by its key, or, since two procedures share some, by "procedure/state"."""
    procedure, parted, state = value.rpartition("/")
    if not parted:
        return _is("state", value)
    return Q(procedure=procedure, state=state)


def _handled_by(value: str) -> Q | None:
    """Who found it, or handles it now."""
    person = row_key(value)
    if person is None:
        return None
    handling = CaseOfficer.objects.filter(person=person, until=None).values("case")
    return Q(case__officer=person) | Q(pk__in=handling)


def _within(value: str) -> Q | None:
    """A subdistrict: where the place lies, or whose team has the case."""
    organ = row_key(value)
    if organ is None:
        return None
    return Q(place__subdistrict=organ) | Q(organ__parent=organ)


def _due(value: str, now: datetime) -> Q | None:
    return {
        "late": lateness.late(now),
        "soon": lateness.due_within(now, now + SOON),
    }.get(value)


def _is(field: str, value: str) -> Q | None:
    return Q(**{field: value}) if value else None


def _day(field: str, value: str, *, ends: bool = False) -> Q | None:
    """A day of the address as a moment; a broken one does not filter."""
    said = day(value)
    if said is None:
        return None
    begins = datetime.combine(said, time(), rules.ZONE)
    return Q(**{field: begins + timedelta(days=1) if ends else begins})


def formerly(actor: Actor, words: str) -> QuerySet[Matter]:
    """Cases by the number under which they were looked into before docketing."""
    rows = Matter.objects.filter(
        case__former_number__icontains=words, pk__in=visibility.visible_ids(actor)
    )
    return rows.select_related("organ").order_by("-opened_at")


def whose(organs: Iterable[int], on: date) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Certified people below these organs, and the subdistricts: number and name of each."""
    below = Q()
    for organ in organs:
        below |= Q(organ__path__contains=f"/{organ}/")
    members = Membership.objects.filter(in_force(on)).filter(below).values("person")
    held = certificates_on(on).filter(person__in=members).values("person")
    people = Person.objects.filter(pk__in=held).order_by("name")
    subdistricts = Organ.objects.filter(kind=OrganKind.SUBDISTRICT, until=None).order_by("path")
    return list(people.values_list("pk", "name")), list(subdistricts.values_list("pk", "name"))


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
