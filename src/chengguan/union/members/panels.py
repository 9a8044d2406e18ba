"""The page of a membership: who, where, what happened; sealed numbers behind a reason."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.org.models import Membership
from chengguan.core.pages import words
from chengguan.core.pages.shapes import Fact, FactGroup, HistoryLine, HistoryPanel, NoticeView, Tone
from chengguan.core.work import surface, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request
from chengguan.union.classes import MEMBERSHIP
from chengguan.union.members.models import (
    CommitteeDecision,
    Education,
    GroupOpinion,
    Judgment,
    Lapse,
    MemberRecord,
    Retention,
    Sex,
    Transfer,
    UpperFiling,
)


def of_membership(matter: Matter, actor: Actor) -> Sequence[surface.Part]:
    record = MemberRecord.objects.select_related("person", "group", "span").get(pk=matter.pk)
    return [*_notices(record, matter), *_facts(record, matter), _spans(record), _course(record)]


def _notices(record: MemberRecord, matter: Matter) -> list[NoticeView]:
    if not matter.is_open:
        return []
    found = []
    if record.leaving_told_on:
        said = _("会员 %(day)s 提出退会，等待委员会宣布。")
        found.append(NoticeView(said % {"day": words.day(record.leaving_told_on)}, Tone.WARNING))
    pending = record.decisions.filter(about=CommitteeDecision.About.EXPULSION, revoked_on=None)
    if pending.exists():
        found.append(NoticeView(_("委员会已经决定除名，等待上一级工会备案。"), Tone.WARNING))
    return found


def _facts(record: MemberRecord, matter: Matter) -> list[FactGroup]:
    card = _("未发卡")
    if record.card_tail and record.card_withdrawn_on is None:
        card = _("尾号 %(tail)s") % {"tail": record.card_tail}
    person = (
        Fact(_("姓名"), record.person.name, source=True),
        Fact(_("性别"), str(Sex(record.sex).label)),
        Fact(_("出生日期"), words.day(record.born_on)),
        Fact(_("劳模称号"), record.model_worker or "—", source=True),
    )
    place = (
        Fact(_("工会"), matter.organ.name, source=True),
        Fact(_("工会小组"), record.group.name if record.group else "—", source=True),
        Fact(_("申请日期"), words.day(record.applied_on)),
        Fact(_("入会日期"), words.day(record.joined_on) or "—"),
        Fact(_("会员服务卡"), card),
    )
    return [FactGroup(_("会员"), person), FactGroup(_("会籍"), place)]


def _spans(record: MemberRecord) -> HistoryPanel:
    """Where he belonged, by the spans themselves."""
    rows = Membership.objects.filter(person=record.person_id, kind__in=("union", "union_group"))
    lines = [
        HistoryLine(row.since, f"{row.organ.name} {words.day(row.since)} – {words.day(row.until)}")
        for row in rows.select_related("organ").order_by("-since", "-pk")
        if row.until != row.since
    ]
    return HistoryPanel(_("会籍起止"), tuple(lines), empty=_("还没有会籍。"))


def _course(record: MemberRecord) -> HistoryPanel:
    """What was said, decided and done, by its own day; the newest first."""
    lines = [*_group_and_committee(record), *_moves(record), *_lapses(record), *_judged(record)]
    lines.sort(key=lambda line: line[0], reverse=True)
    told = tuple(HistoryLine(day, text) for day, text in lines)
    return HistoryPanel(_("会籍经过"), told, empty=_("还没有记载。"))


Line = tuple[date, str]


def _group_and_committee(record: MemberRecord) -> list[Line]:
    found = []
    for opinion in record.opinions.all():
        about = str(GroupOpinion.About(opinion.about).label)
        said = _("小组同意") if opinion.is_agreed else _("小组不同意")
        found.append((opinion.met_on, _said(words.labelled(about, said), opinion.words)))
    for decision in record.decisions.all():
        about = str(CommitteeDecision.About(decision.about).label)
        found.append((decision.decided_on, _said(about, decision.words)))
        if decision.revoked_on:
            found.append((decision.revoked_on, _("撤销除名决定")))
    for filing in UpperFiling.objects.filter(decision__record=record):
        found.append((filing.filed_on, _said(_("上级备案"), filing.number)))
    return found


def _moves(record: MemberRecord) -> list[Line]:
    found = []
    for move in record.transfers.select_related("source", "target"):
        source = move.source.name if move.source else move.elsewhere
        target = move.target.name if move.target else move.elsewhere
        about = str(Transfer.Kind(move.kind).label)
        found.append((move.on, words.labelled(about, f"{source} → {target}")))
    for kept in record.retentions.all():
        cause = str(Retention.Cause(kept.cause).label)
        found.append((kept.since, words.aside(_("保留会籍"), cause)))
        if kept.until:
            found.append((kept.until, _("不再保留会籍")))
    return found


def _lapses(record: MemberRecord) -> list[Line]:
    found = []
    for lapse in Lapse.objects.filter(record=record):
        found.append((lapse.since, _said(_("停缴停参"), lapse.words)))
        if lapse.until:
            found.append((lapse.until, _("恢复缴费参加活动")))
    for talk in Education.objects.filter(lapse__record=record):
        said = _("拒不改正") if talk.is_refused else _("接受教育")
        found.append((talk.talked_on, _said(words.labelled(_("教育"), said), talk.words)))
    return found


def _judged(record: MemberRecord) -> list[Line]:
    return [
        (one.judged_on, _("刑事判决生效，判决书在卷"))
        for one in Judgment.objects.filter(record=record)
    ]


def _said(what: str, text: str) -> str:
    return words.labelled(what, text) if text else what


def of_sealed(request: HttpRequest, matter: Matter) -> Mapping[str, Any]:
    """The numbers of the member for those who may know them; each look wants its reason."""
    record = MemberRecord.objects.get(pk=matter.pk)
    may = visibility.may_read(actor_of_request(request), matter, MEMBERSHIP.key)
    known = (
        (_("身份证号码"), record.id_number_id),
        (_("手机号"), record.phone_id),
        (_("会员服务卡号"), record.card_id),
        *((_("判决书号"), one.number_id) for one in Judgment.objects.filter(record=record)),
    )
    sealed = [(label, key) for label, key in known if key] if may else []
    return {"matter": matter, "sealed": sealed}
