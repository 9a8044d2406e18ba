"""What the page of an ordinary case shows, stage by stage, from the book of its record."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from chengguan.core.lawbook.evidence import evidence_standard
from chengguan.core.lawbook.items import item
from chengguan.core.lawbook.words import PROOFS
from chengguan.core.pages import clock
from chengguan.core.pages.markup import source
from chengguan.core.pages.shapes import Fact, FactGroup, NoticeView, StateView, Tone
from chengguan.core.pages.words import aside, clauses, day, labelled, listed, moment, money
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases import models as its
from chengguan.enforcement.cases.kinds import EndingWay
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary import proofs
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.facts_execution import read as execution
from chengguan.enforcement.cases.ordinary.missed import missed
from chengguan.enforcement.cases.ordinary.returned import returned
from chengguan.enforcement.cases.ordinary.stages import bar

Facts = Iterator[Fact]

EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The page shows the whole record, whenever it is looked at."""


def panels(matter: Matter, actor: Actor) -> list[FactGroup | NoticeView]:
    """The step bar first; a stage that has not come yet shows nothing."""
    book = books.of(matter)
    stages = (
        (_("违法行为"), _conduct(book)),
        (_("立案"), _docketing(book)),
        (_("现场检查"), _inspections(book)),
        (_("询问"), _interviews(book)),
        (_("证据"), _evidence(book)),
        (_("证据标准"), _standard(matter, book)),
        (_("先行登记保存"), _preservations(book)),
        (_("抽样、鉴定和检测"), _appraisals(book)),
        (_("责令改正和复查"), _correction(book)),
        (_("调查终结报告"), _reports(book)),
        (_("处罚事先告知"), _notices(book)),
        (_("陈述申辩"), _defences(book)),
        (_("听证"), _hearings(book)),
        (_("中止和恢复"), _suspensions(book)),
        (_("移送公安机关"), _transfers(book)),
        (_("法制审核"), _reviews(book)),
        (_("集体讨论"), _discussions(book)),
        (_("处罚决定"), _decision(book)),
        (_("不予处罚"), _exemption(book)),
        (_("送达"), _services(book)),
        (_("款项"), _money(book)),
        (_("复议和诉讼"), _remedies(book)),
        (_("强制执行"), _enforcement(book)),
        (_("公示和更正"), _disclosures(book)),
        (_("结案和归档"), _end(book)),
    )
    shown = ((title, tuple(facts)) for title, facts in stages)
    groups = (FactGroup(title, facts) for title, facts in shown if facts)
    remarks = (*returned(matter, book, actor), *missed(matter, book, actor, clock.now()))
    return [*remarks, bar(matter, book), *groups]


def _long(label: str, value: str) -> Fact:
    return Fact(label, value, wide=True, source=True)


def _said(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)


# -- until docketing -----------------------------------------------------------------------


def _conduct(book: Book) -> Facts:
    case = book.case
    yield Fact(_("案由"), f"{case.item_code} {item(case.item_code).name}", source=True)
    yield Fact(_("违法行为发生日"), day(case.conduct_on))
    yield Fact(_("发现时间"), moment(case.discovered_at))
    yield Fact(_("发现人"), book.name(case.officer_id), source=True)
    yield Fact(_("违法地点"), case.spot, source=True)
    if case.former_number:
        yield Fact(_("立案前编号"), case.former_number, source=True)
    yield _long(_("违法事实"), case.fact)
    handling_now = [o for o in book.all(its.CaseOfficer) if o.until is None]
    yield Fact(_("办案人员"), book.named(o.person_id for o in handling_now), source=True)
    for gone in book.all(its.CaseOfficer):
        if gone.until is not None:
            said = _said(book.name(gone.person_id), f"{day(gone.since)} – {day(gone.until)}")
            yield Fact(_("曾经办案"), said, source=True)
    for asked in book.all(its.RecusalRequest):
        ruling = {None: _("待决定"), True: _("准予回避"), False: _("不准予回避")}
        yield Fact(
            _("回避申请"),
            _said(book.name(asked.officer_id), ruling[asked.is_granted], asked.reason),
            source=True,
        )


