"""Who was a member on a day: one query over the spans of belonging, half-open (trap 61).

A span holds from its first day up to, not including, its last: on the day of a change the new
union counts the member and the old one does not. What is said of the person comes from his record.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, UUIDField

from chengguan.core.org.kinds import MembershipKind
from chengguan.core.org.models import Membership, Organ
from chengguan.core.org.ports import Member
from chengguan.core.org.queries import in_force
from chengguan.core.work import rules
from chengguan.union.members.models import MemberRecord, Retention, Sex
from chengguan.union.members.terms import born_after

LENSES = ("all", "women", "young", "retired", "retained", "model", "cards")


def members_on(day: date, organs: Iterable[Organ]) -> QuerySet[Any]:
    """The spans in force on that day in these unions and groups, each person once a union."""
    keys = [organ.pk for organ in organs]
    groups = Membership.objects.filter(
        in_force(day), organ__in=keys, kind=MembershipKind.UNION_GROUP
    )
    own = Q(organ__in=keys) | Q(
        Exists(
            groups.filter(person=OuterRef("person"), organ__parent=OuterRef("organ")),
        )
    )
    spans = Membership.objects.filter(in_force(day), own, kind=MembershipKind.UNION)
    return told(spans, day)


def told(spans: QuerySet[Any], day: date) -> QuerySet[Any]:
    """The spans with what is known of each person on that day."""
    records = MemberRecord.objects.filter(person=OuterRef("person")).exclude(joined_on=None)
    newest = records.order_by("-joined_on", "-pk")
    group = Membership.objects.filter(
        in_force(day),
        person=OuterRef("person"),
        kind=MembershipKind.UNION_GROUP,
        organ__parent=OuterRef("organ"),
    ).order_by("-since")
    kept = Retention.objects.filter(in_force(day), record__person=OuterRef("person"))
    carded = records.filter(card_issued_on__lte=day).filter(
        Q(card_withdrawn_on=None) | Q(card_withdrawn_on__gt=day)
    )
    return spans.annotate(
        matter=Subquery(newest.values("pk")[:1], output_field=UUIDField()),
        number=Subquery(newest.values("matter__number")[:1]),
        sealed_number=Subquery(newest.values("id_number")[:1]),
        sex=Subquery(newest.values("sex")[:1]),
        born_on=Subquery(newest.values("born_on")[:1]),
        joined_on=Subquery(newest.values("joined_on")[:1]),
        model_worker=Subquery(newest.values("model_worker")[:1]),
        group=Subquery(group.values("organ__short_name")[:1]),
        group_key=Subquery(group.values("organ_id")[:1]),
        kept=Subquery(kept.values("cause")[:1]),
        has_card=Exists(carded),
    )


def through(lens: str, day: date) -> Q:
    """What a list of members is narrowed to."""
    return {
        "women": Q(sex=Sex.FEMALE),
        "young": Q(born_on__gt=born_after(day, young_age(day)), kept=None),
        "retired": Q(kept=Retention.Cause.RETIRED),
        "retained": Q(kept__isnull=False),
        "model": Q(model_worker__gt=""),
        "cards": Q(has_card=True),
    }.get(lens, Q())


def young_age(day: date) -> int:
    return rules.current().amount("union.young_age", on=day)


def statistics(day: date, unions: Sequence[Organ]) -> dict[int, dict[str, int]]:
    """How many members each union has on a day, and how many of each kind; one statement."""
    spans = Membership.objects.filter(
        in_force(day), organ__in=[union.pk for union in unions], kind=MembershipKind.UNION
    )
    counts: dict[str, Any] = {
        lens: Count("pk", filter=through(lens, day)) for lens in LENSES if lens != "all"
    }
    rows = told(spans, day).values("organ").annotate(all=Count("pk"), **counts).order_by("organ")
    return {row["organ"]: {lens: row[lens] for lens in LENSES} for row in rows}


# -- for the apps that serve members -------------------------------------------------------------


@dataclass(frozen=True)
class Register:
    """The answer to ``core.org.ports.members``."""

    def members_on(self, day: date, organ: Organ) -> list[Member]:
        rows = members_on(day, [organ]).select_related("person").order_by("person__name", "pk")
        return [
            Member(
                person_id=row.person_id,
                name=row.person.name,
                union_id=row.organ_id,
                group_id=row.group_key,
                sex=row.sex or "",
                born_on=row.born_on,
                is_retained=row.kept is not None,
                has_card=row.has_card,
                number=row.sealed_number,
            )
            for row in rows
        ]

    def unions_of(self, person_id: int, day: date) -> list[Organ]:
        held = Membership.objects.filter(
            in_force(day), person_id=person_id, kind=MembershipKind.UNION
        )
        return list(Organ.objects.filter(pk__in=held.values("organ")).order_by("path"))
