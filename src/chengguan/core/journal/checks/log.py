"""The log of all streams: leaves, signed checkpoints, and what was deposited outside."""

from collections.abc import Generator, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..deposits import Deposit, DepositDamaged, read_deposit
from ..findings import Finding, Report
from ..keys import KeyMissing, keyring
from ..log import CHUNK, Head, Roots, head_of
from ..models import Checkpoint, JournalEntry, Leaf

LEAF = Leaf._meta.label_lower
CHECKPOINT = Checkpoint._meta.label_lower


class Signed(NamedTuple):
    """A signed head and where it stands: in the table, or in a deposited file."""

    head: Head
    key_id: str
    signature: str
    place: str


def check_log(report: Report, folder: Path | None) -> Iterator[Finding]:
    deposits = yield from _readable_deposits(folder)
    report.counts["deposits"] = len(deposits)
    heads = [_from_table(one) for one in Checkpoint.objects.order_by("size")]
    report.counts["checkpoints"] = len(heads)
    deposited = [Signed(one.head, one.key, one.signature, one.path.name) for one in deposits]
    yield from _signatures([*heads, *deposited])
    yield from _missing_checkpoints(heads, deposited)
    yield from _leaves(report, sorted([*heads, *deposited], key=lambda signed: signed.head.size))
    yield from _lost_entries()
    yield from _deposited_leaves(deposits)


def _from_table(checkpoint: Checkpoint) -> Signed:
    return Signed(head_of(checkpoint), checkpoint.key_id, checkpoint.signature, CHECKPOINT)


def _readable_deposits(folder: Path | None) -> Generator[Finding, None, list[Deposit]]:
    deposits = []
    for path in sorted(folder.glob("head-*.json")) if folder else []:
        try:
            deposits.append(read_deposit(path))
        except DepositDamaged:
            yield Finding("deposit.damaged", _("存证文件读不出"), row=path.name, model="deposit")
    return deposits


def _signatures(heads: list[Signed]) -> Iterator[Finding]:
    if not heads:
        return
    try:
        keys = keyring()
    except KeyMissing as error:
        yield Finding("key.folder", _("密钥目录缺失，签名未能核验"), note=str(error))
        return
    for signed in heads:
        text = signed.head.text()
        if not keys.has_signed(text, key_id=signed.key_id, signature=signed.signature):
            yield _about(signed, "checkpoint.signature", _("检查点的签名不符"))


def _missing_checkpoints(heads: list[Signed], deposited: list[Signed]) -> Iterator[Finding]:
    known = {signed.head for signed in heads}
    for signed in deposited:
        if signed.head not in known:
            yield _about(signed, "checkpoint.missing", _("已存证的检查点不在库中"))


def _leaves(report: Report, heads: list[Signed]) -> Iterator[Finding]:
    """Build the tree again and compare its root wherever one was signed."""
    roots = Roots(with_sm3=any(signed.head.root_sm3 for signed in heads))
    waiting = iter(heads)
    signed = next(waiting, None)
    before = 0
    leaves = Leaf.objects.order_by("index").values_list("index", "hash").iterator(CHUNK)
    for index, leaf_hash in leaves:
        while signed and signed.head.size <= roots.size:
            yield from _root(signed, roots, before)
            before, signed = signed.head.size, next(waiting, None)
        if index != roots.size:
            yield Finding("leaf.missing", _("叶的位次不连续"), model=LEAF, row=str(roots.size))
            return
        roots.add(leaf_hash)
        report.counts["leaves"] += 1
    while signed:
        yield from _root(signed, roots, before)
        before, signed = signed.head.size, next(waiting, None)


def _root(signed: Signed, roots: Roots, before: int) -> Iterator[Finding]:
    head = signed.head
    if head.size > roots.size:
        note = f"{roots.size} < {head.size}"
        yield _about(signed, "log.short", _("日志比签署时短"), note)
    elif head.root != roots.root or head.root_sm3 not in ("", roots.root_sm3):
        yield _about(signed, "log.differs", _("日志与签署时不同"), f"{before}–{head.size}")


def _about(signed: Signed, code: str, message: str | Promise, note: str = "") -> Finding:
    return Finding(code, message, model=signed.place, row=str(signed.head.size), note=note)


def _lost_entries() -> Iterator[Finding]:
    entries = JournalEntry.objects.filter(pk=OuterRef("entry_id"))
    for index in Leaf.objects.filter(~Exists(entries)).values_list("index", flat=True):
        yield Finding("leaf.orphan", _("已封存的日志条目缺失"), model=LEAF, row=str(index))


def _deposited_leaves(deposits: list[Deposit]) -> Iterator[Finding]:
    """Name every entry that is not what was deposited, if the deposits are whole themselves."""
    roots = Roots(with_sm3=False)
    for one in deposits:
        with suppress(DepositDamaged):  # the roots differ then
            yield from _compare_lines(one, roots)
        if (one.head.size, one.head.root) != (roots.size, roots.root):
            message = _("存证的叶清单不全或被改动")
            yield Finding("deposit.leaves", message, model="deposit", row=one.leaves.name)
            return


def _compare_lines(deposit: Deposit, roots: Roots) -> Iterator[Finding]:
    lines = deposit.lines()
    while chunk := list(islice(lines, CHUNK)):
        for _index, leaf_hash, _stream, _sequence in chunk:
            roots.add(leaf_hash)
        yield from _compare(chunk)


def _compare(chunk: list[tuple[int, str, str, int]]) -> Iterator[Finding]:
    first, last = chunk[0][0], chunk[-1][0]
    leaves = Leaf.objects.filter(index__gte=first, index__lte=last)
    now = dict(leaves.values_list("index", "hash"))
    for index, leaf_hash, stream, sequence in chunk:
        if now.get(index) != leaf_hash:
            message = _("日志条目与存证不同")
            yield Finding(
                "deposit.differs",
                message,
                model=LEAF,
                row=str(index),
                stream=stream,
                sequence=sequence,
            )
