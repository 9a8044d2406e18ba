"""Signed sheets beside papers, and the dossier that binds everything."""

import io
import re

import pytest
from pypdf import PdfReader, PdfWriter

from chengguan.core.documents import binding, checks, dossiers, queries, services, signing
from chengguan.core.documents.models import CasePaper, Dossier, SignedSheet
from chengguan.core.files import services as files
from chengguan.core.files import storage
from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.verification import verify
from chengguan.core.notices.models import Notice
from chengguan.core.org.models import Person
from chengguan.core.work.models import NumberSequence
from chengguan.core.work.queries import may_see_file
from tests.core.documents.filing import Filing
from tests.core.documents.sample import Void
from tests.core.documents.test_typesetting import words_of
from tests.core.files.whole_pictures import PNG

pytestmark = pytest.mark.postgres


def volume(use: object) -> PdfReader:
    return PdfReader(io.BytesIO(storage.open_bytes(use.file.sha256).read()))  # type: ignore[attr-defined]


def said_on(page: object) -> str:
    return re.sub(r"\s", "", page.extract_text())  # type: ignore[attr-defined]


def scan() -> bytes:
    """A blank page as a scanner sends it."""
    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(made)
    return made.getvalue()


# -- signed sheets ----------------------------------------------------------------------------


def test_a_scan_is_kept_as_it_came_bound_and_recorded(filing: Filing) -> None:
    paper = filing.issue()
    sheet = filing.signed(paper, scan())
    entry = JournalEntry.objects.filter(stream_id=filing.matter.pk).latest("sequence")
    assert storage.open_bytes(sheet.sha256).read() == scan()
    assert (entry.action, entry.actor) == ("paper.signed", filing.officer.key)
    assert sheet.sha256 in entry.body
    assert queries.signed_sheets(paper) == [sheet]
    assert may_see_file(Person.objects.get(pk=filing.officer.person_id), sheet.file, filing.at)
    assert not may_see_file(Person.objects.get(pk=filing.stranger.person_id), sheet.file, filing.at)


@pytest.mark.trap(60)
def test_the_sheet_that_was_set_stays_beside_the_scan(filing: Filing) -> None:
    paper = filing.issue()
    filing.set_papers()
    paper = CasePaper.objects.select_related("file__file").get(pk=paper.pk)
    before = services.reprint(paper)
    filing.signed(paper, scan())
    filing.signed(paper, scan() + b"%again", name="又一次.pdf")
    assert services.reprint(paper) == before
    assert SignedSheet.objects.filter(paper=paper).count() == 2


def test_a_stranger_brings_no_scan(filing: Filing) -> None:
    paper = filing.issue()
    with pytest.raises(signing.MayNotSign):
        signing.add(paper, io.BytesIO(scan()), name="x.pdf", by=filing.stranger, at=filing.at)
    assert not SignedSheet.objects.exists()


def test_what_is_no_scan_is_refused(filing: Filing) -> None:
    with pytest.raises(signing.NoScan):
        filing.signed(filing.issue(), "文字".encode(), name="x.txt")
    assert not SignedSheet.objects.exists()


def test_a_voided_paper_takes_no_scan(filing: Filing) -> None:
    paper = filing.issue()
    filing.do(filing.matter, "void", filing.officer, Void(paper.number, "写错"))
    paper.refresh_from_db()
    with pytest.raises(signing.PaperIsVoid, match=re.escape(paper.number)):
        filing.signed(paper, scan())


@pytest.mark.trap(20)
def test_a_scan_exchanged_for_another_is_found(filing: Filing) -> None:
    sheet = filing.signed(filing.issue(), scan())
    other = files.store(io.BytesIO(b"other"), name="o.txt", by=None, at=filing.at)
    SignedSheet.objects.filter(pk=sheet.pk).update(file=other)
    assert "paper.other_scan" in {finding.code for finding in checks.papers_are_whole()}


# -- dossiers ---------------------------------------------------------------------------------


def test_the_dossier_holds_papers_scans_originals_and_record_in_order(filing: Filing) -> None:
    paper = filing.issue()
    filing.set_papers()
    filing.signed(paper, scan())
    filing.photo()
    dossier = filing.bound()
    assert dossier.state == Dossier.State.READY, dossier.problem
    pages = volume(dossier.main).pages
    text = [said_on(page) for page in pages]
    assert "行政处罚案卷" in text[0]
    assert "未归档" in text[0]
    contents = text[1]
    order = [
        contents.index(word) for word in ("当场行政处罚决定书", "签名件", "现场.png", "办理记录")
    ]
    assert order == sorted(order)
    assert "备考表" in text[-1]
    assert dossier.pages == len(pages) - 3  # cover, list and back note bear no number
    assert [page[-1] for page in text[2:-1]] == [str(n + 1) for n in range(dossier.pages)]


