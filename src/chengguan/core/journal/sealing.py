"""Sensitive values: sealed under their subject's key, found by blind index, erased by key."""

import hashlib
import hmac
import os
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.db.models import QuerySet

from . import keys
from .looks import look
from .models import JournalEntry, SealedValue, Stream, SubjectKey
from .streams import append, open_stream

ERASE = "journal.erase"
NONCE_BYTES = 12
SALT_BYTES = 16


class SubjectErased(Exception):
    """The subject's values were erased; nothing can be sealed or erased under it any more."""


class SealBroken(Exception):
    """A key or a ciphertext is not what was once written."""


def seal(*, subject: UUID, kind: str, value: str) -> SealedValue:
    """Store `value` readable under the subject's key only. Hand the result to `append`."""
    return seal_all(subject=subject, values=[(kind, value)])[0]


def seal_all(
    *,
    subject: UUID,
    values: Iterable[tuple[str, str]],
    is_new: bool = False,
    holder: SubjectKey | None = None,
) -> list[SealedValue]:
    """Seal several (kind, value) of one subject: two statements, or one with its `holder` at hand.

    `is_new`: nothing was ever sealed under this subject.
    """
    holder = _new_holder(subject) if is_new else holder or _key_holder(subject)
    key = _subject_key(holder)
    rows = [_sealed(holder, key, kind, value) for kind, value in values]
    if len(rows) == 1:
        rows[0].save()
        return rows
    return SealedValue.objects.bulk_create(rows)


def sealed_anew(
    *, subject: UUID, values: Iterable[tuple[str, str]]
) -> tuple[SubjectKey, list[SealedValue]]:
    """The same for a subject under which nothing was ever sealed, left to the caller to insert."""
    holder = SubjectKey(pk=subject, **_wrap(subject, os.urandom(keys.KEY_BYTES)))
    key = _subject_key(holder)
    return holder, [_sealed(holder, key, kind, value) for kind, value in values]


def _sealed(holder: SubjectKey, key: bytes, kind: str, value: str) -> SealedValue:
    salt = os.urandom(SALT_BYTES)
    return SealedValue(
        subject=holder,
        kind=kind,
        ciphertext=_encrypt(key, salt + value.encode(), _context(holder.pk, kind)),
        commitment=commitment(salt, kind, value),
        blind_index=blind_index(kind, value),
    )


def reveal(sealed: SealedValue, *, actor: str, reason: str, at: datetime) -> str | None:
    """The value, or None if it was erased. The look is recorded either way."""
    look(actor=actor, what=sealed.kind, reason=reason, at=at, subject=sealed.subject_id)
    return None if sealed.subject.wrapped_key is None else opened(sealed)


def opened(sealed: SealedValue) -> str:
    """The value without recording a look: for `verify` and re-encryption only."""
    context = _context(sealed.subject_id, sealed.kind)
    plain = _decrypt(_subject_key(sealed.subject), bytes(sealed.ciphertext), context)
    salt, value = plain[:SALT_BYTES], plain[SALT_BYTES:].decode()
    if commitment(salt, sealed.kind, value) != sealed.commitment:
        raise SealBroken("ciphertext and commitment differ")
    return value


def commitment(salt: bytes, kind: str, value: str) -> str:
    return hashlib.sha256(salt + kind.encode() + b"\0" + value.encode()).hexdigest()


def find(kind: str, value: str) -> QuerySet[SealedValue]:
    """The sealed values of this kind that say exactly `value`, erased ones never."""
    return SealedValue.objects.filter(kind=kind, blind_index=blind_index(kind, value))


def indexes_among(kind: str, values: Iterable[str]) -> set[str]:
    """The blind indexes of those of these values that are sealed somewhere already."""
    wanted = {blind_index(kind, value) for value in values}
    rows = SealedValue.objects.filter(kind=kind, blind_index__in=wanted)
    return set(rows.values_list("blind_index", flat=True))


