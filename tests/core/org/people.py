"""A small bureau for tests: organs, people with accounts, and grants, made by the services."""

from datetime import UTC, date, datetime

from chengguan.core.org import services, signin
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Account, Organ, Person

AT = datetime(2026, 9, 15, 1, 0, tzinfo=UTC)
TODAY = date(2026, 9, 15)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "Tianshan-2026"


def organ(kind: OrganKind, name: str, parent: Organ | None = None) -> Organ:
    return services.found_organ(
        kind=kind, name=name, short_name=name, since=LONG_AGO, parent=parent, by=None, at=AT
    )


def district() -> Organ:
    city = organ(OrganKind.CITY_BUREAU, "市局")
    return organ(OrganKind.DISTRICT_BUREAU, "区局", city)


def person(name: str) -> Person:
    return services.register_person(name=name, by=None, at=AT)


def account(who: Person, username: str, password: str | None = None) -> Account:
    return signin.open_account(person=who, username=username, password=password, by=None, at=AT)


def holder(name: str, role: Role, where: Organ, *, username: str = "") -> Person:
    """Somebody with one role and, given a username, an account."""
    who = person(name)
    services.grant(person=who, role=role, organ=where, since=LONG_AGO, by=None, at=AT)
    if username:
        account(who, username)
    return who
