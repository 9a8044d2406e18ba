"""How an archive FILE is laid out: names of its members and the texts that are hashed.

SHA256SUMS         one line per member, as sha256sum reads it
SHA256SUMS.sig     the house's Ed25519 signature over that list
verify.html        the same verification in a browser, without network
index.json, index.csv
record/entries.json, record/rows.json, record/proof.json
dossier/, papers/, files/

An entry is kept with the digest of its body; where the reader may not see the body it is null, and
the chain still verifies.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping

from chengguan.core.journal.canonical import canonical, digest_text

FORMAT = "chengguan-archive/1"
SUMS, SIGNATURE, PAGE = "SHA256SUMS", "SHA256SUMS.sig", "verify.html"
INDEX, TABLE = "index.json", "index.csv"
ENTRIES, ROWS, PROOF = "record/entries.json", "record/rows.json", "record/proof.json"
REQUIRED = (INDEX, TABLE, ENTRIES, ROWS, PROOF, PAGE)
COLUMNS = ("name", "what", "title", "number", "day", "length", "sha256")


def sums_text(digests: Mapping[str, str]) -> str:
    return "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))


def read_sums(text: str) -> dict[str, str]:
    """Raises ``ValueError`` for anything that `sums_text` would not write."""
    found = {}
    for line in text.split("\n")[:-1]:
        digest, space, name = line.partition("  ")
        if not space or len(digest) != 64 or not name:
            raise ValueError(line)
        found[name] = digest
    if sums_text(found) != text:
        raise ValueError("not in order")
    return found


def signed_text(sums: str, key: str) -> str:
    """What is signed: never the same as a head of the log."""
    return canonical({"format": FORMAT, "key": key, "sums": digest_text(sums)})


def entry_digest(entry: Mapping[str, object]) -> str:
    """The hash of an entry from its envelope; the body goes in by digest."""
    names = ("kind", "stream", "sequence", "action", "actor", "occurred_at", "recorded_at")
    envelope = {name: entry[name] for name in names}
    return digest_text(
        canonical({**envelope, "body": entry["body_sha256"], "previous": entry["previous"]})
    )


def json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def table_text(lines: Iterable[Mapping[str, object]]) -> str:
    """The list of members as Excel opens it: with a mark for UTF-8."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(str(line.get(name, ""))) for name in COLUMNS] for line in lines)
    return "\ufeff" + made.getvalue()


def _harmless(text: str) -> str:
    """A cell that begins like a formula is one to Excel."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