def _docketing(book: Book) -> Facts:
    for asked in book.all(its.DocketingRequest):
        by = _said(moment(asked.requested_at), book.name(asked.requested_by_id))
        yield Fact(_("报请立案"), by, source=True)
        yield _long(_("初步证据"), asked.evidence)
        yield _long(_("处理建议"), asked.proposal)
    for ruled in book.all(its.DocketingRuling):
        yield _long(
            ruled.get_outcome_display(),
            _said(moment(ruled.ruled_at), book.name(ruled.ruled_by_id), ruled.opinion),
        )
    for ended in book.all(its.Ending):
        if ended.way == EndingWay.NOT_DOCKETED:
            continue  # the ruling above says the same
        yield _long(
            ended.get_way_display(),
            _said(moment(ended.ended_at), book.name(ended.ended_by_id), ended.reasons),
        )
        if ended.other_number:
            yield Fact(_("相关编号"), ended.other_number, source=True)


# -- evidence ------------------------------------------------------------------------------


def _inspections(book: Book) -> Facts:
    for found in book.all(its.Inspection):
        there = [o.person_id for o in book.of(its.InspectionOfficer, inspection_id=found.pk)]
        yield Fact(_("检查时间"), moment(found.inspected_at))
        yield Fact(_("检查人员"), book.named(there), source=True)
        yield Fact(_("出示执法证件时间"), moment(found.certificates_shown_at))
        yield Fact(_("危害后果"), found.get_harm_display())
        yield Fact(_("签名情况"), found.get_signature_display())
        if found.crime_suspicion:
            yield _long(_("涉嫌犯罪的情况"), found.crime_suspicion)
        yield _long(_("现场检查笔录"), found.record)


def _interviews(book: Book) -> Facts:
    for asked in book.all(its.Interview):
        by = [o.person_id for o in book.of(its.InterviewOfficer, interview_id=asked.pk)]
        who = aside(asked.interviewee, asked.get_role_display())
        yield Fact(_("被询问人"), who, source=True)
        yield Fact(_("询问时间"), f"{moment(asked.began_at)} – {moment(asked.ended_at)[-5:]}")
        yield Fact(_("询问人"), book.named(by), source=True)
        yield Fact(_("签名情况"), asked.get_signature_display())
        yield _long(_("笔录"), asked.record)


def _evidence(book: Book) -> Facts:
    for piece in book.all(its.Evidence):
        by = [o.person_id for o in book.of(its.EvidenceOfficer, evidence_id=piece.pk)]
        said = _said(piece.title, "·", piece.shows, "·", piece.source, "·", book.named(by))
        if piece.voided_at:
            said = aside(said, labelled(_("已排除"), piece.void_reason))
        yield _long(piece.get_kind_display(), said)


def _standard(matter: Matter, book: Book) -> Facts:
    """Point by point: what shows it, or what is missing."""
    if not book.all(its.DocketingRuling):
        return
    is_identified = bool(matter.party and matter.party.identifier_id)
    held = proofs.held(book, EVER, is_identified=is_identified)
    pieces = [p for p in proofs.standing_evidence(book, EVER) if proofs.counts(book, p)]
    for point in evidence_standard(book.case.item_code):
        shown = [p.title for p in pieces if p.requirement == point.key]
        shown += [str(PROOFS[proof]) for proof in point.satisfied_by if proof in held]
        missing = listed(PROOFS[proof] for proof in point.satisfied_by)
        value: object = clauses(shown) or StateView(
            _("还缺：%s 之一") % missing
            if len(point.satisfied_by) > 1
            else _("还缺：%s") % missing,
            Tone.WARNING,
        )
        yield Fact(source(point.title), value, wide=True, source=bool(shown))


def _preservations(book: Book) -> Facts:
    for kept in book.all(its.Preservation):
        things = clauses(
            _said(t.name, t.quantity, t.features)
            for t in book.of(its.PreservedThing, preservation_id=kept.pk)
        )
        yield _long(_("保存物品"), things)
        yield Fact(_("报请时间"), moment(kept.requested_at))
        by = _said(moment(kept.approved_at), book.name(kept.approved_by_id))
        yield Fact(_("批准"), by or _("待批准"), source=True)
        if kept.preserved_at:
            there = book.of(its.PreservationOfficer, preservation_id=kept.pk)
            by = book.named(officer.person_id for officer in there)
            yield Fact(_("保存"), _said(moment(kept.preserved_at), kept.place, by), source=True)
        if kept.disposed_at:
            yield Fact(_("处理"), _said(moment(kept.disposed_at), kept.get_disposal_display()))


