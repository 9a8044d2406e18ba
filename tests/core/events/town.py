"""A union of the bureau, a base union below it, their organisers, and members who sign up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from uuid import uuid4

from chengguan.core.events import services
from chengguan.core.events.models import Event, SignUp
from chengguan.core.events.services import Opening
from chengguan.core.org import services as org
from chengguan.core.org.kinds import MembershipKind, OrganKind, Role
from chengguan.core.org.models import Organ, Person
from tests.core.org.people import AT, LONG_AGO, account, holder, organ, person

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
BEGINS = AT + 10 * DAY


@dataclass
class Town:
    bureau: Organ
    base: Organ
    street: Organ
    staff: Person
    chair: Person
    officer: Person
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def member(self, organ: Organ | None = None, *, username: str = "") -> Person:
        """Somebody who belongs to the base union, or to another organ."""
        who = person(f"会员{next(self.numbers):03d}")
        org.appoint(
            person=who,
            organ=organ or self.base,
            kind=MembershipKind.UNION,
            since=LONG_AGO,
            by=None,
            at=AT,
        )
        if username:
            account(who, username)
        return who

    def opening(self, **changes: object) -> Opening:
        said: dict[str, object] = {
            "kind": "健步走",
            "title": "秋季健步走",
            "place": "中山公园",
            "begins_at": BEGINS,
            "ends_at": BEGINS + 3 * HOUR,
            "signup_from": AT,
            "signup_until": AT + 8 * DAY,
            "audience": self.bureau,
            "seats": 3,
        }
        return Opening(**{**said, **changes})  # type: ignore[arg-type]  # as the test says

    def event(self, **changes: object) -> Event:
        return services.open_event(
            self.opening(**changes), organ=self.bureau, by=self.staff, at=AT - DAY
        )


def founded_town() -> Town:
    bureau = organ(OrganKind.BUREAU_UNION, "局工会")
    base = organ(OrganKind.BASE_UNION, "区局工会", bureau)
    street = organ(OrganKind.STREET_TEAM, "街镇队")
    return Town(
        bureau,
        base,
        street,
        staff=holder("工会干部", Role.UNION_STAFF, bureau, username="staff"),
        chair=holder("基层主席", Role.BASE_UNION_CHAIR, base, username="chair"),
        officer=holder("队员", Role.OFFICER, street, username="officer"),
    )


def sign_up(event: Event, who: Person, places: int = 1, at: datetime = AT) -> SignUp:
    return services.sign_up(event=event.pk, person=who, places=places, key=uuid4().hex, at=at)


def withdraw(event: Event, who: Person, at: datetime = AT) -> SignUp:
    return services.withdraw(event=event.pk, person=who, key=uuid4().hex, at=at)


def accept(event: Event, who: Person, at: datetime = AT) -> SignUp:
    return services.accept(event=event.pk, person=who, key=uuid4().hex, at=at)


def state(row: SignUp) -> str:
    row.refresh_from_db()
    return row.state
