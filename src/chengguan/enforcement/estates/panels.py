"""What the pages of a renovation, a finding and a referral show beside what every matter shows."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages import clock, words
from chengguan.core.pages.shapes import (
    Fact,
    FactGroup,
    HistoryLine,
    HistoryPanel,
    Link,
    StateView,
    Tone,
)
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.requests import actor_of_request
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import rounds
from chengguan.enforcement.estates.classes import RENOVATOR
from chengguan.enforcement.estates.listing import begun_before
from chengguan.enforcement.estates.models import (
    DutyReferral,
    FollowUp,
    PatrolFinding,
    PropertyReport,
    RenovationProject,
    ReportReceipt,
)
from chengguan.enforcement.estates.points import in_chinese

ROUNDS = 14
"""So many of the last rounds stand on the page."""
NONE = "—"
GONE, STILL_THERE = gettext_lazy("已经改正"), gettext_lazy("仍未改正")


def renovation_panels(matter: Matter, actor: Actor) -> Sequence[FactGroup | HistoryPanel]:
    rows = RenovationProject.objects.select_related("estate__place", "estate__office", "room")
    project = rows.get(pk=matter.pk)
    groups: list[FactGroup | HistoryPanel] = [_works(project, matter), _agreement(project)]
    groups += [_findings(project), _rounds(project), _passes(project)]
    groups += _restrictions(project)
    return [group for group in groups if group]


def _works(project: RenovationProject, matter: Matter) -> FactGroup:
    estate = project.estate
    late = begun_before(project.begun_on, matter.opened_at)
    facts = [
        Fact(
            _("小区"),
            estate.place.name if estate else _("待核"),
            url=reverse("estates:estate", args=[estate.pk]) if estate else "",
            source=bool(estate),
        ),
        Fact(_("地址"), project.address_text, source=True),
        Fact(_("装饰装修单位"), project.firm, source=True),
        Fact(_("登记来源"), project.get_brought_display()),
        Fact(
            _("施工期限"), f"{words.day(project.planned_from)}–{words.day(project.planned_until)}"
        ),
        Fact(_("变动承重结构"), _("是") if project.changes_structure else _("否")),
        Fact(_("实际开工"), words.day(project.begun_on) if project.begun_on else NONE),
        Fact(_("完工"), words.day(project.completed_on) if project.completed_on else NONE),
    ]
    if late is not None:
        facts.append(Fact(_("先开工后登记"), late))
    if estate is not None and matter.is_open:
        url = reverse("estates_public:board", args=[project.token])
        facts.append(Fact(_("装修公示牌"), _("查看、打印"), url=url))
    return FactGroup(_("装修"), tuple(facts))


def _agreement(project: RenovationProject) -> FactGroup:
    signed = words.day(project.agreed_on) if project.agreed_on else _("还没有签订")
    return FactGroup(
        _("装修管理协议"),
        (
            Fact(_("协议签订"), signed),
            Fact(_("垃圾堆放点"), project.waste_place or NONE, source=True),
            Fact(_("已告知的禁止行为"), project.forbidden_told or NONE, wide=True, source=True),
        ),
    )


def _findings(project: RenovationProject) -> HistoryPanel:
    now = clock.now()
    rows = project.findings.select_related("matter").order_by("-matter__opened_at")
    lines = tuple(_finding_line(one, now) for one in rows)
    return HistoryPanel(_("发现的问题"), lines, empty=_("还没有发现问题。"))


def _finding_line(finding: PatrolFinding, now: datetime) -> HistoryLine:
    matter = finding.matter
    return HistoryLine(
        day=matter.opened_at.astimezone(ZONE).date(),
        text=f"{matter.number} {finding.get_point_display()}",
        url=reverse("work:matter", args=[matter.pk]),
        state=state_view(matter, now),
    )


def _rounds(project: RenovationProject) -> HistoryPanel:
    """The rounds that were made or missed, the newest first; those to come wait."""
    now = clock.now()
    rows = project.patrols.filter(Q(visited_at__isnull=False) | Q(red_at__lte=now))
    rows = rows.filter(cancelled_at=None).select_related("by").order_by("-day")
    lines = tuple(
        HistoryLine(
            day=one.day,
            text=f"{one.by.name if one.by else ''} {one.note}".strip(),
            state=rounds.colour(one, now),
        )
        for one in rows[:ROUNDS]
    )
    owed = rows.count()
    if not owed:
        return HistoryPanel(_("巡查"), (), empty=_("还没有巡查记录。"))
    # What was entered after its day counts as missed, as in the figures.
    made = rows.filter(recorded_at__lt=F("red_at")).count()
    said = {"owed": owed, "made": made, "missed": owed - made}
    title = _("巡查：应巡 %(owed)d · 已巡 %(made)d · 漏巡 %(missed)d") % said
    return HistoryPanel(title, lines)


def _passes(project: RenovationProject) -> HistoryPanel:
    lines = tuple(
        HistoryLine(day=one.issued_on, text=f"{one.number} {one.worker}")
        for one in project.passes.order_by("pk")
    )
    return HistoryPanel(_("出入证"), lines, empty=_("还没有发放出入证。"))


def _restrictions(project: RenovationProject) -> list[FactGroup]:
    return [
        FactGroup(
            _("限制进场记录"),
            (
                Fact(_("规约条款"), row.clause, source=True),
                Fact(_("限制理由"), row.reason, source=True),
                Fact(_("开始时间"), words.moment(row.begun_at)),
                Fact(_("解除时间"), words.moment(row.lifted_at) if row.lifted_at else NONE),
            ),
        )
        for row in project.restrictions.order_by("pk")
    ]


def finding_panels(matter: Matter, actor: Actor) -> Sequence[FactGroup | HistoryPanel]:
    rows = PatrolFinding.objects.select_related(
        "project__matter", "estate__place", "office", "found_by", "report__competent"
    )
    finding = rows.get(pk=matter.pk)
    groups: list[FactGroup | HistoryPanel] = [_found(finding)]
    report = getattr(finding, "report", None)
    if report is not None:
        groups.append(_report(report))
        groups.append(_receipts(report))
    groups.append(_follow_ups(finding))
    return groups


def _found(finding: PatrolFinding) -> FactGroup:
    return FactGroup(
        _("发现"),
        (
            Fact(
                _("装修登记"),
                finding.project.matter.number,
                url=reverse("work:matter", args=[finding.project_id]),
            ),
            Fact(_("小区"), finding.estate.place.name, source=True),
            Fact(_("物业管理处"), finding.office.name, source=True),
            Fact(_("巡查要点"), finding.get_point_display()),
            Fact(_("正在进行"), _("是") if finding.is_in_progress else _("否")),
            Fact(_("发现人"), finding.found_by.name, source=True),
            Fact(_("发现情况"), finding.description, wide=True, source=True),
            Fact(_("劝阻时间"), _moment(finding.dissuaded_at)),
            Fact(_("拒不改正时间"), _moment(finding.refused_at)),
            Fact(_("改正时间"), _moment(finding.corrected_at)),
        ),
    )


def _report(made: PropertyReport) -> FactGroup:
    outcome = made.get_outcome_display() if made.outcome else NONE
    return FactGroup(
        _("报告"),
        (
            Fact(_("报告时间"), _moment(made.reported_at)),
            Fact(_("主管部门"), made.competent.name, source=True),
            Fact(_("主管依据"), made.handed_by_rule or NONE, source=True),
            Fact(_("到场时间"), _moment(made.arrived_at)),
            Fact(_("答复时间"), _moment(made.answered_at)),
            Fact(_("处理结果"), outcome),
            Fact(_("报告内容"), made.text, wide=True, source=True),
            Fact(_("答复内容"), made.answer or NONE, wide=True, source=True),
            Fact(_("线索办理结果"), made.lead_result or NONE, source=True),
        ),
    )


def _receipts(made: PropertyReport) -> HistoryPanel:
    """Whom the report reached, and who there took note of it: the proof of the duty done."""
    rows = made.receipts.select_related("organ", "acknowledged_by").order_by("pk")
    return HistoryPanel(_("报告回执"), tuple(_receipt(row) for row in rows))


def _receipt(row: ReportReceipt) -> HistoryLine:
    signed = row.acknowledged_at is not None
    who = row.acknowledged_by.name if row.acknowledged_by else ""
    when = words.moment(row.acknowledged_at) if row.acknowledged_at else ""
    return HistoryLine(
        day=row.reached_at.astimezone(ZONE).date(),
        text=f"{row.organ.name} {who} {when}".strip(),
        state=StateView(
            _("已签收") if signed else _("已送达待签收"), Tone.DONE if signed else Tone.WARNING
        ),
    )


def _follow_ups(finding: PatrolFinding) -> HistoryPanel:
    lines = tuple(_follow_up(row) for row in finding.follow_ups.order_by("-seen_at"))
    return HistoryPanel(_("跟进"), lines, empty=_("后来的巡查还没有跟进。"))


def _follow_up(row: FollowUp) -> HistoryLine:
    """A note that says no more than the state is not shown twice."""
    state = GONE if row.is_gone else STILL_THERE
    return HistoryLine(
        day=row.seen_at.astimezone(ZONE).date(),
        text="" if row.note == in_chinese(state) else row.note,
        state=StateView(str(state), Tone.DONE if row.is_gone else Tone.WARNING),
    )


def _moment(value: datetime | None) -> str:
    return words.moment(value) if value else NONE


def referral_panels(matter: Matter, actor: Actor) -> Sequence[FactGroup | HistoryPanel]:
    rows = DutyReferral.objects.select_related("finding__matter", "company")
    referral = rows.get(pk=matter.pk)
    return [
        FactGroup(
            _("移送"),
            (
                Fact(
                    _("发现编号"),
                    referral.finding.matter.number,
                    url=reverse("work:matter", args=[referral.finding_id]),
                ),
                Fact(_("物业管理处"), referral.company.name, source=True),
                Fact(_("移送事由"), referral.get_ground_display()),
                Fact(_("事实"), referral.facts, wide=True, source=True),
                Fact(_("发出时间"), _moment(referral.sent_at)),
                Fact(_("答复内容"), referral.answer or NONE, wide=True, source=True),
            ),
        )
    ]


def renovator(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """Who renovates: closed until somebody of the managing office asks, and the look is kept."""
    project = RenovationProject.objects.get(pk=matter.pk)
    may_read = visibility.may_read(actor_of_request(request), matter, RENOVATOR.key)
    known = ((_("装修人"), project.renovator_name_id), (_("电话"), project.renovator_phone_id))
    links = tuple(
        Link(label, reverse("work:reveal", args=[matter.pk, key])) for label, key in known if key
    )
    return {"may_read": may_read, "sealed": links if may_read else ()}
