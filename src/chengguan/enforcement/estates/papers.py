"""劝阻单, 报告单 and 公示牌: the slip, the report with its receipts, the board at the door."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.utils.translation import override

from chengguan.core.documents.registry import Field, Template, issuing_organ, numbering_organ
from chengguan.core.documents.shapes import Paper
from chengguan.core.documents.typesetting import qr_code
from chengguan.core.org.models import Organ
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import boards
from chengguan.enforcement.estates.models import PatrolFinding, Point, RenovationProject
from chengguan.enforcement.estates.points import in_chinese
from chengguan.enforcement.estates.procedures import NOTICE_BOARD
from chengguan.enforcement.estates.procedures_finding import DISSUASION_SLIP, REPORT_SHEET


def _moment(value: datetime | None) -> str:
    """To the minute, as paper says it."""
    return f"{value.astimezone(ZONE):%Y年%-m月%-d日 %H:%M}" if value else ""


def _finding(act: Act) -> PatrolFinding:
    return act.matter.finding


def _about(act: Act) -> dict[str, Field]:
    finding = _finding(act)
    return {
        "number": act.matter.number,
        "estate": finding.estate.place.name,
        "address": finding.project.address_text,
        "firm": finding.project.firm,
        "point": in_chinese(Point(finding.point).label),
        "found_at": _moment(act.matter.opened_at),
        "description": finding.description,
    }


def dissuasion_values(act: Act) -> Mapping[str, Field]:
    """No name of anybody who lives there: the slip is left at the door."""
    told = str(act.noted.get("words", ""))
    return {**_about(act), "words": told, "day": paper_day(act.at.occurred)}


def report_values(act: Act) -> Mapping[str, Field]:
    finding = _finding(act)
    made = finding.report
    rows = [[organ.name, _moment(made.reported_at), ""] for organ in finding.estate.told]
    return {
        **_about(act),
        "dissuaded_at": _moment(finding.dissuaded_at),
        "refused_at": _moment(finding.refused_at),
        "reported_at": _moment(made.reported_at),
        "competent": made.competent.name,
        "text": [line for line in made.text.splitlines() if line.strip()],
        "receivers": rows,
    }


def board_values(act: Act) -> Mapping[str, Field]:
    """No name of anybody who lives there; the code leads to the page that says the latest."""
    project: RenovationProject = act.matter.renovation
    estate = project.estate
    assert estate is not None, "who signs an agreement lives in a known estate"
    with override("zh-hans"):
        told = boards.told(project, estate, act.at.recorded)
    rows = (
        ("地址", told.address),
        ("施工期限", told.period),
        ("装饰装修单位", told.firm),
        ("敲凿锯钻允许时间", told.hours),
        ("垃圾堆放点", told.waste_place),
        ("物业服务电话", f"{told.office} {told.office_phone}".strip()),
        ("执法联络电话", f"{told.liaison} {told.liaison_phone}".strip()),
    )
    return {
        "address": told.address,
        "firm": told.firm,
        "about": [[label, said] for label, said in rows if said],
        "points": list(told.forbidden),
        "live": qr_code(boards.address_of(project.token)),
    }


def office_of_works(act: Act) -> Organ:
    """The office that manages the estate; its company where it numbers nothing itself."""
    estate = act.matter.renovation.estate
    return numbering_organ(estate.office) if estate else issuing_organ(act)


def office(act: Act) -> Organ:
    """The office that writes, also when the matter lies with an authority already."""
    return numbering_organ(_finding(act).office)


LABELS = {
    "number": "发现编号",
    "estate": "小区",
    "address": "地址",
    "firm": "装饰装修单位",
    "point": "问题",
    "found_at": "发现时间",
    "description": "发现情况",
    "words": "劝阻内容",
    "dissuaded_at": "劝阻时间",
    "refused_at": "拒不改正时间",
    "reported_at": "报告时间",
    "competent": "主管部门",
    "text": "报告内容",
    "receivers": "接收单位",
    "day": "日期",
}

SLIP = Paper(
    "notice",
    key=DISSUASION_SLIP,
    title="装修违规劝阻单",
    values=dissuasion_values,
    says={
        "about": (
            ("发现编号", "{number}"),
            ("小区", "{estate}"),
            ("地址", "{address}"),
            ("装修单位", "{firm}"),
            ("问题", "{point}"),
            ("发现时间", "{found_at}"),
        ),
        "to": "{address} 装修人、施工人员",
        "body": (
            "经巡查，发现以下情况：{description}",
            "{words}",
            "请立即停止并改正。劝阻、制止无效的，本企业将在二十四小时内报告业主委员会和"
            "有关行政管理部门（上海市住宅物业管理规定第五十九条）。",
        ),
        "signers": ("签收人",),
    },
    number_pattern="{prefix}劝〔{year}〕{seq}号",
    required=("address", "description", "words"),
    labels=LABELS,
    copies=("装修人", "存根"),
    issuer=office,
)

SHEET = Paper(
    "receipt",
    key=REPORT_SHEET,
    title="物业报告单",
    values=report_values,
    says={
        "about": (
            ("发现编号", "{number}"),
            ("小区", "{estate}"),
            ("地址", "{address}"),
            ("问题", "{point}"),
            ("发现时间", "{found_at}"),
            ("劝阻时间", "{dissuaded_at}"),
            ("拒改时间", "{refused_at}"),
            ("报告时间", "{reported_at}"),
            ("主管部门", "{competent}"),
        ),
        "headings": ("接收单位", "送达时间", "签收"),
        "rows": "{receivers}",
        "body": ("发现情况：{description}", "{text}"),
        "signers": ("报告人",),
    },
    number_pattern="{prefix}报〔{year}〕{seq}号",
    required=("address", "competent", "reported_at"),
    labels=LABELS,
    copies=("各接收单位", "存根"),
    issuer=office,
)

BOARD = Template(
    key=NOTICE_BOARD,
    title="装修公示牌",
    path=Path(__file__).with_name("typst") / "board.typ",
    fields=board_values,
    number_pattern="{prefix}装公〔{year}〕{seq}号",
    required=("address", "firm"),
    labels=LABELS,
    issuer=office_of_works,
)
