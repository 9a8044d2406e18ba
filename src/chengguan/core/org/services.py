"""Writes to organs, people and grants; each is one transaction and one journal entry.

`by` is the person acting, None the installation itself; `at` is the moment of the act.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext

from chengguan.core.journal.services import seal
from chengguan.core.org.kinds import (
    THREE_ADMINISTRATORS,
    CertificateKind,
    Field,
    MembershipKind,
    OrganKind,
    Role,
)
from chengguan.core.org.models import Certificate, Grant, Membership, Organ, Person
from chengguan.core.org.queries import active_grants, administers, overlapping
from chengguan.core.org.record import Refused, new_register_stream, note


@transaction.atomic
def found_organ(
    *,
    kind: OrganKind,
    name: str,
    short_name: str,
    since: date,
    by: Person | None,
    at: datetime,
    parent: Organ | None = None,
    number_prefix: str = "",
    is_external: bool = False,
) -> Organ:
    if Organ.objects.filter(parent=parent, name=name).exists():
        raise Refused("organ.known", gettext("同一上级下已有这个机构，请直接使用。"))
    organ = Organ.objects.create(
        kind=kind,
        name=name,
        short_name=short_name,
        number_prefix=number_prefix,
        parent=parent,
        is_external=is_external,
        since=since,
    )
    # Its own key is part of the path and, for a district bureau, of the district.
    organ.path = f"{parent.path if parent else '/'}{organ.pk}/"
    is_district = kind == OrganKind.DISTRICT_BUREAU
    organ.district = organ if is_district else (parent.district if parent else None)
    organ.save(update_fields=["path", "district"])
    note(
        "organ.found",
        by=by,
        at=at,
        values={"organ": organ.pk, "kind": str(kind), "name": name},
        rows=[organ],
    )
    return organ


@transaction.atomic
def dissolve_organ(*, organ: Organ, until: date, by: Person | None, at: datetime) -> Organ:
    _end(organ, until)
    note("organ.dissolve", by=by, at=at, values=_ended(organ), rows=[organ])
    return organ


@transaction.atomic
def register_person(
    *, name: str, by: Person | None, at: datetime, phone: str = "", email: str = ""
) -> Person:
    person = Person(name=name, email=email)
    if phone:
        person.phone = seal(subject=person.subject, kind="phone", value=phone)
    person.save()
    note(
        "person.register",
        by=by,
        at=at,
        values={"person": person.pk},
        rows=[person],
        stream=new_register_stream(person.subject),
    )
    return person


@transaction.atomic
def appoint(
    *,
    person: Person,
    organ: Organ,
    kind: MembershipKind,
    since: date,
    by: Person | None,
    at: datetime,
    is_head: bool = False,
    until: date | None = None,
) -> Membership:
    _check_period(since, until)
    known = Membership.objects.filter(overlapping(since, until), person=person, organ=organ)
    if known.filter(kind=kind).exists():
        raise Refused("membership.known", gettext("此人在这段时间已属于该机构。"))
    membership = Membership.objects.create(
        person=person, organ=organ, kind=kind, is_head=is_head, since=since, until=until
    )
    values = {"membership": membership.pk, "person": person.pk, "organ": organ.pk}
    note("membership.begin", by=by, at=at, values=values, rows=[membership])
    return membership


@transaction.atomic
def end_membership(
    *, membership: Membership, until: date, by: Person | None, at: datetime
) -> Membership:
    _end(membership, until)
    note("membership.end", by=by, at=at, values=_ended(membership), rows=[membership])
    return membership


@transaction.atomic
def grant(
    *,
    person: Person,
    role: Role,
    organ: Organ,
    since: date,
    by: Person | None,
    at: datetime,
    field: Field | None = None,
    until: date | None = None,
    delegated_by: Person | None = None,
) -> Grant:
    """Give a role in an organ for a time; not to oneself, not a second administrator's role."""
    _check_period(since, until)
    if by == person:
        raise Refused("grant.self", gettext("不能给自己授权，请由另一名安全管理员办理。"))
    if by is not None:
        _check_administrator(by, organ, since, at)
    # Two grants to one person at the same moment must see each other.
    Person.objects.select_for_update().get(pk=person.pk)
    _refuse_second_administrator(person, role, since, until)
    given = Grant.objects.create(
        person=person,
        role=role,
        organ=organ,
        field=field,
        since=since,
        until=until,
        delegated_by=delegated_by,
    )
    values = {"grant": given.pk, "person": person.pk, "role": str(role), "organ": organ.pk}
    note("grant.give", by=by, at=at, values=values, rows=[given])
    return given


