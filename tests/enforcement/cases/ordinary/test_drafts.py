"""The decision is drafted from the record, reviewed by paragraph, and printed as it was mended."""

import json
from uuid import UUID

import pytest

from chengguan.core.documents import drafts
from chengguan.core.documents.models import CasePaper, Draft, DraftParagraph
from chengguan.core.journal.verification import verify
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import ReviewPoint
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import papers_decision
from tests.enforcement.cases.ordinary.bureau import Bureau

DECISION = "penalty_decision"


def matter(case: UUID) -> Matter:
    return Matter.objects.get(pk=case)


@pytest.fixture
def sent(bureau: Bureau) -> UUID:
    case = bureau.heard()
    bureau.act(case, "submit_review", deciding.SubmitReview())
    return case


def paragraph(case: UUID, position: int = 1) -> DraftParagraph:
    draft = drafts.newest(matter(case), DECISION)
    assert draft is not None
    return draft.paragraphs.get(position=position)


def comment(bureau: Bureau, case: UUID, text: str, by) -> None:
    drafts.comment(matter(case), paragraph(case).pk, text, by=bureau.actor(by), at=bureau.clock)


def test_sending_it_to_review_makes_the_first_version_from_the_record(sent: UUID) -> None:
    """行政处罚法 58."""
    words = drafts.paragraphs(drafts.newest(matter(sent), DECISION))
    assert words[0] == "经查，张贴小广告六十张。"
    assert words[1].startswith("上述事实，有笔录、照片等证据证明。主要证据：1. ")
    assert any(
        "愿意改正，请求从轻。经复核，已复核，不成立，本机关不予采纳。" in one for one in words
    )
    assert verify().findings == []


def test_reviewers_comment_by_paragraph_and_nobody_on_his_own_case(
    bureau: Bureau, sent: UUID
) -> None:
    """行政处罚法 58."""
    comment(bureau, sent, "请写明时间。", bureau.reviewer)
    assert [one.text for one in drafts.open_comments(matter(sent), DECISION)] == ["请写明时间。"]
    with pytest.raises(drafts.MayNotReview):
        comment(bureau, sent, "我看可以。", bureau.officer)
    Draft.objects.filter(matter=sent).update(written_by=bureau.second_reviewer)
    with pytest.raises(drafts.OwnCase):
        comment(bureau, sent, "我写的，可以。", bureau.second_reviewer)


def test_the_second_look_shows_what_changed_and_the_paper_says_it(
    bureau: Bureau, sent: UUID
) -> None:
    """行政处罚法 58, 59."""
    comment(bureau, sent, "请写明时间。", bureau.reviewer)
    back = deciding.ReturnReview(opinion="请修改", points=(("facts", "时间"),))
    bureau.act(sent, "return_review", back, by=bureau.reviewer)
    old = drafts.paragraphs(drafts.newest(matter(sent), DECISION))
    new = ["经查，9月15日，当事人张贴小广告六十张。", *old[1:]]
    told = {one.pk for one in drafts.open_comments(matter(sent), DECISION)}
    by = bureau.actor()
    drafts.write(matter(sent), DECISION, new, by=by, at=bureau.clock, resolves=told, after=1)
    changes = drafts.differences(old, new)
    assert [one.how for one in changes] == ["changed", *["same"] * (len(old) - 1)]
    assert drafts.open_comments(matter(sent), DECISION) == []
    point = ReviewPoint.objects.get(review__case=sent)
    again = deciding.SubmitReview(answers=((point.pk, "已写明"),))
    bureau.act(sent, "submit_review", again)
    bureau.act(sent, "pass_review", deciding.PassReview(opinion="同意"), by=bureau.reviewer)
    bureau.act(sent, "decide", bureau.penalty(), by=bureau.leader_in_charge)
    paper = CasePaper.objects.get(matter=sent, key=DECISION)
    assert json.loads(paper.snapshot)["fields"]["body"][0] == new[0]


def test_it_is_commented_on_in_review_alone_and_written_by_its_officers(
    bureau: Bureau,
) -> None:
    case = bureau.heard()
    reviewer, officer = bureau.actor(bureau.reviewer), bureau.actor()
    assert isinstance(drafts.why_not_review(reviewer, matter(case), DECISION), drafts.MayNotReview)
    assert drafts.may_write(officer, matter(case), DECISION)
    assert not drafts.may_write(officer, matter(case), "advance_notice")
    assert not drafts.may_write(bureau.actor(bureau.third), matter(case), DECISION)
    assert drafts.papers_drafted(matter(case)) == ("advance_notice", DECISION)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("经复核，不成立。", "不成立"),
        ("经本机关复核：属实", "属实"),
        ("已复核，属实", "已复核，属实"),
    ],
)
def test_the_words_before_the_review_are_said_once(said, printed) -> None:
    assert papers_decision._reviewed(said) == printed


def test_a_paper_that_nobody_drafted_and_nobody_may_draft_is_not_offered(bureau: Bureau) -> None:
    """The notice went out without a draft: there is nothing behind a link to it any more."""
    case = bureau.announced()
    officer, head = bureau.actor(), bureau.actor(bureau.head)
    assert drafts.to_read(officer, matter(case)) == [DECISION]
    assert drafts.to_read(head, matter(case)) == []
    bureau.act(case, "hear", bureau.defence())
    bureau.act(case, "submit_review", deciding.SubmitReview())
    assert drafts.to_read(head, matter(case)) == [DECISION]
