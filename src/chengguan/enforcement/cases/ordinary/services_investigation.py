"""What the acts of verification and investigation write. Called by ``perform`` alone."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from chengguan.core.files.models import FileUse
from chengguan.core.lawbook.items import item
from chengguan.core.work import clocks as counting
from chengguan.core.work import numbers, rules
from chengguan.core.work.act import Act
from chengguan.core.work.errors import NotFound
from chengguan.core.work.models import Assignment, ClockChange, Matter, MatterClock, MatterFile
from chengguan.core.work.registry import Effect
from chengguan.enforcement.cases import services as cases
from chengguan.enforcement.cases.inputs import RuleOnRecusal
from chengguan.enforcement.cases.kinds import (
    DocketingOutcome,
    EndingWay,
    SuspendedStretch,
)
from chengguan.enforcement.cases.models import (
    Appraisal,
    Case,
    CaseOfficer,
    CorrectionOrder,
    DocketingRequest,
    DocketingRuling,
    Ending,
    Evidence,
    EvidenceOfficer,
    Interview,
    InterviewOfficer,
    InvestigationReport,
    Preservation,
    PreservationOfficer,
    PreservedThing,
    PublicNotice,
    Reinspection,
    ReinspectionOfficer,
    ReportRuling,
    Sampling,
    SamplingOfficer,
    Suspension,
)
from chengguan.enforcement.cases.ordinary import inputs_investigation as inputs
from chengguan.enforcement.cases.ordinary.clocks import DECIDE, PRESERVE, VERIFY
from chengguan.enforcement.cases.ordinary.errors import SameOriginal
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.states import HEADS, REVIEWERS

JOINED = "joined"
"""The word under which a case remembers the case it went into."""

YES = 1
"""How an amount says yes."""


def facts_of(act: Act) -> OrdinaryFacts:
    assert isinstance(act.facts, OrdinaryFacts)
    return act.facts


def standing(row: int | None) -> int:
    """The row an act goes on from: its guard let nothing through without one."""
    assert row is not None
    return row


def post(act: Act, paper: str, reason: str, places: str) -> None:
    """A paper is made known by public notice from now on."""
    act.save(
        PublicNotice(
            case_id=act.matter.pk,
            paper=paper,
            published_at=act.at.occurred,
            reason=reason,
            places=places,
        )
    )


def to_the_head(act: Act) -> None:
    """What waits for approval lies with the heads of the organ."""
    act.hand_to(role=HEADS[0])


def to_the_reviewers(act: Act) -> None:
    """Legal review and hearings lie with the legal section of the district."""
    organ = act.matter.organ
    act.hand_to(role=REVIEWERS[0], organ=organ.district or organ)


def to_the_officers(act: Act) -> None:
    """What is returned or goes on lies with those who handle the case."""
    handling = CaseOfficer.objects.filter(case=act.matter.pk, until=None).order_by("pk")
    act.hand_to(*(row.person for row in handling.select_related("person")))


# -- docketing -----------------------------------------------------------------------------


def discover(act: Act, data: inputs.OpenOrdinary) -> None:
    year = act.at.occurred.astimezone(rules.ZONE).year
    sequence = numbers.next_number(f"case.ordinary/{data.organ.pk}/{year}")
    governing = item(data.item_code)
    act.begin(
        number=f"{data.organ.short_name}查〔{year}〕{sequence}号",
        title=f"{data.party.name} {governing.name}"[:200],
        organ=data.organ,
        field=governing.field,
        party=data.party,
        place=data.place,
    )
    act.save_all(
        [
            Case(
                matter=act.matter,
                officer=data.officer,
                item_code=data.item_code,
                conduct_on=data.conduct_on,
                discovered_at=data.discovered_at,
                spot=data.spot,
                fact=data.fact,
            )
        ]
    )
    handling = dict.fromkeys(p for p in (data.officer.pk, data.partner) if p)
    _handled_by(act, handling)
    act.hand_to(data.officer)


def _handled_by(act: Act, people: Iterable[int], reason: str = "") -> None:
    act.save_all(
        CaseOfficer(case_id=act.matter.pk, person_id=p, since=act.at.occurred, reason=reason)
        for p in people
    )


def extend_verification(act: Act, data: inputs.ExtendVerification) -> None:
    _prolong(act, VERIFY.ref, data.days, data.reason)


def extend(act: Act, data: inputs.Extend) -> None:
    _prolong(act, DECIDE.ref, data.days, data.reason)


def _prolong(act: Act, ref: str, days: int, reason: str) -> None:
    change = ClockChange(
        kind=ClockChange.Kind.EXTENSION, since=act.at.occurred, length=days, reason=reason
    )
    act.change_clock(_running(act, ref), change)


def _running(act: Act, ref: str) -> MatterClock:
    return next(c for c in act.clocks if c.ref == ref and c.stopped_at is None)


def request_docketing(act: Act, data: inputs.RequestDocketing) -> None:
    act.save(
        DocketingRequest(
            case_id=act.matter.pk,
            requested_at=act.at.occurred,
            requested_by_id=act.person_id,
            **asdict(data),
        )
    )
    to_the_head(act)


def _rule(act: Act, outcome: DocketingOutcome, opinion: str) -> None:
    act.save(
        DocketingRuling(
            case_id=act.matter.pk,
            ruled_at=act.at.occurred,
            ruled_by_id=act.person_id,
            outcome=outcome,
            opinion=opinion,
        )
    )


def return_docketing(act: Act, data: inputs.RuleOnDocketing) -> None:
    _rule(act, DocketingOutcome.RETURNED, data.opinion)
    to_the_officers(act)


def docket(act: Act, data: inputs.Docket) -> None:
    """From here on it is a case, with a number of its own and those who handle it."""
    _rule(act, DocketingOutcome.DOCKETED, data.opinion)
    year = act.at.occurred.astimezone(rules.ZONE).year
    organ = act.matter.organ
    case = Case.objects.get(pk=act.matter.pk)
    case.former_number = act.matter.number
    act.save(case)
    sequence = numbers.next_number(f"case.docketed/{organ.pk}/{year}")
    act.matter.number = f"{organ.short_name}立〔{year}〕{sequence}号"
    _hand_over(act, data.officers, "")
    to_the_officers(act)


def change_officers(act: Act, data: inputs.ChangeOfficers) -> None:
    """What waits for a head goes on waiting for him."""
    _hand_over(act, data.officers, data.reason)
    if act.matter.state not in WITH_A_HEAD:
        to_the_officers(act)


WITH_A_HEAD = ("concluded", "to_decide")


def _hand_over(act: Act, people: Iterable[int], reason: str) -> None:
    """Who stays, stays; who goes, goes from now on."""
    named = dict.fromkeys(people)
    now = list(CaseOfficer.objects.filter(case=act.matter.pk, until=None))
    for row in now:
        if row.person_id not in named:
            row.until = act.at.occurred
            act.save(row)
    staying = {row.person_id for row in now}
    _handled_by(act, [p for p in named if p not in staying], reason)


def rule_on_recusal(act: Act, data: RuleOnRecusal) -> None:
    """Whoever is told to withdraw lays the case down with the ruling; where fewer than two are
    left, a head names others (行政处罚法 42, 43)."""
    cases.rule_on_recusal(act, data)
    if not data.is_granted:
        return
    handling = list(CaseOfficer.objects.filter(case=act.matter.pk, until=None))
    for row in handling:
        if row.person_id == data.officer:
            row.until = act.at.occurred
            act.save(row)
    act.end(held for held in act.desk if held.person_id == data.officer)
    left = {row.person_id for row in handling} - {data.officer}
    if len(left) < act.law.amount("officers.least", on=facts_of(act).on):
        act.put(Assignment(role=HEADS[0], organ=act.matter.organ))


def decline(act: Act, data: inputs.RuleOnDocketing) -> None:
    _rule(act, DocketingOutcome.DECLINED, data.opinion)
    end(act, EndingWay.NOT_DOCKETED, data.opinion)


def end(act: Act, way: EndingWay, reasons: str, *, ground: str = "", number: str = "") -> None:
    """Nothing is left out of a period that is over: an opinion not yet in stops no clock."""
    _end_pauses(act, _open_pauses(act))
    act.save_all(
        [
            Ending(
                case_id=act.matter.pk,
                ended_at=act.at.occurred,
                ended_by_id=act.person_id,
                way=way,
                ground=ground or str(way.label),
                reasons=reasons,
                other_number=number,
            )
        ]
    )
    act.clear_desk()


# -- evidence ------------------------------------------------------------------------------


def interview(act: Act, data: inputs.Interview) -> None:
    row = Interview(
        case_id=act.matter.pk,
        began_at=act.at.occurred,
        ended_at=data.ended_at,
        place=data.place,
        interviewee=data.interviewee,
        role=data.role,
        certificates_shown_at=data.certificates_shown_at,
        rights_told_at=data.rights_told_at,
        record=data.record,
        signature=data.signature,
        signature_note=data.signature_note,
    )
    act.save(row)
    act.save_all(InterviewOfficer(interview=row, **who) for who in _there(act, data.officers))


def _there(act: Act, officers: Iterable[int]) -> list[dict[str, Any]]:
    """Who was there, and whether he held a certificate on that day."""
    certified = facts_of(act).scene.certified
    return [{"person_id": p, "was_certified": p in certified} for p in dict.fromkeys(officers)]


def collect_evidence(act: Act, data: inputs.CollectEvidence) -> None:
    if data.originals and (same := _same_original(act, data.originals)):
        raise SameOriginal(same.title)
    row = Evidence(
        case_id=act.matter.pk,
        kind=data.kind,
        title=data.title,
        shows=data.shows,
        source=data.source,
        collected_at=act.at.occurred,
        requirement=data.requirement,
        use_id=data.originals[0] if data.originals else None,
    )
    act.save(row)
    act.save_all(EvidenceOfficer(evidence=row, **who) for who in _there(act, data.officers))


def _same_original(act: Act, originals: tuple[int, ...]) -> Evidence | None:
    """The piece of this case that rests on one of these files by its content and still stands.

    A piece names the first of its files; those that follow it up to the next piece are its own.
    """
    pieces = Evidence.objects.filter(case=act.matter.pk)
    brought = MatterFile.objects.filter(matter=act.matter, action=act.action.key)
    digests = FileUse.objects.filter(pk__in=originals).values("file__sha256")
    named = brought.filter(use__in=pieces.exclude(use=None).values("use"), pk__lte=OuterRef("pk"))
    first = Subquery(named.order_by("-pk").values("use")[:1])
    of_them = brought.filter(use__file__sha256__in=digests).annotate(first=first).values("first")
    return pieces.filter(voided_at=None, use__in=of_them).order_by("pk").first()


def void_evidence(act: Act, data: inputs.VoidEvidence) -> None:
    """Excluded evidence stays in the file with the reason; it only counts no more."""
    row = Evidence.objects.get(pk=data.evidence, case=act.matter.pk)
    row.voided_at, row.void_reason = act.at.occurred, data.reason
    act.save(row)


def sample(act: Act, data: inputs.Sample) -> None:
    said = {k: v for k, v in asdict(data).items() if k != "officers"}
    row = Sampling(case_id=act.matter.pk, sampled_at=act.at.occurred, **said)
    act.save(row)
    act.save_all(SamplingOfficer(sampling=row, person_id=p) for p in dict.fromkeys(data.officers))


def record_sampling_result(act: Act, data: inputs.RecordSamplingResult) -> None:
    row = Sampling.objects.get(pk=data.sampling, case=act.matter.pk)
    row.resulted_at, row.institution = act.at.occurred, data.institution
    row.result = data.result
    act.save(row)


def request_preservation(act: Act, data: inputs.RequestPreservation) -> None:
    row = Preservation(case_id=act.matter.pk, requested_at=act.at.occurred, reason=data.reason)
    act.save(row)
    act.save_all(
        PreservedThing(preservation=row, name=name, quantity=quantity, features=features)
        for name, quantity, features in data.things
    )
    handling = CaseOfficer.objects.filter(case=act.matter.pk, until=None).select_related("person")
    act.hand_to(*(officer.person for officer in handling), role=HEADS[0])


def approve_preservation(act: Act, data: inputs.ApprovePreservation) -> None:
    row = _preservation(act, data.preservation)
    row.approved_at, row.approved_by_id = act.at.occurred, act.person_id
    act.save(row)
    to_the_officers(act)


def preserve(act: Act, data: inputs.Preserve) -> None:
    """Each preservation has its own period: a second one hides nothing of the first."""
    row = _preservation(act, data.preservation)
    row.preserved_at, row.place, row.signature = act.at.occurred, data.place, data.signature
    act.save(row)
    act.save_all(
        PreservationOfficer(preservation=row, person_id=p) for p in dict.fromkeys(data.officers)
    )
    act.clocks.append(counting.start(act.matter, PRESERVE.ref, act.at.occurred, act.law))


def release_preservation(act: Act, data: inputs.ReleasePreservation) -> None:
    dispose(act, _preservation(act, data.preservation), data.disposal, data.note)


def dispose(act: Act, row: Preservation, disposal: str, note: str = "") -> None:
    row.disposed_at, row.disposal, row.disposal_note = act.at.occurred, disposal, note
    act.save(row)
    own = [c for c in act.clocks if (c.ref, c.started_at) == (PRESERVE.ref, row.preserved_at)]
    for clock in [c for c in own if c.stopped_at is None][:1]:
        clock.stopped_at = act.at.occurred


def _preservation(act: Act, number: int) -> Preservation:
    found = Preservation.objects.filter(pk=number, case=act.matter.pk).first()
    if found is None:
        raise NotFound(str(number))
    return found


def commission_appraisal(act: Act, data: inputs.CommissionAppraisal) -> None:
    """Where the rule says so, the days until the opinion comes in do not count."""
    said = {name: value for name, value in asdict(data).items() if name != "letters"}
    act.save(Appraisal(case_id=act.matter.pk, commissioned_at=act.at.occurred, **said))
    on = facts_of(act).on
    if act.law.amount("decide.appraisal_is_left_out", on=on) == YES:
        reason = f"鉴定、检测：{data.institution}"
        pause = ClockChange(kind=ClockChange.Kind.PAUSE, since=act.at.occurred, reason=reason)
        act.change_clock(_running(act, DECIDE.ref), pause)


def receive_appraisal(act: Act, data: inputs.ReceiveAppraisal) -> None:
    """The days of each appraisal are left out by themselves; days that overlap count once."""
    row = Appraisal.objects.get(pk=data.appraisal, case=act.matter.pk)
    row.received_at, row.result = act.at.occurred, data.result
    act.save(row)
    _end_pauses(act, _open_pauses(act).filter(since=row.commissioned_at)[:1])


def _open_pauses(act: Act) -> QuerySet[ClockChange]:
    return ClockChange.objects.filter(
        clock__matter=act.matter, kind=ClockChange.Kind.PAUSE, until=None
    )


def _end_pauses(act: Act, pauses: Iterable[ClockChange]) -> None:
    clocks = {clock.pk: clock for clock in act.clocks}
    for pause in pauses:
        pause.until = act.at.occurred
        act.change_clock(clocks[pause.clock_id], pause)


def reinspect(act: Act, data: inputs.Reinspect) -> None:
    """What was found on the order that stood then; what is put right is noted on it too."""
    given = CorrectionOrder.objects.filter(case=act.matter.pk, ordered_at__lte=act.at.occurred)
    order = given.order_by("-ordered_at", "-pk")[0]
    row = Reinspection(
        order=order,
        reinspected_at=act.at.occurred,
        is_corrected=data.is_corrected,
        record=data.record,
        signature=data.signature,
        signature_note=data.signature_note,
    )
    act.save(row)
    act.save_all(ReinspectionOfficer(reinspection=row, **who) for who in _there(act, data.officers))
    if data.is_corrected and order.corrected_at is None:
        order.corrected_at = act.at.occurred
        act.save(order)


# -- the course of the case ----------------------------------------------------------------


def suspend(act: Act, stretch: SuspendedStretch, reason: str) -> None:
    act.save(
        Suspension(
            case_id=act.matter.pk,
            stretch=stretch,
            since=act.at.occurred,
            suspended_by_id=act.person_id,
            reason=reason,
        )
    )


def resume(act: Act, stretch: SuspendedStretch, reason: str) -> None:
    """A case taken over while it was suspended has no row of its own to close: it is resumed with
    the moment since which it stands so."""
    open_ = Suspension.objects.filter(case=act.matter.pk, stretch=stretch, resumed_at=None).last()
    row = open_ or Suspension(
        case_id=act.matter.pk,
        stretch=stretch,
        since=facts_of(act).execution_suspended_since or act.at.occurred,
        suspended_by_id=act.person_id,
        reason="",
    )
    row.resumed_at, row.resumed_by_id, row.resume_reason = act.at.occurred, act.person_id, reason
    act.save(row)


def suspend_investigation(act: Act, data: inputs.EndOrPause) -> None:
    suspend(act, SuspendedStretch.INVESTIGATION, data.reason)


def resume_investigation(act: Act, data: inputs.EndOrPause) -> None:
    resume(act, SuspendedStretch.INVESTIGATION, data.reason)


def terminate(act: Act, data: inputs.EndOrPause) -> None:
    end(act, EndingWay.TERMINATED, data.reason)


def withdraw_docketing(act: Act, data: inputs.EndOrPause) -> None:
    end(act, EndingWay.WITHDRAWN, data.reason)


def join(act: Act, data: inputs.Join) -> None:
    own = act.matter
    target = Matter.objects.get(
        number=data.number, procedure=own.procedure, organ=own.organ, party=own.party
    )
    act.link(target, JOINED)
    end(act, EndingWay.JOINED, data.reason, number=target.number)


def conclude(act: Act, data: inputs.Conclude) -> None:
    act.save(
        InvestigationReport(
            case_id=act.matter.pk,
            reported_at=act.at.occurred,
            reported_by_id=act.person_id,
            **asdict(data),
        )
    )
    to_the_head(act)


def return_report(act: Act, data: inputs.RuleOnReport) -> None:
    _rule_on_report(act, data, is_approved=False)


def approve_report(act: Act, data: inputs.RuleOnReport) -> None:
    _rule_on_report(act, data, is_approved=True)


def _rule_on_report(act: Act, data: inputs.RuleOnReport, *, is_approved: bool) -> None:
    report = facts_of(act).investigation.report
    assert report is not None
    act.save_all(
        [
            ReportRuling(
                report_id=report.pk,
                ruled_at=act.at.occurred,
                ruled_by_id=act.person_id,
                is_approved=is_approved,
                opinion=data.opinion,
            )
        ]
    )
    to_the_officers(act)


EFFECTS: Mapping[str, Effect] = {
    "discover": discover,
    "extend_verification": extend_verification,
    "request_docketing": request_docketing,
    "return_docketing": return_docketing,
    "docket": docket,
    "decline": decline,
    "inspect": cases.inspect,
    "interview": interview,
    "collect_evidence": collect_evidence,
    "void_evidence": void_evidence,
    "sample": sample,
    "record_sampling_result": record_sampling_result,
    "request_preservation": request_preservation,
    "approve_preservation": approve_preservation,
    "preserve": preserve,
    "release_preservation": release_preservation,
    "commission_appraisal": commission_appraisal,
    "receive_appraisal": receive_appraisal,
    "order_correction": cases.order_correction,
    "reinspect": reinspect,
    "change_officers": change_officers,
    "request_recusal": cases.request_recusal,
    "rule_on_recusal": rule_on_recusal,
    "extend": extend,
    "suspend": suspend_investigation,
    "resume": resume_investigation,
    "terminate": terminate,
    "withdraw_docketing": withdraw_docketing,
    "join": join,
    "conclude": conclude,
    "return_report": return_report,
    "approve_report": approve_report,
}
