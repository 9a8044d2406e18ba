"""What cannot be read is refused with a code that tells what to do, never with a traceback."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from chengguan.plans.reading import PlanRefused, Refusal, read_plan
from tests.plans.reading import making, samples

LETTER = "各位同事：\n今天下午三点开会。请大家准时参加，不要迟到。\n谢谢。"


def refusal(name: str, data: bytes) -> PlanRefused:
    with pytest.raises(PlanRefused) as refused:
        read_plan(name, data)
    return refused.value


def test_a_text_without_structure() -> None:
    refused = refusal("信.txt", LETTER.encode())
    assert (refused.code, refused.parameters) == (Refusal.NO_STRUCTURE, {"lines": 3})
    assert refusal("信.docx", making.word_of(LETTER)).code is Refusal.NO_STRUCTURE
    assert refusal("信.pdf", making.pdf_of(LETTER)).code is Refusal.NO_STRUCTURE


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("计划.txt", b"", Refusal.EMPTY),
        ("计划.txt", " \n\u3000\n".encode(), Refusal.EMPTY),
        ("计划.docx", making.packed(""), Refusal.EMPTY),
        ("计划.xlsx", b"PK\x03\x04", Refusal.KIND),
        ("计划", b"x", Refusal.KIND),
        ("计划.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Refusal.OLD_WORD),
        ("计划.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Refusal.OLD_WORD),
        ("计划.docx", b"PK\x03\x04 broken", Refusal.WORD_BROKEN),
        ("计划.docx", making.packed("<w:p>"), Refusal.WORD_BROKEN),
        ("计划.docx", b"%PDF-1.7", Refusal.MISNAMED),
        ("计划.pdf", "一、甲".encode(), Refusal.MISNAMED),
        ("计划.txt", b"PK\x03\x04", Refusal.MISNAMED),
        ("计划.pdf", b"%PDF-1.7 broken", Refusal.PDF_BROKEN),
        ("计划.txt", b"\xff\xfe\xfd\xff\xff", Refusal.ENCODING),
        ("计划.txt", bytes(range(1, 9)) * 9, Refusal.ENCODING),
    ],
)
def test_files_that_are_no_plan(name: str, data: bytes, code: Refusal) -> None:
    assert refusal(name, data).code is code


def test_a_locked_pdf() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(making.pdf_of(samples.ARABIC))))
    writer.encrypt("geheim", algorithm="AES-256")
    locked = BytesIO()
    writer.write(locked)
    assert refusal("计划.pdf", locked.getvalue()).code is Refusal.PDF_ENCRYPTED


def test_a_scan() -> None:
    pictures = "#set page(numbering: none)\n#rect()\n#pagebreak()\n#rect()"
    refused = refusal("扫描.pdf", making.typeset(pictures))
    assert (refused.code, refused.parameters) == (Refusal.PDF_SCANNED, {"pages": 2})


def test_entities_in_a_word_file_are_not_resolved() -> None:
    evil = making.packed("", numbering='<!DOCTYPE n [<!ENTITY a "aaaa">]><n>&a;</n>')
    assert refusal("计划.docx", evil).code is Refusal.WORD_BROKEN
