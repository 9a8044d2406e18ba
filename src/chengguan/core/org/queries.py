"""Reads of organs, people and grants. Days are calendar days in Asia/Shanghai."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from chengguan.core.org.kinds import MAY_REVIEW, CertificateKind, Role
from chengguan.core.org.models import Certificate, Grant, Membership, Organ, Person


def in_force(on: date, prefix: str = "") -> Q:
    """Half-open: begun by that day and not yet ended."""
    begun = Q(**{f"{prefix}since__lte": on})
    return begun & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": on}))


def overlapping(since: date, until: date | None) -> Q:
    """Periods that share at least one day with [since, until)."""
    lasting = Q(until=None) | Q(until__gt=since)
    return lasting if until is None else lasting & Q(since__lt=until)


def active_grants(person_id: int, on: date) -> list[Grant]:
    """One statement, each grant with its organ and with whoever delegated it."""
    grants = Grant.objects.filter(in_force(on), person_id=person_id)
    return list(grants.select_related("organ", "delegated_by").order_by("id"))


def administers(grants: Iterable[Grant], organ: Organ) -> bool:
    """Whether one of these grants makes its holder security administrator of the organ."""
    return any(
        grant.role == Role.SEC_ADMIN and grant.organ_id in organ.ancestor_ids for grant in grants
    )


def administered_organs(grants: Iterable[Grant]) -> QuerySet[Organ]:
    """The standing organs that `administers` says yes to, parents before children."""
    below = Q(pk__in=())
    for grant in grants:
        if grant.role == Role.SEC_ADMIN:
            below |= Q(path__startswith=grant.organ.path)
    return Organ.objects.filter(below, until=None).order_by("path")


def holders(role: Role, organ_id: int, on: date) -> QuerySet[Person]:
    """People who hold the role in exactly this organ."""
    return Person.objects.filter(
        in_force(on, "grants__"), grants__role=role, grants__organ_id=organ_id
    ).distinct()


def ancestors(organ: Organ) -> list[Organ]:
    """From the root down to the organ's parent, in one statement."""
    ids = organ.ancestor_ids[:-1]
    found = Organ.objects.in_bulk(ids)
    return [found[pk] for pk in ids]


def organ_tree(root: Organ | None = None) -> list[Organ]:
    """The organ with everything below it (all organs without one), parents before children."""
    organs = (
        Organ.objects.all() if root is None else Organ.objects.filter(path__startswith=root.path)
    )
    return sorted(organs, key=lambda organ: organ.ancestor_ids)


def people_in(organ: Organ, on: date, *, below: bool = False) -> QuerySet[Person]:
    """Members of the organ on that day; with `below` those of its whole subtree."""
    members = Membership.objects.filter(in_force(on))
    where = Q(organ__path__startswith=organ.path) if below else Q(organ=organ)
    return Person.objects.filter(id__in=members.filter(where).values("person_id")).order_by("id")


def memberships_of(person_id: int, on: date) -> list[Membership]:
    found = Membership.objects.filter(in_force(on), person_id=person_id)
    return list(found.select_related("organ").order_by("id"))


def certificates_on(on: date) -> QuerySet[Certificate]:
    """Enforcement certificates in force on that day."""
    return _held(on).filter(kind=CertificateKind.ENFORCEMENT)


def is_qualified_to_review(person_id: int, on: date) -> bool:
    """Whether somebody may review decisions of penalty on that day (行政处罚法 58.2)."""
    return _held(on).filter(kind__in=MAY_REVIEW, person_id=person_id).exists()


def _held(on: date) -> QuerySet[Certificate]:
    standing = Q(revoked_on=None) | Q(revoked_on__gt=on)
    return Certificate.objects.filter(in_force(on)).filter(standing)


def certified_on(person_ids: Iterable[int], on: date) -> frozenset[int]:
    """Those of the people whose enforcement certificate was in force on that day."""
    valid = certificates_on(on).filter(person_id__in=list(person_ids))
    return frozenset(valid.values_list("person_id", flat=True))


def person_with_rights(pk: int) -> Person:
    """The person with every membership, grant and certificate, newest first; 404 if unknown."""
    newest = ("-since", "-id")
    return get_object_or_404(
        Person.objects.prefetch_related(
            Prefetch("memberships", Membership.objects.select_related("organ").order_by(*newest)),
            Prefetch("grants", Grant.objects.select_related("organ").order_by(*newest)),
            Prefetch("certificates", Certificate.objects.order_by(*newest)),
        ),
        pk=pk,
    )