def _appraisals(book: Book) -> Facts:
    for taken in book.all(its.Sampling):
        said = _said(moment(taken.sampled_at), taken.things, taken.quantity, taken.method)
        there = book.of(its.SamplingOfficer, sampling_id=taken.pk)
        yield _long(_("抽样取证"), _said(said, book.named(o.person_id for o in there)))
        if taken.resulted_at:
            found = _said(moment(taken.resulted_at), taken.institution, taken.result)
            yield _long(_("抽样结果"), found)
    for sent in book.all(its.Appraisal):
        said = _said(moment(sent.commissioned_at), sent.institution, sent.question)
        yield _long(sent.get_kind_display(), said)
        opinion = _said(moment(sent.received_at), sent.result) or _("等待意见")
        yield _long(_("意见"), opinion)


def _correction(book: Book) -> Facts:
    for order in book.all(its.CorrectionOrder):
        yield Fact(_("责令时间"), moment(order.ordered_at))
        yield Fact(_("改正期限"), moment(order.correct_by) or _("立即改正"))
        yield Fact(_("改正时间"), moment(order.corrected_at) or "—")
        yield _long(_("改正要求"), order.requirement)
    for look in book.all(its.Reinspection):
        by = [o.person_id for o in book.of(its.ReinspectionOfficer, reinspection_id=look.pk)]
        found = _("已经改正") if look.is_corrected else _("没有改正")
        said = _said(moment(look.reinspected_at), found, look.record, book.named(by))
        yield _long(_("复查"), said)


def _suspensions(book: Book) -> Facts:
    for row in book.all(its.Suspension):
        since = _said(moment(row.since), book.name(row.suspended_by_id), row.reason)
        yield _long(_("中止%s") % row.get_stretch_display(), since)
        if row.resumed_at:
            back = _said(moment(row.resumed_at), book.name(row.resumed_by_id), row.resume_reason)
            yield _long(_("恢复%s") % row.get_stretch_display(), back)


def _transfers(book: Book) -> Facts:
    for asked in book.all(its.CrimeTransfer):
        named = [o.person_id for o in book.of(its.CrimeTransferOfficer, transfer_id=asked.pk)]
        by = _said(moment(asked.requested_at), book.name(asked.requested_by_id))
        yield Fact(_("报请移送"), by, source=True)
        yield Fact(_("专案人员"), book.named(named), source=True)
        yield Fact(_("涉嫌罪名"), asked.offence, source=True)
        yield _long(_("涉嫌犯罪的事实"), asked.facts)
        if asked.reviewed_at:
            seen = _said(moment(asked.reviewed_at), book.name(asked.reviewed_by_id), asked.review)
            yield _long(_("审核意见"), seen)
        if asked.ruled_at:
            word = _("批准移送") if asked.is_approved else _("不批准移送")
            said = _said(moment(asked.ruled_at), book.name(asked.ruled_by_id), asked.opinion)
            yield _long(word, said)
        if asked.recalled_at:
            yield Fact(_("撤回移送报请"), moment(asked.recalled_at))
        if asked.handed_at:
            yield Fact(_("移送公安机关"), _said(moment(asked.handed_at), asked.body), source=True)
    for answer in book.all(its.PoliceAnswer):
        word = _("公安机关立案") if answer.is_taken else _("公安机关不予立案")
        yield _long(word, _said(moment(answer.received_at), answer.number, answer.note))
        if answer.objected_at:
            said = _said(moment(answer.objected_at), answer.objection_reason)
            yield _long(answer.get_objection_display(), said)


# -- report, notice, hearing ---------------------------------------------------------------


def kinds(row: Any) -> str:
    """A penalty by its kinds, in words."""
    said = [
        (_("警告"), row.is_warning),
        (_("罚款 %s") % money(row.fine), row.fine),
        (_("没收 %s") % money(row.confiscation), row.confiscation),
        (_("没收 %s") % row.confiscated, row.confiscated.strip()),
        (_("责令停产停业"), row.suspends_business),
        (_("吊销许可证件"), row.revokes_licence),
    ]
    return listed(word for word, is_meant in said if is_meant) or "—"


