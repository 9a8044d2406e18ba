"""Is an archive FILE what the house made? Needs no database, no key folder and no network.

`verify.html` does the same in a browser, step by step with the same codes; a test holds the two
together.
"""

import hashlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.utils.translation import gettext as _

from chengguan.core.documents.archive import layout
from chengguan.core.journal.canonical import canonical, digest_text
from chengguan.core.journal.findings import Finding
from chengguan.core.journal.merkle import root_of_path

LARGEST = (4 << 30) - 1
KEY, SIGNED = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")


@dataclass
class Verdict:
    """What was found, what was looked at, and what the archive claims to be."""

    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    claims: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.findings

    def as_dict(self) -> dict[str, object]:
        return {
            "ok": self.ok,
            **self.claims,
            "counts": dict(self.counts),
            "findings": [finding.as_dict() for finding in self.findings],
        }

    def __str__(self) -> str:
        lines = [f"{name} {value}" for name, value in self.claims.items()]
        lines.append("  ".join(f"{name} {count}" for name, count in self.counts.items()))
        lines += [f"✗ {finding.code}  {finding}" for finding in self.findings]
        bad = _("共 %(count)s 处不一致") % {"count": len(self.findings)}
        lines.append(_("✓ 与签署的清单和办理记录一致") if self.ok else bad)
        return "\n".join(lines)


def verify_file(path: Path, deposits: Path | None = None) -> Verdict:
    """Check a FILE by itself; with a folder of deposits, also that its head is one of them."""
    verdict = Verdict()
    try:
        with zipfile.ZipFile(path) as archive:
            members = dict(_members(archive, verdict))
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError) as error:
        verdict.findings.append(_at("zip.unreadable", _("文件读不出"), "", str(error)))
        return verdict
    verdict.findings += _sums(members)
    try:
        verdict.findings += _Record(members, verdict, deposits).findings()
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        message = _("办理记录读不出")
        verdict.findings.append(_at("record.unreadable", message, "record/", repr(error)))
    return verdict


def _at(code: str, message: str, member: str, note: str = "") -> Finding:
    return Finding(code, message, row=member, model="member" if member else "", note=note)


def _members(archive: zipfile.ZipFile, verdict: Verdict) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for member in archive.infolist():
        name = member.filename
        if name in seen:
            verdict.findings.append(_at("member.doubled", _("同名成员出现两次"), name))
            continue
        seen.add(name)
        verdict.counts["members"] += 1
        if member.file_size > LARGEST:
            raise ValueError(name)
        try:
            yield name, archive.read(member)
        except zipfile.BadZipFile:
            yield name, b""  # its own check sum is wrong: it is altered


# -- the list ---------------------------------------------------------------------------------


def _sums(members: Mapping[str, bytes]) -> Iterator[Finding]:
    """Every member is in the signed list as it is, and nothing else is there."""
    for name in (layout.SUMS, layout.SIGNATURE, *layout.REQUIRED):
        if name not in members:
            yield _at("member.missing", _("缺少成员"), name)
    if layout.SUMS not in members:
        return
    yield from _signature(members)
    try:
        listed = layout.read_sums(members[layout.SUMS].decode())
    except ValueError:
        yield _at("sums.unreadable", _("清单读不出"), layout.SUMS)
        return
    for name, digest in listed.items():
        if name not in members:
            if name not in layout.REQUIRED:
                yield _at("member.missing", _("缺少成员"), name)
        elif hashlib.sha256(members[name]).hexdigest() != digest:
            yield _at("member.altered", _("成员被改动"), name)
    for name in members:
        if name not in listed and name not in (layout.SUMS, layout.SIGNATURE):
            yield _at("member.added", _("清单之外的成员"), name)


def _signature(members: Mapping[str, bytes]) -> Iterator[Finding]:
    if layout.SIGNATURE not in members:
        return
    try:
        said = _read(members, layout.SIGNATURE)
        text = layout.signed_text(members[layout.SUMS].decode(), said["key"])
        holds = _has_signed(str(said["public_key"]), text, str(said["signature"]))
        whole = layout.json_text(said).encode() == members[layout.SIGNATURE]
    except (ValueError, KeyError, TypeError, RecursionError):
        holds = whole = False
    if not (holds and whole):
        yield _at("sums.signature", _("清单的签名不符"), layout.SUMS)


def _read(members: Mapping[str, bytes], name: str) -> Any:
    return json.loads(members[name].decode())


def _has_signed(public: str, text: str, signature: str) -> bool:
    if not (KEY.fullmatch(public) and SIGNED.fullmatch(signature)):
        return False  # one way to write it: no byte is free
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


# -- the record -------------------------------------------------------------------------------


