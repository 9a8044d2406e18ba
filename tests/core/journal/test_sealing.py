"""Sealed values: read under their key and on the record, found exactly, erased for ever."""

import base64
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from chengguan.core.journal import keys
from chengguan.core.journal.models import JournalEntry, Look, SealedValue, Stream, SubjectKey
from chengguan.core.journal.services import (
    SubjectErased,
    append,
    erase,
    find,
    open_stream,
    reveal,
    rotate_master_key,
    seal,
    verify,
)
from tests.core.journal.conftest import AT

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NUMBER = "13800000000"


def sealed(subject, value: str = NUMBER, kind: str = "phone") -> SealedValue:
    one = seal(subject=subject, kind=kind, value=value)
    append(
        stream=open_stream(kind="register"),
        action="take_down",
        actor="person:1",
        occurred_at=AT,
        recorded_at=AT,
        values={"phone": one},
    )
    return SealedValue.objects.get(pk=one.pk)


def read(value: SealedValue, reason: str = "回访") -> str | None:
    value.refresh_from_db()
    return reveal(value, actor="person:9", reason=reason, at=AT)


def test_a_value_is_read_on_the_record() -> None:
    subject = uuid4()
    assert read(sealed(subject)) == NUMBER
    seen = Look.objects.get()
    assert (seen.actor, seen.subject, seen.what) == ("person:9", subject, "phone")


@pytest.mark.trap(68)
def test_nobody_looks_without_a_reason() -> None:
    with pytest.raises(ValueError, match="reason"):
        read(sealed(uuid4()), reason=" ")


def test_the_tables_hold_no_plain_value() -> None:
    one = sealed(uuid4())
    stored = bytes(one.ciphertext) + one.commitment.encode() + one.blind_index.encode()
    assert NUMBER.encode() not in stored
    assert base64.b64encode(NUMBER.encode()) not in stored


def test_the_same_value_twice_shows_only_in_the_blind_index() -> None:
    one, other = sealed(uuid4()), sealed(uuid4())
    assert one.commitment != other.commitment
    assert bytes(one.ciphertext) != bytes(other.ciphertext)
    assert one.blind_index == other.blind_index


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("91310000abc", True),
        (" 91310000ABC ", True),
        ("９１３１００００ＡＢＣ", True),
        ("91310000AB", False),
    ],
)
def test_exact_search_ignores_width_case_and_blanks(asked: str, found: bool) -> None:
    sealed(uuid4(), "91310000ABC", "code")
    assert find("code", asked).exists() is found
    assert not find("phone", asked).exists()


def test_erasing_one_subject_erases_only_that_one_and_all_verifies() -> None:
    subject = uuid4()
    gone, kept = sealed(subject), sealed(uuid4())
    entry = erase(subject=subject, actor="person:2", reason="本人申请", at=AT)
    assert (read(gone), read(kept)) == (None, NUMBER)
    assert list(find("phone", NUMBER)) == [kept]
    assert (entry.stream.kind, entry.action) == ("register", "journal.erase")
    assert SubjectKey.objects.get(pk=subject).wrapped_key is None
    assert verify().findings == []


def test_what_was_erased_cannot_be_sealed_or_erased_again() -> None:
    subject = uuid4()
    sealed(subject)
    erase(subject=subject, actor="person:2", reason="本人申请", at=AT)
    with pytest.raises(SubjectErased):
        seal(subject=subject, kind="phone", value=NUMBER)
    with pytest.raises(SubjectErased):
        erase(subject=subject, actor="person:2", reason="本人申请", at=AT)


def test_a_key_that_comes_back_from_a_backup_is_found() -> None:
    subject = uuid4()
    sealed(subject)
    wrapped = SubjectKey.objects.get(pk=subject).wrapped_key
    erase(subject=subject, actor="person:2", reason="本人申请", at=AT)
    SubjectKey.objects.filter(pk=subject).update(wrapped_key=wrapped, erased_at=None)
    assert "key.returned" in {finding.code for finding in verify().findings}


def test_the_erasure_stands_in_the_stream_of_the_subject() -> None:
    subject = uuid4()
    stream = open_stream(kind="matter", key=subject)
    sealed(subject)
    assert erase(subject=subject, actor="p", reason="到期", at=AT).stream_id == stream.pk


@pytest.mark.parametrize("has_stream", [True, False])
def test_an_erasure_takes_the_stream_before_the_key_as_acts_do(has_stream) -> None:
    subject = uuid4()
    sealed(subject)
    if has_stream:
        open_stream(kind="matter", key=subject)
    with CaptureQueriesContext(connection) as queries:
        erase(subject=subject, actor="p", reason="到期", at=AT)
    tables = [
        table
        for query in queries.captured_queries
        for table in ("journal_stream", "journal_subjectkey")
        if f'FROM "{table}"' in query["sql"]
    ]
    assert tables[:2] == ["journal_stream", "journal_subjectkey"]


@pytest.mark.django_db(transaction=True)
def test_an_erasure_waits_for_the_act_that_seals_meanwhile() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the SQLite of the tests lives in memory: one connection at a time")
    subject = uuid4()
    stream = open_stream(kind="matter", key=subject)
    with transaction.atomic():
        sealed(subject)

    def erase_elsewhere() -> None:
        erase(subject=subject, actor="p", reason="到期", at=AT)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Stream.objects.select_for_update().get(pk=stream.pk)
            erasing = pool.submit(erase_elsewhere)
            time.sleep(0.3)  # until it waits for the stream
            sealed(subject)
        erasing.result(timeout=20)
    assert not SealedValue.objects.exclude(blind_index="").exists()
    assert verify().ok


def test_nobody_erases_without_a_reason() -> None:
    subject = uuid4()
    sealed(subject)
    with pytest.raises(ValueError, match="reason"):
        erase(subject=subject, actor="p", reason=" ", at=AT)


def test_a_sealed_value_that_no_entry_names_is_found() -> None:
    seal(subject=uuid4(), kind="phone", value=NUMBER)
    assert [finding.code for finding in verify().findings] == ["sealed.unrecorded"]


def test_rotation_wraps_keys_anew_and_touches_no_value(settings, tmp_path) -> None:
    settings.KEYS_ROOT = tmp_path
    one = sealed(uuid4())
    before, old_id = bytes(one.ciphertext), one.subject.key_id
    assert rotate_master_key() == 1
    one = SealedValue.objects.get(pk=one.pk)
    assert one.subject.key_id != old_id
    assert bytes(one.ciphertext) == before
    (tmp_path / f"master-{old_id}.key").unlink()
    assert read(one) == NUMBER
    assert verify().ok


def test_without_keys_nothing_is_made_unless_the_setting_allows(settings, tmp_path) -> None:
    settings.KEYS_ROOT = tmp_path / "none"
    settings.CHENGGUAN_KEYS_CREATE = False
    with pytest.raises(keys.KeyMissing):
        seal(subject=uuid4(), kind="phone", value=NUMBER)
    assert not (tmp_path / "none").exists()


def test_keys_are_readable_by_their_owner_only(key_folder) -> None:
    keys.keyring()
    secrets = list(key_folder.glob("*.key"))
    assert len(secrets) >= 3
    assert {path.stat().st_mode & 0o077 for path in secrets} == {0}


def test_verification_without_keys_says_so(settings, tmp_path) -> None:
    sealed(uuid4())
    settings.KEYS_ROOT = tmp_path / "none"
    settings.CHENGGUAN_KEYS_CREATE = False
    assert {finding.code for finding in verify().findings} == {"sealed.unread"}
    assert JournalEntry.objects.exists()