def blind_index(kind: str, value: str) -> str:
    """A keyed digest of the normalised value (width, case and outer blanks do not matter)."""
    normal = unicodedata.normalize("NFKC", value).strip().upper()
    _, key = keys.keyring().newest(keys.BLIND)
    return hmac.new(key, f"{kind}\0{normal}".encode(), hashlib.sha256).hexdigest()


def keyed_digest(text: str) -> str:
    """A digest that says nothing without our key: for telling requests apart, never for proof."""
    _, key = keys.keyring().newest(keys.BLIND)
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def erase(*, subject: UUID, actor: str, reason: str, at: datetime) -> JournalEntry:
    """Make every value of the subject unreadable for ever, on the record.

    The stream before the key: so does every act, and two orders would wait for each other.
    """
    if not reason.strip():
        raise ValueError("an erasure needs a reason")
    stream = _held_stream(subject)
    holder = SubjectKey.objects.select_for_update().get(pk=subject)
    if holder.wrapped_key is None:
        raise SubjectErased(subject)
    holder.wrapped_key, holder.erased_at = None, at
    holder.save(update_fields=["wrapped_key", "erased_at"])
    holder.sealed_values.update(blind_index="")
    return append(
        stream=stream,
        action=ERASE,
        actor=actor,
        occurred_at=at,
        recorded_at=at,
        values={"subject": subject, "reason": reason},
    )


def _held_stream(subject: UUID) -> Stream:
    """The record of a subject may already have its stream under the same key."""
    stream = Stream.objects.select_for_update().filter(pk=subject).first()
    if stream is None:
        return open_stream(kind="register", key=subject)
    stream.is_held = True
    return stream


@transaction.atomic
def rotate_master_key() -> int:
    """Make a new master key and wrap every subject key anew; the values stay as they are."""
    keys.create(keys.MASTER)
    # no_key: acts that seal under these keys meanwhile need not wait
    living = SubjectKey.objects.select_for_update(no_key=True).filter(wrapped_key__isnull=False)
    holders = list(living.values_list("pk", flat=True))
    for subject in holders:
        rewrapped = _wrap(subject, _subject_key(SubjectKey.objects.get(pk=subject)))
        SubjectKey.objects.filter(pk=subject).update(**rewrapped)
    return len(holders)


def _key_holder(subject: UUID) -> SubjectKey:
    holder = SubjectKey.objects.filter(pk=subject).first()
    if holder is None:
        fresh = _wrap(subject, os.urandom(keys.KEY_BYTES))
        holder, _ = SubjectKey.objects.get_or_create(pk=subject, defaults=fresh)
    if holder.wrapped_key is None:
        raise SubjectErased(subject)
    return holder


def _new_holder(subject: UUID) -> SubjectKey:
    return SubjectKey.objects.create(pk=subject, **_wrap(subject, os.urandom(keys.KEY_BYTES)))


def _subject_key(holder: SubjectKey) -> bytes:
    if holder.wrapped_key is None:
        raise SubjectErased(holder.pk)
    master = keys.keyring().secret(keys.MASTER, holder.key_id)
    return _decrypt(master, bytes(holder.wrapped_key), holder.pk.bytes)


def _wrap(subject: UUID, key: bytes) -> dict[str, object]:
    """The columns that hold a subject's key, wrapped under the newest master key."""
    key_id, master = keys.keyring().newest(keys.MASTER)
    return {"wrapped_key": _encrypt(master, key, subject.bytes), "key_id": key_id}


def _context(subject: UUID, kind: str) -> bytes:
    return subject.bytes + kind.encode()


def _encrypt(key: bytes, plain: bytes, context: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def _decrypt(key: bytes, stored: bytes, context: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(stored[:NONCE_BYTES], stored[NONCE_BYTES:], context)
    except (InvalidTag, ValueError) as error:
        raise SealBroken("not decipherable under its key") from error
