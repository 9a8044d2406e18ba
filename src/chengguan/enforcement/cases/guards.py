"""What must be true before an act of the summary procedure: one question of law each.

Row, citation, grade and force of a question stand in the rule book under its number; what is
asked stands here. All money is in fen, all people are numbers of persons.
"""

from datetime import datetime
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook import competence
from chengguan.core.lawbook.governing import versions_of
from chengguan.core.lawbook.items import item
from chengguan.core.lawbook.words import POINTS
from chengguan.core.org.kinds import OrganKind
from chengguan.core.work import rules
from chengguan.core.work.acting import At
from chengguan.core.work.perform import CLOCK_SKEW
from chengguan.enforcement.cases import wording
from chengguan.enforcement.cases.facts import CaseFacts
from chengguan.enforcement.cases.inputs import (
    DecideOnTheSpot,
    Exempt,
    Hear,
    Inform,
    Inspect,
    OpenSummary,
    OrderCorrection,
    RuleOnRecusal,
)
from chengguan.enforcement.cases.kinds import (
    ExemptionGround,
    Harm,
    LighterGround,
    Signature,
)
from chengguan.enforcement.cases.occasion import shown_out_of_place
from chengguan.enforcement.cases.ranges import highest_fine, least_fine
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

ACTS_FOR = {
    OrganKind.SECTION: OrganKind.DISTRICT_BUREAU,
    OrganKind.BRIGADE: OrganKind.DISTRICT_BUREAU,
    OrganKind.SPECIAL_TEAM: OrganKind.DISTRICT_BUREAU,
    OrganKind.CITY_BRIGADE: OrganKind.CITY_BUREAU,
}
"""Units that act in the name of a body."""

# -- who may act ---------------------------------------------------------------------------


@guard("GD49")
def organ_may_open(at: At, found: OpenSummary, law: RuleBook) -> Reason | None:
    """Only the body to which the item is given on that day opens a case (行政处罚法 24)."""
    return _is_of_other_body(found.item_code, found.organ.kind, at.occurred.astimezone(rules.ZONE))


