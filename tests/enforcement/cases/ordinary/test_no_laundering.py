"""What was recorded out of order, unproved or unread is asked for again before the decision."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chengguan.core.documents import drafts
from chengguan.core.org import services as org
from chengguan.core.org.kinds import CertificateKind, Role
from chengguan.core.work.acting import At
from chengguan.core.work.errors import Conflict
from chengguan.core.work.models import Matter, MatterFinding
from chengguan.core.work.perform import perform
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import AdvanceNotice, LegalReview
from chengguan.enforcement.cases.ordinary import discretion
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary.facts import facts
from chengguan.law.discretion import Band
from tests.enforcement.cases.facts_at_hand import scene
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.at_hand import case as at_hand
from tests.enforcement.cases.ordinary.at_hand import found
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.street import FOUNDED, NOON

ASKED = deciding.SubmitDecision(opinion="照告知")
DECISION = "penalty_decision"


def late(bureau: Bureau) -> At:
    """An act of two hours ago, taken down now as having happened."""
    bureau.wait(hours=2)
    return At(bureau.clock - timedelta(hours=2), bureau.clock, "当时未录入", has_happened=True)


def matter(case: UUID) -> Matter:
    return Matter.objects.get(pk=case)


# -- the notice ----------------------------------------------------------------------------


@pytest.mark.ref("GD18", "HS08")
def test_a_licence_is_not_revoked_on_a_notice_without_the_right(bureau: Bureau) -> None:
    """行政处罚法 62, 63: taken down as it happened, it goes no further until announced again."""
    case = bureau.announced()
    bureau.wait(hours=1)
    unlawful = bureau.notice(revokes_licence=True)
    bureau.act(case, "inform_again", unlawful, at=late(bureau))
    assert {f.ref for f in MatterFinding.objects.filter(matter=case)} == {"GD18", "HS08"}
    bureau.act(case, "hear", bureau.defence())
    barred = {"GD18": "notice.hearing_right_missing_for_kind", "HS08": "notice.beyond_the_report"}
    for action, sent in (("submit_decision", ASKED), ("submit_review", deciding.SubmitReview())):
        refused = bureau.refusals(case, action, sent)
        assert {ref: refused[ref] for ref in barred} == barred
    bureau.wait(hours=1)
    bureau.act(case, "inform_again", bureau.notice())
    bureau.act(case, "hear", bureau.defence())
    bureau.act(case, "submit_decision", ASKED)
    revoked = bureau.refusals(
        case, "decide", bureau.penalty(revokes_licence=True), by=bureau.leader_in_charge
    )
    assert revoked["GD16"] == "notice.kind_not_announced"
    bureau.act(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)


@pytest.mark.trap(2, 7)
@pytest.mark.ref("HS01")
@pytest.mark.parametrize("ago", [timedelta(hours=3), timedelta(seconds=1)])
def test_a_new_notice_is_not_dated_back_before_the_defence(bureau: Bureau, ago) -> None:
    """行政处罚法 44, 45, 62: neither its service nor the act itself."""
    case = bureau.announced()
    bureau.wait(hours=5)
    bureau.act(case, "hear", bureau.defence())
    heard = bureau.clock
    bureau.wait(hours=1)
    back = bureau.notice(served_at=heard - ago, fine=40000)
    barred = {"HS01": "notice.served_before_what_followed"}
    assert bureau.refusals(case, "inform_again", back) == barred
    told = At(heard - ago, bureau.clock, "补录", has_happened=True)
    assert bureau.refusals(case, "inform_again", back, at=told) == barred
    bureau.act(case, "inform_again", replace(back, served_at=heard))


@pytest.mark.ref("GD16c", "CK11")
def test_a_party_nobody_finds_is_told_when_the_public_notice_has_run(bureau: Bureau) -> None:
    """行政处罚法 44, 64(1); 民事诉讼法 95; not even as something that had happened."""
    case = bureau.announced()
    bureau.wait(days=1)
    again = bureau.notice(method="public_notice", receiver="")
    assert bureau.refusals(case, "inform_again", again) == {"GD16c": "service.not_posted"}
    told = late(bureau)
    happened = replace(again, served_at=told.occurred)
    refused = bureau.refusals(case, "inform_again", happened, at=told)
    assert refused == {"GD16c": "service.not_posted"}
    posted = deciding.PublishNotice(reason="两次上门均无人", places="公告栏")
    bureau.act(case, "publish_notice", posted)
    bureau.wait(days=59)
    runs = bureau.refusals(case, "inform_again", bureau.notice(method="public_notice"))
    assert runs == {"GD16c": "service.notice_still_runs"}
    bureau.wait(days=2)
    bureau.act(case, "inform_again", bureau.notice(method="public_notice"))
    bureau.wait(hours=1)
    used = bureau.refusals(case, "inform_again", bureau.notice(method="public_notice"))
    assert used == {"GD16c": "service.not_posted"}


@pytest.mark.ref("GD61a", "CK11")
def test_the_public_notice_of_the_notice_serves_no_decision(bureau: Bureau) -> None:
    """民事诉讼法 95: each paper has its own."""
    case = bureau.announced()
    posted = deciding.PublishNotice(reason="两次上门均无人", places="公告栏")
    bureau.act(case, "publish_notice", posted)
    bureau.wait(days=61)
    bureau.act(case, "hear", bureau.defence())
    bureau.act(case, "submit_decision", ASKED)
    bureau.act(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)
    bureau.wait(hours=1)
    served = bureau.service(method="public_notice", receiver="")
    assert bureau.refusals(case, "serve", served) == {"GD61a": "service.not_posted"}
    own = executing.PublishService(reason="下落不明", places="公告栏")
    bureau.act(case, "publish_service", own)
    bureau.wait(days=61)
    bureau.act(case, "serve", bureau.service(method="public_notice", receiver=""))


def test_how_a_notice_was_left_stands_on_the_record(bureau: Bureau) -> None:
    case = bureau.announced()
    left = bureau.notice(method="leave", receiver="", witness="居委会干部", note="拒收，录像附卷")
    bureau.act(case, "inform_again", left)
    row = AdvanceNotice.objects.filter(case=case).latest("pk")
    assert (row.method, row.witness, row.note) == ("leave", "居委会干部", "拒收，录像附卷")


# -- waivers -------------------------------------------------------------------------------


@pytest.mark.ref("GD16b", "GD53b")
def test_a_waiver_nobody_signed_is_not_taken_down(bureau: Bureau) -> None:
    """行政处罚法 62, 64(1): not even as something that had happened."""
    case = bureau.announced()
    bureau.act(case, "inform_again", bureau.notice(may_request_hearing=True))
    for action, waiver, barred in (
        ("hear", cases.Hear(is_waived=True), {"GD16b": "hearing.waiver_unsigned"}),
        (
            "waive_hearing",
            deciding.WaiveHearing(said="放弃"),
            {"GD53b": "hearing.waiver_unwritten"},
        ),
    ):
        assert bureau.refusals(case, action, waiver) == barred
        assert bureau.refusals(case, action, waiver, at=late(bureau)) == barred
    bureau.act(case, "hear", cases.Hear(is_waived=True, waiver=(bureau.photo(),)))
    given_up = deciding.WaiveHearing(said="放弃", papers=(bureau.photo(),))
    bureau.act(case, "waive_hearing", given_up)
    bureau.act(case, "submit_decision", ASKED)


# -- the words that were reviewed ----------------------------------------------------------


def reviewed(bureau: Bureau) -> UUID:
    """A large fine whose review is open."""
    case = lives.dust_announced(bureau)
    bureau.act(case, "hear", bureau.defence())
    given_up = deciding.WaiveHearing(said="放弃", papers=(bureau.photo(),))
    bureau.act(case, "waive_hearing", given_up)
    bureau.act(case, "submit_review", deciding.SubmitReview())
    return case


def rewrite(bureau: Bureau, case: UUID) -> None:
    words = ["经查，改写了的事实。"]
    drafts.write(matter(case), DECISION, words, by=bureau.actor(), at=bureau.clock)


@pytest.mark.ref("GD23")
def test_words_written_after_the_review_were_not_reviewed(bureau: Bureau) -> None:
    """行政处罚法 58: a later version wants a review of its own."""
    case = reviewed(bureau)
    rewrite(bureau, case)
    passed = deciding.PassReview(opinion="同意")
    bureau.act(case, "pass_review", passed, by=bureau.reviewer)
    assert LegalReview.objects.get(case=case).draft_version == 2
    back = deciding.ReturnDecision(reason="再核")
    bureau.act(case, "return_decision", back, by=bureau.leader_in_charge)
    bureau.act(case, "submit_decision", ASKED)
    bureau.act(case, "return_decision", back, by=bureau.leader_in_charge)
    rewrite(bureau, case)
    assert bureau.refusals(case, "submit_decision", ASKED) == {"GD23": "review.due"}
    bureau.act(case, "submit_review", deciding.SubmitReview())
    bureau.act(case, "pass_review", passed, by=bureau.reviewer)
    bureau.act(case, "discuss", bureau.discussion(), by=bureau.leader_in_charge)
    decision = bureau.penalty(item_code=lives.DUST, fine=5_000_000)
    bureau.act(case, "decide", decision, by=bureau.leader_in_charge)


@pytest.mark.ref("GD23")
def test_what_was_rewritten_before_the_reviewers_eyes_is_not_passed(bureau: Bureau) -> None:
    """行政处罚法 58: who passes it must have seen the words it has now."""
    case = reviewed(bureau)
    seen = matter(case).version
    rewrite(bureau, case)
    with pytest.raises(Conflict):
        perform(
            matter=case,
            action="pass_review",
            by=bureau.actor(bureau.reviewer),
            at=At.once(bureau.clock),
            data=deciding.PassReview(opinion="同意"),
            key="seen before",
            version=seen,
        )


@pytest.mark.ref("GD22")
@pytest.mark.parametrize(
    ("kind", "since", "refused"),
    [
        (None, 0, {"GD22": "review.not_qualified"}),
        (CertificateKind.ENFORCEMENT, 0, {"GD22": "review.not_qualified"}),
        (CertificateKind.LEGAL, 0, {}),
        (CertificateKind.FORMER_REVIEWER, 0, {}),
        (CertificateKind.LEGAL, 90, {"GD22": "review.not_qualified"}),
    ],
)
def test_who_reviews_holds_a_qualification_on_that_day(
    bureau: Bureau, kind, since: int, refused
) -> None:
    """行政处罚法 58.2."""
    person = bureau.person("新法制", Role.LEGAL_REVIEWER)
    if kind is not None:
        day = bureau.clock.date() + timedelta(since) if since else FOUNDED
        org.certify(person=person, kind=kind, number="A-9", since=day, by=None, at=NOON)
    case = reviewed(bureau)
    passed = deciding.PassReview(opinion="同意")
    assert bureau.refusals(case, "pass_review", passed, by=person) == refused


# -- what the record proposes --------------------------------------------------------------


@pytest.mark.ref("GD28")
def test_what_was_ordered_first_was_not_of_its_own_accord(bureau: Bureau) -> None:
    """行政处罚法 32(1) 主动: found corrected when checked, or corrected before it was ordered."""
    case = bureau.docketed()
    order = cases.OrderCorrection(requirement="立即清除")
    bureau.act(case, "order_correction", order)
    bureau.wait(days=1)
    lives.check(bureau, case, is_corrected=True, record="已清除")
    known = facts(matter(case), At.once(bureau.clock), bureau.actor())
    assert not known.correction.is_voluntary
    assert "harm_removed" not in discretion._shown(known)
    other = bureau.docketed(spot="西路 3 号", conduct_on=bureau.clock.date() - timedelta(days=1))
    bureau.act(other, "order_correction", replace(order, corrected_at=bureau.clock))
    known = facts(matter(other), At.once(bureau.clock), bureau.actor())
    assert "harm_removed" in discretion._shown(known)
    proposed = discretion.proposed(known, None)
    assert proposed is not None
    assert proposed.band is Band.LIGHT


@pytest.mark.ref("GD29")
@pytest.mark.parametrize(("is_refused", "counts"), [(False, True), (True, False)])
def test_what_was_refused_first_was_not_put_right_in_time(is_refused, counts) -> None:
    """行政处罚法 33.1 及时改正."""
    known = found(is_corrected=True, is_refused=is_refused)
    known = replace(known, scene=scene(harm="slight").scene)
    assert ("first_slight_and_corrected" in discretion._shown(known)) is counts
    assert "harm_removed" not in discretion._shown(at_hand())
