"""A sheet is set from frozen words, kept, and the same whenever it is set again."""

import hashlib
import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.test import override_settings
from django.urls import resolve
from pypdf import PdfReader

from chengguan.core.documents import checks, fonts, glyphs, registry, services, typesetting
from chengguan.core.documents.errors import NotTypeset, OtherTypesetter, TypesettingFailed
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.files.models import StoredFile
from chengguan.core.journal.models import JournalEntry
from chengguan.core.notices.models import Notice, OutboxRow
from chengguan.core.pages import clock
from chengguan.core.work.models import MatterFile
from chengguan.core.work.rules import ZONE
from tests.core.documents.sample import FIELDS, KEY, TEMPLATE, Desk, install

pytestmark = pytest.mark.postgres

# A character of names that the shipped font lacks.
RARE = "𠮷"


def again(paper: CasePaper) -> CasePaper:
    return CasePaper.objects.select_related("matter", "template", "file__file").get(pk=paper.pk)


def set_paper(desk: Desk, **changed: object) -> CasePaper:
    paper = desk.issue(**changed)
    desk.set_papers()
    return again(paper)


def words_of(pdf: bytes) -> str:
    """The text of a sheet without white space."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"[\s\u200b\ufeff]", "", "".join(page.extract_text() for page in pages))


# -- the sheet ----------------------------------------------------------------------------


def test_after_the_act_the_sheet_is_kept_bound_and_recorded(desk: Desk) -> None:
    paper = set_paper(desk)
    kept = services.reprint(paper)
    entry = JournalEntry.objects.filter(stream_id=desk.matter.pk).latest("sequence")
    assert paper.state == "typeset"
    assert paper.sha256 == hashlib.sha256(kept).hexdigest() == paper.file.file.sha256
    assert MatterFile.objects.get(use=paper.file).matter == desk.matter
    assert (entry.action, entry.actor) == ("paper.typeset", "system:documents")
    assert paper.sha256 in entry.body
    assert paper.governed_digest() in entry.body


@pytest.mark.trap(3)
def test_a_second_delivery_sets_nothing_again(desk: Desk) -> None:
    paper = set_paper(desk)
    entries = JournalEntry.objects.count()
    OutboxRow.objects.update(done_at=None)
    desk.set_papers()
    services.typeset(again(paper), desk.at)
    assert again(paper).typeset_at == paper.typeset_at
    assert (JournalEntry.objects.count(), StoredFile.objects.count()) == (entries, 1)


def test_a_paper_that_cannot_be_set_holds_up_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = desk.issue(), desk.issue()
    really = services.set_again

    def set_again(paper: CasePaper) -> object:
        if paper.pk == bad.pk:
            raise TypesettingFailed("a template with a fault")
        return really(paper)

    monkeypatch.setattr(services, "set_again", set_again)
    desk.set_papers()
    assert (again(bad).state, again(good).state) == ("issued", "typeset")
    waiting = OutboxRow.objects.filter(done_at=None)
    assert {(row.kind, row.payload) for row in waiting} == {("paper", str(bad.pk))}


def test_a_paper_voided_before_it_is_set_gets_no_sheet(desk: Desk) -> None:
    paper = desk.issue()
    CasePaper.objects.filter(pk=paper.pk).update(state="voided")
    desk.set_papers()
    with pytest.raises(NotTypeset):
        services.reprint(again(paper))


def test_the_sheet_says_what_was_frozen(desk: Desk) -> None:
    said = words_of(services.reprint(set_paper(desk)))
    for words in (
        "沪样城管罚当〔2026〕1号",
        "2026年3月2日",
        "罚款人民币贰佰元整",
        "本文书一式二份",
    ):
        assert words in said


# -- the same again -----------------------------------------------------------------------


def test_set_again_it_is_the_same_byte_for_byte(desk: Desk) -> None:
    first, second = set_paper(desk), set_paper(desk, party="另一家店")
    desk.later(datetime(2026, 11, 20, tzinfo=ZONE))
    for paper in (second, first, second):
        assert services.render_again(paper) == services.reprint(paper)
    assert services.reprint(first) != services.reprint(second)


def test_another_process_sets_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    paper = set_paper(desk)
    (tmp_path / "job.json").write_text(
        json.dumps([paper.template.files, paper.snapshot, paper.issued_at.isoformat()])
    )
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS, str(tmp_path / "job.json")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == paper.sha256


OTHER_PROCESS = """
import datetime, hashlib, json, sys, os
os.environ["DJANGO_SETTINGS_MODULE"] = "chengguan.web.settings"
import django; django.setup()
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.documents.typesetting import set_paper
sources, words, at = json.load(open(sys.argv[1]))
sheet = set_paper(sources, Snapshot(words), datetime.datetime.fromisoformat(at))
print(hashlib.sha256(sheet.pdf).hexdigest())
"""


def test_a_later_template_does_not_change_an_earlier_paper(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = set_paper(desk)
    changed = tmp_path / "changed.typ"
    changed.write_text(TEMPLATE.path.read_text("utf-8").replace("决定给予", "现决定给予"), "utf-8")
    newer = replace(TEMPLATE, path=changed)
    monkeypatch.setitem(registry._templates, KEY, newer)
    later = set_paper(desk)
    assert earlier.template_id != later.template_id
    assert "现决定给予" in words_of(services.reprint(later))
    assert services.render_again(earlier) == services.reprint(earlier)


def test_with_other_fonts_it_is_not_set_again_but_reprinted(desk: Desk) -> None:
    paper = set_paper(desk)
    paper.typesetter = "typst 0.1 · 0000"
    with pytest.raises(OtherTypesetter):
        services.render_again(paper)
    assert hashlib.sha256(services.reprint(paper)).hexdigest() == paper.sha256


# -- characters and typefaces -------------------------------------------------------------


def test_rare_characters_of_names_are_printed(desk: Desk) -> None:
    paper = set_paper(desk)
    assert "王堃喆（赟㼆餐饮店）" in words_of(services.reprint(paper))
    assert "㎡" in words_of(services.reprint(paper))
    assert paper.unshown == ""
    assert not Notice.objects.filter(source__startswith="paper:").exists()


def test_a_character_no_font_has_is_printed_by_parts_and_number_and_told(desk: Desk) -> None:
    both = {desk.officer.person_id, desk.colleague.person_id}
    for person in both:
        desk.matter.assignments.create(person_id=person, since=desk.at)
    paper = set_paper(desk, party=f"张{RARE}、李\U0002ffff")
    said = words_of(services.reprint(paper))
    assert "张〔⿱土口U+20BB7〕、李〔U+2FFFF〕" in said
    assert (paper.state, paper.unshown) == ("typeset", f"{RARE}\U0002ffff")
    assert Snapshot(paper.snapshot).said["fields"]["party"] == f"张{RARE}、李\U0002ffff"
    notices = Notice.objects.filter(source__startswith="paper:")
    assert {told.person_id for told in notices} == both
    assert all(RARE in told.body for told in notices)
    assert services.render_again(paper) == services.reprint(paper)


@pytest.mark.parametrize(
    ("typed", "printed", "unshown"),
    [
        ("甲\u200b乙\ufeff", "甲乙", ""),
        ("甲\u00a0\u3000乙\n丙\t丁", "甲乙丙丁", ""),
        ("甲\x07乙\x1f", "甲〔U+0007〕乙〔U+001F〕", "\x07\x1f"),
        ("葛\U000e0100", "葛〔U+E0100〕", "\U000e0100"),
        ("\ue000", "〔U+E000〕", "\ue000"),
        ("#panic()[*甲*] $x$ \\u{1}", "#panic()[*甲*]$x$\\u{1}", ""),
    ],
    ids=["invisible", "spaces", "control", "variant", "private", "markup"],
)
def test_whatever_was_typed_is_printed_or_marked(typed: str, printed: str, unshown: str) -> None:
    install()
    snapshot = Snapshot.freeze(
        TEMPLATE, FIELDS | {"place": typed}, "一号", "区局", typesetting.TRIED_AT, "0" * 16
    )
    sheet = typesetting.set_paper(
        registry.edition_of(TEMPLATE.path).sources, snapshot, typesetting.TRIED_AT
    )
    assert printed in words_of(sheet.pdf)
    assert sheet.unshown == unshown


def test_every_glyph_table_agrees_with_what_the_typesetter_can_show() -> None:
    """Our reading of the fonts against the typesetter's: what we call missing it cannot show."""
    known = fonts.typefaces().characters
    assert not glyphs.missing("堃喆赟㼆㎡〔〕￥—号\u3000\n", known)
    assert glyphs.missing(f"a{RARE}b{RARE}", known) == RARE
    source = '#set text(font: "Noto Serif SC")\n' + RARE
    snapshot = Snapshot('{"verify":"https://example.org"}')
    with pytest.raises(TypesettingFailed, match="could not be displayed"):
        typesetting.set_paper({"main.typ": source}, snapshot, typesetting.TRIED_AT)


