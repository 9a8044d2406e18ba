"""Who may act, at the scene and before the decision: GD01–03, 06, 09, 16, 17, 25, 27, 30, 47."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from chengguan.core.lawbook.items import item
from chengguan.core.org.kinds import OrganKind
from chengguan.core.work.acting import At
from chengguan.enforcement.cases import guards, inputs
from chengguan.enforcement.cases.facts import CaseFacts, Correction
from tests.enforcement.cases.facts_at_hand import (
    EARLIER,
    LAW,
    LEAFLETS,
    NOW,
    case,
    decision,
    hearing,
    inspection,
    scene,
    under,
)


def code(reason) -> str:
    return reason.code if reason else ""


def opening(item_code: str, kind: OrganKind, on: date) -> SimpleNamespace:
    return SimpleNamespace(
        item_code=item_code, organ=SimpleNamespace(kind=kind), discovered_at=NOW, conduct_on=on
    )


def on_day(on: date) -> At:
    return At.once(NOW.replace(year=on.year, month=on.month, day=on.day))


@pytest.mark.ref("GD49")
@pytest.mark.parametrize(
    ("item_code", "kind", "on", "refused"),
    [
        ("AY-C002", OrganKind.STREET_TEAM, date(2026, 9, 15), ""),
        ("AY-C002", OrganKind.DISTRICT_BUREAU, date(2026, 9, 15), "case.other_body"),
        ("AY-A001", OrganKind.STREET_TEAM, date(2025, 9, 30), ""),
        ("AY-A001", OrganKind.STREET_TEAM, date(2025, 10, 1), "case.other_body"),
        ("AY-A001", OrganKind.DISTRICT_BUREAU, date(2025, 10, 1), ""),
        ("AY-A001", OrganKind.BRIGADE, date(2025, 10, 1), ""),
        ("AY-A001", OrganKind.DISTRICT_BUREAU, date(2021, 7, 31), "case.competence_unknown"),
    ],
)
def test_only_the_competent_body_opens(item_code, kind, on, refused) -> None:
    """行政处罚法 24: on the day of the act, whatever day is typed in."""
    found = opening(item_code, kind, date(2026, 9, 15))
    assert code(guards.organ_may_open(on_day(on), found, LAW)) == refused
    facts = case(item=item(item_code), organ_kind=kind, moment=on_day(on).occurred)
    assert code(guards.organ_may_punish(facts, LAW)) == refused


@pytest.mark.ref("GD49")
def test_the_refusal_names_the_competent_body_and_the_source() -> None:
    """行政处罚法 24."""
    found = opening("AY-A001", OrganKind.STREET_TEAM, date(2025, 10, 1))
    reason = guards.organ_may_open(on_day(date(2025, 10, 1)), found, LAW)
    assert reason.params["body"] == OrganKind.DISTRICT_BUREAU.label
    assert "2025" in reason.params["source"]


@pytest.mark.ref("GD30")
@pytest.mark.parametrize(
    ("item_code", "on", "refused"),
    [
        ("AY-E010-旧", date(2026, 8, 14), ""),
        ("AY-E010-旧", date(2026, 8, 15), "case.item_of_other_days"),
        ("AY-E010", date(2026, 8, 15), ""),
        ("AY-E010", date(2026, 8, 14), "case.item_of_other_days"),
    ],
)
def test_a_case_opens_under_the_law_of_the_day_of_conduct(item_code, on, refused) -> None:
    """行政处罚法 37."""
    found = opening(item_code, OrganKind.STREET_TEAM, on)
    assert code(guards.item_governs_conduct(None, found, LAW)) == refused


@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    ("conduct_on", "refused"),
    [
        (date(2026, 9, 14), ""),
        (date(2026, 9, 15), ""),
        (date(2026, 9, 16), "times.conduct_after_discovery"),
    ],
)
def test_conduct_comes_before_its_discovery(conduct_on, refused) -> None:
    """行政处罚法 47."""
    found = opening("AY-C002", OrganKind.STREET_TEAM, conduct_on)
    assert code(guards.conduct_comes_before_discovery(None, found, LAW)) == refused


@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    ("moment", "refused"),
    [(NOW, ""), (NOW - timedelta(seconds=1), "times.discovery_later")],
)
def test_discovery_comes_before_the_opening(moment, refused) -> None:
    """行政处罚法 47."""
    found = opening("AY-C002", OrganKind.STREET_TEAM, NOW.date())
    assert code(guards.discovery_comes_before_opening(At.once(moment), found, LAW)) == refused


@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    ("corrected_at", "refused"),
    [
        (None, ""),
        (NOW, ""),
        (NOW + timedelta(seconds=1), "times.correction_later"),
    ],
)
def test_what_is_recorded_as_corrected_is_corrected(corrected_at, refused) -> None:
    """行政处罚法 47."""
    order = inputs.OrderCorrection(requirement="清除", corrected_at=corrected_at)
    assert code(guards.correction_is_not_ahead(case(), order, LAW)) == refused


TWO = "officers.fewer_than_two"


@pytest.mark.trap(9)
@pytest.mark.ref("GD01", "officers.least")
@pytest.mark.parametrize(
    ("officers", "refused"),
    [((1, 2), ""), ((1, 2, 3), ""), ((1,), TWO), ((1, 1), TWO), ((1, 9), TWO), ((), TWO)],
)
def test_two_different_certified_officers_inspect(officers, refused) -> None:
    """行政处罚法 42."""
    found = inspection(officers=officers)
    assert code(guards.two_certified_officers_inspect(case(), found, LAW)) == refused


@pytest.mark.ref("GD01")
@pytest.mark.parametrize(
    ("officers", "refused"), [({1, 2}, ""), ({1}, TWO), ({1, 9}, TWO), (set(), TWO)]
)
def test_two_certified_officers_were_at_the_scene(officers, refused) -> None:
    """行政处罚法 42."""
    facts = scene(officers=frozenset(officers))
    assert code(guards.two_certified_officers_were_there(facts, LAW)) == refused


@pytest.mark.trap(9)
@pytest.mark.ref("GD01")
@pytest.mark.parametrize(
    ("officers", "refused"), [((1, 2), ""), ((1, 1), TWO), ((1,), TWO), ((1, 3), TWO)]
)
def test_two_officers_of_the_scene_sign(officers, refused) -> None:
    """The third is certified but was not there (行政处罚法 42)."""
    signed = decision(officers=officers)
    assert code(guards.two_certified_officers_decide(case(), signed, LAW)) == refused


@pytest.mark.ref("GD03")
@pytest.mark.parametrize(
    ("officers", "refused"), [((1, 2, 3), ""), ((1, 2, 9), "officers.without_certificate")]
)
def test_everybody_who_inspects_is_certified(officers, refused) -> None:
    """沪城管执法条例 16."""
    found = inspection(officers=officers)
    assert code(guards.all_officers_are_certified(case(), found, LAW)) == refused


@pytest.mark.ref("GD06")
@pytest.mark.parametrize(
    ("granted", "still_open", "inspects", "decides"),
    [
        (set(), set(), "", ""),
        ({1}, set(), "officers.recused", "officers.recused"),
        (set(), {1}, "", "officers.recusal_open"),
        ({3}, {3}, "", ""),
    ],
)
def test_a_request_stops_no_inspection_but_the_decision(
    granted, still_open, inspects, decides
) -> None:
    """行政处罚法 43: until it is ruled upon the investigation goes on."""
    facts = scene(recusal_granted=frozenset(granted), recusal_open=frozenset(still_open))
    assert code(guards.no_inspector_was_recused(facts, inspection(), LAW)) == inspects
    assert code(guards.no_decider_is_recused(facts, decision(), LAW)) == decides


@pytest.mark.ref("GD06")
def test_a_ruling_answers_a_request() -> None:
    """行政处罚法 43."""
    assert code(guards.a_request_is_open(case(), LAW)) == "recusal.none_open"
    assert not guards.a_request_is_open(scene(recusal_open=frozenset({1})), LAW)


@pytest.mark.trap(9)
@pytest.mark.ref("GD06")
@pytest.mark.parametrize(("head", "refused"), [(7, ""), (1, "recusal.on_himself")])
def test_nobody_rules_on_himself(head, refused) -> None:
    """行政处罚法 43."""
    ruling = inputs.RuleOnRecusal(officer=1, is_granted=True)
    assert code(guards.head_rules_on_another(case(by=head), ruling, LAW)) == refused


@pytest.mark.ref("GD02")
@pytest.mark.parametrize(
    ("shown", "refused"),
    [
        (EARLIER, ""),
        (NOW, ""),
        (NOW + timedelta(seconds=1), "inspection.certificates_shown_late"),
        (None, "inspection.certificates_not_shown"),
    ],
)
def test_certificates_come_before_the_inspection(shown, refused) -> None:
    """行政处罚法 54(1)、55."""
    found = inspection(certificates_shown_at=shown)
    assert code(guards.certificates_are_shown_first(case(), found, LAW)) == refused


@pytest.mark.ref("GD02")
@pytest.mark.parametrize(("record", "refused"), [("查", ""), (" \n", "inspection.no_record")])
def test_an_inspection_is_taken_down(record, refused) -> None:
    """行政处罚法 54(1)、55."""
    found = inspection(record=record)
    assert code(guards.inspection_has_record(case(), found, LAW)) == refused


@pytest.mark.ref("GD02")
def test_no_decision_without_certificates_shown() -> None:
    """行政处罚法 54(1)、55."""
    assert not guards.certificates_were_shown(case(), LAW)
    reason = guards.certificates_were_shown(scene(certificates_shown=False), LAW)
    assert code(reason) == "inspection.certificates_not_shown"


@pytest.mark.ref("GD09")
@pytest.mark.parametrize(
    ("has_record", "has_photo", "refused"),
    [
        (True, False, ""),
        (False, True, ""),
        (False, False, "inspection.no_evidence"),
    ],
)
def test_a_record_or_a_photo_makes_facts_evident(has_record, has_photo, refused) -> None:
    """行政处罚法 51."""
    facts = scene(has_record=has_record, has_photo=has_photo)
    assert code(guards.facts_are_evident(facts, LAW)) == refused


@pytest.mark.ref("GD47")
def test_a_suspected_crime_is_not_fined_away() -> None:
    """行政处罚法 27, 82."""
    assert not guards.no_crime_is_suspected(case(), LAW)
    reason = guards.no_crime_is_suspected(scene(is_crime_suspected=True), LAW)
    assert code(reason) == "case.crime_suspected"


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, None),
        ({"is_warning": False, "fine": 0}, ("处罚内容",)),
        ({"is_warning": True, "fine": 0}, None),
        ({"reasons": " "}, ("事实和理由",)),
        ({"basis": ""}, ("依据",)),
    ],
)
def test_a_notice_says_what_why_and_by_which_law(changed, missing) -> None:
    """行政处罚法 44、62."""
    notice = inputs.Inform(is_warning=False, fine=5000, reasons="张贴", basis="条例")
    reason = guards.notice_gives_reasons(case(), replace(notice, **changed), LAW)
    assert (reason.params["missing"] if reason else None) == missing


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("informed_at", "refused"),
    [
        (EARLIER, ""),
        (NOW, ""),
        (NOW + timedelta(seconds=1), "notice.after_decision"),
        (None, "notice.none"),
    ],
)
def test_notice_comes_before_the_decision(informed_at, refused) -> None:
    """行政处罚法 44、62."""
    facts = hearing(informed_at=informed_at)
    assert code(guards.party_was_informed(facts, LAW)) == refused


@pytest.mark.ref("GD16")
def test_no_hearing_and_no_decision_without_notice() -> None:
    """行政处罚法 44、62."""
    assert not guards.party_was_informed(case(), LAW)
    assert code(guards.party_was_informed(hearing(informed_at=None), LAW)) == "notice.none"


@pytest.mark.trap(2)
@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("heard_at", "refused"),
    [
        (EARLIER, ""),
        (NOW, ""),
        (NOW + timedelta(seconds=1), "hearing.after_decision"),
        (EARLIER - timedelta(seconds=1), "hearing.not_heard"),
        (None, "hearing.not_heard"),
    ],
)
def test_the_party_is_heard_between_notice_and_decision(heard_at, refused) -> None:
    """行政处罚法 44、62."""
    assert code(guards.party_was_heard(hearing(heard_at=heard_at), LAW)) == refused


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("announced", "is_warning", "refused"),
    [
        (True, True, ""),
        (False, False, ""),
        (False, True, "notice.warning_not_announced"),
    ],
)
def test_only_what_was_announced_is_decided(announced, is_warning, refused) -> None:
    """行政处罚法 44、62."""
    facts, decided = hearing(is_warning_announced=announced), decision(is_warning=is_warning)
    assert code(guards.penalty_was_announced(facts, decided, LAW)) == refused


@pytest.mark.ref("GD17")
@pytest.mark.parametrize(
    ("defence", "refused"),
    [
        (inputs.Hear(is_waived=True), ""),
        (inputs.Hear(is_waived=False, statement="初犯", review="已核"), ""),
        (inputs.Hear(is_waived=False, statement="", review="已核"), "hearing.nothing_said"),
        (inputs.Hear(is_waived=False, statement="初犯", review=" "), "hearing.not_reviewed"),
    ],
)
def test_a_statement_is_reviewed_or_waived(defence, refused) -> None:
    """行政处罚法 45."""
    assert code(guards.statement_is_reviewed(case(), defence, LAW)) == refused


@pytest.mark.ref("GD16b")
@pytest.mark.parametrize(
    ("defence", "refused"),
    [
        (inputs.Hear(is_waived=True), "hearing.waiver_unsigned"),
        (inputs.Hear(is_waived=True, statement="放弃"), "hearing.waiver_unsigned"),
        (inputs.Hear(is_waived=True, waiver=(1,)), ""),
        (inputs.Hear(is_waived=False, statement="初犯", review="已核"), ""),
    ],
)
def test_being_heard_is_waived_by_what_the_party_signed(defence, refused) -> None:
    """行政处罚法 62: expressly, not by a tick of the officer."""
    assert code(guards.waiver_of_being_heard_is_signed(case(), defence, LAW)) == refused


@pytest.mark.trap(1)
@pytest.mark.ref("GD17")
@pytest.mark.parametrize(
    ("lowest", "fine", "refused"),
    [
        (10000, 10000, ""),
        (10000, 9999, ""),
        (10000, 10001, "hearing.made_dearer"),
        (0, 1, "hearing.made_dearer"),
    ],
)
def test_no_fine_above_the_lowest_ever_announced(lowest, fine, refused) -> None:
    """行政处罚法 45."""
    facts = hearing(lowest_announced=lowest)
    reason = guards.fine_is_not_above_any_notice(facts, decision(fine=fine), LAW)
    assert code(reason) == refused


@pytest.mark.ref("GD25")
def test_correction_is_ordered_with_every_penalty() -> None:
    """行政处罚法 28."""
    assert not guards.correction_was_ordered(case(), LAW)
    reason = guards.correction_was_ordered(case(correction=Correction()), LAW)
    assert code(reason) == "correction.not_ordered"


@pytest.mark.ref("GD27", "age.responsibility")
@pytest.mark.parametrize(
    ("age", "is_incapable", "refused"),
    [
        (None, False, ""),
        (14, False, ""),
        (13, False, "party.under_14"),
        (40, True, "party.incapable"),
    ],
)
def test_children_and_the_incapable_are_not_punished(age, is_incapable, refused) -> None:
    """行政处罚法 30、31."""
    facts = scene(party_age=age, is_incapable=is_incapable)
    assert code(guards.party_can_answer_for_it(facts, LAW)) == refused


@pytest.mark.ref("GD27", "age.responsibility", "age.majority")
@pytest.mark.parametrize(
    ("age", "ground", "fine", "refused"),
    [
        (13, "", 10000, ""),
        (14, "", 10000, "party.minor"),
        (17, "", 10000, "party.minor"),
        (18, "", 10000, ""),
        (17, "minor", 99999, ""),
        (17, "minor", 100000, "party.minor"),
        (17, "minor", 0, ""),
        (17, "merit", 10000, "party.minor"),
        (None, "", 10000, ""),
    ],
)
def test_from_fourteen_to_eighteen_it_is_lighter(age, ground, fine, refused) -> None:
    """行政处罚法 30、31."""
    decided = decision(lighter_ground=ground, fine=fine)
    assert code(guards.minor_is_treated_lighter(scene(party_age=age), decided, LAW)) == refused


OLD, NEW = item("AY-E010-旧"), item("AY-E010")
CODE_DAY = date(2026, 8, 15)
BEFORE = date(2026, 8, 1)


def under_law(code_then: str, conduct_on: date, party: str = "person") -> CaseFacts:
    return case(
        item=item(code_then),
        governing=under(code_then, conduct_on, party),
        party_kind=party,
        conduct_on=conduct_on,
    )


@pytest.mark.ref("GD30")
@pytest.mark.parametrize(
    ("then", "conduct_on", "party", "applied", "refused"),
    [
        ("AY-G003-旧", BEFORE, "person", "AY-G003", ""),
        ("AY-G003-旧", BEFORE, "person", "AY-G003-旧", "decision.other_law"),
        ("AY-G003", CODE_DAY, "person", "AY-G003", ""),
        ("AY-G003", CODE_DAY, "person", "AY-G003-旧", "decision.other_law"),
        ("AY-J005-旧", BEFORE, "organisation", "AY-J005-旧", ""),
        ("AY-J005-旧", BEFORE, "organisation", "AY-J005", "decision.other_law"),
        ("AY-E010-旧", BEFORE, "person", OLD.code, ""),
        ("AY-E010-旧", BEFORE, "person", NEW.code, ""),
        ("AY-E010-旧", BEFORE, "person", LEAFLETS, "decision.no_version"),
    ],
)
def test_the_old_law_unless_the_new_is_lighter(then, conduct_on, party, applied, refused) -> None:
    """行政处罚法 37; AY-G003 is worked example T7, of AY-E010 figures point both ways."""
    facts = under_law(then, conduct_on, party)
    reason = guards.lighter_law_applies(facts, decision(item_code=applied), LAW)
    assert code(reason) == refused


@pytest.mark.ref("GD30", "GD30b")
@pytest.mark.parametrize(
    ("then", "said", "refused", "warned"),
    [
        ("AY-E010-旧", "", "decision.law_choice_unexplained", "decision.law_undecided"),
        ("AY-E010-旧", " ", "decision.law_choice_unexplained", "decision.law_undecided"),
        ("AY-E010-旧", "旧规定罚款较低。", "", "decision.law_undecided"),
        ("AY-G003-旧", "", "", ""),
    ],
)
def test_where_figures_do_not_decide_people_say_why(then, said, refused, warned) -> None:
    """行政处罚法 37."""
    facts, decided = under_law(then, BEFORE), decision(item_code=then, law_choice=said)
    assert code(guards.choice_of_law_is_explained(facts, decided, LAW)) == refused
    assert code(guards.lighter_law_was_weighed(facts, decided, LAW)) == warned