def _reports(book: Book) -> Facts:
    rulings = {ruling.report_id: ruling for ruling in book.all(its.ReportRuling)}
    for report in book.all(its.InvestigationReport):
        yield Fact(_("提交时间"), moment(report.reported_at))
        yield Fact(_("报告人"), book.name(report.reported_by_id), source=True)
        yield Fact(_("处理建议"), report.get_proposal_display())
        yield Fact(_("拟处罚"), kinds(report), source=True)
        if report.band:
            yield Fact(_("裁量档次"), report.get_band_display())
        yield _long(_("查明的事实"), report.facts)
        yield _long(_("证据"), report.evidence)
        if report.discretion:
            yield _long(_("裁量理由"), report.discretion)
        if ruling := rulings.get(report.pk):
            word = _("同意") if ruling.is_approved else _("退回")
            by = _said(moment(ruling.ruled_at), book.name(ruling.ruled_by_id), ruling.opinion)
            yield _long(word, by)


def _notices(book: Book) -> Facts:
    for told in book.all(its.AdvanceNotice):
        yield Fact(_("送达时间"), moment(told.served_at))
        yield Fact(_("送达方式"), _said(told.get_method_display(), told.receiver), source=True)
        yield Fact(_("拟处罚"), kinds(told), source=True)
        yield Fact(_("告知听证权"), _("是") if told.may_request_hearing else _("否"))
        yield _long(_("理由"), told.reasons)


def _defences(book: Book) -> Facts:
    for heard in book.all(its.Defence):
        yield Fact(_("听取时间"), moment(heard.heard_at))
        if heard.is_waived:
            yield Fact(_("陈述申辩内容"), _("放弃陈述申辩"))
            continue
        yield Fact(_("采纳"), _("是") if heard.is_adopted else _("否"))
        yield _long(_("陈述申辩内容"), heard.statement)
        yield _long(_("复核情况"), heard.review)


def _hearings(book: Book) -> Facts:
    for given in book.all(its.HearingWaiver):
        yield _long(_("放弃听证"), _said(moment(given.waived_at), given.said))
    for asked in book.all(its.HearingRequest):
        late = "" if asked.is_in_time else _("（超过期限）")
        yield _long(_("听证申请"), _said(moment(asked.requested_at), late, asked.said))
    for told in book.all(its.HearingNotice):
        yield Fact(_("听证时间"), moment(told.hold_at))
        yield Fact(_("听证地点"), told.place, source=True)
        yield Fact(_("主持人"), book.name(told.host_id), source=True)
        yield Fact(_("记录人"), book.name(told.recorder_id), source=True)
        yield Fact(_("公开举行"), _("是") if told.is_public else told.private_reason, source=True)
    for held in book.all(its.Hearing):
        there = _("当事人到场") if held.is_attended else _("当事人没有到场")
        yield Fact(_("举行时间"), _said(moment(held.held_at), there))
        yield _long(_("听证笔录"), held.minutes)
    for said in book.all(its.HearingReport):
        yield _long(_("听证报告"), said.report)
        yield _long(_("处理意见"), said.opinion)


# -- review and decision -------------------------------------------------------------------


def _reviews(book: Book) -> Facts:
    for review in book.all(its.LegalReview):
        sent = _said(moment(review.submitted_at), book.name(review.submitted_by_id))
        yield Fact(_("送审"), sent, source=True)
        if review.ruled_at is None:
            yield Fact(_("审核结果"), StateView(_("待审核"), Tone.WARNING))
            continue
        word = _("已通过") if review.is_passed else _("已退回")
        yield Fact(_("审核结果"), StateView(word, Tone.DONE if review.is_passed else Tone.WARNING))
        by = _said(moment(review.ruled_at), book.name(review.reviewer_id))
        yield Fact(_("审核人"), by, source=True)
        yield _long(_("审核意见"), review.opinion)
        for point in book.of(its.ReviewPoint, review_id=review.pk):
            label = f"{point.position}. {point.get_aspect_display()}"
            yield _long(label, f"{point.text} → {point.answer or _('待答复')}")


def _discussions(book: Book) -> Facts:
    for held in book.all(its.CollectiveDiscussion):
        yield Fact(_("讨论时间"), moment(held.held_at))
        yield Fact(_("讨论事项"), held.get_purpose_display())
        yield Fact(_("主持人"), book.name(held.chair_id), source=True)
        for one in book.of(its.Discussant, discussion_id=held.pk):
            yield Fact(source(book.name(one.person_id)), one.opinion, source=True)
        yield _long(_("讨论记录"), held.minutes)
        yield _long(_("讨论结论"), held.conclusion)


