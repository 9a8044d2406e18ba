"""The pages of a round and of a claim: terms, differences with their lists, what was sealed."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import Fact, FactGroup, NoticeView, Tone
from chengguan.core.work import rules, surface, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.models import ClaimHelp, Enrolment, InsuranceRound
from chengguan.union.classes import INSURANCE


def through(first: Any, last: Any) -> str:
    """Both days belong to it."""
    return _("%(first)s 起，到 %(last)s（含）") % {
        "first": words.day(first),
        "last": words.day(last),
    }


def of_round(matter: Matter, actor: Actor) -> Sequence[surface.Part]:
    round_ = InsuranceRound.objects.get(pk=matter.pk)
    round_.matter = matter
    taken = queries.newest(round_)
    parts: list[surface.Part] = [_terms(round_)]
    if taken is None:
        said = _("截止日 %(day)s 以后核对名单；核对以前不写入任何参保记录。")
        parts.insert(0, NoticeView(said % {"day": words.day(round_.cut_off)}))
        return parts
    counts = queries.counts_of(round_, taken)
    if matter.state == "prepared" and counts["back"]:
        said = _("有 %(n)d 人不能参保，已列出原因。请退回所在工会更正，再重新核对。")
        parts.insert(0, NoticeView(said % {"n": counts["back"]}, Tone.WARNING))
    parts.append(_differences(round_, counts, taken.at))
    if round_.enrolments.exists():
        parts.append(_answers(round_))
    return parts


def _terms(round_: InsuranceRound) -> FactGroup:
    row = rules.current().cover_rounds[round_.key]
    cap = words.money(round_.cap) if round_.cap is not None else _("条款没有上限")
    return FactGroup(
        _("批次"),
        (
            Fact(_("保障项目"), round_.get_product_display()),
            Fact(_("批次"), words.law(row.title)),
            Fact(_("参保截止日"), words.day(round_.cut_off)),
            Fact(_("保障期"), through(round_.begins, round_.last_day)),
            Fact(_("承保单位"), round_.carrier, source=True),
            Fact(_("每人保费"), words.money(round_.fee)),
            Fact(_("工会承担"), words.money(round_.share)),
            Fact(_("每人赔付上限"), cap),
            Fact(_("报送日期"), words.day(round_.sent_on) or "—"),
        ),
    )


def _differences(round_: InsuranceRound, counts: Mapping[str, int], at: Any) -> FactGroup:
    before = queries.round_before(round_)
    titles = {
        "enrol": _("本批次参保"),
        "new": _("其中新增"),
        "changed": _("其中变化"),
        "gone": _("比上一批次减少"),
        "back": _("退回更正"),
        "others": _("已有保障、保留会籍"),
    }
    facts = [
        Fact(titles[view], _("%(n)d 人") % {"n": counts[view]}, url=lines_url(round_, view))
        for view in titles
    ]
    last = before.matter.number if before else _("没有上一批次")
    return FactGroup(
        _("名单核对"),
        (Fact(_("核对时间"), words.moment(at)), Fact(_("上一批次"), last), *facts),
    )


def _answers(round_: InsuranceRound) -> FactGroup:
    base = reverse("benefits:covers")
    return FactGroup(
        _("承保情况"),
        tuple(
            Fact(
                str(label),
                _("%(n)d 人") % {"n": round_.enrolments.filter(state=state).count()},
                url=f"{base}?{urlencode({'round': str(round_.pk), 'state': state})}",
            )
            for state, label in Enrolment.State.choices
        ),
    )


def lines_url(round_: InsuranceRound, view: str) -> str:
    return f"{reverse('benefits:lines', args=[round_.pk])}?view={view}"


def of_sheets(request: HttpRequest, matter: Matter) -> Mapping[str, Any]:
    """The carrier's sheet out, and its receipt in."""
    return {"matter": matter, "has_list": matter.state in ("listed", "sent", "closed")}


# -- claims ----------------------------------------------------------------------------------------


def of_claim(matter: Matter, actor: Actor) -> Sequence[surface.Part]:
    claim = ClaimHelp.objects.select_related("person", "helper", "enrolment__round").get(
        pk=matter.pk
    )
    cover = claim.enrolment
    held: tuple[Fact, ...] = (Fact(_("保障"), _("出险那一天没有查到保障")),)
    if cover is not None:
        left = queries.left_of(cover, beside=matter.pk)
        held = (
            Fact(_("保障"), cover.get_product_display()),
            Fact(_("保障期"), through(cover.begins, cover.last_day)),
            Fact(_("保单号"), cover.policy or "—", source=True),
            Fact(
                _("本保障期其余赔付后还可以赔付"),
                _("条款没有上限") if left is None else words.money(left),
            ),
        )
    return [
        FactGroup(
            _("理赔协助"),
            (
                Fact(_("会员"), claim.person.name, source=True),
                Fact(_("出险日期"), words.day(claim.event_on)),
                Fact(_("协助人"), claim.helper.name if claim.helper else "—", source=True),
                Fact(_("申请金额"), words.money(claim.asked) or "—"),
                Fact(_("报送日期"), words.day(claim.submitted_on) or "—"),
                Fact(_("赔付金额"), words.money(claim.paid) or "—"),
                Fact(_("答复日期"), words.day(claim.answered_on) or "—"),
            ),
        ),
        FactGroup(_("所依据的保障"), held),
    ]


def of_sealed(request: HttpRequest, matter: Matter) -> Mapping[str, Any]:
    """What happened, for those who may know it; each look wants its reason."""
    claim = ClaimHelp.objects.get(pk=matter.pk)
    may = visibility.may_read(actor_of_request(request), matter, INSURANCE.key)
    known = ((_("情况说明"), claim.words_id),)
    return {"matter": matter, "sealed": [(t, key) for t, key in known if key] if may else []}
