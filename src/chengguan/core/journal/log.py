"""The log of all streams: leaves numbered by the sealer, signed heads, inclusion proofs."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from .canonical import canonical, moment
from .keys import keyring
from .merkle import Tree, root_of_path, siblings, sm3
from .models import Checkpoint, JournalEntry, Leaf, Stream
from .streams import standing_stream

LOG = UUID("00000000-0000-4000-8000-000000000002")
CHUNK = 2000


class DepositError(Exception):
    """No head can be signed or deposited; the message says why."""


class LogBroken(DepositError):
    """The log contradicts its last signed head: nothing more is signed, run `verify`."""


class NotSealed(Exception):
    """The entry stands under no checkpoint yet."""


@dataclass(frozen=True)
class Head:
    """What is signed: so many leaves have this root. `made_at` as text, see `canonical`."""

    size: int
    root: str
    root_sm3: str
    made_at: str

    def text(self) -> str:
        return canonical(asdict(self))


@dataclass(frozen=True)
class Inclusion:
    """Proof that a leaf stands at `index` under the root of the first `size` leaves."""

    index: int
    size: int
    path: tuple[str, ...]


class Roots:
    """The roots of a growing log: SHA-256 always, SM3 in addition.

    A leaf is an entry's hash as it is written, in hex digits.
    """

    def __init__(self, *, with_sm3: bool) -> None:
        self._sha256 = Tree()
        self._sm3 = Tree(sm3) if with_sm3 else None

    def add(self, leaf_hash: str) -> None:
        self._sha256.add(leaf_hash.encode())
        if self._sm3:
            self._sm3.add(leaf_hash.encode())

    @property
    def size(self) -> int:
        return self._sha256.size

    @property
    def root(self) -> str:
        return self._sha256.root().hex()

    @property
    def root_sm3(self) -> str:
        return self._sm3.root().hex() if self._sm3 else ""


def head_of(checkpoint: Checkpoint) -> Head:
    return Head(checkpoint.size, checkpoint.root, checkpoint.root_sm3, moment(checkpoint.made_at))


def seal_leaves() -> int:
    """Number the entries that have no leaf yet; how many they were.

    Idle, it costs one look at the newest entry; else one pass over the log. An entry that was
    committed late, behind a sealed one, waits for the next entry or the next checkpoint.
    """
    newest = JournalEntry.objects.order_by("-id").values_list("id", flat=True).first()
    if newest is None or Leaf.objects.filter(entry=newest).exists():
        return 0
    with transaction.atomic():
        _lock()
        return _number_unsealed()


def _number_unsealed() -> int:
    """In the order of ids: within one pass that is the order in which locks were won."""
    highest = Leaf.objects.aggregate(highest=Max("index"))["highest"]
    start = index = 0 if highest is None else highest + 1
    unsealed = JournalEntry.objects.filter(leaf=None).order_by("id").values_list("id", "hash")
    done = 0
    while batch := list(unsealed.filter(id__gt=done)[:CHUNK]):
        Leaf.objects.bulk_create(
            Leaf(index=number, entry_id=entry, hash=hash_)
            for number, (entry, hash_) in enumerate(batch, start=index)
        )
        index, done = index + len(batch), batch[-1][0]
    return index - start


@transaction.atomic
def checkpoint(at: datetime) -> Checkpoint:
    """Seal what is there and sign the head; the last head again if nothing is new."""
    _lock()
    _number_unsealed()
    latest = Checkpoint.objects.order_by("-size").first()
    roots = Roots(with_sm3=getattr(settings, "CHENGGUAN_SM3", False))
    for leaf in _leaf_hashes():
        _refuse_contradiction(roots, latest)
        roots.add(leaf)
    _refuse_contradiction(roots, latest)
    if latest and latest.size > roots.size:
        raise LogBroken(f"{latest.size} leaves were signed, {roots.size} are left")
    if latest and latest.size == roots.size:
        return latest
    head = Head(roots.size, roots.root, roots.root_sm3, moment(at))
    key_id, signature = keyring().sign(head.text())
    return Checkpoint.objects.create(
        size=head.size,
        root=head.root,
        root_sm3=head.root_sm3,
        made_at=at,
        key_id=key_id,
        signature=signature,
    )


def inclusion_proof(entry: JournalEntry) -> tuple[Inclusion, Checkpoint]:
    """Proof that `entry` stands under the newest checkpoint, and that checkpoint."""
    leaf = Leaf.objects.filter(entry=entry).first()
    newest = Checkpoint.objects.order_by("-size").first()
    if leaf is None or newest is None or newest.size <= leaf.index:
        raise NotSealed(f"{entry.stream_id} {entry.sequence}")
    path = tuple(_subtree_root(part) for part in siblings(leaf.index, newest.size))
    return Inclusion(leaf.index, newest.size, path), newest


def verify_inclusion(proof: Inclusion, *, entry_hash: str, root: str) -> bool:
    """Whether the proof leads from the entry's hash to the root; needs no database."""
    found = root_of_path(
        leaf=entry_hash.encode(),
        index=proof.index,
        size=proof.size,
        path=[bytes.fromhex(node) for node in proof.path],
    )
    return found is not None and found.hex() == root


def _lock() -> None:
    """One sealer at a time; appends go on meanwhile. On SQLite the transaction is the lock."""
    standing_stream(kind="log", key=LOG)
    Stream.objects.select_for_update().get(pk=LOG)


def _leaf_hashes() -> Iterator[str]:
    return Leaf.objects.order_by("index").values_list("hash", flat=True).iterator(CHUNK)


def _refuse_contradiction(roots: Roots, latest: Checkpoint | None) -> None:
    if latest and latest.size == roots.size and latest.root != roots.root:
        raise LogBroken(f"the first {latest.size} leaves are not those once signed")


def _subtree_root(part: range) -> str:
    tree = Tree()
    leaves = Leaf.objects.filter(index__gte=part.start, index__lt=part.stop).order_by("index")
    for leaf in leaves.values_list("hash", flat=True).iterator(CHUNK):
        tree.add(leaf.encode())
    return tree.root().hex()