def _decision(book: Book) -> Facts:
    for asked in book.all(its.DecisionRequest):
        by = _said(moment(asked.requested_at), book.name(asked.requested_by_id), asked.opinion)
        yield _long(_("报请决定"), by)
    for decision in book.all(its.PenaltyDecision):
        yield Fact(_("决定时间"), moment(decision.decided_at))
        yield Fact(_("决定人"), book.name(decision.decided_by_id), source=True)
        yield Fact(_("处罚"), kinds(decision), source=True)
        if decision.band:
            yield Fact(_("裁量档次"), decision.get_band_display())
        if decision.lighter_ground:
            said = _said(decision.get_lighter_ground_display(), decision.lighter_note)
            yield Fact(_("从轻或者减轻情节"), said, source=True)
        yield _long(_("裁量理由"), decision.discretion)
        if decision.law_choice:
            yield _long(_("适用新旧规定的理由"), decision.law_choice)


def _exemption(book: Book) -> Facts:
    for spared in book.all(its.Exemption):
        yield Fact(_("决定时间"), moment(spared.exempted_at))
        yield Fact(_("不予处罚情形"), spared.get_ground_display())
        yield _long(_("事实和理由"), spared.reasons)
        yield _long(_("教育记录"), spared.education or "—")


# -- service, money, remedies, end ---------------------------------------------------------


def _services(book: Book) -> Facts:
    for posted in book.all(its.PublicNotice):
        yield _long(_("公告送达"), _said(moment(posted.published_at), posted.places, posted.reason))
    for served in book.all(its.Service):
        yield Fact(_("送达文书"), served.get_paper_display())
        yield Fact(_("送达时间"), moment(served.served_at))
        yield Fact(_("送达方式"), served.get_method_display())
        yield Fact(_("签收人"), _said(served.receiver, served.relation) or "—", source=True)
        if served.witness or served.note:
            yield Fact(_("送达说明"), _said(served.witness, served.note), source=True)


def last_change(book: Book) -> its.Remedy | None:
    """The latest result that changed the decision."""
    rows = [r for r in book.all(its.Remedy) if r.result == "changed" and r.ended_at]
    return max(rows, key=lambda row: (row.ended_at, row.pk), default=None)


def owed(book: Book) -> tuple[int, int]:
    """Fine and confiscation: as changed, as decided, or as another system told."""
    change, decision = last_change(book), book.last(its.PenaltyDecision)
    if change is not None:
        return change.changed_fine or 0, change.changed_confiscation or 0
    row = decision or book.last(its.AdoptedDecision) or book.last(its.AdoptedDebt)
    return (row.fine, row.confiscation) if row else (0, 0)


def _money(book: Book) -> Facts:
    fine, confiscation = owed(book)
    if not (fine or confiscation or book.all(its.TreasuryReceipt)):
        return
    change = last_change(book)
    receipts = book.all(its.TreasuryReceipt)
    added = [
        row
        for row in book.all(its.AddedFine)
        if change is None or change.ended_at is None or row.imposed_at > change.ended_at
    ]
    for brought in book.all(its.AdoptedDecision):
        said = _said(brought.number, moment(brought.decided_at), moment(brought.served_at))
        yield _long(_("补录的原决定"), said)
    for told in book.all(its.AdoptedDebt):
        said = _("已缴 %s，凭票据登记后计入") % money(told.told_paid)
        yield Fact(_("原系统记载"), StateView(said, Tone.WARNING))
    paid = sum(row.amount for row in receipts if row.reversed_at is None)
    paid -= sum(row.amount for row in book.all(its.Refund))
    extra = sum(row.amount for row in added)
    due = fine + confiscation + extra
    yield Fact(_("应缴"), money(due))
    yield Fact(_("已缴"), money(paid))
    left = max(due - paid, 0)
    yield Fact(
        _("未缴"),
        StateView(money(left), Tone.WARNING) if left else StateView(_("已经缴清"), Tone.DONE),
    )
    for sum_ in added:
        run = f"{day(sum_.since_on)} – {day(sum_.until_on)}"
        yield Fact(_("加处罚款"), _said(money(sum_.amount), run))
    for row in receipts:
        word = _said(money(row.amount), row.get_purpose_display(), row.receipt_number)
        gone = labelled(_("已冲正"), row.reverse_reason) if row.reversed_at else ""
        yield Fact(_said(_("缴款"), day(row.paid_at)), aside(word, gone), source=True)
    for back in book.all(its.Refund):
        word = _said(money(back.amount), back.get_purpose_display(), back.voucher)
        yield Fact(_said(_("退还"), day(back.refunded_at)), word, source=True)
    yield from _deferrals(book)


