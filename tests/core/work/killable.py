"""A process that acts without pause and says what was acknowledged, so that it can be killed.

``prepare`` migrates an empty database and begins matters; ``work`` acts on them for ever,
writing one line per acknowledged act to standard output; ``check`` prints what it found.
"""

import json
import sys
from itertools import count
from uuid import UUID, uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from chengguan.core.journal import services as journal  # noqa: E402
from chengguan.core.journal.models import JournalEntry  # noqa: E402
from chengguan.core.notices.models import OutboxRow  # noqa: E402
from chengguan.core.org.models import Person  # noqa: E402
from chengguan.core.work.acting import At, actor_of  # noqa: E402
from chengguan.core.work.models import Matter, Receipt  # noqa: E402
from chengguan.core.work.perform import perform  # noqa: E402
from tests.core.work.sample import BEGAN, Amount, Town, install  # noqa: E402

MATTERS = 4
WORKERS = 2


def prepare() -> None:
    call_command("migrate", verbosity=0)
    town = Town()
    for _ in range(MATTERS):
        town.do(town.begin(), "take", town.officer)


def officer():
    return actor_of(Person.objects.get(name="东一"), BEGAN)


def act(matter: UUID, key: str, version: int) -> int:
    outcome = perform(
        matter=matter,
        action="work",
        by=officer(),
        at=At.once(BEGAN),
        data=Amount(1),
        key=key,
        version=version,
    )
    return outcome.version


def work(share: int, pending: list[dict[str, object]]) -> None:
    """Repeat what nobody answered, then act on this worker's share of the matters for ever."""
    for tried in pending:
        act(UUID(str(tried["matter"])), str(tried["try"]), int(str(tried["version"])))
        say({"done": tried["try"]})
    versions = dict(Matter.objects.order_by("pk").values_list("pk", "version")[share::WORKERS])
    for number in count():
        matter = sorted(versions)[number % len(versions)]
        key = str(uuid4())
        say({"try": key, "matter": str(matter), "version": versions[matter]})
        versions[matter] = act(matter, key, versions[matter])
        say({"done": key})


def say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def check() -> None:
    """Look at everything."""
    versions = dict(Matter.objects.values_list("pk", "version"))
    entries = {pk: JournalEntry.objects.filter(stream_id=pk).count() for pk in versions}
    say(
        {
            "acts": sum(entries.values()),
            "outbox": OutboxRow.objects.filter(kind="act").count(),
            "receipts": sorted(Receipt.objects.values_list("key", flat=True)),
            "uneven": [str(pk) for pk in versions if versions[pk] != entries[pk]],
            "findings": [str(finding) for finding in journal.verify().findings],
        }
    )


if __name__ == "__main__":
    install()
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["work", share]:
            work(int(share), json.loads(sys.stdin.readline()))
        case ["check"]:
            check()
