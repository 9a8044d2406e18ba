"""Who may read what: the matrix was written by hand, and every door of the house is tried.

Acceptance 5. A letter stands for a field of law: S 市容, H 房屋, W 垃圾; a dash for nothing.
"""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.db import connection
from django.test import Client

from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.notices.models import Notice, OutboxRow
from chengguan.core.org.models import Account
from tests.whole.cage import Canary
from tests.whole.crawl import Crawl, addresses
from tests.whole.town import PEOPLE, Town

pytestmark = [pytest.mark.django_db, pytest.mark.trap(21)]

FIELDS = {"S": "street", "H": "housing", "W": "household_waste"}

CONTENT = """
                 east  west  special  north
officer          SHW   ---   ---      ---
limited          -H-   ---   ---      ---
handler          SHW   ---   ---      ---
colleague        SHW   ---   ---      ---
squad            SHW   ---   ---      ---
head             SHW   ---   ---      ---
west_officer     ---   SHW   ---      ---
special_handler  ---   ---   SHW      ---
north_handler    ---   ---   ---      SHW
dispatcher       SHW   SHW   SHW      ---
supervisor       SHW   SHW   SHW      ---
legal            SHW   SHW   SHW      ---
section          S--   S--   S--      ---
leader           SHW   SHW   SHW      ---
dispatcher_b     ---   ---   ---      SHW
leader_b         ---   ---   ---      SHW
"""
"""Ordinary matters: the own organ, and from above; a grant for one field opens that field."""

COMPLAINANT = """
                 east  west  special  north
handler          SH-   ---   ---      ---
colleague        --W   ---   ---      ---
special_handler  ---   ---   SHW      ---
north_handler    ---   ---   ---      SHW
dispatcher       SHW   SHW   SHW      ---
supervisor       SHW   SHW   SHW      ---
dispatcher_b     ---   ---   ---      SHW
"""
"""Who complained: whoever has the order, the dispatcher, supervision. No head, no leader."""

SECRET = """
                 a     east  north
supervisor       S--   ---   ---
handler          ---   S--   ---
colleague        ---   S--   ---
north_handler    ---   ---   S--
"""
"""A restricted matter: its readers in the very organ, who began it, who has it."""

PARTY = """
                 east  west  north
officer          S--   S--   S--
limited          S--   S--   S--
handler          S--   S--   S--
colleague        S--   S--   S--
squad            S--   S--   S--
head             S--   S--   S--
west_officer     S--   S--   S--
special_handler  S--   S--   S--
north_handler    S--   S--   S--
dispatcher       S--   S--   S--
supervisor       S--   S--   S--
legal            S--   S--   S--
section          S--   S--   S--
leader           S--   S--   S--
dispatcher_b     S--   S--   S--
leader_b         S--   S--   S--
"""
"""The register of parties is one for all who enforce."""

PARTY_NUMBER = """
                 east  west  north
officer          S--   S--   S--
limited          S--   S--   S--
handler          S--   S--   S--
colleague        S--   S--   S--
squad            S--   S--   S--
head             S--   S--   S--
west_officer     S--   S--   S--
special_handler  S--   S--   S--
north_handler    S--   S--   S--
dispatcher       S--   S--   S--
supervisor       S--   S--   S--
legal            S--   S--   S--
dispatcher_b     S--   S--   S--
"""
"""Numbers in full, with a reason: those whose work it is to know with whom they deal."""

TABLES = {
    "content": CONTENT,
    "complainant": COMPLAINANT,
    "secret": SECRET,
    "party": PARTY,
    "party number": PARTY_NUMBER,
    "place": PARTY,
    "party phone": "east\n",  # nobody: no page shows it
}

NOBODY = "nobody"
READERS = [
    "officer",
    "limited",
    "handler",
    "colleague",
    "squad",
    "head",
    "west_officer",
    "special_handler",
    "north_handler",
    "dispatcher",
    "supervisor",
    "legal",
    "section",
    "leader",
    "dispatcher_b",
    "leader_b",
    "property",
    "union",
    "sysadmin",
    "secadmin",
    "auditadmin",
    NOBODY,
]

OUTSIDE = {"leader_b", "property", "sysadmin", NOBODY}
"""They also try HEAD, OPTIONS, htmx and POST on every address."""

ALIKE = {
    "colleague",
    "special_handler",
    "north_handler",
    "dispatcher_b",
    "secadmin",
    "auditadmin",
}
"""Their like is crawled each time; they themselves in `make test-all`."""

