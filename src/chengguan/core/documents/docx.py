"""Words as an Office document to edit: the smallest WordprocessingML that opens everywhere.

What is edited in it comes back as a new version of the draft, or as the scan of the signed sheet;
nothing is read from the file itself.
"""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BEGINNING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# GB/T 9704: margins 37, 35, 28, 26 mm in twentieths of a point; 16 points on a line of 29.
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" '
    'w:footer="992" w:gutter="0"/></w:sectPr>'
)
TITLE = (44, "方正小标宋简体", '<w:jc w:val="center"/>')
BODY = (32, "仿宋_GB2312", '<w:ind w:firstLineChars="200" w:firstLine="640"/>')
MADE = (1980, 1, 1, 0, 0, 0)  # the same words give the same bytes


def document(title: str, paragraphs: Sequence[str]) -> bytes:
    """A title and its paragraphs, in the sizes and margins of an official letter."""
    return packed([paragraph(title, *TITLE), *(paragraph(text, *BODY) for text in paragraphs)])


def packed(drawn: Sequence[str], pictures: Sequence[bytes] = ()) -> bytes:
    """The parts of a body as a file; PNG pictures are named rIdPicture1, rIdPicture2 in it."""
    body = f'<w:document xmlns:w="{WORD}"><w:body>{"".join(drawn)}{PAGE}</w:body></w:document>'
    types = (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
    )
    shown = "".join(
        f'<Relationship Id="rIdPicture{n}" Type="{OFFICE}/image" Target="media/{n}.png"/>'
        for n in range(1, len(pictures) + 1)
    )
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    inner = f'<Relationships xmlns="{PACKAGE}/relationships">{shown}</Relationships>'
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", types),
            ("_rels/.rels", links),
            ("word/document.xml", body),
            ("word/_rels/document.xml.rels", inner),
        ):
            package.writestr(zipfile.ZipInfo(name, MADE), BEGINNING + text)
        for n, picture in enumerate(pictures, start=1):
            package.writestr(zipfile.ZipInfo(f"word/media/{n}.png", MADE), picture)
    return made.getvalue()


def paragraph(text: str, size: int, font: str, layout: str, is_heading: bool = False) -> str:
    """One paragraph; ``size`` in half points. A heading stays with what it heads. The parts stand
    in the order of the schema: an office program may refuse another."""
    above = '<w:keepNext/><w:spacing w:before="240"' if is_heading else "<w:spacing"
    shown = "".join(letter for letter in text if letter >= " ")
    return (
        f'<w:p><w:pPr>{above} w:line="580" w:lineRule="exact"/>{layout}</w:pPr><w:r><w:rPr>'
        f'<w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/><w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(shown)}</w:t></w:r></w:p>'
    )