def own_fonts(folder: Path, text: str) -> Path:
    (folder / "fonts.toml").write_text(text, "utf-8")
    return folder


def test_an_unknown_family_is_an_error_at_start_and_when_setting(tmp_path: Path) -> None:
    install()
    with override_settings(CHENGGUAN_FONTS=own_fonts(tmp_path, 'songti = ["没有的宋体"]')):
        assert [error.id for error in checks.typefaces_are_there()] == ["documents.E001"]
        with pytest.raises(TypesettingFailed, match="没有的宋体"):
            typesetting.try_out(KEY, FIELDS)


def test_an_unknown_style_is_refused(tmp_path: Path) -> None:
    with (
        override_settings(CHENGGUAN_FONTS=own_fonts(tmp_path, 'fangson = ["x"]')),
        pytest.raises(ValueError, match="fangson"),
    ):
        fonts.typefaces()


def test_a_bureau_may_describe_more_characters(tmp_path: Path) -> None:
    (tmp_path / "ideographs.toml").write_text('"\U0002ffff" = "⿰王甲"', "utf-8")
    with override_settings(CHENGGUAN_FONTS=tmp_path):
        assert fonts.typefaces().mark("\U0002ffff") == "〔⿰王甲U+2FFFF〕"


def test_shipped_typefaces_are_complete() -> None:
    assert not checks.typefaces_are_there()