MAY_BE_SILENT = {
    "place name",
    # no page shows them yet
    *(f"ordinary: {what}" for what in ("asked", "cosigned", "comment on the draft")),
    *(f"ordinary: noted {what}" for what in ("wrong", "right", "why")),
    *(
        f"ordinary: account of {which}"
        for which in ("wrong receipt", "first receipt", "second receipt", "receipt of added fine")
    ),
}
"""A place stands to choose in forms: open to all who enforce, met by whoever has such a form."""

SEALED = {"caller name", "phone", "said", "told", "call back", "identifier"}


def may_read(reader: str) -> set[tuple[str, str, str]]:
    """Group, organ and field of all that the tables open to a reader."""
    found = set()
    for group, table in TABLES.items():
        organs, *rows = [line.split() for line in table.strip().splitlines()]
        for name, *letters in rows:
            if name == reader:
                for organ, word in zip(organs, letters, strict=True):
                    found |= {(group, organ, FIELDS[letter]) for letter in word.strip("-")}
    return found


class Log(logging.Handler):
    """Everything that any part of the house says to its log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.text = StringIO()

    def emit(self, record: logging.LogRecord) -> None:
        self.text.write(f"{record.getMessage()} {record.exc_text or ''}\n")


@pytest.fixture(scope="module")
def log() -> Iterator[Log]:
    root, handler = logging.getLogger(), Log()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture(scope="module")
def town(whole_database: None, log: Log) -> Town:
    return Town().filled()


def client_of(reader: str) -> Client:
    client = Client(raise_request_exception=False)
    if reader != NOBODY:
        client.force_login(Account.objects.get(username=reader))
    return client


def test_every_reader_is_somebody_and_no_address_is_forgotten(town: Town) -> None:
    assert set(READERS) - {NOBODY} <= set(PEOPLE)
    assert {name for table in TABLES.values() for name in _names(table)} <= set(READERS)
    assert len(addresses()) > 50


def _names(table: str) -> set[str]:
    return {line.split()[0] for line in table.strip().splitlines()[1:]}


@pytest.mark.parametrize(
    "reader", [pytest.param(r, marks=pytest.mark.slow) if r in ALIKE else r for r in READERS]
)
def test_no_canary_sings_outside_the_matrix_and_each_inside_it_does(
    town: Town, at_noon: None, reader: str
) -> None:
    crawl = Crawl(town, client_of(reader), by_all_methods=reader in OUTSIDE).run()
    mine = may_read(reader)
    leaks = {repr(b): by for b, by in crawl.heard.items() if place(b) not in mine}
    silent = [b for b in expected(town, mine) if b not in crawl.heard]
    assert leaks == {}
    assert silent == []
    assert crawl.broken == []


def place(bird: Canary) -> tuple[str, str, str]:
    return bird.group, bird.organ, bird.field


def expected(town: Town, mine: set[tuple[str, str, str]]) -> list[Canary]:
    return [
        b for b in town.cage.by_text.values() if place(b) in mine and b.where not in MAY_BE_SILENT
    ]


def test_what_is_sealed_stands_nowhere_in_plain(town: Town) -> None:
    sealed = [b for b in town.cage.where(SEALED) if b.group != "content"]
    assert len(sealed) > 40
    stored = whole_database_as_text()
    assert town.cage.of("content")[0].text in stored, "the text was not read at all"
    assert [b for b in sealed if b.text in stored] == []


def whole_database_as_text() -> str:
    """All columns of all tables; on SQLite the very bytes of the database, free pages included."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            bytes_ = connection.connection.serialize()
            return bytes_.decode("utf-8", "replace")
        parts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t.*::text FROM "{table}" t'.replace("t.*::text", "t::text"))
            parts += [row for (row,) in cursor.fetchall()]
        return "\n".join(parts)


def test_nothing_restricted_stands_in_notices_outbox_or_journal(town: Town) -> None:
    told = "\n".join(f"{n.title} {n.body} {n.link}" for n in Notice.objects.all())
    sent = "\n".join(OutboxRow.objects.values_list("payload", flat=True))
    said = "\n".join(JournalEntry.objects.values_list("body", flat=True))
    assert sent
    assert said
    hidden = [*town.cage.of("complainant"), *town.cage.of("party phone", "party number")]
    assert [b for b in hidden if b.text in said and b.where in SEALED] == []
    hidden += town.cage.of("secret")
    assert [b for b in hidden if b.text in told + sent] == []


def test_the_log_says_no_canary(town: Town, log: Log) -> None:
    """Last in the module: the log of building and of all crawls before it."""
    said = log.text.getvalue()
    assert "Not Found" in said, "nothing was logged: the test listens at the wrong door"
    assert town.cage.heard_in(said) == set()


def test_the_town_is_as_it_was_recorded(town: Town) -> None:
    assert verify().findings == []
