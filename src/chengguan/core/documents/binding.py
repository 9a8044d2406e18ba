"""From papers, originals and record to the bound volumes of a dossier.

One pass of the typesetter: it draws cover, list and back note and takes the pages of every PDF
and picture as they are. What cannot be printed (a film, a broken file) has a leaf that names it.
Embedded pages cannot be PDF/A; every paper by itself is.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import typst
from django.utils import timezone

from chengguan.core.documents.dossier_plans import Plan
from chengguan.core.documents.errors import TypesettingFailed
from chengguan.core.documents.fonts import typefaces
from chengguan.core.documents.models import CasePaper, Dossier, SignedSheet
from chengguan.core.documents.registry import TYPST
from chengguan.core.files import storage
from chengguan.core.files.media import JPEG, PDF, PNG, WEBP
from chengguan.core.files.models import FileUse
from chengguan.core.journal.models import JournalEntry
from chengguan.core.pages.words import paper_day
from chengguan.core.work.models import Matter, MatterFile
from chengguan.core.work.queries import PAPER

ENDINGS = {PDF: "pdf", JPEG: "jpg", PNG: "png", WEBP: "webp"}
RECORD_ROWS = 24
RESTRICTED = "限制查阅的材料"
RECORD = ("办理记录", 9900)


@dataclass(frozen=True)
class Piece:
    """One line of the list: a paper, an original, or the record; in the order of ``place``."""

    title: str
    place: tuple[int, datetime, int]
    is_internal: bool = False
    number: str = ""
    day: str = ""
    remark: str = ""
    use: FileUse | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Volume:
    """A bound volume: its bytes, its name, how many numbered pages it has."""

    name: str
    pdf: bytes
    pages: int

    def open(self) -> BinaryIO:
        return BytesIO(self.pdf)


@dataclass
class Bundle:
    """What one volume is typeset from; the files lie in ``folder`` under short names."""

    folder: Path
    leaves: list[dict[str, Any]] = field(default_factory=list)
    contents: list[list[str]] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        first = len(self.leaves) + 1
        for leaf in self._leaves_of(piece):
            self.leaves.append({"title": piece.title, **leaf, "number": len(self.leaves) + 1})
        last = len(self.leaves)
        pages = f"{first}" if first == last else f"{first}–{last}"
        line = [str(len(self.contents) + 1), piece.title, piece.number, piece.day]
        self.contents.append([*line, pages, piece.remark])

    def _leaves_of(self, piece: Piece) -> Iterator[dict[str, Any]]:
        if piece.use is None and not piece.rows:
            yield {"kind": "note", "note": "此件限有权人员查阅，见电子原件。"}
            return
        if piece.use is None:
            head, *rows = piece.rows
            for at in range(0, max(len(rows), 1), RECORD_ROWS):
                part = [head, *rows[at : at + RECORD_ROWS]]
                yield {"kind": "rows", "columns": [1, 3, 4, 3, 4], "rows": part}
            return
        kind = piece.use.file.media_type
        name, note = self._laid_in(piece.use), f"SHA-256 {_grouped(piece.use.file.sha256)}"
        pages = page_count(self.folder / name) if kind == PDF else 0
        if pages:
            for number in range(1, pages + 1):
                yield {"kind": "pdf", "file": name, "page": number}
        elif kind in (JPEG, PNG, WEBP) and _can_be_drawn(self.folder, name):
            yield {"kind": "image", "file": name, "note": note}
        else:
            yield {"kind": "note", "note": f"此件不能印成纸页，见电子原件。{note}"}

    def _laid_in(self, use: FileUse) -> str:
        name = f"{use.file.sha256[:24]}.{ENDINGS.get(use.file.media_type, 'bin')}"
        place = self.folder / name
        if not place.exists() and use.file.media_type in ENDINGS:
            place.symlink_to(storage.path_of(use.file.sha256).resolve())
        return name


def _grouped(digest: str) -> str:
    """In fours of sixteen: a line breaks only between words."""
    return " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))


def page_count(path: Path) -> int:
    """The pages of a PDF; none if it is broken or locked."""
    from pypdf import PdfReader  # slow import
    from pypdf.errors import PyPdfError  # slow import

    try:
        reader = PdfReader(path)
        return 0 if reader.is_encrypted else len(reader.pages)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, RecursionError):
        return 0


def _can_be_drawn(folder: Path, name: str) -> bool:
    """A damaged picture must not take the whole dossier with it: it is tried alone."""
    try:
        _compiler(folder, f'#image("{name}", width: 10mm)', "trial.typ").compile(output=None)
    except typst.TypstError:
        return False
    return True


def bound(dossier: Dossier, plan: Plan, at: datetime) -> dict[str, Volume]:
    """The main volume, and the internal one if anything belongs into it.

    Raises ``TypesettingFailed``.
    """
    found = sorted(pieces(dossier.matter, plan), key=lambda piece: piece.place)
    volumes = {}
    for name, title, is_internal in (("main", "正卷", False), ("internal", "副卷", True)):
        mine = [piece for piece in found if piece.is_internal == is_internal]
        if mine or not is_internal:
            volumes[name] = _volume(dossier, plan, title, mine, at)
    return volumes


def pieces(matter: Matter, plan: Plan) -> Iterator[Piece]:
    """Everything that belongs into the file; a voided paper stays in it and says so."""
    yield from _papers(matter, plan)
    yield from _originals(matter, plan)
    yield _record(matter)


def _papers(matter: Matter, plan: Plan) -> Iterator[Piece]:
    rows = CasePaper.objects.filter(matter=matter, file__isnull=False)
    signed: dict[int, list[SignedSheet]] = {}
    for sheet in SignedSheet.objects.filter(paper__matter=matter).select_related("file__file"):
        signed.setdefault(sheet.paper_id, []).append(sheet)
    for paper in rows.select_related("file__file").defer("snapshot"):
        place = plan.paper(paper.key)
        void = "作废" if paper.state == CasePaper.State.VOIDED else ""
        for number, use in enumerate([paper.file, *(s.file for s in signed.get(paper.pk, ()))]):
            yield Piece(
                paper.title,
                (place.order, paper.issued_at, number),
                place.is_internal,
                number=paper.number,
                day=_day(paper.issued_at),
                remark=void or ("签名件" if number else ""),
                use=use,
            )


def _originals(matter: Matter, plan: Plan) -> Iterator[Piece]:
    rows = MatterFile.objects.filter(matter=matter).exclude(purpose=PAPER)
    for kept in rows.select_related("use__file").order_by("added_at", "id"):
        place = plan.file(kept.purpose)
        # Whoever may see the matter opens both volumes: what only some may open is only named.
        is_open = kept.confidentiality == matter.confidentiality
        yield Piece(
            f"{kept.purpose}（{kept.use.original_name}）" if is_open else RESTRICTED,
            (place.order, kept.added_at, kept.pk),
            place.is_internal,
            day=_day(kept.added_at),
            use=kept.use if is_open else None,
        )


def _record(matter: Matter) -> Piece:
    """Every entry by its number, moment, act, person and hash."""
    rows = [("序号", "发生时间", "操作", "经办", "散列")]
    for entry in JournalEntry.objects.filter(stream_id=matter.pk).order_by("sequence"):
        said = json.loads(entry.body).get("values", {})
        when = f"{timezone.localtime(entry.occurred_at):%Y-%m-%d %H:%M}"
        who = str(said.get("by") or entry.actor)
        what = str(said.get("title") or entry.action)
        paper = said.get("paper")
        if isinstance(paper, dict):
            what = f"{what}：{paper['title']}"
        rows.append((str(entry.sequence), when, what, who, entry.hash[:16]))
    title, order = RECORD
    return Piece(title, (order, matter.opened_at, 0), rows=tuple(rows))


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}"


def _volume(
    dossier: Dossier, plan: Plan, title: str, mine: Iterable[Piece], at: datetime
) -> Volume:
    matter = dossier.matter
    with tempfile.TemporaryDirectory() as name:
        bundle = Bundle(Path(name))
        for piece in mine:
            bundle.add(piece)
        pages, papers = len(bundle.leaves), len(bundle.contents)
        said = {
            "title": f"{matter.number} {title}",
            "organ": plan.archive.name,
            "kind": plan.title,
            "volume": title,
            "facts": [*_facts(dossier, plan), ["本卷", f"共 {papers} 件 {pages} 页"]],
            "contents": bundle.contents,
            "leaves": bundle.leaves,
            "note": [
                ["本卷情况", f"本卷共 {papers} 件，编号 {pages} 页。"],
                ["装订", f"由平台装订，{paper_day(timezone.localtime(at))}"],
                ["申请人", dossier.asked_by.name],
                ["立卷人", " "],
                ["检查人", " "],
                ["说明", "电子原件与办理记录可在核验文件中逐字节核对。"],
            ],
        }
        pdf = typeset(bundle.folder, said, at)
    archived = dossier.number or matter.number
    return Volume(f"{archived} {title}.pdf", pdf, pages)


def _facts(dossier: Dossier, plan: Plan) -> list[list[str]]:
    matter = dossier.matter
    closed = paper_day(timezone.localtime(matter.closed_at)) if matter.closed_at else "未办结"
    retention = Dossier.Retention(dossier.retention)
    return [
        ["档号", dossier.number or "未归档"],
        ["题名", plan.name or matter.title],
        ["编号", matter.number],
        *([label, value] for label, value in plan.facts),
        ["开始日期", paper_day(timezone.localtime(matter.opened_at))],
        ["办结日期", closed],
        ["保管期限", TERMS[retention]],
    ]


TERMS = {
    Dossier.Retention.PERMANENT: "永久",
    Dossier.Retention.THIRTY: "30年",
    Dossier.Retention.TEN: "10年",
}


def typeset(folder: Path, said: dict[str, Any], at: datetime) -> bytes:
    """One volume from its leaves, whose files lie in the folder."""
    (folder / "dossier.json").write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    source = (TYPST / "dossier.typ").read_text("utf-8")
    try:
        pdf, warnings = _compiler(folder, source, "main.typ").compile_with_warnings(
            timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        raise TypesettingFailed(str(error)) from error
    if warnings:
        raise TypesettingFailed("; ".join(map(str, warnings)))
    return bytes(pdf)  # type: ignore[arg-type]  # its stub says list


def _compiler(folder: Path, source: str, name: str) -> typst.Compiler:
    (folder / name).write_text(source, "utf-8")
    faces = typefaces()
    return typst.Compiler(
        str(folder / name),
        root=str(folder),
        font_paths=list(map(str, faces.folders)),
        ignore_system_fonts=True,
        sys_inputs={"fonts": json.dumps(faces.families, ensure_ascii=False)},
    )