def test_a_fault_in_a_template_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TypesettingFailed):
        typesetting.set_paper(
            {"main.typ": "#nothing"}, Snapshot('{"verify":"x"}'), typesetting.TRIED_AT
        )


# -- the code beside the page number -------------------------------------------------------


@pytest.mark.parametrize("public", ["https://cg.example", "https://cg.example/", ""])
def test_the_qr_code_leads_to_the_verification_with_the_digest(desk: Desk, public: str) -> None:
    with override_settings(CHENGGUAN_PUBLIC_URL=public):
        paper = desk.issue()
    url = Snapshot(paper.snapshot).url
    base, _mark, question = url.partition("?")
    path = base.removeprefix("https://cg.example")
    found = resolve(path)
    assert (found.view_name, found.kwargs["code"]) == ("documents:verify", paper.code)
    assert question == f"digest={paper.snapshot_digest[:12]}"


def test_code_and_digest_stand_beside_the_qr_code_in_plain_letters(desk: Desk) -> None:
    paper = set_paper(desk)
    said = words_of(services.reprint(paper))
    assert f"校验码{paper.code}" in said
    assert f"内容摘要{paper.snapshot_digest[:12]}" in said


@override_settings(CHENGGUAN_DEMONSTRATION=True)
def test_in_a_demonstration_a_paper_is_set_at_the_moment_of_its_act(desk: Desk) -> None:
    """Its clock stands still while the past is played: the story has both times."""
    paper = set_paper(desk)
    entry = JournalEntry.objects.filter(stream_id=desk.matter.pk).latest("sequence")
    assert (entry.action, entry.occurred_at) == ("paper.typeset", paper.issued_at)
    assert paper.typeset_at == paper.issued_at
    assert MatterFile.objects.get(use=paper.file).added_at == paper.issued_at
    assert entry.recorded_at == clock.now() != entry.occurred_at
