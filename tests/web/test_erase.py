"""Erasing is asked twice, decided by somebody, and stands on the record."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from chengguan.core.journal.models import JournalEntry, SealedValue
from chengguan.core.journal.services import reveal, verify
from chengguan.core.org import services as org
from chengguan.core.org import signin
from chengguan.core.org.models import Account
from chengguan.core.registers.models import IdentifierKind, Party, PartyKind
from chengguan.core.registers.services import register_party

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = datetime(2026, 9, 15, 1, 0, tzinfo=UTC)
NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def keys_may_be_made(settings: Any) -> None:
    settings.CHENGGUAN_KEYS_CREATE = True


@pytest.fixture
def party() -> Party:
    return register_party(
        kind=PartyKind.PERSON,
        name="张三",
        identifier=NUMBER,
        id_kind=IdentifierKind.ID_CARD,
        phone="13800001234",
        by=None,
        at=AT,
    )


@pytest.fixture
def clerk() -> Account:
    someone = org.register_person(name="甲", by=None, at=AT)
    return signin.open_account(person=someone, username="clerk", by=None, at=AT)


def spoken(subject: object, **options: Any) -> str:
    out = StringIO()
    said = {"reason": "本人申请", "by": "clerk", **options}
    call_command("erase", subject=str(subject), stdout=out, **said)
    return out.getvalue()


def is_readable(party: Party) -> bool:
    sealed = SealedValue.objects.get(pk=party.identifier_id)
    return reveal(sealed, actor="person:1", reason="核对", at=AT) == NUMBER


def test_without_yes_it_names_what_it_would_erase_and_shows_no_value(party, clerk):
    entries = JournalEntry.objects.count()
    told = spoken(party.subject)
    for word in ("stream of a register", "张三", "id_card", "phone", "--yes"):
        assert word in told
    assert NUMBER not in told
    assert is_readable(party)
    assert JournalEntry.objects.count() == entries


def test_with_yes_the_values_are_gone_and_the_journal_says_who_decided(party, clerk):
    spoken(party.subject, yes=True)
    assert not is_readable(party)
    entry = JournalEntry.objects.latest("id")
    assert (entry.stream_id, entry.action) == (party.subject, "journal.erase")
    assert entry.actor == f"person:{clerk.person_id}"
    assert "本人申请" in entry.body
    assert verify().ok


def test_what_is_erased_is_not_erased_again(party, clerk):
    spoken(party.subject, yes=True)
    with pytest.raises(CommandError, match="already"):
        spoken(party.subject, yes=True)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"reason": " "}, "reason"), ({"by": "nobody"}, "nobody")],
)
def test_without_a_reason_or_an_account_nothing_is_erased(party, clerk, wrong, message):
    with pytest.raises(CommandError, match=message):
        spoken(party.subject, yes=True, **wrong)
    assert is_readable(party)


def test_a_closed_account_decides_nothing(party, clerk):
    signin.close_account(account=clerk, by=None, at=AT)
    with pytest.raises(CommandError, match="clerk"):
        spoken(party.subject, yes=True)


def test_an_unknown_subject_is_said_to_be_unknown(clerk):
    with pytest.raises(CommandError, match="nothing is sealed"):
        spoken(uuid4(), yes=True)
