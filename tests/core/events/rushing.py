"""A rush on an event, by processes: run in a process and a database of its own.

    python -m tests.core.events.rushing

Prints one line of JSON: what each was told, and what stands in the end.
"""

import json
import os
import sys
from datetime import timedelta
from multiprocessing import get_context
from uuid import uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from chengguan.core.events import sealing, services  # noqa: E402
from chengguan.core.events.models import Event, SignUp, SignUpTurn  # noqa: E402
from chengguan.core.journal.services import verify  # noqa: E402
from chengguan.core.org.kinds import MembershipKind  # noqa: E402
from chengguan.core.org.models import Membership, Person  # noqa: E402
from tests.core.events.town import AT, founded_town  # noqa: E402
from tests.core.org.people import LONG_AGO  # noqa: E402

PEOPLE, SEATS, WORKERS = 300, 20, 8
DOUBLE = 10
"""Every so manyth person clicks twice, through two workers."""


def rush(told: tuple[int, list[int]]) -> list[tuple[int, int, str]]:
    """One worker: it asks for each of its people in turn and answers what each was told."""
    event, people = told
    answers = []
    for person in Person.objects.filter(pk__in=people).order_by("pk"):
        row = services.sign_up(
            event=event, person=person, key=uuid4().hex, at=AT + timedelta(seconds=1)
        )
        answers.append((person.pk, row.order, row.state))
    connections.close_all()
    return answers


def play() -> dict[str, object]:
    call_command("migrate", verbosity=0)
    town = founded_town()
    event = town.event(seats=SEATS)
    people = Person.objects.bulk_create(Person(name=f"会员{n}") for n in range(PEOPLE))
    Membership.objects.bulk_create(
        Membership(person=who, organ=town.base, kind=MembershipKind.UNION, since=LONG_AGO)
        for who in people
    )
    keys = [who.pk for who in people]
    shares = [
        keys[n::WORKERS] + keys[(n + 1) % WORKERS :: WORKERS][::DOUBLE] for n in range(WORKERS)
    ]
    connections.close_all()
    with get_context("spawn").Pool(WORKERS) as pool:
        answers = [one for part in pool.map(rush, [(event.pk, s) for s in shares]) for one in part]
    sealing.seal_waiting(AT)
    event.refresh_from_db()
    rows = SignUp.objects.filter(event=event).order_by("order").values_list("person", "state")
    ours = ("signup", "signups")
    return {
        "asked": sum(map(len, shares)),
        "answers": answers,
        "rows": list(rows),
        "turns": SignUpTurn.objects.count(),
        "counters": (event.taken, event.waiting, event.last_order),
        "findings": [str(one) for one in verify().findings if one.code.startswith(ours)],
        "event": Event.objects.count(),
    }


if __name__ == "__main__":
    os.environ.setdefault("CHENGGUAN_DEMONSTRATION", "0")
    sys.stdout.write(json.dumps(play()))
