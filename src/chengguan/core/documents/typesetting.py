"""From a frozen snapshot to a sheet: the same snapshot, template and fonts give the same bytes."""

import io
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain
from typing import Any, Final, cast

import segno
import typst
from django.utils import timezone

from chengguan.core.documents import glyphs, registry
from chengguan.core.documents.errors import TypesettingFailed
from chengguan.core.documents.fonts import Typefaces, typefaces
from chengguan.core.documents.registry import Field
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.journal.canonical import canonical

# For archives; it also makes a character without glyph an error instead of an empty box.
STANDARD: Final = "a-2b"
TRIED_AT = datetime(2026, 1, 1, tzinfo=UTC)

_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Sheet:
    """A paper set in type; `unshown` are the characters printed as code points."""

    pdf: bytes
    unshown: str
    typesetter: str


def set_paper(
    sources: Mapping[str, str], snapshot: Snapshot, at: datetime, *, is_draft: bool = False
) -> Sheet:
    """Set a snapshot; `at` becomes the creation date inside the PDF. A draft bears a watermark."""
    faces = typefaces()
    unshown = glyphs.missing(chain.from_iterable(_texts(snapshot.said)), faces.characters)
    marks = {ord(letter): faces.mark(letter) for letter in unshown}
    inputs = {
        "paper": json.dumps(_shown(snapshot.said, marks), ensure_ascii=False),
        "digest": snapshot.digest,
        "qr": qr_code(snapshot.url),
        "fonts": json.dumps(faces.families, ensure_ascii=False),
        **({"draft": "yes"} if is_draft else {}),
    }
    return Sheet(_compiled(sources, inputs, at, faces), unshown, typesetter(faces))


def typesetter(faces: Typefaces | None = None) -> str:
    """What must be the same for the same bytes, in a word."""
    return f"typst {version('typst')} · {(faces or typefaces()).digest[:16]}"


def set_draft(title: str, paragraphs: Sequence[str], issuer: str, at: datetime) -> bytes:
    """The words of a draft in official layout; nothing is numbered, every page says 草稿."""
    said = {
        "title": title,
        "number": "",
        "issuer": issuer,
        "issued_on": "",
        "copies": [],
        "fields": {"body": list(paragraphs)},
        "code": "",
        "verify": "",
    }
    sources = registry.edition_of(registry.TYPST / "draft.typ").sources
    return set_paper(sources, Snapshot(canonical(said)), at, is_draft=True).pdf


def try_out(key: str, fields: Mapping[str, Field], on: datetime = TRIED_AT) -> bytes:
    """A template with invented number and date, as a draft: for whoever writes one."""
    template = registry.template(key)
    number = template.number_pattern.format(prefix="某城管", year=on.year, seq=1)
    snapshot = Snapshot.freeze(template, fields, number, "某区城市管理行政执法局", on, "0" * 16)
    sources = template.edition(timezone.localdate(on)).sources
    return set_paper(sources, snapshot, on, is_draft=True).pdf


def qr_code(content: str) -> str:
    """The drawing of a QR code, without a border of its own."""
    drawing = io.BytesIO()
    segno.make(content, error="m", micro=False).save(drawing, kind="svg", border=0, xmldecl=False)
    return drawing.getvalue().decode()


def picture(svg: str) -> bytes:
    """A drawing as PNG, in the typefaces of papers, for where no vector fits."""
    page = "#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg))"
    with _one_at_a_time:
        made = typefaces().compiler.compile(  # type: ignore[type-var]  # its stub says list
            {registry.MAIN: page.encode()}, format="png", ppi=220, sys_inputs={"svg": svg}
        )
    return cast(bytes, made)


def _texts(said: object) -> Iterator[str]:
    """Every text of a snapshot."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict | list):
        for part in said.values() if isinstance(said, dict) else said:
            yield from _texts(part)


def _shown(said: object, marks: dict[int, str]) -> object:
    """The same with marks in place of what no font can show."""
    if isinstance(said, dict):
        return {name: _shown(part, marks) for name, part in said.items()}
    if isinstance(said, list):
        return [_shown(part, marks) for part in said]
    return said.translate(marks) if isinstance(said, str) else said


def _compiled(
    sources: Mapping[str, str], inputs: dict[str, Any], at: datetime, faces: Typefaces
) -> bytes:
    files = {name: text.encode() for name, text in sources.items()}
    try:
        # The compiler keeps what it has read between sheets and serves one thread at a time.
        with _one_at_a_time:
            pdf, warnings = faces.compiler.compile_with_warnings(  # type: ignore[type-var]  # its stub says list
                files, sys_inputs=inputs, timestamp=int(at.timestamp()), pdf_standards=STANDARD
            )
    except typst.TypstError as error:
        raise TypesettingFailed(str(error)) from error
    if warnings:
        raise TypesettingFailed("; ".join(str(warning) for warning in warnings))
    return cast(bytes, pdf)