def test_the_internal_volume_is_bound_apart(filing: Filing) -> None:
    filing.photo(name="讨论记录.png", purpose="minutes")
    dossier = filing.bound()
    assert "讨论记录" in said_on(volume(dossier.internal).pages[1])
    assert "讨论记录" not in "".join(map(said_on, volume(dossier.main).pages))


def test_what_only_some_may_open_is_named_and_not_bound(filing: Filing) -> None:
    filing.photo(name="投诉人手机.png", confidentiality="complainant")
    dossier = filing.bound()
    text = "".join(map(said_on, volume(dossier.main).pages))
    assert "限制查阅的材料" in text
    assert "投诉人" not in text


@pytest.mark.trap(19)
def test_what_cannot_be_printed_is_named_and_breaks_nothing(filing: Filing) -> None:
    for name, data in (
        ("坏的.pdf", b"%PDF-1.7\n broken"),
        ("坏的.png", PNG[:-12] + b" broken" + PNG[-12:]),
        ("说明.txt", "说明".encode()),
    ):
        use = files.store(io.BytesIO(data), name=name, by=None, at=filing.at)
        filing.bring(use, "photo")
        dossier = filing.bound()
        assert dossier.state == Dossier.State.READY, dossier.problem
        assert use.file.sha256[:40] in "".join(map(said_on, volume(dossier.main).pages))


def test_a_voided_paper_stays_in_the_file_and_says_so(filing: Filing) -> None:
    paper = filing.issue()
    filing.set_papers()
    filing.do(filing.matter, "void", filing.officer, Void(paper.number, "写错"))
    assert "作废" in said_on(volume(filing.bound().main).pages[1])


def test_who_asked_is_told_when_it_is_ready(filing: Filing) -> None:
    filing.bound()
    told = Notice.objects.get(person_id=filing.officer.person_id, title="卷宗已装订")
    assert told.link.endswith(f"/dossiers/{filing.matter.pk}/")


def test_asked_twice_it_is_bound_once(filing: Filing) -> None:
    dossiers.ask(filing.matter, by=filing.officer, at=filing.at)
    with pytest.raises(dossiers.StillBinding):
        dossiers.ask(filing.matter, by=filing.officer, at=filing.at)
    filing.set_papers()
    [dossier] = Dossier.objects.all()
    dossiers.bind_asked(dossier.pk, filing.at)
    assert JournalEntry.objects.filter(action="dossier.bound").count() == 1


def test_archive_numbers_run_by_year_without_gaps_and_are_kept(filing: Filing) -> None:
    numbers = []
    for _one in range(2):
        filing.matter = filing.opened(filing.east, filing.officer)
        assert filing.bound().number == ""
        filing.do(filing.matter, "finish", filing.officer)
        filing.matter.refresh_from_db()
        numbers.append(filing.bound().number)
        assert filing.bound().number == numbers[-1]
    assert numbers == ["2026-0001", "2026-0002"]
    assert NumberSequence.objects.get(series__startswith="archive/").last == 2


def test_cover_and_name_say_number_and_retention(filing: Filing) -> None:
    filing.do(filing.matter, "finish", filing.officer)
    filing.matter.refresh_from_db()
    dossier = filing.bound()
    cover = said_on(volume(dossier.main).pages[0])
    assert "2026-0001" in cover
    assert "保管期限10年" in cover
    assert dossier.main.original_name == "2026-0001 正卷.pdf"


def test_the_house_without_a_plan_binds_nothing(filing: Filing) -> None:
    filing.matter.kind = "nobody"
    with pytest.raises(dossiers.NoDossier):
        dossiers.ask(filing.matter, by=filing.officer, at=filing.at)


def test_the_record_is_whole_after_binding(filing: Filing) -> None:
    filing.signed(filing.issue(), scan())
    filing.bound()
    assert not [f for f in verify().findings if "organ" not in f.model]


def test_a_broken_pdf_has_no_pages(tmp_path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "x.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    assert binding.page_count(broken) == 0
    broken.write_bytes(scan())
    assert binding.page_count(broken) == 1


def test_words_are_still_text_in_the_bound_volume(filing: Filing) -> None:
    filing.issue()
    filing.set_papers()
    whole = storage.open_bytes(filing.bound().main.file.sha256).read()
    assert "王堃喆（赟㼆餐饮店）" in words_of(whole)
