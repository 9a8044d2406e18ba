"""Making the archive FILE of a matter for one reader."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from chengguan.core.documents.archive import layout
from chengguan.core.documents.dossier_plans import Plan
from chengguan.core.documents.models import CasePaper, Dossier, SignedSheet
from chengguan.core.files import storage
from chengguan.core.files.media import JPEG, MP4, PDF, PNG, TEXT, WEBP
from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.journal.canonical import digest_text, moment
from chengguan.core.journal.governed import Governed
from chengguan.core.journal.keys import SIGNING, keyring
from chengguan.core.journal.log import NotSealed, head_of
from chengguan.core.journal.models import JournalEntry
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter, MatterFile
from chengguan.core.work.queries import PAPER

ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png", WEBP: "webp", MP4: "mp4", TEXT: "txt"}
DRAFTING = frozenset({"draft.write", "draft.comment"})
MADE = (1980, 1, 1, 0, 0, 0)


@dataclass
class _Contents:
    """What goes in: lines of the index with the bytes' place, and what does not."""

    lines: list[dict[str, object]] = field(default_factory=list)
    withheld: list[dict[str, object]] = field(default_factory=list)
    uses: dict[str, FileUse] = field(default_factory=dict)

    def add(self, folder: str, use: FileUse, what: str, title: str, **more: str) -> None:
        ending = ENDINGS.get(use.file.media_type, "bin")
        name = f"{folder}/{len(self.lines) + 1:03}.{ending}"
        self.uses[name] = use
        file = {"length": use.file.length, "sha256": use.file.sha256}
        self.lines.append({"name": name, "what": what, "title": title, **more, **file})

    def withhold(self, use: FileUse, what: str) -> None:
        """Named by its hash alone: its name may say what the reader may not know."""
        self.withheld.append({"what": what, "sha256": use.file.sha256})