def _deferrals(book: Book) -> Facts:
    """The plan that stands beside what has come in; of any other only what it was."""
    done = execution(book, EVER)
    for asked in book.all(its.Deferral):
        ruled = {None: _("待批准"), True: _("已批准"), False: _("不批准")}[asked.is_granted]
        yield _long(asked.get_kind_display(), _said(ruled, asked.hardship))
        parts = book.of(its.Instalment, deferral_id=asked.pk)
        stands = asked.is_granted and tuple((p.due_on, p.amount) for p in parts) == done.plan
        for position, part in enumerate(parts):
            word = _said(day(part.due_on), money(part.amount))
            label = _("第 %(n)s 期") % {"n": part.position}
            if stands:
                is_paid = not done.plan_left[position][1]
                tone = Tone.DONE if is_paid else Tone.NORMAL
                paid = _("已缴") if is_paid else _("未缴")
                yield Fact(label, StateView(f"{word} {paid}", tone))
            else:
                yield Fact(label, word)


def _remedies(book: Book) -> Facts:
    for asked in book.all(its.Remedy):
        yield Fact(asked.get_kind_display(), _said(asked.body, asked.number), source=True)
        yield Fact(_("受理时间"), moment(asked.filed_at))
        result = asked.get_result_display() if asked.result else _("等待结果")
        yield Fact(_("结果"), _said(result, day(asked.ended_at), asked.note), source=True)
        if asked.result == "changed":
            now = _said(_("罚款 %s") % money(asked.changed_fine or 0), asked.result_number)
            yield Fact(_("变更为"), now, source=True)
        if asked.stays_execution:
            yield Fact(_("停止执行"), _("是"))


def _enforcement(book: Book) -> Facts:
    for urged in book.all(its.Reminder):
        said = _said(moment(urged.urged_at), money(urged.amount), urged.demands)
        yield _long(_("催告"), said)
    for wanted in book.all(its.CourtRequest):
        ruled = {None: _("待批准"), True: _("同意"), False: _("退回")}[wanted.is_approved]
        by = _said(moment(wanted.ruled_at), book.name(wanted.ruled_by_id), wanted.opinion)
        asked_on = _said(moment(wanted.requested_at), wanted.court, wanted.late_reason)
        yield _long(_("报请申请法院强制执行"), aside(asked_on, _said(ruled, by)))
    for asked in book.all(its.CourtApplication):
        said = _said(moment(asked.applied_at), asked.court, asked.number, money(asked.amount))
        yield _long(_("申请法院强制执行"), said)
    for gone in book.all(its.ConfiscationDisposal):
        said = _said(moment(gone.disposed_at), gone.things, gone.way, gone.voucher)
        yield _long(_("处理没收物品"), said)


def _disclosures(book: Book) -> Facts:
    for shown in book.all(its.Disclosure):
        back = _said(day(shown.retracted_at), shown.retract_reason)
        said = _said(moment(shown.disclosed_at), shown.where)
        yield _long(_("公示"), aside(said, labelled(_("已撤回"), back) if back else ""))
    for mended in book.all(its.PaperCorrection):
        said = labelled(mended.paper, aside(f"{mended.wrong} → {mended.right}", mended.reason))
        yield _long(_("更正文书"), said)


def _end(book: Book) -> Facts:
    rulings = {ruling.request_id: ruling for ruling in book.all(its.ClosingRuling)}
    for asked in book.all(its.ClosingRequest):
        yield Fact(_("结案方式"), _said(asked.get_way_display(), asked.get_ground_display()))
        yield Fact(_("报请时间"), moment(asked.requested_at))
        yield _long(_("执行情况"), asked.summary)
        if ruling := rulings.get(asked.pk):
            word = _("同意") if ruling.is_approved else _("退回")
            by = _said(moment(ruling.ruled_at), book.name(ruling.ruled_by_id), ruling.opinion)
            yield _long(word, by)
    for filed in book.all(its.Archive):
        yield Fact(_("档案号"), filed.number, source=True)
        yield Fact(_("保管期限"), filed.get_retention_display())
        yield Fact(_("归档时间"), moment(filed.archived_at))
        yield _long(_("案卷题名"), filed.title)
