"""From verification to the end of the investigation: each question yes, no, and at its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chengguan.core.lawbook.evidence import Proof, evidence_standard
from chengguan.core.lawbook.items import item
from chengguan.enforcement.cases.facts import Correction
from chengguan.enforcement.cases.ordinary import guards_decision as deciding
from chengguan.enforcement.cases.ordinary import guards_investigation as its
from chengguan.enforcement.cases.ordinary import inputs_decision
from chengguan.enforcement.cases.ordinary import inputs_investigation as inputs
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.law.procedure import START
from tests.enforcement.cases.ordinary.at_hand import (
    DOCKETED,
    INVESTIGATION,
    LAW,
    NOW,
    REPORT,
    SORTING,
    at,
    case,
    code,
    conclude,
    day,
    found,
    interview,
    on,
)
from tests.enforcement.cases.ordinary.made_up import own_acts

NOTHING = {"interviews": 0, "served": frozenset(), "held": frozenset()}
ASKED = inputs.RequestDocketing(evidence="笔录", proposal="立案")


@pytest.mark.ref("GD08")
@pytest.mark.parametrize(
    ("facts", "evidence", "refused"),
    [
        (found(), "笔录", ""),
        (found(**NOTHING), "笔录", "docketing.no_evidence"),
        (
            found(**{**NOTHING, "held": frozenset({Proof.IDENTITY, Proof.CORRECTION_ORDER})}),
            "笔录",
            "docketing.no_evidence",
        ),
        (found(**{**NOTHING, "held": frozenset({Proof.PHOTO})}), "照片", ""),
        (found(), " ", "docketing.evidence_not_named"),
    ],
)
def test_first_evidence_is_named_and_shows_the_conduct(facts, evidence, refused) -> None:
    """住建部令55 15: who the party is shows nothing of what it did."""
    asked = replace(ASKED, evidence=evidence)
    assert code(its.there_is_first_evidence, facts, asked) == refused


BARRED, HARMLESS = "docketing.time_barred", "docketing.no_harm_recorded"


@pytest.mark.ref("GD08", "CK17a", "CK17b")
@pytest.mark.parametrize(
    ("discovered", "ground", "ended", "harm", "refused"),
    [
        ("2026-03-10T23:59:59", "", None, "real", ""),
        ("2026-03-11T00:00", "", None, "real", BARRED),
        ("2026-03-11T00:00", "grave", None, "real", ""),
        ("2026-03-11T00:00", "grave", None, "none", HARMLESS),
        ("2026-03-11T00:00", "grave", None, "", HARMLESS),
        ("2029-03-10T23:59:59", "grave", None, "real", ""),
        ("2029-03-10T23:59:59", "grave", None, "slight", HARMLESS),
        ("2029-03-11T00:00", "grave", None, "real", BARRED),
        ("2029-03-11T00:00", "lasting", "2027-03-11", "real", ""),
        ("2029-03-11T00:00", "lasting", "2027-03-10", "real", BARRED),
        ("2026-03-11T00:00", "", "2025-03-10", "real", BARRED),
    ],
)
def test_after_two_or_five_years_nothing_is_punished(
    discovered, ground, ended, harm, refused
) -> None:
    """行政处罚法 36: two years; five with harm to life or safety; lasting conduct from its end."""
    facts = case(conduct_on=day("2024-03-10"), discovered_at=at(discovered))
    facts = replace(facts, scene=replace(facts.scene, harm=harm))
    asked = replace(ASKED, limitation_ground=ground, conduct_ended_on=day(ended) if ended else None)
    assert code(its.conduct_is_not_time_barred, facts, asked) == refused


@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    ("ground", "ended", "refused"),
    [
        ("", None, ""),
        ("lasting", "2026-09-15", ""),
        ("lasting", "2026-09-10", ""),
        ("lasting", "2026-09-09", "docketing.end_out_of_order"),
        ("lasting", "2026-09-16", "docketing.end_out_of_order"),
        ("lasting", None, "docketing.end_out_of_order"),
    ],
)
def test_lasting_conduct_ends_after_it_began_and_before_it_is_found(ground, ended, refused) -> None:
    """行政处罚法 36."""
    asked = replace(ASKED, limitation_ground=ground, conduct_ended_on=day(ended) if ended else None)
    facts = case(conduct_on=day("2026-09-10"))
    assert code(its.conduct_ended_before_it_was_found, facts, asked) == refused


@pytest.mark.ref("GD07")
@pytest.mark.parametrize(
    ("facts", "opinion", "refused"),
    [
        (found(), "不构成违法", ""),
        (found(), " ", "docketing.declined_without_reason"),
        (found(**NOTHING), "", ""),
    ],
)
def test_with_evidence_on_the_record_declining_says_why(facts, opinion, refused) -> None:
    """行政处罚法 54."""
    ruling = inputs.RuleOnDocketing(opinion=opinion)
    assert code(its.declining_says_why, facts, ruling) == refused


FURTHER, LONG = "extension.no_further", "extension.too_long"


@pytest.mark.ref("HS02", "CK01", "CK03")
@pytest.mark.parametrize(
    ("rounds", "days", "verification", "decision"),
    [
        (0, 10, "", ""),
        (0, 11, LONG, ""),
        (0, 30, LONG, ""),
        (0, 31, LONG, LONG),
        (0, 0, LONG, LONG),
        (1, 60, FURTHER, ""),
        (1, 61, FURTHER, LONG),
        (2, 1, FURTHER, FURTHER),
    ],
)
def test_a_period_is_prolonged_as_often_and_as_long_as_the_rule_says(
    rounds, days, verification, decision
) -> None:
    """住建部令55 15; 行政处罚法 60."""
    facts = found(rounds={"CK01": rounds, "CK03": rounds})
    asked = inputs.ExtendVerification(days=days, reason="情况复杂")
    assert code(its.verification_is_extended_within_the_rule, facts, asked) == verification
    asked = inputs.Extend(days=days, reason="情况复杂")
    assert code(its.case_is_extended_within_the_rule, facts, asked) == decision


@pytest.mark.trap(10)
@pytest.mark.ref("HS02", "CK01")
def test_a_rule_set_later_prolongs_no_running_case() -> None:
    """行政处罚法 60: the rule of the day the period began."""
    row = LAW.clock("CK01")
    later = replace(row.versions[-1], since=NOW.date(), extensions=(5,))
    changed = replace(row, versions=(*row.versions, later))
    law = replace(LAW, clocks={**LAW.clocks, "CK01": changed})
    asked = inputs.Extend(days=30, reason="情况复杂")
    begun_before, begun_since = found(), found(begun={"CK01": NOW})
    assert its.case_is_extended_within_the_rule(begun_before, asked, law) is None
    refused = its.case_is_extended_within_the_rule(begun_since, asked, law)
    assert refused is not None
    assert refused.code == LONG


@pytest.mark.ref("HS02b")
@pytest.mark.parametrize(
    ("rounds", "is_discussed", "warned"),
    [(0, False, ""), (1, True, ""), (1, False, "extension.not_discussed")],
)
def test_a_second_extension_is_discussed(rounds, is_discussed, warned) -> None:
    """住建部令55."""
    facts = found(rounds={"CK01": rounds}, is_extension_discussed=is_discussed)
    asked = inputs.Extend(days=60, reason="情况复杂")
    assert code(its.second_extension_was_discussed, facts, asked) == warned


@pytest.mark.trap(9)
@pytest.mark.ref("GD01", "officers.least")
@pytest.mark.parametrize(
    ("officers", "refused"),
    [
        ((1, 2), ""),
        ((1, 2, 99), ""),
        ((1, 1), "officers.fewer_than_two"),
        ((1, 99), "officers.fewer_than_two"),
        ((), "officers.fewer_than_two"),
    ],
)
def test_two_different_certified_officers_handle_a_case(officers, refused) -> None:
    """行政处罚法 42."""
    named = inputs.ChangeOfficers(officers=officers, reason="轮岗")
    assert code(its.two_certified_officers_handle, case(), named) == refused


@pytest.mark.trap(9)
@pytest.mark.ref("HS04")
@pytest.mark.parametrize(
    ("by", "approver", "reviewer"),
    [
        (7, "", ""),
        (1, "approval.own_case", "review.own_case"),
        (3, "approval.own_case", "review.own_case"),
        (None, "", ""),
    ],
)
def test_nobody_approves_or_reviews_a_case_that_was_ever_his_own(by, approver, reviewer) -> None:
    """行政处罚法 43, 57, 58: number 3 left the case long ago."""
    assert code(its.approver_is_no_investigator, case(by=by)) == approver
    assert code(deciding.reviewer_is_no_investigator, case(by=by)) == reviewer


@pytest.mark.ref("GD06")
@pytest.mark.parametrize(
    ("granted", "waiting", "actor", "decision"),
    [
        ((), (), "", ""),
        ((7,), (), "officers.recused", ""),
        ((1,), (), "", ""),
        ((), (7,), "", "officers.recusal_open"),
        ((), (1,), "", "officers.recusal_open"),
    ],
)
def test_who_was_told_to_withdraw_acts_no_more_and_requests_are_ruled_on(
    granted, waiting, actor, decision
) -> None:
    """行政处罚法 43: an open request stops the decision, not the investigation."""
    scene = replace(
        case().scene, recusal_granted=frozenset(granted), recusal_open=frozenset(waiting)
    )
    assert code(its.actor_was_not_recused, case(scene=scene)) == actor
    assert code(its.recusals_are_ruled_on, case(scene=scene)) == decision


@pytest.mark.ref("GD06")
def test_the_house_itself_is_never_recused() -> None:
    """行政处罚法 43."""
    scene = replace(case().scene, recusal_granted=frozenset({1}))
    assert code(its.actor_was_not_recused, case(by=None, scene=scene)) == ""


# -- evidence ------------------------------------------------------------------------------


@pytest.mark.ref("GD02", "certificates.occasion")
@pytest.mark.parametrize(
    ("changed", "shown", "record"),
    [
        ({}, "", ""),
        ({"certificates_shown_at": None}, "inspection.certificates_not_shown", ""),
        (
            {"certificates_shown_at": NOW + timedelta(seconds=1)},
            "inspection.certificates_shown_late",
            "",
        ),
        (
            {"certificates_shown_at": NOW - timedelta(hours=12, seconds=1)},
            "inspection.certificates_shown_before",
            "",
        ),
        ({"certificates_shown_at": NOW - timedelta(hours=12)}, "", ""),
        (
            {"rights_told_at": NOW - timedelta(hours=12, seconds=1)},
            "",
            "interview.rights_told_elsewhere",
        ),
        ({"record": " "}, "", "interview.no_record"),
        ({"rights_told_at": None}, "", "interview.rights_not_told"),
    ],
)
def test_an_interview_begins_with_the_certificate_and_is_taken_down(changed, shown, record) -> None:
    """行政处罚法 55."""
    asked = interview(**changed)
    assert code(its.certificates_are_shown_before_questions, case(), asked) == shown
    assert code(its.interview_has_record, case(), asked) == record


ORDER = "interview.times_out_of_order"


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("minutes", "refused"), [(1, ""), (30, ""), (0, ORDER), (-1, ORDER), (31, ORDER)]
)
def test_an_interview_ends_after_it_began_and_before_it_is_recorded(minutes, refused) -> None:
    """行政处罚法 47."""
    facts = case(recorded=NOW + timedelta(minutes=30))
    asked = interview(ended_at=NOW + timedelta(minutes=minutes))
    assert code(its.interview_ends_after_it_began, facts, asked) == refused


@pytest.mark.ref("GD02")
@pytest.mark.parametrize(
    ("is_interviewed", "has_record", "refused"),
    [(True, False, ""), (False, True, ""), (False, False, "interview.party_not_asked")],
)
def test_the_party_is_asked_or_visited(is_interviewed, has_record, refused) -> None:
    """行政处罚法 54, 55."""
    facts = found(is_party_interviewed=is_interviewed)
    facts = replace(facts, scene=replace(facts.scene, has_record=has_record))
    assert code(its.the_party_was_asked, facts, conclude()) == refused


def piece(**changed) -> inputs.CollectEvidence:
    usual = inputs.CollectEvidence(
        officers=(1, 2), kind="document", title="照片", shows="张贴", source="现场"
    )
    return replace(usual, **changed)


STANDARD = evidence_standard(REPORT.item_code)
ALL_POINTS = frozenset(point.key for point in STANDARD)


@pytest.mark.ref("GD32")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [({}, ""), ({"source": ""}, "evidence.incomplete"), ({"shows": " "}, "evidence.incomplete")],
)
def test_evidence_says_where_it_comes_from_and_what_it_shows(changed, refused) -> None:
    """行政处罚法 46."""
    assert code(its.evidence_says_what_it_shows, case(), piece(**changed)) == refused


@pytest.mark.ref("GD32")
@pytest.mark.parametrize(
    ("served", "held", "proposal", "refused"),
    [
        (ALL_POINTS, (), "penalty", ""),
        ((), tuple(Proof), "penalty", ""),
        ((), (), "penalty", "evidence.below_standard"),
        (("",), (), "penalty", "evidence.below_standard"),
        (ALL_POINTS - {STANDARD[0].key}, (), "penalty", "evidence.below_standard"),
        ((), (), "no_penalty", ""),
    ],
)
def test_a_penalty_rests_on_every_point_of_the_standard(served, held, proposal, refused) -> None:
    """行政处罚法 40, 46."""
    facts = found(served=frozenset(served), held=frozenset(held))
    assert code(its.evidence_meets_the_standard, facts, conclude(proposal=proposal)) == refused


@pytest.mark.ref("GD32")
@pytest.mark.parametrize(
    ("waiting", "refused"), [(frozenset(), ""), (frozenset({1}), "appraisal.open")]
)
def test_an_investigation_waits_for_the_opinions_it_asked_for(waiting, refused) -> None:
    """行政处罚法 46."""
    assert code(its.appraisals_have_come_in, found(appraisals_open=waiting)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("evidence", "reason", "refused"),
    [(1, "重复", ""), (2, "重复", "evidence.unknown"), (1, " ", "evidence.no_reason")],
)
def test_only_evidence_that_stands_is_excluded(evidence, reason, refused) -> None:
    """行政处罚法 46."""
    void = inputs.VoidEvidence(evidence=evidence, reason=reason)
    assert code(its.evidence_stands_in_the_file, case(), void) == refused


@pytest.mark.ref("GD35")
@pytest.mark.parametrize(
    ("number", "approve", "preserve"),
    [
        (1, "", "preservation.not_approved"),
        (2, "preservation.not_requested", ""),
        (3, "preservation.not_requested", "preservation.not_approved"),
    ],
)
def test_nothing_is_preserved_before_it_was_asked_for_and_approved(
    number, approve, preserve
) -> None:
    """行政处罚法 56."""
    facts = found(preservations_requested=frozenset({1}), preservations_approved=frozenset({2}))
    asked = inputs.ApprovePreservation(preservation=number)
    assert code(its.preservation_is_requested, facts, asked) == approve
    taken = inputs.Preserve(preservation=number, officers=(1, 2), place="库房", signature="signed")
    assert code(its.preservation_is_approved, facts, taken) == preserve


@pytest.mark.ref("GD35")
@pytest.mark.parametrize(
    ("things", "refused"), [((("手推车", "一辆", ""),), ""), ((), "preservation.no_things")]
)
def test_a_preservation_lists_its_things(things, refused) -> None:
    """行政处罚法 56."""
    asked = inputs.RequestPreservation(reason="可能转移", things=things)
    assert code(its.preservation_names_things, case(), asked) == refused


@pytest.mark.ref("GD35")
@pytest.mark.parametrize(
    ("kept", "refused"), [(frozenset(), ""), (frozenset({1}), "preservation.open")]
)
def test_what_was_preserved_is_dealt_with_first(kept, refused) -> None:
    """行政处罚法 56."""
    assert code(its.nothing_preserved_is_open, found(preservations_open=kept)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("number", "is_known"), [(1, True), (2, False)])
def test_a_later_step_follows_one_that_is_open(number, is_known) -> None:
    """行政处罚法 46, 56: opinions, preserved things."""
    facts = found(preservations_open=frozenset({1}), appraisals_open=frozenset({1}))
    release = inputs.ReleasePreservation(preservation=number, disposal="returned")
    opinion = inputs.ReceiveAppraisal(appraisal=number, result="合格")
    refused = code(its.preservation_is_open, facts, release)
    assert refused == ("" if is_known else "preservation.not_open")
    refused = code(its.appraisal_is_out, facts, opinion)
    assert refused == ("" if is_known else "appraisal.not_commissioned")


# -- the course of the case ----------------------------------------------------------------


@pytest.mark.ref("HS05")
@pytest.mark.parametrize(("reason", "refused"), [("下落不明", ""), (" ", "course.no_reason")])
def test_a_turn_in_the_case_has_its_reason(reason, refused) -> None:
    """行政处罚法 54."""
    assert code(its.reasons_are_given, case(), inputs.EndOrPause(reason=reason)) == refused


@pytest.mark.trap(5)
@pytest.mark.ref("HS05")
@pytest.mark.parametrize(
    ("waiting", "refused"), [(frozenset(), ""), (frozenset({1}), "course.appraisal_out")]
)
def test_days_of_an_appraisal_are_not_suspended_again(waiting, refused) -> None:
    """行政处罚法 54."""
    assert code(its.no_appraisal_is_out, found(appraisals_open=waiting)) == refused


@pytest.mark.ref("GD47")
@pytest.mark.parametrize(
    ("is_crime", "refused"), [(True, "case.crime_suspected_ordinary"), (False, "")]
)
def test_what_may_be_a_crime_ends_neither_with_a_fine_nor_with_nothing(is_crime, refused) -> None:
    """行政处罚法 27, 57.1(4), 82."""
    facts = case(scene=replace(case().scene, is_crime_suspected=is_crime))
    assert code(its.no_crime_is_left_here, facts) == refused


@pytest.mark.ref("GD47")
@pytest.mark.parametrize(
    "action",
    ["decline", "conclude", "terminate", "withdraw_docketing", "join", "decide_no_penalty"],
)
def test_every_ending_asks_for_it(action) -> None:
    """行政处罚法 27, 57.1(4), 82."""
    assert its.no_crime_is_left_here in ORDINARY.by_action[action].needs


@pytest.mark.ref("GD01", "GD06")
@pytest.mark.parametrize(
    ("officers", "recused", "refused"),
    [
        ({1, 2}, (), ""),
        ({1}, (), "officers.fewer_than_two_fit"),
        ({1, 2}, (2,), "officers.fewer_than_two_fit"),
        ({1, 2, 3}, (2,), ""),
        ({1, 99}, (), "officers.fewer_than_two_fit"),
    ],
)
def test_two_fit_officers_stand_behind_a_case(officers, recused, refused) -> None:
    """行政处罚法 42, 43: 99 holds no certificate."""
    facts = found(officers=frozenset(officers))
    facts = replace(facts, scene=replace(facts.scene, recusal_granted=frozenset(recused)))
    assert code(its.two_fit_officers_handle, facts) == refused


@pytest.mark.ref("GD06")
def test_whoever_was_told_to_withdraw_takes_no_act_of_the_case() -> None:
    """行政处罚法 43: all own acts ask it; to give his work away stays open to him."""
    own = {a.key for s in ORDINARY.by_state for a in own_acts(ORDINARY, s) if s != START.key}
    asks = {a.key for a in ORDINARY.actions if its.actor_was_not_recused in a.needs}
    assert own - asks == {key for key in own if key.startswith("adopt_")}
    assert not asks & {"pass_on", "hand_over"}


@pytest.mark.ref("HS04")
@pytest.mark.parametrize(
    ("officers", "refused"), [((1, 2), ""), ((1, 7), "approval.names_himself")]
)
def test_whoever_approves_docketing_does_not_name_himself(officers, refused) -> None:
    """行政处罚法 43, 54."""
    facts = case(by=7)
    named = inputs.Docket(opinion="同意立案", officers=officers)
    assert code(its.approver_names_not_himself, facts, named) == refused


@pytest.mark.ref("HS04")
@pytest.mark.parametrize(
    "action", ["suspend", "resume", "terminate", "withdraw_docketing", "join", "docket", "extend"]
)
def test_the_course_of_a_case_is_approved_by_another(action) -> None:
    """行政处罚法 43, 54."""
    assert its.approver_is_no_investigator in ORDINARY.by_action[action].needs


@pytest.mark.ref("HS05")
@pytest.mark.parametrize(("number", "refused"), [("甲 1", ""), ("甲 2", "course.cannot_join")])
def test_a_case_goes_only_into_one_that_is_not_decided(number, refused) -> None:
    """行政处罚法 54."""
    facts = case(takes_in={"甲 1"}.__contains__)
    said = inputs.Join(number=number, reason="同一违法行为")
    assert code(its.target_takes_it_in, facts, said) == refused


COMMISSION = inputs.CommissionAppraisal(kind="test", institution="检测站", question="是否超标")
EARLY = NOW - timedelta(days=40)


@pytest.mark.trap(5, 6, 7)
@pytest.mark.ref("HS02", "CK01")
@pytest.mark.parametrize(
    ("until", "refused"),
    [
        (None, ""),
        (NOW, ""),
        (NOW - timedelta(seconds=1), "appraisal.told_too_late"),
        (EARLY, "appraisal.told_too_late"),
        (EARLY - timedelta(seconds=1), ""),
    ],
)
def test_a_commission_told_late_takes_no_lateness_back(until, refused) -> None:
    """行政处罚法 60: what is late stays late; a commission after the end changes nothing."""
    facts = replace(found(decide_by=until), moment=EARLY, recorded=NOW)
    assert code(its.appraisal_is_told_in_time, facts, COMMISSION) == refused


@pytest.mark.ref("HS02", "HS03", "CK01")
@pytest.mark.parametrize(
    ("until", "ended"),
    [
        (None, False),
        (NOW, False),
        (NOW - timedelta(seconds=1), True),
        (EARLY, True),
        (EARLY - timedelta(seconds=1), False),
    ],
)
def test_what_leaves_days_out_is_told_before_they_are_late(until, ended) -> None:
    """行政处罚法 60, 64(1): a hearing asked for in time and told late; from the moment on which the
    period ended to the one before it was told."""
    facts = replace(found(decide_by=until), moment=EARLY, recorded=NOW)
    asked = inputs_decision.RequestHearing()
    shown = replace(asked, papers=(5,))
    too_late, unshown = ("hearing.told_too_late", "hearing.no_application") if ended else ("", "")
    for said in (asked, shown):
        assert code(deciding.hearing_request_is_told_in_time, facts, said) == too_late
    assert code(deciding.late_told_request_has_its_paper, facts, asked) == unshown
    assert code(deciding.late_told_request_has_its_paper, facts, shown) == ""


@pytest.mark.trap(7)
@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("age", "letters", "refused"),
    [
        (timedelta(0), (), ""),
        (timedelta(hours=1), (), ""),
        (timedelta(hours=1, seconds=1), (), "appraisal.no_letter"),
        (timedelta(days=30), (), "appraisal.no_letter"),
        (timedelta(days=30), (5,), ""),
    ],
)
def test_a_commission_told_late_shows_its_letter(age, letters, refused) -> None:
    """行政处罚法 46, 60."""
    facts = replace(case(), moment=NOW - age, recorded=NOW)
    asked = replace(COMMISSION, letters=letters)
    assert code(its.late_told_commission_has_its_letter, facts, asked) == refused


@pytest.mark.ref("GD32")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"requirement": "conduct"}, "evidence.no_original"),
        ({"requirement": "conduct", "originals": (5,)}, ""),
    ],
)
def test_a_point_of_the_standard_rests_on_the_piece_itself(changed, refused) -> None:
    """行政处罚法 40, 46."""
    assert code(its.what_serves_the_standard_has_its_original, case(), piece(**changed)) == refused


@pytest.mark.ref("GD25")
@pytest.mark.parametrize(
    ("is_ordered", "proposal", "refused"),
    [
        (True, "penalty", ""),
        (False, "penalty", "correction.not_ordered"),
        (False, "no_penalty", ""),
    ],
)
def test_a_penalty_follows_an_order_to_correct(is_ordered, proposal, refused) -> None:
    """行政处罚法 28."""
    facts = case(correction=Correction(is_ordered=is_ordered))
    report = conclude(proposal=proposal)
    assert code(its.penalty_follows_an_order_to_correct, facts, report) == refused


@pytest.mark.ref("GD25")
@pytest.mark.parametrize(
    ("item_code", "is_refused", "fine", "refused"),
    [
        (SORTING, False, 10000, "correction.no_refusal"),
        (SORTING, True, 10000, ""),
        (SORTING, False, 0, ""),
        ("AY-C002", False, 10000, ""),
    ],
)
def test_where_only_refusal_is_fined_it_is_on_the_record(
    item_code, is_refused, fine, refused
) -> None:
    """行政处罚法 28."""
    facts = replace(found(is_refused=is_refused), item=item(item_code))
    assert code(its.refusal_is_on_the_record, facts, conclude(fine=fine)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("is_ordered", "refused"), [(True, ""), (False, "correction.not_ordered")])
def test_a_check_follows_an_order(is_ordered, refused) -> None:
    """行政处罚法 28."""
    facts = case(correction=Correction(is_ordered=is_ordered))
    assert code(its.correction_was_ordered_before, facts) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"fine": 0}, "decision.no_penalty_ordinary"),
        ({"fine": 0, "is_warning": True}, ""),
        ({"fine": 0, "confiscated": "手推车"}, ""),
        ({"proposal": "no_penalty"}, "report.penalty_without_proposal"),
        ({"proposal": "not_established", "fine": 0}, ""),
    ],
)
def test_a_report_proposes_a_penalty_or_none(changed, refused) -> None:
    """行政处罚法 57."""
    assert code(its.report_proposes_something, case(), conclude(**changed)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("report", "refused"), [(REPORT, ""), (None, "report.none")])
def test_what_is_approved_is_a_report(report, refused) -> None:
    """行政处罚法 57."""
    assert code(its.a_report_is_open, found(report=report)) == refused


def test_what_is_at_hand_is_in_order() -> None:
    assert INVESTIGATION.has_any_evidence
    assert on(NOW) == case()
    assert DOCKETED < NOW


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("row", "refused"), [(1, ""), (2, "sampling.unknown")])
def test_a_result_belongs_to_a_sample_that_waits(row, refused) -> None:
    """行政处罚法 56."""
    said = inputs.RecordSamplingResult(sampling=row, institution="检测站", result="超标")
    facts = found(samples_open=frozenset({1}))
    assert code(its.sampling_has_no_result_yet, facts, said) == refused


@pytest.mark.ref("GD32")
@pytest.mark.parametrize(
    ("institution", "result", "refused"),
    [
        ("检测站", "超标", ""),
        (" ", "超标", "sampling.no_result"),
        ("检测站", "", "sampling.no_result"),
    ],
)
def test_a_result_of_a_sample_says_who_found_what(institution, result, refused) -> None:
    """行政处罚法 46."""
    said = inputs.RecordSamplingResult(sampling=1, institution=institution, result=result)
    assert code(its.sampling_result_is_said, found(), said) == refused


NOTHING_TO_CHOOSE = [
    (its.some_evidence_stands, "evidence", "evidence.none"),
    (its.a_sample_awaits_its_result, "samples_open", "sampling.unknown"),
    (its.a_preservation_is_asked_for, "preservations_requested", "preservation.not_requested"),
    (its.a_preservation_was_approved, "preservations_approved", "preservation.not_approved"),
    (its.something_is_preserved, "preservations_open", "preservation.not_open"),
    (its.an_opinion_is_awaited, "appraisals_open", "appraisal.not_commissioned"),
]


@pytest.mark.ref("HS03", "GD35")
@pytest.mark.parametrize(("guard", "rows", "refused"), NOTHING_TO_CHOOSE)
def test_an_act_on_a_row_is_open_where_there_is_one(guard, rows, refused) -> None:
    """行政处罚法 46, 56: said beforehand, not by a form without a choice."""
    assert code(guard, found(**{rows: frozenset()})) == refused
    assert code(guard, found(**{rows: frozenset({1})})) == ""