@transaction.atomic
def end_grant(*, grant: Grant, until: date, by: Person | None, at: datetime) -> Grant:
    if by is not None:
        _check_administrator(by, grant.organ, until, at)
    _end(grant, until)
    # What its holder delegated of it ends with it.
    lent = Grant.objects.filter(
        Q(until=None) | Q(until__gt=until),
        delegated_by=grant.person_id,
        role=grant.role,
        organ=grant.organ_id,
    )
    ended = [grant, *lent]
    for row in ended[1:]:
        row.until = max(until, row.since)
        row.save(update_fields=["until"])
    note("grant.end", by=by, at=at, values=_ended(grant), rows=ended)
    return grant


@transaction.atomic
def certify(
    *,
    person: Person,
    number: str,
    since: date,
    by: Person | None,
    at: datetime,
    until: date | None = None,
    kind: CertificateKind = CertificateKind.ENFORCEMENT,
) -> Certificate:
    _check_period(since, until)
    if Certificate.objects.filter(number=number).exists():
        raise Refused("certificate.known", gettext("这个证号已登记，请核对证号。"))
    certificate = Certificate.objects.create(
        person=person, kind=kind, number=number, since=since, until=until
    )
    values = {"certificate": certificate.pk, "person": person.pk, "kind": str(kind)}
    note("certificate.issue", by=by, at=at, values=values, rows=[certificate])
    return certificate


@transaction.atomic
def revoke_certificate(
    *, certificate: Certificate, on: date, by: Person | None, at: datetime
) -> Certificate:
    certificate.revoked_on = on
    certificate.save(update_fields=["revoked_on"])
    values = {"certificate": certificate.pk, "revoked_on": on}
    note("certificate.revoke", by=by, at=at, values=values, rows=[certificate])
    return certificate


def _refuse_second_administrator(
    person: Person, role: Role, since: date, until: date | None
) -> None:
    if role not in THREE_ADMINISTRATORS:
        return
    others = THREE_ADMINISTRATORS - {role}
    held = Grant.objects.filter(overlapping(since, until), person=person, role__in=others).first()
    if held:
        raise Refused(
            "grant.three_administrators",
            gettext(
                "三员分立：%(name)s在这段时间已是%(role)s，不能兼任。请另选一人，或先终止原授权。"
            )
            % {"name": person.name, "role": Role(held.role).label},
        )


def _check_administrator(by: Person, organ: Organ, day: date, at: datetime) -> None:
    """He grants in his own organ and below it, from today on; only a set-up knows the past."""
    today = localdate(at)
    if not administers(active_grants(by.pk, today), organ):
        message = gettext("只能办理本机构及下级机构的授权，请由该机构的安全管理员办理。")
        raise Refused("grant.outside", message)
    if day < today:
        raise Refused("grant.past", gettext("日期早于今天，请改为今天或以后的日期。"))


def _check_period(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Refused("period.reversed", gettext("终止日期早于起始日期，请改正日期。"))


def _end(row: Organ | Membership | Grant, until: date) -> None:
    _check_period(row.since, until)
    if row.until is not None and row.until <= until:
        raise Refused("period.ended", gettext("此前已终止，不能再延后。"))
    row.until = until
    row.save(update_fields=["until"])


def _ended(row: Organ | Membership | Grant) -> dict[str, object]:
    return {str(row._meta.model_name): row.pk, "until": row.until}
