"""A throw-away copy of an archive FILE with something altered in it: for seeing the check fail.

Only the copy is written to; the FILE itself and the database stay as they are.
"""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chengguan.core.documents.archive import layout
from chengguan.core.journal.canonical import digest_text

Members = dict[str, bytes]


@dataclass(frozen=True)
class Change:
    """What was altered: the member of the FILE, the number of the entry if it is one, and how."""

    member: str
    before: str
    after: str
    sequence: int | None = None


def altered(source: Path, target: Path, way: str) -> Change:
    """Write a copy of a FILE altered in one of `WAYS`; raises ``LookupError`` if it cannot be."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change = WAYS[way](members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return change


def _value(members: Members) -> Change:
    """One digit of the newest entry that names an amount, else of the newest that has any."""
    entries = json.loads(members[layout.ENTRIES])
    change = _alter(_sealed(entries, members))
    members[layout.ENTRIES] = layout.json_text(entries).encode()
    return change


def _covered(members: Members) -> Change:
    """The same, and every digest, link and line of the list made anew: all but the signatures."""
    entries = json.loads(members[layout.ENTRIES])
    change, previous = _alter(_sealed(entries, members)), ""
    for entry in entries:
        if entry["body"] is not None:
            entry["body_sha256"] = digest_text(entry["body"])
        entry["previous"] = previous
        previous = entry["hash"] = layout.entry_digest(entry)
    members[layout.ENTRIES] = layout.json_text(entries).encode()
    sums = layout.read_sums(members[layout.SUMS].decode())
    sums[layout.ENTRIES] = hashlib.sha256(members[layout.ENTRIES]).hexdigest()
    members[layout.SUMS] = layout.sums_text(sums).encode()
    return change


def _file(members: Members) -> Change:
    """One byte in the middle of the first stored paper or picture."""
    name = next((n for n in sorted(members) if n.startswith(("papers/", "files/"))), None)
    if name is None:
        raise LookupError("no stored file")
    data = bytearray(members[name])
    place = len(data) // 2
    before, data[place] = data[place], data[place] ^ 1
    members[name] = bytes(data)
    return Change(name, f"{before:02x} ({place})", f"{data[place]:02x} ({place})")


AMOUNT = re.compile(r'"(?:fine|amount)":"?([1-9])')
FIGURE = re.compile(r"(\d)")
AROUND = 24
"""Letters shown on either side of what was altered."""


def _sealed(entries: list[dict[str, Any]], members: Members) -> list[dict[str, Any]]:
    """The entries under the signed head, or all where nothing is signed yet."""
    proof = json.loads(members[layout.PROOF])
    return entries[: int(proof["sequence"])] if proof else entries


def _alter(entries: list[dict[str, Any]]) -> Change:
    """Another digit in what the newest entry says, rather in an amount."""
    for pattern in (AMOUNT, FIGURE):
        for entry in reversed(entries):
            body = entry["body"] or ""
            if found := pattern.search(body, max(0, body.find('"values"'))):
                return _replace(entry, found.start(1))
    raise LookupError("no value to alter")


def _replace(entry: dict[str, Any], place: int) -> Change:
    body = entry["body"]
    digit = "9" if body[place] != "9" else "1"
    entry["body"] = body[:place] + digit + body[place + 1 :]
    shown = slice(max(0, place - AROUND), place + AROUND)
    return Change(layout.ENTRIES, body[shown], entry["body"][shown], int(entry["sequence"]))


WAYS: dict[str, Callable[[Members], Change]] = {
    "value": _value,
    "covered": _covered,
    "file": _file,
}
