"""A rush on the seats of one event: many people, few seats, several workers at once.

Judged by what stands in the end: no seat twice, none left, seats in the order of the line,
everybody in it once, and each page telling its reader where he stands. Measured against as many
bare inserts by as many workers.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.db import connections, transaction
from django.test.utils import override_settings
from django.urls import reverse

from chengguan.core.events import services
from chengguan.core.events.models import Event, SignUp, SignUpTurn, Standing
from chengguan.core.events.services import Opening
from chengguan.core.org.kinds import MembershipKind, OrganKind
from chengguan.core.org.models import Account, Membership, Organ, Person
from chengguan.web.bench.bare import Plain, create_table
from chengguan.web.bench.budgets import BARE_INSERT, BARE_LIST
from chengguan.web.bench.population import SINCE
from chengguan.web.bench.probes import Door, Probe, cookies_of, insert_plain, plain_row
from chengguan.web.bench.throwaway import refuse_others

REQUESTS, SEATS, WORKERS = 3_000, 200, 8
SHOWN = 60
"""So many pages are asked afterwards where their readers stand."""
UNIONS = 8
PROBED = 400
"""People for the measured requests, besides those of the rush."""
Cookies = dict[str, str]


def load(people: int, at: datetime) -> None:
    """So many members in the unions below a bureau, and two events to which all are invited."""
    refuse_others()
    create_table()
    bureau = _organ(OrganKind.BUREAU_UNION, "局工会", None)
    unions = [_organ(OrganKind.BASE_UNION, f"{n:02d}基层工会", bureau) for n in range(UNIONS)]
    with transaction.atomic():
        _members(unions, people + PROBED)
        Plain.objects.bulk_create(Plain(**plain_row(number, at)) for number in range(people))
        for title, seats in (("抢名额", SEATS), ("量一量", None)):
            services.open_event(_opening(title, seats, bureau, at), organ=bureau, by=None, at=at)


def _organ(kind: OrganKind, name: str, parent: Organ | None) -> Organ:
    made = Organ.objects.create(
        kind=kind, name=name, short_name=name, parent=parent, since=SINCE, path="/"
    )
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    return made


def _members(unions: Sequence[Organ], count: int) -> None:
    people = Person.objects.bulk_create(Person(name=f"会员{n:05d}") for n in range(count))
    Account.objects.bulk_create(
        Account(username=_name(n), password="!", person=who, must_change_password=False)
        for n, who in enumerate(people)
    )
    Membership.objects.bulk_create(
        Membership(
            person=who, organ=unions[n % len(unions)], kind=MembershipKind.UNION, since=SINCE
        )
        for n, who in enumerate(people)
    )


def _name(number: int) -> str:
    return f"member{number:05d}"


def _opening(title: str, seats: int | None, audience: Organ, at: datetime) -> Opening:
    return Opening(
        kind="观影",
        title=title,
        place="影城",
        begins_at=at + timedelta(days=9),
        ends_at=at + timedelta(days=9, hours=2),
        signup_from=at - timedelta(days=1),
        signup_until=at + timedelta(days=8),
        audience=audience,
        seats=seats,
    )


class RushHouse:
    """A member before the list, and another one each time who signs up."""

    lists = ("events",)

    def __init__(self, at: datetime) -> None:
        newest = Account.objects.filter(username__startswith="member").order_by("-username")
        self.cookies = [cookies_of(account, at) for account in newest[:PROBED]]
        self.door, self.bare, self.at = Door(self.cookies[0]), Door({}, middleware=False), at
        self.event = Event.objects.get(seats=None).pk

    def probes(self) -> dict[str, Probe]:
        return {
            BARE_LIST: lambda number: self.bare.get("/bare/list"),
            "events": lambda number: self.door.get(reverse("events:list")),
            BARE_INSERT: lambda number: insert_plain(self.bare, number, self.at),
            "signup": self._sign_up,
        }

    def _sign_up(self, number: int) -> None:
        self.door.let_in(self.cookies[number % PROBED])
        _ask(self.door, self.event)


def _ask(door: Door, event: int) -> None:
    door.post_form(reverse("events:sign_up", args=[event]), {"key": uuid4().hex})


# -- the rush itself ---------------------------------------------------------------------------


@override_settings(ROOT_URLCONF="chengguan.web.bench.urls", DEBUG_PROPAGATE_EXCEPTIONS=True)
def rush(*, at: datetime, matters: int = REQUESTS, **_: Any) -> dict[str, Any]:
    """Everybody asks once, through one of the workers; then what stands is judged."""
    refuse_others()
    event = Event.objects.get(seats=SEATS)
    names = [_name(number) for number in range(matters)]
    accounts = {one.username: one for one in Account.objects.filter(username__in=names)}
    with transaction.atomic():
        everybody = [cookies_of(accounts[name], at) for name in names]
    bare = _race(lambda share: _insert_all(share, at), range(matters))
    house = _race(lambda share: _ask_all(share, event.pk), everybody)
    return {
        "requests": matters,
        "seats": SEATS,
        "workers": WORKERS,
        "a_second": matters / house,
        "bare_a_second": matters / bare,
        "ratio": bare / house,
        **_judged(event, [accounts[name].person_id for name in names], everybody),
    }


def _insert_all(numbers: Iterable[int], at: datetime) -> Callable[[], None]:
    door = Door({}, middleware=False)

    def run() -> None:
        for number in numbers:
            insert_plain(door, number, at)

    return run


def _ask_all(people: Iterable[Cookies], event: int) -> Callable[[], None]:
    door = Door({})

    def run() -> None:
        for cookies in people:
            door.let_in(cookies)
            _ask(door, event)

    return run


def _race(prepare: Callable[[Any], Callable[[], None]], work: Sequence[Any]) -> float:
    """Seconds from the first one's start to the last one's end, each worker a process."""
    context = get_context("fork")
    gate, times = context.Barrier(WORKERS), context.Queue()

    def worker(share: Sequence[Any], gate: Barrier) -> None:
        run = prepare(share)
        gate.wait(60)
        began = perf_counter()
        try:
            run()
        finally:
            connections.close_all()
        times.put((began, perf_counter()))

    connections.close_all()  # each process opens its own
    crew = [context.Process(target=worker, args=(work[n::WORKERS], gate)) for n in range(WORKERS)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    if any(one.exitcode for one in crew):
        raise RuntimeError("a worker of the rush broke off; what it said stands above")
    spent = [times.get(timeout=10) for _ in crew]
    return max(ended for _, ended in spent) - min(began for began, _ in spent)


def _judged(event: Event, people: Sequence[int], everybody: Sequence[Cookies]) -> dict[str, int]:
    """How many of each fault there are."""
    rows = list(SignUp.objects.filter(event=event).order_by("order"))
    seated = [row for row in rows if row.state == Standing.SEATED]
    turns = SignUpTurn.objects.filter(sign_up__event=event).count()
    wanted = [Standing.SEATED] * SEATS + [Standing.WAITING] * (len(people) - SEATS)
    found = {row.person_id for row in rows}
    return {
        "oversold": max(len(seated) - SEATS, 0),
        "left": max(SEATS - len(seated), 0),
        "out_of_order": sum(row.state != state for row, state in zip(rows, wanted, strict=False)),
        "lost": len(set(people) - found) + abs(len(rows) - turns),
        "twice": len(rows) - len(found),
        "untold": _untold(event, rows, people, everybody),
    }


def _untold(
    event: Event, rows: Sequence[SignUp], people: Sequence[int], everybody: Sequence[Cookies]
) -> int:
    """How many pages do not say where their reader stands."""
    door, address = Door({}), reverse("events:event", args=[event.pk])
    place = {row.person_id: (n, row) for n, row in enumerate(rows, start=1)}
    asked = range(0, len(people), max(len(people) // SHOWN, 1))
    wrong = 0
    for number in asked:
        order, row = place[people[number]]
        is_seated = row.state == Standing.SEATED
        said = f"报名次序第 {order}" if is_seated else f"候补第 {order - SEATS} 位"
        door.let_in(everybody[number])
        wrong += said not in door.get(address).decode()
    return wrong
