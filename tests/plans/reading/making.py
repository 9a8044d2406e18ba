"""A text as a Word document and as a PDF, made as people make them."""

import zipfile
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import typst
from pylopdf_fonts_zh_cn import serif_path

from chengguan.core.documents.docx import MAIN, OFFICE, PACKAGE, WORD

FONTS = [str(Path(serif_path()).parent)]


def word_of(text: str) -> bytes:
    """A paragraph a line, a table where tabs part cells; the sign ^① raised."""
    body, rows = [], []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            body.append(_table(rows))
            rows = []
        if line:
            body.append(f"<w:p>{_runs(line)}</w:p>")
    return packed("".join(body))


def packed(body: str, **parts: str) -> bytes:
    """A package of the body and further parts such as ``numbering``."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    )
    links = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'  # noqa: E501
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", links)
        package.writestr("word/document.xml", document)
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return made.getvalue()


def _runs(line: str) -> str:
    before, sign, after = line.partition("^①")
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>①</w:t></w:r>'
    return run(before) + (raised + run(after) if sign else "")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(rows: list[list[str]]) -> str:
    drawn = ("".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells) for cells in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in drawn) + "</w:tbl>"


def pdf_of(text: str, height: int = 150) -> bytes:
    """Low pages, so that they cut sentences; justified, indented, with numbers at the foot."""
    parts, rows = [], []
    for line in [*text.splitlines(), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            cells = ",".join(f"[{cell}]" for row in rows for cell in row)
            parts.append(f"#table(columns: (1fr, 3fr, 2fr, 3fr), {cells})")
            rows = []
        parts.append(line.replace("^①", "#super[①]").replace("#super", "#super"))
    return typeset("\n\n".join(parts), height)


def typeset(body: str, height: int = 150) -> bytes:
    source = (
        f'#set page(width: 210mm, height: {height}mm, margin: 25mm, numbering: "— 1 —")\n'
        '#set text(font: "Noto Serif SC", size: 16pt, lang: "zh")\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + body
    )
    made = typst.Compiler(font_paths=FONTS, ignore_system_fonts=True).compile(source.encode())
    assert isinstance(made, bytes)
    return made
