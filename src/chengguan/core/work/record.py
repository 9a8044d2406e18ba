"""核验办理记录: is one matter's record still what was written? Proved, not only displayed.

Each entry must hash to what it says and follow on the one before. Since every hash covers the
hash before it, one proof that the last sealed entry lies under the signed head proves them all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from chengguan.core.journal import deposits
from chengguan.core.journal import services as journal
from chengguan.core.journal.keys import keyring
from chengguan.core.journal.log import Inclusion, NotSealed, head_of
from chengguan.core.journal.models import Checkpoint, JournalEntry, Stream
from chengguan.core.work.models import Matter
from chengguan.core.work.story import is_intact


@dataclass(frozen=True)
class Checked:
    """One entry: does it hash to what it says, and does it follow on the one before?"""

    entry: JournalEntry
    is_intact: bool
    is_chained: bool
    leaf: int | None

    @property
    def holds(self) -> bool:
        return self.is_intact and self.is_chained


@dataclass(frozen=True)
class Record:
    """``proof`` belongs to the last sealed entry; None: nothing lies under a head yet.

    ``is_included``: that proof leads to the root of a head that we have signed. ``deposited`` is
    the file outside the database that names the latest entry it can, empty where none does.
    """

    entries: tuple[Checked, ...]
    is_whole: bool
    head: Checkpoint | None = None
    proof: Inclusion | None = None
    is_included: bool = False
    deposited: str = ""

    @property
    def holds(self) -> bool:
        links = all(checked.holds for checked in self.entries)
        return links and self.is_whole and (self.proof is None or self.is_included)

    @property
    def under_head(self) -> int:
        """How many entries, counted from the first, the signed head covers."""
        size = self.head.size if self.head else 0
        return sum(1 for checked in self.entries if _covers(size, checked.leaf))


def record_of(matter: Matter) -> Record:
    """Check the whole record of a matter as it stands in the database now."""
    rows = JournalEntry.objects.filter(stream_id=matter.pk).select_related("leaf")
    entries = list(rows.order_by("sequence"))
    stream = Stream.objects.get(pk=matter.pk)
    checked = tuple(
        _check(before, entry) for before, entry in zip([None, *entries], entries, strict=False)
    )
    last = (entries[-1].sequence, entries[-1].hash) if entries else (0, "")
    is_whole = last == (stream.last_sequence, stream.last_hash)
    head, proof, is_included = _prove(entries)
    return Record(checked, is_whole, head, proof, is_included, _deposited(entries))


def _check(before: JournalEntry | None, entry: JournalEntry) -> Checked:
    expected = (before.sequence + 1, before.hash) if before else (1, "")
    leaf = getattr(entry, "leaf", None)
    return Checked(
        entry,
        is_intact(entry) and (leaf is None or leaf.hash == entry.hash),
        (entry.sequence, entry.previous_hash) == expected,
        leaf.index if leaf else None,
    )


def _prove(entries: Sequence[JournalEntry]) -> tuple[Checkpoint | None, Inclusion | None, bool]:
    for entry in reversed(entries):
        try:
            proof, head = journal.inclusion_proof(entry)
        except NotSealed:
            continue
        leads_there = journal.verify_inclusion(proof, entry_hash=entry.hash, root=head.root)
        return head, proof, leads_there and _is_signed(head)
    return None, None, False


def _is_signed(head: Checkpoint) -> bool:
    text = head_of(head).text()
    return keyring().has_signed(text, key_id=head.key_id, signature=head.signature)


def _deposited(entries: Sequence[JournalEntry]) -> str:
    """The deposited file that names the latest entry it can, letter for letter."""
    for entry in reversed(entries):
        leaf = getattr(entry, "leaf", None)
        if leaf is not None and (name := _file_with(leaf.index, entry, settings.DEPOSITS_ROOT)):
            return name
    return ""


def _file_with(index: int, entry: JournalEntry, folder: Path) -> str:
    line = (index, entry.hash, str(entry.stream_id), entry.sequence)
    try:
        for deposit in deposits.deposits_in(folder):
            if deposit.since <= index < deposit.head.size:
                return deposit.path.name if line in deposit.lines() else ""
    except deposits.DepositDamaged:
        return ""  # `verify` names what is damaged; here it only proves nothing
    return ""


def _covers(size: int, leaf: int | None) -> bool:
    return leaf is not None and leaf < size