def write(
    target: IO[bytes],
    matter: Matter,
    plan: Plan,
    *,
    by: Actor,
    at: datetime,
    with_internal: bool = True,
) -> None:
    """Write the FILE; without the internal part drafts, reviews and the 副卷 stay behind.

    Bodies of entries that stay behind leave their digest, so that the chain still verifies.
    """
    contents = _contents(matter, plan, by, with_internal=with_internal)
    hidden = frozenset() if with_internal else plan.internal_acts | DRAFTING
    entries = list(
        JournalEntry.objects.filter(stream_id=matter.pk)
        .select_related("stream", "leaf")
        .order_by("sequence")
    )
    texts = {
        layout.ENTRIES: layout.json_text([_entry(entry, hidden) for entry in entries]),
        layout.ROWS: layout.json_text(_rows(matter.pk, entries, hidden)),
        layout.PROOF: layout.json_text(_proof(entries)),
        layout.INDEX: layout.json_text(_index(matter, contents, len(entries), at)),
        layout.TABLE: layout.table_text(contents.lines),
        layout.PAGE: Path(__file__).with_name("verify.html").read_text("utf-8"),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        digests = {name: _put(archive, name, text) for name, text in sorted(texts.items())}
        for name, use in contents.uses.items():
            digests[name] = _copy(archive, name, use.file.sha256)
        sums = layout.sums_text(digests)
        _put(archive, layout.SUMS, sums)
        _put(archive, layout.SIGNATURE, layout.json_text(_signature(sums)))


def _put(archive: zipfile.ZipFile, name: str, text: str) -> str:
    archive.writestr(zipfile.ZipInfo(name, MADE), text.encode())
    return digest_text(text)


def _copy(archive: zipfile.ZipFile, name: str, sha256: str) -> str:
    """The bytes as they lie there, hashed on the way: a damaged original shows itself."""
    digest = hashlib.sha256()
    member = zipfile.ZipInfo(name, MADE)
    with storage.open_bytes(sha256) as source, archive.open(member, "w", force_zip64=True) as into:
        while chunk := source.read(storage.CHUNK):
            digest.update(chunk)
            into.write(chunk)
    return digest.hexdigest()


def _signature(sums: str) -> dict[str, str]:
    keys = keyring()
    key, _secret = keys.newest(SIGNING)
    _key, signature = keys.sign(layout.signed_text(sums, key))
    return {"key": key, "public_key": keys.public[key].hex(), "signature": signature}


def _contents(matter: Matter, plan: Plan, by: Actor, *, with_internal: bool) -> _Contents:
    """Dossier, papers with their signed sheets, originals: what this reader may have."""
    found = _Contents()
    _add_dossier(found, matter, with_internal)
    signed: dict[int, list[SignedSheet]] = {}
    for sheet in SignedSheet.objects.filter(paper__matter=matter).select_related("file__file"):
        signed.setdefault(sheet.paper_id, []).append(sheet)
    papers = CasePaper.objects.filter(matter=matter, file__isnull=False)
    for paper in papers.select_related("file__file").order_by("issued_at", "id"):
        day = f"{timezone.localtime(paper.issued_at):%Y-%m-%d}"
        is_kept = with_internal or not plan.paper(paper.key).is_internal
        for number, use in enumerate([paper.file, *(s.file for s in signed.get(paper.pk, ()))]):
            what = "signed" if number else "paper"
            if use is not None and is_kept:
                found.add("papers", use, what, paper.title, number=paper.number, day=day)
            elif use is not None:
                found.withhold(use, what)
    originals = MatterFile.objects.filter(matter=matter).exclude(purpose=PAPER)
    for kept in originals.select_related("use__file").order_by("added_at", "id"):
        may_read = visibility.may_read(by, matter, kept.confidentiality)
        if not with_internal:
            # What leaves the house holds nothing that only some inside may open.
            may_read = kept.confidentiality == matter.confidentiality
        if may_read and (with_internal or not plan.file(kept.purpose).is_internal):
            day = f"{timezone.localtime(kept.added_at):%Y-%m-%d}"
            found.add("files", kept.use, "file", kept.use.original_name, day=day)
        else:
            found.withhold(kept.use, "file")
    return found


def _add_dossier(found: _Contents, matter: Matter, with_internal: bool) -> None:
    ready = Dossier.objects.filter(matter=matter, state=Dossier.State.READY)
    dossier = ready.select_related("main__file", "internal__file").order_by("-pk").first()
    if dossier is None:
        return
    day = f"{timezone.localtime(dossier.asked_at):%Y-%m-%d}"
    if dossier.main:
        found.add("dossier", dossier.main, "dossier", "正卷", number=dossier.number, day=day)
    if dossier.internal and with_internal:
        found.add("dossier", dossier.internal, "dossier", "副卷", number=dossier.number, day=day)
    elif dossier.internal:
        found.withhold(dossier.internal, "dossier")


def _entry(entry: JournalEntry, hidden: frozenset[str]) -> dict[str, object]:
    return {
        "kind": entry.stream.kind,
        "stream": str(entry.stream_id),
        "sequence": entry.sequence,
        "action": entry.action,
        "actor": entry.actor,
        "occurred_at": moment(entry.occurred_at),
        "recorded_at": moment(entry.recorded_at),
        "body": None if entry.action in hidden else entry.body,
        "body_sha256": digest_text(entry.body),
        "previous": entry.previous_hash,
        "hash": entry.hash,
    }


def _proof(entries: list[JournalEntry]) -> dict[str, object] | None:
    """Of the last entry under the newest head: each hash covers the one before."""
    for entry in reversed(entries):
        try:
            inclusion, head = journal.inclusion_proof(entry)
        except NotSealed:
            continue
        return {
            "head": asdict(head_of(head)),
            "key": head.key_id,
            "public_key": keyring().public[head.key_id].hex(),
            "signature": head.signature,
            "sequence": entry.sequence,
            "index": inclusion.index,
            "path": list(inclusion.path),
        }
    return None


def _index(matter: Matter, contents: _Contents, entries: int, at: datetime) -> dict[str, Any]:
    return {
        "format": layout.FORMAT,
        "matter": {
            "id": str(matter.pk),
            "number": matter.number,
            "title": matter.title,
            "kind": matter.kind,
            "organ": matter.organ.name,
            "state": matter.state,
        },
        "made_at": moment(at),
        "entries": entries,
        "members": contents.lines,
        "withheld": contents.withheld,
    }


# -- governed rows ------------------------------------------------------------------------------


def _rows(stream: UUID, entries: list[JournalEntry], hidden: frozenset[str]) -> dict[str, Any]:
    """The values of every row that the shown entries vouch for, as canonical text.

    A row that another stream has vouched for since is only named: its proof is there.
    """
    claimed: dict[tuple[str, str], str | None] = {}
    behind: set[tuple[str, str]] = set()
    for entry in entries:
        for place, digest in _claims(entry.body):
            claimed[place] = digest
            (behind.add if entry.action in hidden else behind.discard)(place)
    texts, elsewhere = [], []
    for (model, key), digest in claimed.items():
        if digest is None:
            continue
        text = _text(model, key)
        is_hidden = (model, key) in behind
        if text is not None and not is_hidden and digest_text(text) == digest:
            texts.append(text)
        elif is_hidden or (text is not None and _moved(stream, digest_text(text))):
            elsewhere.append({"model": model, "id": key})
        elif text is not None:
            texts.append(text)  # it contradicts the record: whoever verifies shall see it
    return {"texts": texts, "elsewhere": elsewhere}


def _claims(body: str) -> Iterator[tuple[tuple[str, str], str | None]]:
    said: Mapping[str, Any] = json.loads(body)
    for row in (*said.get("rows", ()), *said.get("gone", ())):
        yield (str(row["model"]), str(row["id"])), row.get("digest")


def _text(model: str, key: str) -> str | None:
    """The row as it stands today; None where there is none."""
    table: type[Model] = apps.get_model(model)
    row = table._base_manager.filter(pk=key).first()
    return row.governed_text() if isinstance(row, Governed) else None


def _moved(stream: UUID, digest: str) -> bool:
    """Whether a later entry of another stream vouches for the row as it is."""
    others = JournalEntry.objects.exclude(stream_id=stream)
    return others.filter(body__contains=f'"digest":"{digest}"').exists()
