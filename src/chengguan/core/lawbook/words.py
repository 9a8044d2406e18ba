"""The words for modes, degrees and kinds of party."""

from collections.abc import Iterable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.evidence import Kind, Proof
from chengguan.core.lawbook.governing import Point, Verdict
from chengguan.core.lawbook.items import (
    Degree,
    EnforcementItem,
    FineRange,
    Measure,
    Mode,
    PartyKind,
    ReckonedFine,
)
from chengguan.core.pages.words import aside, clauses, listed, money
from chengguan.law.discretion import WHOLE, Band
from chengguan.law.parameters import Force

MODES = {
    Mode.CORRECT_AND_FINE: _("责令改正，并处罚款"),
    Mode.CORRECT_MAY_FINE: _("责令改正，可以罚款"),
    Mode.FINE_ON_REFUSAL: _("先责令改正，拒不改正或逾期不改正才罚款"),
    Mode.FINE: _("直接处罚"),
    Mode.REFERRED: _("依其他条文处理"),
    Mode.TRANSFER: _("移送有权机关处理"),
    Mode.NO_FINE: _("没有罚款"),
    Mode.UNSETTLED: _("未核，由法制人员确认"),
}
DEGREES = {
    Degree.ORDINARY: "",
    Degree.GRAVE: _("情节严重"),
    Degree.ORGANISER: _("组织发布者"),
    Degree.REFUSAL: _("拒不改正"),
    Degree.RESPONSIBLE: _("直接责任人员"),
    Degree.SPECIAL: _("另一情形"),
}
PARTIES = {PartyKind.PERSON: _("个人"), PartyKind.ORGANISATION: _("单位")}


MEASURES = {
    Measure.SHARE: _("按基数的比例"),
    Measure.SQUARE_METRE: _("每平方米"),
    Measure.SQUARE_METRE_DAY: _("每平方米每日"),
    Measure.TONNE: _("每吨"),
}


def fine_text(fine: FineRange) -> str:
    """A range with whom it is for."""
    return _range_text([fine])


def ranges(fines: Iterable[FineRange]) -> list[tuple[str, FineRange]]:
    """Each range in words; one that is the same for both kinds of party stands once."""
    alike: dict[tuple[object, ...], list[FineRange]] = {}
    for fine in fines:
        alike.setdefault((fine.low, fine.high, fine.degree, fine.when), []).append(fine)
    return [(_range_text(same), same[0]) for same in alike.values()]


def reckoned_text(fine: ReckonedFine) -> str:
    """What it is reckoned by, and from how much to how much."""
    degree = str(fine.when or DEGREES[fine.degree])
    base = aside(fine.base, degree)
    if fine.measure is Measure.SHARE:
        return f"{base} {_share(fine.low, fine.high)}"
    return f"{base} {MEASURES[fine.measure]} {money(fine.low)}–{money(fine.high)}"


def fines_text(item: EnforcementItem) -> str:
    """All ranges of an item in one line; where the table has none, what it says instead."""
    parts = [title for title, _fine in ranges(item.fines)]
    parts += [reckoned_text(fine) for fine in item.reckoned]
    return clauses(parts) or item.fine_words


def _range_text(same: list[FineRange]) -> str:
    fine = same[0]
    who = listed(PARTIES[each.party_kind] for each in same)
    degree = str(fine.when or DEGREES[fine.degree])
    return f"{aside(who, degree)} {money(fine.low)}–{money(fine.high)}"


def _share(low: int, high: int) -> str:
    """In times where the article says 倍, else in per cent."""
    if high >= WHOLE and low % WHOLE == 0:
        return gettext("%(low)s–%(high)s 倍") % {"low": low // WHOLE, "high": high // WHOLE}
    return f"{low / 100:g}%–{high / 100:g}%"


BANDS = {
    Band.NO_PENALTY: _("不予处罚"),
    Band.MITIGATED: _("减轻"),
    Band.LIGHT: _("从轻"),
    Band.ORDINARY: _("一般档"),
    Band.HEAVY: _("从重"),
}
KINDS = {
    Kind.DOCUMENT: _("书证"),
    Kind.OBJECT: _("物证"),
    Kind.RECORDING: _("视听资料"),
    Kind.ELECTRONIC: _("电子数据"),
    Kind.TESTIMONY: _("证人证言"),
    Kind.STATEMENT: _("当事人的陈述"),
    Kind.EXPERT: _("鉴定意见"),
    Kind.SITE_RECORD: _("勘验笔录、现场笔录"),
}
PROOFS = {
    Proof.IDENTITY: _("身份核对"),
    Proof.INSPECTION: _("现场检查笔录"),
    Proof.INTERVIEW: _("询问笔录"),
    Proof.PHOTO: _("现场照片"),
    Proof.VIDEO: _("音像记录"),
    Proof.MEASUREMENT: _("测量、监测报告"),
    Proof.APPRAISAL: _("鉴定意见书"),
    Proof.VALUATION: _("造价、价值评估"),
    Proof.PERMIT_QUERY: _("许可、登记查询"),
    Proof.ASSISTANCE_REPLY: _("部门协助认定意见"),
    Proof.CORRECTION_ORDER: _("责令改正通知书"),
    Proof.REINSPECTION: _("复查记录"),
    Proof.PROPERTY_REPORT: _("物业报告"),
    Proof.NOTICE_RECORD: _("通知记录"),
    Proof.RECORD_COPY: _("合同、图纸、台账等复制件"),
    Proof.RETENTION: _("登记保存的物品"),
    Proof.TRACK: _("轨迹、在线监控数据"),
    Proof.WITNESS: _("证人询问笔录"),
}
VERDICTS = {
    Verdict.UNCHANGED: _("前后同一版本"),
    Verdict.SAME: _("新旧轻重相同，适用旧法"),
    Verdict.OLD_LIGHTER: _("旧法较轻，适用旧法"),
    Verdict.NEW_LIGHTER: _("新法较轻，适用新法"),
    Verdict.UNDECIDED: _("机器不能判断，由法制科裁定"),
}
POINTS = {
    Point.HIGHEST: _("罚款上限"),
    Point.LOWEST: _("罚款下限"),
    Point.MAY: _("可以不罚"),
    Point.CORRECTION_FIRST: _("先责令改正"),
    Point.CONFISCATION: _("另有没收"),
    Point.NO_VERSION_THEN: _("行为时没有可用的事项"),
    Point.FORMER_MISSING: _("旧法行缺，尚未补录"),
    Point.NO_VERSION_NOW: _("新法文本尚未取得"),
    Point.SEVERAL_NOW: _("新法分成几项，须先定性"),
    Point.NO_RANGE: _("一方没有对这类当事人的罚款幅度"),
}
FORCES = {
    Force.IMPOSSIBLE: _("不可能发生"),
    Force.UNLAWFUL: _("违法，事前拒绝"),
    Force.WARNING: _("只提醒"),
}