class _Record:
    """Entries, proof, rows and files, read from the members."""

    def __init__(
        self, members: Mapping[str, bytes], verdict: Verdict, deposits: Path | None
    ) -> None:
        self.members, self.deposits = members, deposits
        self.counts, self.claims = verdict.counts, verdict.claims
        self.index = _read(members, layout.INDEX)
        self.entries: list[dict[str, Any]] = _read(members, layout.ENTRIES)
        self.rows = _read(members, layout.ROWS)
        self.proof = _read(members, layout.PROOF)
        self.signature = _read(members, layout.SIGNATURE)
        self.bodies = [entry["body"] for entry in self.entries if entry["body"] is not None]
        self.counts["entries"] = len(self.entries)
        self.counts["bodies withheld"] = len(self.entries) - len(self.bodies)
        self.counts["files withheld"] = len(self.index["withheld"])
        self.claims["matter"] = f"{self.index['matter']['number']} {self.index['matter']['title']}"
        self.claims["made"] = str(self.index["made_at"])
        self.claims["key"] = str(self.signature["public_key"])

    def findings(self) -> Iterator[Finding]:
        yield from self._chain()
        yield from self._head()
        yield from self._governed()
        yield from self._files()

    def _chain(self) -> Iterator[Finding]:
        stream, number, previous = self.index["matter"]["id"], 0, ""
        for entry in self.entries:
            sequence = int(entry["sequence"])
            if entry["stream"] != stream or sequence != number + 1:
                yield _entry("entry.missing", _("办理记录缺条或次序不符"), number + 1)
            elif entry["previous"] != previous:
                yield _entry("chain.broken", _("与前一条不相衔接"), sequence)
            if entry["body"] is not None and digest_text(entry["body"]) != entry["body_sha256"]:
                yield _entry("body.altered", _("办理记录的内容被改动"), sequence)
            if layout.entry_digest(entry) != entry["hash"]:
                yield _entry("entry.altered", _("办理记录被改动"), sequence)
            number, previous = sequence, entry["hash"]
        if number != self.index["entries"]:
            yield _entry("entry.missing", _("办理记录缺条或次序不符"), number + 1)

    def _head(self) -> Iterator[Finding]:
        """The last sealed entry stands under the signed head, and with it all before."""
        if self.proof is None:
            self.counts["entries under head"] = 0
            return
        head, sequence = self.proof["head"], int(self.proof["sequence"])
        self.counts["entries under head"] = sequence
        self.claims["head"] = f"{head['size']} {head['root']}"
        if not _has_signed(self.proof["public_key"], canonical(head), self.proof["signature"]):
            yield _at("head.signature", _("检查点的签名不符"), layout.PROOF)
        found = root_of_path(
            leaf=str(self.entries[sequence - 1]["hash"]).encode() if sequence else b"",
            index=int(self.proof["index"]),
            size=int(head["size"]),
            path=[bytes.fromhex(node) for node in self.proof["path"]],
        )
        if found is None or found.hex() != head["root"]:
            yield _entry("proof.fails", _("包含证明不能到达根散列"), sequence)
        if self.deposits is not None and not self._is_deposited(head):
            yield _at("head.not_deposited", _("外部存证中没有这个检查点"), layout.PROOF)

    def _is_deposited(self, head: Mapping[str, Any]) -> bool:
        assert self.deposits is not None
        try:
            kept = json.loads((self.deposits / f"head-{int(head['size']):012}.json").read_text())
        except (OSError, ValueError):
            return False
        same = (kept.get("root"), kept.get("public_key"))
        return bool(same == (head["root"], self.proof["public_key"]))

    def _governed(self) -> Iterator[Finding]:
        """Each row says what the latest entry about it says; none is lacking."""
        claimed: dict[tuple[str, str], tuple[str | None, int]] = {}
        for entry in self.entries:
            said = json.loads(entry["body"]) if entry["body"] is not None else {}
            for row in (*said.get("rows", ()), *said.get("gone", ())):
                place = (str(row["model"]), str(row["id"]))
                claimed[place] = (row.get("digest"), int(entry["sequence"]))
        elsewhere = {(row["model"], row["id"]) for row in self.rows["elsewhere"]}
        for text in self.rows["texts"]:
            self.counts["rows"] += 1
            row = json.loads(text)
            place = (str(row["model"]), str(row["id"]))
            digest, sequence = claimed.pop(place, (None, 0))
            if digest != digest_text(text):
                message = _("受管记录与最近一条日志不符")
                yield Finding(
                    "row.differs", message, model=place[0], row=place[1], sequence=sequence or None
                )
        for (model, key), (digest, sequence) in claimed.items():
            if digest is not None and (model, key) not in elsewhere:
                yield Finding(
                    "row.missing", _("受管记录缺失"), model=model, row=key, sequence=sequence
                )

    def _files(self) -> Iterator[Finding]:
        """What the index lists is there as it says, and the record speaks of it."""
        spoken = "\n".join([*self.bodies, *self.rows["texts"]])
        for line in self.index["members"]:
            name, digest = str(line["name"]), str(line["sha256"])
            self.counts["files"] += 1
            if name not in self.members:
                yield _at("file.missing", _("目录所列文件缺失"), name)
            elif hashlib.sha256(self.members[name]).hexdigest() != digest:
                yield _at("file.altered", _("文件与目录所列不符"), name)
            elif digest not in spoken and not self.counts["bodies withheld"]:
                yield _at("file.unrecorded", _("办理记录没有提到这个文件"), name)


def _entry(code: str, message: str, sequence: int) -> Finding:
    return Finding(code, message, sequence=sequence)