@guard("GD49")
def organ_may_punish(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Only the body to which the item is given on that day punishes (行政处罚法 24)."""
    return _is_of_other_body(case.item.code, case.organ_kind, case.moment.astimezone(rules.ZONE))


def _is_of_other_body(item_code: str, organ_kind: str, moment: datetime) -> Reason | None:
    on, kind = moment.date(), OrganKind(organ_kind)
    try:
        rule = competence.competence_of(item_code, on)
    except competence.NoCompetence:
        return Reason("case.competence_unknown", item=item_code, on=on)
    if ACTS_FOR.get(kind, kind) != rule.organ_kind:
        return Reason("case.other_body", body=rule.organ_kind.label, source=rule.source, on=on)
    return None


@guard("GD30")
def item_governs_conduct(_at: At, found: OpenSummary, law: RuleBook) -> Reason | None:
    """A case is opened under the law that was in force when it was done (行政处罚法 37)."""
    if item(found.item_code).in_force(found.conduct_on):
        return None
    then = [v.code for v in versions_of(found.item_code) if v.in_force(found.conduct_on)]
    return Reason("case.item_of_other_days", on=found.conduct_on, instead="、".join(then) or None)


@guard("GD01")
def two_certified_officers_inspect(case: CaseFacts, scene: Inspect, law: RuleBook) -> Reason | None:
    """At least two different certified officers inspect (行政处罚法 42)."""
    return _too_few(frozenset(scene.officers) & case.scene.certified.keys(), case, law)


@guard("GD01")
def two_certified_officers_were_there(case: CaseFacts, law: RuleBook) -> Reason | None:
    """At least two different certified officers were at the scene (行政处罚法 42)."""
    return _too_few(case.scene.officers & case.scene.certified.keys(), case, law)


@guard("GD01")
def two_certified_officers_decide(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """At least two certified officers of those at the scene sign the decision (行政处罚法 42)."""
    at_scene = case.scene.officers & case.scene.certified.keys()
    return _too_few(frozenset(decision.officers) & at_scene, case, law)


def _too_few(officers: frozenset[int], case: CaseFacts, law: RuleBook) -> Reason | None:
    if len(officers) >= law.amount("officers.least", on=case.on):
        return None
    return Reason("officers.fewer_than_two", count=len(officers))


@guard("GD03")
def all_officers_are_certified(case: CaseFacts, scene: Inspect, law: RuleBook) -> Reason | None:
    """Whoever enforces holds a certificate on that day (沪城管执法条例 16)."""
    without = frozenset(scene.officers) - case.scene.certified.keys()
    return Reason("officers.without_certificate", count=len(without)) if without else None


@guard("GD06")
def no_inspector_was_recused(case: CaseFacts, scene: Inspect, law: RuleBook) -> Reason | None:
    """Who was told to withdraw inspects no more; an open request stops nobody (行政处罚法 43)."""
    recused = frozenset(scene.officers) & case.scene.recusal_granted
    return Reason("officers.recused", count=len(recused)) if recused else None


@guard("GD06")
def no_decider_is_recused(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """Who was told to withdraw, or of whom it is still open, decides nothing (行政处罚法 43)."""
    deciding = frozenset(decision.officers)
    if recused := deciding & case.scene.recusal_granted:
        return Reason("officers.recused", count=len(recused))
    if waiting := deciding & case.scene.recusal_open:
        return Reason("officers.recusal_open", count=len(waiting))
    return None


@guard("GD06")
def a_request_is_open(case: CaseFacts, law: RuleBook) -> Reason | None:
    """A ruling on recusal answers a request (行政处罚法 43)."""
    return None if case.scene.recusal_open else Reason("recusal.none_open")


@guard("GD06")
def head_rules_on_another(case: CaseFacts, ruling: RuleOnRecusal, law: RuleBook) -> Reason | None:
    """The head of the organ rules, and not on himself (行政处罚法 43)."""
    return Reason("recusal.on_himself") if case.by == ruling.officer else None


# -- one after the other -------------------------------------------------------------------


@guard("HS01")
def conduct_comes_before_discovery(_at: At, found: OpenSummary, law: RuleBook) -> Reason | None:
    """What is found was done before (行政处罚法 47)."""
    if found.conduct_on <= found.discovered_at.astimezone(rules.ZONE).date():
        return None
    return Reason("times.conduct_after_discovery")


@guard("HS01")
def discovery_comes_before_opening(at: At, found: OpenSummary, law: RuleBook) -> Reason | None:
    """A case is opened after what it is about was found (行政处罚法 47)."""
    return None if found.discovered_at <= at.occurred else Reason("times.discovery_later")


@guard("HS01")
def correction_is_not_ahead(
    case: CaseFacts, order: OrderCorrection, law: RuleBook
) -> Reason | None:
    """What is recorded as corrected has been corrected by then (行政处罚法 47)."""
    if order.corrected_at is None or order.corrected_at <= case.moment:
        return None
    return Reason("times.correction_later")


@guard("HS01")
def delivery_follows_decision(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """A decision is delivered after it is made and before it is recorded, give or take what two
    clocks differ by (行政处罚法 47)."""
    served = decision.served_at
    if served is None or case.moment - CLOCK_SKEW <= served <= case.recorded + CLOCK_SKEW:
        return None
    return Reason("times.delivery_out_of_order")


# -- the scene -----------------------------------------------------------------------------


@guard("GD02")
def certificates_are_shown_first(case: CaseFacts, scene: Inspect, law: RuleBook) -> Reason | None:
    """Officers show their certificates before they inspect (行政处罚法 55)."""
    shown = scene.certificates_shown_at
    if shown is None:
        return Reason("inspection.certificates_not_shown")
    return shown_out_of_place(shown, case.moment, law)


@guard("GD02")
def inspection_has_record(case: CaseFacts, scene: Inspect, law: RuleBook) -> Reason | None:
    """An inspection is taken down in a record (行政处罚法 55)."""
    return None if scene.record.strip() else Reason("inspection.no_record")


@guard("GD02")
def certificates_were_shown(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Certificates were shown to the party at the scene (行政处罚法 52, 55)."""
    return None if case.scene.certificates_shown else Reason("inspection.certificates_not_shown")


@guard("GD09")
def facts_are_evident(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Only evident facts, held fast in a record or photos, are punished at once (行政处罚法 51)."""
    if case.scene.has_record or case.scene.has_photo:
        return None
    return Reason("inspection.no_evidence")


@guard("GD47")
def no_crime_is_suspected(case: CaseFacts, law: RuleBook) -> Reason | None:
    """What may be a crime goes to the police, never off with a fine (行政处罚法 27, 82)."""
    return Reason("case.crime_suspected") if case.scene.is_crime_suspected else None


# -- notice and hearing --------------------------------------------------------------------


@guard("GD16")
def notice_gives_reasons(case: CaseFacts, notice: Inform, law: RuleBook) -> Reason | None:
    """A notice names penalty, facts, reasons and basis (行政处罚法 44)."""
    said = {
        "penalty": wording.kind_words(notice),
        "reasons": notice.reasons.strip(),
        "basis": notice.basis.strip(),
    }
    missing = tuple(name for name, text in said.items() if not text)
    return Reason("notice.incomplete", missing=_names(missing)) if missing else None


@guard("GD16")
def party_was_informed(case: CaseFacts, law: RuleBook) -> Reason | None:
    """The party was told beforehand what is intended, why, and of its rights
    (行政处罚法 44, 62)."""
    informed_at = case.hearing.informed_at
    if informed_at is None:
        return Reason("notice.none")
    if informed_at > case.moment:
        return Reason("notice.after_decision", informed=informed_at, moment=case.moment)
    return None


@guard("GD16")
def party_was_heard(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Between the latest notice and the decision the party was heard or expressly waived it
    (行政处罚法 45, 62)."""
    informed_at, heard_at = case.hearing.informed_at, case.hearing.heard_at
    if heard_at is None or (informed_at and heard_at < informed_at):
        return Reason("hearing.not_heard")
    if heard_at > case.moment:
        return Reason("hearing.after_decision", heard=heard_at, moment=case.moment)
    return None


@guard("GD16")
def penalty_was_announced(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """No kind of penalty is decided that no notice announced (行政处罚法 44, 62)."""
    if decision.is_warning and not case.hearing.is_warning_announced:
        return Reason("notice.warning_not_announced")
    return None


@guard("GD17")
def statement_is_reviewed(case: CaseFacts, defence: Hear, law: RuleBook) -> Reason | None:
    """What the party says is taken down and reviewed (行政处罚法 45)."""
    if defence.is_waived:
        return None
    if not defence.statement.strip():
        return Reason("hearing.nothing_said")
    return None if defence.review.strip() else Reason("hearing.not_reviewed")


@guard("GD16b")
def waiver_of_being_heard_is_signed(case: CaseFacts, defence: Hear, law: RuleBook) -> Reason | None:
    """Only an express waiver stands in the place of being heard: a paper that the party signed
    (行政处罚法 62)."""
    if defence.is_waived and not defence.waiver:
        return Reason("hearing.waiver_unsigned")
    return None


@guard("GD17")
def fine_is_not_above_any_notice(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """Defence never makes it dearer: no fine above the lowest ever announced (行政处罚法 45)."""
    lowest = case.hearing.lowest_announced
    if lowest is not None and decision.fine > lowest:
        return Reason("hearing.made_dearer", fine=decision.fine, lowest=lowest)
    return None


# -- the decision --------------------------------------------------------------------------


@guard("GD09")
def within_on_the_spot_limit(
    case: CaseFacts, penalty: Inform | DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """A fine on the spot is at most 200 yuan for a person, 3,000 for an organisation
    (行政处罚法 51); a higher one is not announced there either."""
    limit = law.amount("on_the_spot.limit", case.party_kind, on=case.on)
    if penalty.fine > limit:
        return Reason("on_the_spot.over_limit", fine=penalty.fine, limit=limit)
    return None


@guard("GD09")
def penalty_has_its_basis(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """The item provides for the warning or fine that is decided (行政处罚法 51)."""
    if not (decision.is_warning or decision.fine):
        return Reason("decision.no_penalty")
    applied = item(decision.item_code)
    if decision.is_warning and not applied.allows_warning:
        return Reason("decision.no_warning_in_item")
    highest = highest_fine(applied, case.party_kind)
    if decision.fine > highest:
        return Reason("decision.above_item", fine=decision.fine, highest=highest)
    return None


@guard("GD09")
def refusal_comes_before_fine(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """Where an item punishes only the refusal to correct, what was corrected is not punished
    (行政处罚法 51)."""
    if not item(decision.item_code).is_fine_first_after_refusal:
        return None
    return Reason("decision.was_corrected") if case.correction.corrected_at else None


@guard("GD25")
def correction_was_ordered(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Whoever punishes also orders correction (行政处罚法 28)."""
    return None if case.correction.is_ordered else Reason("correction.not_ordered")


@guard("GD26")
def not_fined_before_for_this(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """One act is fined once (行政处罚法 29)."""
    if decision.fine and case.fined_in:
        return Reason("decision.fined_before", number=case.fined_in)
    return None


@guard("GD26b")
def may_be_fined_for_this_already(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """A fine of the same day and spot under another item may have been for the same act, which
    several rules forbid: then only the dearest is applied (行政处罚法 29)."""
    if decision.fine and case.fined_nearby:
        return Reason("decision.maybe_fined_before", number=case.fined_nearby)
    return None


@guard("GD27")
def party_can_answer_for_it(case: CaseFacts, law: RuleBook) -> Reason | None:
    """Under fourteen, or unable to know or control the act: no penalty (行政处罚法 30, 31)."""
    if _is_too_young(case, law):
        return Reason("party.under_14", age=case.scene.party_age)
    return Reason("party.incapable") if case.scene.is_incapable else None


def _is_too_young(case: CaseFacts, law: RuleBook) -> bool:
    """By full years on the day of conduct; an age nobody took down makes nobody young."""
    age = case.scene.party_age
    return age is not None and age < law.amount("age.responsibility", on=case.on)


@guard("GD27")
def minor_is_treated_lighter(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """From fourteen to under eighteen the penalty is lighter or mitigated (行政处罚法 30)."""
    age = case.scene.party_age
    if age is None or _is_too_young(case, law) or age >= law.amount("age.majority", on=case.on):
        return None
    highest = highest_fine(item(decision.item_code), case.party_kind)
    is_lighter = decision.fine < highest or not decision.fine
    if decision.lighter_ground == LighterGround.MINOR and is_lighter:
        return None
    return Reason("party.minor", age=age)


@guard("GD28")
def remedied_harm_counts(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """Who put it right of his own accord, before he was ordered to, is treated lighter
    (行政处罚法 32)."""
    if case.correction.is_voluntary and not decision.lighter_ground:
        return Reason("decision.corrected_not_weighed")
    return None


@guard("GD28b")
def mitigation_has_its_ground(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """A fine below the range needs a ground of mitigation on the record (行政处罚法 32)."""
    least = least_fine(decision, item(decision.item_code), case.party_kind)
    if decision.fine < least and not decision.lighter_ground:
        return Reason("decision.below_item", fine=decision.fine, lowest=least)
    return None


@guard("GD29")
def exemption_was_weighed(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """Slight, corrected at once and harmless is not punished; the first time, slight and corrected,
    may go unpunished (行政处罚法 33)."""
    if not case.correction.corrected_at:
        return None
    if case.scene.harm == Harm.NONE:
        return Reason("exemption.must")
    if case.scene.harm == Harm.SLIGHT and not case.penalised_in:
        return Reason("exemption.may")
    return None


class AppliesLaw(Protocol):
    """A decision that applies one version of an item; ``law_choice`` says why, where open."""

    @property
    def item_code(self) -> str: ...
    @property
    def law_choice(self) -> str: ...


@guard("GD30")
def lighter_law_applies(case: CaseFacts, decision: AppliesLaw, law: RuleBook) -> Reason | None:
    """The law of the day of conduct, unless the law of today is lighter (行政处罚法 37)."""
    rightful = case.governing.applies
    if rightful is None:
        codes = [version.code for version in case.versions]
        is_one = decision.item_code in codes
        return None if is_one else Reason("decision.no_version", codes="、".join(codes))
    if decision.item_code == rightful.code:
        return None
    return Reason(
        "decision.other_law",
        rightful=rightful.code,
        highest=highest_fine(rightful, case.party_kind),
    )


@guard("GD30")
def choice_of_law_is_explained(
    case: CaseFacts, decision: AppliesLaw, law: RuleBook
) -> Reason | None:
    """Where figures do not show which law is lighter, who decides says why he applies this one
    (行政处罚法 37)."""
    if not case.is_law_undecided or decision.law_choice.strip():
        return None
    return Reason("decision.law_choice_unexplained")


@guard("GD30b")
def lighter_law_was_weighed(case: CaseFacts, decision: AppliesLaw, law: RuleBook) -> Reason | None:
    """Whoever is told that figures do not decide weighs the versions himself (行政处罚法 37)."""
    if not case.is_law_undecided:
        return None
    points = tuple(POINTS[one.point] for one in case.governing.comparison)
    return Reason("decision.law_undecided", points=points)


@guard("GD10")
def decision_says_everything(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """The decision states conduct, kind, basis, amount, time, place, remedies, organ and officers
    (行政处罚法 52)."""
    missing = wording.decision_text(case, decision, law).missing()
    missing += () if decision.officers else ("officers",)
    return Reason("paper.incomplete", missing=_names(missing)) if missing else None


@guard("GD11")
def remedy_begins_with_reconsideration(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """The decision tells the party to apply for reconsideration first, within the period of the
    law, and offers no direct lawsuit (行政复议法 23)."""
    remedy = wording.decision_text(case, decision, law).remedy
    days = law.clock_version("CK30", case.on).length
    before_court, court, _after = remedy.partition("行政诉讼")
    is_first = f"应当先自收到本决定书之日起{days}日内" in before_court
    if court and is_first and "申请行政复议" in before_court and "直接" not in remedy:
        return None
    return Reason("paper.remedy_not_reconsideration_first", days=days)


@guard("GD10")
def decision_is_handed_over(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """The decision is handed to the party at the scene, on the same day (行政处罚法 52)."""
    served = decision.served_at
    if served and served.astimezone(rules.ZONE).date() == case.on:
        return None
    return Reason("paper.not_handed_over")


@guard("GD10")
def refusal_to_sign_is_noted(
    case: CaseFacts, decision: DecideOnTheSpot, law: RuleBook
) -> Reason | None:
    """A party's refusal to sign is noted on the decision (行政处罚法 52)."""
    if decision.signature == Signature.REFUSED and not decision.signature_note.strip():
        return Reason("paper.refusal_not_noted")
    return None


# -- no penalty ----------------------------------------------------------------------------


@guard("GD29")
def exemption_has_its_ground(case: CaseFacts, exemption: Exempt, law: RuleBook) -> Reason | None:
    """No penalty where the law says so, and the party is educated (行政处罚法 30, 31, 33)."""
    if not exemption.education.strip():
        return Reason("exemption.no_education")
    if not _holds(exemption.ground, case, law):
        return Reason("exemption.ground_not_recorded")
    return None


@guard("GD29b")
def absence_of_fault_is_proved(case: CaseFacts, exemption: Exempt, law: RuleBook) -> Reason | None:
    """Absence of fault is proved by the party's evidence, as a file or in the record
    (行政处罚法 33)."""
    if exemption.ground != ExemptionGround.NO_FAULT:
        return None
    if exemption.evidence or exemption.evidence_record.strip():
        return None
    return Reason("exemption.no_evidence")


def _holds(ground: str, case: CaseFacts, law: RuleBook) -> bool:
    """Whether the record bears the ground out; absence of fault rests on the party's evidence."""
    scene, is_corrected = case.scene, case.correction.corrected_at is not None
    match ground:
        case ExemptionGround.SLIGHT:
            return is_corrected and scene.harm == Harm.NONE
        case ExemptionGround.FIRST:
            return is_corrected and scene.harm == Harm.SLIGHT and not case.penalised_in
        case ExemptionGround.UNDER_14:
            return _is_too_young(case, law)
        case ExemptionGround.INCAPABLE:
            return scene.is_incapable
        case ExemptionGround.NOT_ESTABLISHED:
            # What cannot be proved is for the ordinary procedure to say (行政处罚法 57.1(3)).
            return False
    return True


def _names(keys: tuple[str, ...]) -> tuple[Promise, ...]:
    return tuple(STATEMENTS[key] for key in keys)


STATEMENTS = {
    "penalty": _("处罚内容"),
    "reasons": _("事实和理由"),
    "conduct": _("违法行为"),
    "kind": _("处罚种类"),
    "basis": _("依据"),
    "amount": _("罚款数额"),
    "time": _("时间"),
    "place": _("地点"),
    "remedy": _("救济途径和期限"),
    "organ": _("行政机关名称"),
    "officers": _("执法人员"),
}
"""What a paper states, in the words of the article."""
