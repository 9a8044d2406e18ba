"""Canonical JSON (RFC 8785): the one text form of what is hashed.

Money is whole fen, decimals and times are strings, times are UTC to the microsecond, so that the
same value gives the same bytes on every database and every machine.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

import rfc8785
from django.utils.functional import Promise


@runtime_checkable
class Journalled(Protocol):
    """An object that says itself how it stands in the journal."""

    def journalled(self) -> Mapping[str, object]: ...


def plain(value: object) -> Any:
    """The JSON value of `value`: strings, whole numbers, booleans, null, lists and objects only."""
    match value:
        case None | bool():
            return value
        case Enum():
            return plain(value.value)
        case int():
            return int(value)
        case str() | UUID() | Promise():
            return str(value)
        case Decimal():
            return format(value, "f")
        case float():
            return repr(value)
        case datetime():
            return moment(value)
        case date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return {"sha256": hashlib.sha256(value).hexdigest(), "length": len(value)}
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case Journalled():
            return plain(value.journalled())
    raise TypeError(f"{type(value).__qualname__} cannot stand in the journal")


def moment(value: datetime) -> str:
    """An aware moment in UTC, always with microseconds: 2026-09-15T01:00:00.000000Z."""
    if value.tzinfo is None:
        raise ValueError("a moment without time zone cannot stand in the journal")
    utc = value.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="microseconds") + "Z"


def canonical(value: object) -> str:
    return rfc8785.dumps(plain(value)).decode()


def digest(value: object) -> str:
    """SHA-256 over the canonical JSON, in hex."""
    return digest_text(canonical(value))


def digest_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
