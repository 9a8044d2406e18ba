"""Who may read what: the matrix was written by hand, and every door of the house is tried.

Acceptance 5. A letter stands for a field of law: S 市容, H 房屋, W 垃圾, B 违建; a dash
for nothing.
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
from tests.whole.crawl import Crawl, addresses, text_of
from tests.whole.town import PEOPLE, Town

pytestmark = [pytest.mark.django_db, pytest.mark.trap(21)]

FIELDS = {"S": "street", "H": "housing", "W": "household_waste", "B": "illegal_structure"}

CONTENT = """
                 east  west  special  north
officer          SHWB  ----  ----     ----
limited          -H--  ----  ----     ----
handler          SHWB  ----  ----     ----
colleague        SHWB  ----  ----     ----
squad            SHWB  ----  ----     ----
head             SHWB  ----  ----     ----
west_officer     ----  SHWB  ----     ----
special_handler  ----  ----  SHWB     ----
north_handler    ----  ----  ----     SHWB
dispatcher       SHWB  SHWB  SHWB     ----
supervisor       SHWB  SHWB  SHWB     ----
legal            SHWB  SHWB  SHWB     ----
section          S---  S---  S---     ----
leader           SHWB  SHWB  SHWB     ----
dispatcher_b     ----  ----  ----     SHWB
leader_b         ----  ----  ----     SHWB
"""
"""Ordinary matters: the own organ, and from above; a grant for one field opens that field."""

COMPLAINANT = """
                 east  west  special  north
handler          SH-B  ----  ----     ----
colleague        --W-  ----  ----     ----
special_handler  ----  ----  SHWB     ----
north_handler    ----  ----  ----     SHWB
dispatcher       SHWB  SHWB  SHWB     ----
supervisor       SHWB  SHWB  SHWB     ----
dispatcher_b     ----  ----  ----     SHWB
"""
"""Who complained: whoever has the order, the dispatcher, supervision. No head, no leader."""

WORKS = """
                 own  other
officer          H    -
limited          H    -
handler          H    -
colleague        H    -
squad            H    -
head             H    -
north_handler    -    H
dispatcher       H    -
supervisor       H    -
legal            H    -
leader           H    -
dispatcher_b     -    H
leader_b         -    H
property         H    -
manager          H    -
committee        H    -
other_manager    -    H
"""
"""Works in an estate: who manages it, the team of its street with those above, the committee."""

REPORT = f"""
{WORKS.strip()}
special_handler  H    -
liaison          H    -
"""
"""What was reported reaches the special team and the housing office too."""

REFERRAL = """
                 own
officer          H
handler          H
colleague        H
squad            H
head             H
dispatcher       H
supervisor       H
legal            H
leader           H
liaison          H
"""
"""A missed duty: the team that proposes it, those above, the housing office. No company."""

RENOVATOR = """
                 own  other
manager          H    -
other_manager    -    H
"""
"""Who renovates: the very office that manages the estate, not even its company."""

CARD = f"""
{REPORT.strip()}
section          H    -
"""
"""The register of an estate belongs to no field of law."""

CAMPAIGN = """
                 a    b
officer          B    -
limited          B    -
handler          B    -
colleague        B    -
squad            B    -
head             B    -
west_officer     B    -
special_handler  B    -
north_handler    -    B
dispatcher       B    -
supervisor       B    -
legal            B    -
section          B    -
leader           B    -
dispatcher_b     -    B
leader_b         -    B
"""
"""A campaign is for all who enforce in its district."""

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
    "estate": WORKS,
    "report": REPORT,
    "referral": REFERRAL,
    "renovator": RENOVATOR,
    "card": CARD,
    "campaign": CAMPAIGN,
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
    "manager",
    "committee",
    "liaison",
    "other_manager",
    "union",
    "sysadmin",
    "secadmin",
    "auditadmin",
    NOBODY,
]

OUTSIDE = {"leader_b", "manager", "sysadmin", NOBODY}
"""They also try HEAD, OPTIONS, htmx and POST on every address."""

ALIKE = {
    "colleague",
    "special_handler",
    "north_handler",
    "dispatcher_b",
    "property",
    "committee",
    "other_manager",
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

SEALED = {
    "caller name",
    "phone",
    "said",
    "told",
    "call back",
    "identifier",
    "renovator name",
    "reporter name",
    "told the reporter",
}


def may_read(reader: str) -> set[tuple[str, str, str]]:
    """Group, organ and field of all that the tables open to a reader."""
    found = set()
    for group, table in TABLES.items():
        organs, *rows = [line.split() for line in table.strip().splitlines()]
        for name, *letters in rows:
            if name == reader:
                for organ, word in zip(organs, letters, strict=True):
                    found |= {(group, organ, FIELDS[letter]) for letter in word if letter != "-"}
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


def test_a_notice_board_says_to_everybody_what_hangs_at_the_door_and_no_more(
    town: Town, at_noon: None
) -> None:
    said = text_of(client_of(NOBODY).get(town.notice_board))
    heard = {bird.where for bird in town.cage.heard_in(said)}
    assert heard == {"works address", "firm", "forbidden", "waste place"}


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
    hidden = [
        *town.cage.of("complainant"),
        *town.cage.of("party phone", "party number", "renovator"),
    ]
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
