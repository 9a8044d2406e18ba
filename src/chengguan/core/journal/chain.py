"""How an entry is hashed and chained: pure functions over its columns."""

from datetime import datetime
from uuid import UUID

from .canonical import digest, digest_text


def entry_hash(
    *,
    kind: str,
    stream: UUID,
    sequence: int,
    action: str,
    actor: str,
    occurred_at: datetime,
    recorded_at: datetime,
    body: str,
    previous: str,
) -> str:
    """The hash of an entry: its envelope, the digest of its body, the hash of the one before.

    The body goes in by digest, so that an entry can be proved without showing what it says.
    """
    return digest(
        {
            "kind": kind,
            "stream": stream,
            "sequence": sequence,
            "action": action,
            "actor": actor,
            "occurred_at": occurred_at,
            "recorded_at": recorded_at,
            "body": digest_text(body),
            "previous": previous,
        }
    )
