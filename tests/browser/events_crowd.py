"""Fills one event of a demonstration with people who have seats, or counts who came to it.

python -m tests.browser.events_crowd fill 500     the codes, as JSON
python -m tests.browser.events_crowd count        how many check-ins there are, as JSON
"""

import json
import sys
from datetime import timedelta
from uuid import uuid4

import django

django.setup()

from django.db import transaction  # noqa: E402

from chengguan.core.events import services  # noqa: E402
from chengguan.core.events.models import CheckIn  # noqa: E402
from chengguan.core.events.services import Opening  # noqa: E402
from chengguan.core.org.kinds import MembershipKind, OrganKind  # noqa: E402
from chengguan.core.org.models import Membership, Organ, Person  # noqa: E402
from chengguan.core.pages import clock  # noqa: E402

TITLE = "五百人健步走"


def fill(count: int) -> dict[str, object]:
    now, union = clock.now(), Organ.objects.get(kind=OrganKind.BUREAU_UNION)
    base = Organ.objects.filter(kind=OrganKind.BASE_UNION).order_by("pk")[0]
    event = services.open_event(
        Opening(
            kind="健步走",
            title=TITLE,
            place="中山公园",
            begins_at=now + timedelta(hours=2),
            ends_at=now + timedelta(hours=5),
            signup_from=now - timedelta(days=1),
            signup_until=now + timedelta(hours=1),
            audience=union,
            seats=count,
        ),
        organ=union,
        by=None,
        at=now,
    )
    people = Person.objects.bulk_create(Person(name=f"会员{n:03d}") for n in range(count))
    Membership.objects.bulk_create(
        Membership(person=who, organ=base, kind=MembershipKind.UNION, since=now.date())
        for who in people
    )
    with transaction.atomic():
        rows = [
            services.sign_up(event=event.pk, person=who, key=uuid4().hex, at=now) for who in people
        ]
    return {"event": event.pk, "codes": [services.code_of(row.pk) for row in rows]}


if __name__ == "__main__":
    told: object = fill(int(sys.argv[2])) if sys.argv[1] == "fill" else CheckIn.objects.count()
    sys.stdout.write(json.dumps(told))
