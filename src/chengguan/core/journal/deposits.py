"""Heads deposited outside the database: what nobody who can write to the database can take back.

A deposit is two files: `head-SIZE.json`, the signed head, and `head-SIZE.leaves`, one line per
leaf since the deposit before (hash, stream, sequence). The head proves that something was
changed; the leaves name what.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from .keys import keyring
from .log import CHUNK, DepositError, Head, checkpoint, head_of
from .models import Checkpoint, Leaf


class DepositConflict(DepositError):
    """Another head of this size was deposited before: run `verify`."""


class DepositDamaged(DepositError):
    """A deposited file cannot be read."""


@dataclass(frozen=True)
class Deposit:
    """A deposited head as read from its file."""

    path: Path
    head: Head
    key: str
    signature: str
    since: int

    def lines(self) -> Iterator[tuple[int, str, str, int]]:
        """Index, hash, stream and sequence of each leaf since the deposit before."""
        if not self.leaves.is_file():
            return
        with self.leaves.open() as file:
            for index, line in enumerate(file, start=self.since):
                try:
                    hash_, stream, sequence = line.split()
                    yield index, hash_, stream, int(sequence)
                except ValueError as error:
                    raise DepositDamaged(f"{self.leaves} cannot be read") from error

    @property
    def leaves(self) -> Path:
        return self.path.with_suffix(".leaves")


def deposit(folder: Path, at: datetime) -> Path:
    """Sign the head of now and write it to `folder`; not inside a transaction."""
    with transaction.atomic(durable=True):
        head = checkpoint(at)
    return write_deposit(folder, head)


def write_deposit(folder: Path, checkpoint: Checkpoint) -> Path:
    """Write a checkpoint to `folder`; doing it twice changes nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"head-{checkpoint.size:012}.json"
    if path.exists():
        if read_deposit(path).signature != checkpoint.signature:
            raise DepositConflict(f"{path} holds another head of this size: run verify")
        return path
    sizes = [earlier.head.size for earlier in deposits_in(folder)]
    since = max((size for size in sizes if size < checkpoint.size), default=0)
    _write(path.with_suffix(".leaves"), _leaf_lines(since, checkpoint.size))
    _write(path, [json.dumps(_content(checkpoint, since), indent=2) + "\n"])
    return path


def deposits_in(folder: Path) -> list[Deposit]:
    """The deposits in a folder by size, the smallest first."""
    return [read_deposit(path) for path in sorted(folder.glob("head-*.json"))]


def read_deposit(path: Path) -> Deposit:
    try:
        content = json.loads(path.read_text())
        texts = {name: str(content[name]) for name in ("root", "root_sm3", "made_at")}
        return Deposit(
            path=path,
            head=Head(size=int(content["size"]), **texts),
            key=str(content["key"]),
            signature=str(content["signature"]),
            since=int(content["leaves_since"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DepositDamaged(f"{path} cannot be read") from error


def printed_head(checkpoint: Checkpoint) -> str:
    """The head as a few lines for the foot of a paper; paper is a deposit too."""
    groups = [checkpoint.root[start : start + 8] for start in range(0, len(checkpoint.root), 8)]
    return "\n".join(
        [
            _("日志存证：前 %(size)s 条，%(time)s 签署，密钥 %(key)s")
            % {
                "size": checkpoint.size,
                "time": checkpoint.made_at.isoformat(timespec="seconds"),
                "key": checkpoint.key_id,
            },
            " ".join(groups),
        ]
    )


def _content(checkpoint: Checkpoint, since: int) -> dict[str, object]:
    return {
        **asdict(head_of(checkpoint)),
        "key": checkpoint.key_id,
        "public_key": keyring().public[checkpoint.key_id].hex(),
        "signature": checkpoint.signature,
        "leaves_since": since,
    }


def _leaf_lines(since: int, until: int) -> Iterator[str]:
    leaves = Leaf.objects.filter(index__gte=since, index__lt=until).order_by("index")
    rows = leaves.values_list("hash", "entry__stream_id", "entry__sequence")
    for hash_, stream, sequence in rows.iterator(CHUNK):
        yield f"{hash_} {stream} {sequence}\n"


def _write(path: Path, lines: Iterable[str]) -> None:
    """Whole or not at all, and on the disk before it bears its name."""
    draft = path.with_name(f".{path.name}")
    with draft.open("w") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
