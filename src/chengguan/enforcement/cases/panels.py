"""What the page of a case shows of it: facts, scene, hearing, decision, money."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chengguan.core.lawbook.items import item
from chengguan.core.pages.shapes import Fact, FactGroup, NoticeView
from chengguan.core.pages.words import day, moment, money
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases import queries, wording
from chengguan.enforcement.cases.models import Case, Payment
from chengguan.enforcement.cases.ordinary import panels as ordinary
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY


def panels(matter: Matter, actor: Actor) -> list[FactGroup | NoticeView]:
    """What one case shows, by its procedure."""
    if matter.procedure == ORDINARY.key:
        return ordinary.panels(matter, actor)
    case = queries.whole(matter)
    return list(_groups(case)) if case else []


def _groups(case: Case) -> Iterator[FactGroup]:
    yield FactGroup(
        _("违法行为"),
        (
            Fact(_("案由"), f"{case.item_code} {item(case.item_code).name}", source=True),
            Fact(_("违法行为发生日"), day(case.conduct_on)),
            Fact(_("发现时间"), moment(case.discovered_at)),
            Fact(_("发现人"), case.officer.name, source=True),
            Fact(_("违法地点"), case.spot, source=True),
            Fact(_("违法事实"), case.fact, wide=True, source=True),
        ),
    )
    yield from _scene(case)
    yield from _hearing(case)
    yield from _decision(case)
    if payment := getattr(case, "payment", None):
        yield _money(payment)


def _scene(case: Case) -> Iterator[FactGroup]:
    found = queries.latest_inspection(case)
    if found is None:
        return
    officers = "、".join(row.person.name for row in found.officers.all())
    yield FactGroup(
        _("现场检查"),
        (
            Fact(_("检查时间"), moment(found.inspected_at)),
            Fact(_("检查人员"), officers, source=True),
            Fact(_("出示执法证件时间"), moment(found.certificates_shown_at)),
            Fact(_("危害后果"), found.get_harm_display()),
            Fact(_("签名情况"), found.get_signature_display()),
            Fact(_("现场检查笔录"), found.record, wide=True, source=True),
        ),
    )


def _hearing(case: Case) -> Iterator[FactGroup]:
    """Every notice and every answer, in their order: none replaces another."""
    waived = _("放弃陈述申辩")
    told = [
        Fact(
            _("告知"),
            f"{moment(n.informed_at)} {wording.kind_words(n)} {money(n.fine)}",
            source=True,
        )
        for n in case.notices.order_by("pk")
    ]
    heard = [
        Fact(
            _("陈述申辩"),
            f"{moment(d.heard_at)} {waived if d.is_waived else d.statement}",
            source=True,
        )
        for d in case.defences.order_by("pk")
    ]
    if told:
        yield FactGroup(_("告知和陈述申辩"), (*told, *heard))


def _decision(case: Case) -> Iterator[FactGroup]:
    if decision := queries.decision_of(case):
        yield FactGroup(
            _("处罚决定"),
            (
                Fact(_("决定时间"), moment(decision.decided_at)),
                Fact(_("处罚"), wording.kind_words(decision), source=True),
                Fact(_("罚款"), money(decision.fine)),
                Fact(_("从轻或者减轻情节"), decision.get_lighter_ground_display() or "—"),
                Fact(_("适用新旧规定的理由"), decision.law_choice or "—", source=True),
                Fact(_("交付时间"), moment(decision.served_at)),
                Fact(_("签名情况"), decision.get_signature_display()),
            ),
        )
    if exemption := getattr(case, "exemption", None):
        yield FactGroup(
            _("不予处罚"),
            (
                Fact(_("不予处罚情形"), exemption.get_ground_display()),
                Fact(_("教育记录"), exemption.education, wide=True, source=True),
                Fact(_("证据记录"), exemption.evidence_record or "—", wide=True, source=True),
            ),
        )


def _money(payment: Payment) -> FactGroup:
    shown = [
        Fact(_("缴款时间"), moment(payment.paid_at)),
        Fact(_("缴款金额"), money(payment.amount)),
        Fact(_("缴款方式"), payment.get_channel_display()),
        Fact(_("票据号码"), payment.receipt_number, source=True),
    ]
    if hand_in := getattr(payment, "hand_in", None):
        shown.append(Fact(_("上缴时间"), moment(hand_in.handed_in_at)))
    if deposit := getattr(payment, "deposit", None):
        shown.append(Fact(_("缴付时间"), moment(deposit.deposited_at)))
    return FactGroup(_("缴款"), tuple(shown))
