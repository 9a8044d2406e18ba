"""Drafts in versions, comments on paragraphs, and what changed between two versions."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.core.documents import docx, drafts, typesetting
from chengguan.core.documents.models import Draft, DraftComment, DraftParagraph
from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.verification import verify
from chengguan.core.org.kinds import Role
from tests.core.documents.filing import WORDS, Filing
from tests.core.documents.sample import KEY
from tests.core.documents.test_typesetting import words_of

pytestmark = pytest.mark.postgres


def first(draft: Draft) -> DraftParagraph:
    return draft.paragraphs.get(position=1)


def test_versions_are_numbered_and_their_words_stay(filing: Filing) -> None:
    one = filing.write()
    two = filing.write([*WORDS[:2], "现决定罚款壹佰元。"], after=1)
    assert [one.version, two.version] == [1, 2]
    assert drafts.paragraphs(one) == WORDS
    assert drafts.newest(filing.matter, KEY) == two
    entry = JournalEntry.objects.filter(stream_id=filing.matter.pk).latest("sequence")
    assert (entry.action, entry.actor) == ("draft.write", filing.officer.key)
    assert first(two).governed_digest() in entry.body


def test_a_draft_written_over_an_older_version_is_refused(filing: Filing) -> None:
    filing.write()
    filing.write(after=1)
    with pytest.raises(drafts.DraftRejected, match="新的一稿"):
        filing.write(after=1)
    assert Draft.objects.count() == 2


@pytest.mark.parametrize("words", [[], ["字" * 5001], ["字"] * 301])
def test_words_that_say_nothing_or_too_much_are_refused(filing: Filing, words: list[str]) -> None:
    with pytest.raises(drafts.DraftRejected):
        filing.write(words)
    assert not Draft.objects.exists()


def test_only_whom_the_owner_of_the_procedure_names_writes(filing: Filing) -> None:
    with pytest.raises(drafts.MayNotWrite):
        filing.write(by=filing.reviewer)
    assert not Draft.objects.exists()


def test_a_comment_belongs_to_its_paragraph_and_is_resolved_by_a_version(filing: Filing) -> None:
    said = drafts.comment(
        filing.matter, first(filing.write()).pk, "请写明时间。", by=filing.reviewer, at=filing.at
    )
    assert drafts.open_comments(filing.matter, KEY) == [said]
    later = filing.write(["九月十五日，当事人设摊。", *WORDS[1:]], resolves=[said.pk])
    said.refresh_from_db()
    assert said.resolved_in == later
    assert drafts.open_comments(filing.matter, KEY) == []


def test_a_comment_that_is_not_named_stays_open(filing: Filing) -> None:
    said = drafts.comment(
        filing.matter, first(filing.write()).pk, "请写明时间。", by=filing.reviewer, at=filing.at
    )
    filing.write()
    assert drafts.open_comments(filing.matter, KEY) == [said]


def test_the_same_comment_sent_twice_stands_once(filing: Filing) -> None:
    row = first(filing.write())
    for _time in range(2):
        drafts.comment(filing.matter, row.pk, "请写明时间。", by=filing.reviewer, at=filing.at)
    assert DraftComment.objects.count() == 1


def test_an_older_version_is_commented_no_more(filing: Filing) -> None:
    old = first(filing.write())
    filing.write()
    with pytest.raises(drafts.DraftRejected, match="新稿"):
        drafts.comment(filing.matter, old.pk, "太长。", by=filing.reviewer, at=filing.at)


def test_who_may_not_review_says_nothing(filing: Filing) -> None:
    row = first(filing.write())
    with pytest.raises(drafts.MayNotReview):
        drafts.comment(filing.matter, row.pk, "太长。", by=filing.colleague, at=filing.at)


@pytest.mark.parametrize("part", ["wrote", "began"])
def test_nobody_reviews_a_case_of_his_own_by_identity(filing: Filing, part: str) -> None:
    both = filing.person("双职", Role.OFFICER, filing.east)
    double = filing.person("双职二", Role.LEGAL_REVIEWER, filing.east)
    double = type(double)(both.person_id, both.name, (*both.scopes, *double.scopes))
    row = first(filing.write(by=double if part == "wrote" else None))
    if part == "began":
        type(filing.matter).objects.filter(pk=filing.matter.pk).update(opened_by=double.person_id)
        filing.matter.refresh_from_db()
    with pytest.raises(drafts.OwnCase):
        drafts.comment(filing.matter, row.pk, "很好。", by=double, at=filing.at)


def test_a_matter_without_rules_has_no_drafts(filing: Filing) -> None:
    filing.matter.kind = "nobody"
    assert not drafts.may_write(filing.officer, filing.matter, KEY)
    assert isinstance(
        drafts.why_not_review(filing.reviewer, filing.matter, KEY), drafts.MayNotReview
    )


def test_the_record_vouches_for_drafts_and_comments(filing: Filing) -> None:
    said = drafts.comment(
        filing.matter, first(filing.write()).pk, "请写明时间。", by=filing.reviewer, at=filing.at
    )
    filing.write(resolves=[said.pk])
    assert not [f for f in verify().findings if "organ" not in f.model]
    DraftParagraph.objects.filter(position=3).update(text="现决定不予处罚。")
    assert {f.code for f in verify().findings if "paragraph" in f.model} == {"row.differs"}


# -- comparing ------------------------------------------------------------------------------

TEXTS = st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8)


@given(TEXTS, TEXTS)
def test_a_difference_says_both_versions_whole(before: list[str], after: list[str]) -> None:
    found = drafts.differences(before, after)
    assert [d.before for d in found if d.how in ("same", "changed", "removed")] == before
    assert [d.after for d in found if d.how in ("same", "changed", "added")] == after
    assert all(d.before == d.after for d in found if d.how == "same")


def test_the_second_look_shows_what_changed() -> None:
    found = drafts.differences(WORDS, [WORDS[0], "罚款壹佰元。", WORDS[2], "救济途径。"])
    assert [one.how for one in found] == ["same", "changed", "same", "added"]


def test_each_line_that_says_something_is_a_paragraph() -> None:
    assert drafts.split("  一、\r\n\n　二、\n") == ["一、", "二、"]


# -- files ----------------------------------------------------------------------------------


def test_the_office_document_says_the_words_and_escapes_them() -> None:
    made = docx.document("决定书", ["甲 < 乙 & 丙", "堃喆赟㼆"])
    body = zipfile.ZipFile(BytesIO(made)).read("word/document.xml").decode()
    assert "甲 &lt; 乙 &amp; 丙" in body
    assert "堃喆赟㼆" in body
    assert made == docx.document("决定书", ["甲 < 乙 & 丙", "堃喆赟㼆"])


def test_a_draft_is_printed_with_its_watermark(filing: Filing) -> None:
    made = typesetting.set_draft("行政处罚决定书", WORDS, "区局", filing.at)
    assert "草稿" in words_of(made)
    assert "不得送达" in words_of(made)
