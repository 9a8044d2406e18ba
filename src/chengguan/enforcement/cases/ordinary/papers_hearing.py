"""The papers of a hearing (行政处罚法 63–65): notice, minutes, report."""

from django.utils.translation import gettext_noop as _

from chengguan.core.documents.shapes import Paper
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.enforcement.cases.models import (
    Hearing,
    HearingNotice,
    HearingReport,
)
from chengguan.enforcement.cases.ordinary.papers_words import (
    CASE,
    HEAD,
    LABELS,
    Told,
    Values,
    clock_words,
    lines,
    sentence,
    signature,
    turns,
)


def hearing(act: Act) -> Values:
    """Notice, minutes and report of the hearing in hand."""
    told = Told(act)
    called = told.book.last(HearingNotice)
    assert called is not None, "a hearing is notified first"
    held = next(iter(told.book.of(Hearing, notice_id=called.pk)), None)
    report = next(iter(told.book.of(HearingReport, hearing_id=called.pk)), None)
    asked = turns(held.minutes) if held else []
    return told.common() | {
        "time": clock_words(called.hold_at),
        "place": called.place,
        "host": told.book.name(called.host_id),
        "recorder": told.book.name(called.recorder_id),
        "publicity": "公开举行" if called.is_public else f"不公开举行（{called.private_reason}）",
        "held_at": clock_words(held.held_at) if held else "",
        "attended": ("当事人到场。" if held.is_attended else "当事人未到场。") if held else "",
        "minutes": held.minutes if held else "",
        "words": lines(held.minutes) if held and not asked else [],
        "turns": asked,
        "signature": signature(held.signature, held.signature_note) if held else "",
        "report": lines(report.report) if report else [],
        "opinion": sentence(report.opinion) if report else "",
        "reported_on": paper_day(report.reported_at) if report else "",
        "handlers": "、".join(name for name, _number in told.handlers()),
    }


PAPERS = (
    Paper(
        "notice",
        key="hearing_notice",
        title="听证通知书",
        says={
            "about": (
                *HEAD,
                ("听证时间", "{time}"),
                ("听证地点", "{place}", "举行方式", "{publicity}"),
                ("主持人", "{host}", "记录人", "{recorder}"),
            ),
            "to": "{party}",
            "body": (
                "你（单位）要求就{cause}一案举行听证。依据{basis}的规定，本机关决定举行听证，"
                "时间、地点和主持人见上。",
                "请按时参加。你（单位）可以亲自参加，也可以委托一至二人代理；"
                "委托代理的，请提交授权委托书。",
                "认为主持人与本案有直接利害关系的，有权申请回避。",
                "无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利，听证终止。",
            ),
            "signers": ("当事人（签名或者盖章）",),
        },
        number_pattern="{prefix}听通〔{year}〕{seq}号",
        required=("party", "time", "place", "host"),
        copies=("当事人", "案卷"),
        values=hearing,
        labels=LABELS | {"time": _("听证时间"), "place": _("听证地点"), "host": _("主持人")},
    ),
    Paper(
        "record",
        key="hearing_record",
        title="听证笔录",
        says={
            "about": (
                *CASE,
                ("听证时间", "{held_at}"),
                ("听证地点", "{place}", "举行方式", "{publicity}"),
                ("主持人", "{host}", "记录人", "{recorder}"),
                ("调查人员", "{handlers}"),
            ),
            "body": ("{attended}", "{words}"),
            "turns": "{turns}",
            "closing": ("以上笔录已交当事人核对无误。", "{signature}"),
            "signers": (
                "当事人或者代理人（签名）",
                "案件调查人员（签名）",
                "主持人（签名）",
                "记录人（签名）",
            ),
            "page_signers": ("当事人", "主持人"),
        },
        number_pattern="{prefix}听〔{year}〕{seq}号",
        required=("party", "held_at", "place", "host", "minutes"),
        copies=("案卷",),
        values=hearing,
        labels=LABELS
        | {
            "held_at": _("举行时间"),
            "place": _("听证地点"),
            "host": _("主持人"),
            "minutes": _("听证笔录"),
        },
    ),
    Paper(
        "record",
        key="hearing_report",
        title="听证报告",
        says={
            "about": (
                *CASE,
                ("听证时间", "{held_at}"),
                ("主持人", "{host}", "记录人", "{recorder}"),
            ),
            "body": (
                "听证的基本情况：{attended}",
                "{report}",
                ("处理意见", "{opinion}"),
            ),
            "closing": ("报告日期：{reported_on}",),
            "signers": ("主持人（签名）",),
        },
        number_pattern="{prefix}听报〔{year}〕{seq}号",
        required=("party", "report", "opinion"),
        copies=("案卷",),
        values=hearing,
        labels=LABELS | {"report": _("听证报告"), "opinion": _("处理意见")},
    ),
)
