"""The papers of the chain (沪拆违规定 8–13): every sentence says what the record says."""

from collections.abc import Callable

from chengguan.core.documents.shapes import Paper
from chengguan.core.work.act import Act
from chengguan.enforcement.structures import papers_values as values_of
from chengguan.enforcement.structures.acts_orders import (
    FORCED_PAPER,
    NOTICE_PAPER,
    ORDER_PAPER,
    PAUSE_PAPER,
    STOP_PAPER,
    URGE_PAPER,
)
from chengguan.enforcement.structures.acts_removal import (
    ACCEPTANCE_PAPER,
    CLEANING_PAPER,
    FORCED_RECORD_PAPER,
    PROPERTY_PAPER,
    RECORD_PAPER,
)
from chengguan.enforcement.structures.acts_site import SHEET_PAPER
from chengguan.enforcement.structures.papers_values import Values


def made(
    shape: str,
    key: str,
    title: str,
    word: str,
    values: Callable[[Act], Values],
    body: tuple[str | tuple[str, str], ...],
    *,
    required: tuple[str, ...],
    signers: tuple[str, ...] = ("当事人",),
    copies: tuple[str, ...] = ("当事人", "存档"),
) -> Paper:
    """A paper of the chain: to whom, what it is about, and what it says."""
    says: dict[str, object] = {
        "about": (("登记编号", "{number}"), ("地点", "{address}"), ("违法建筑", "{structure}")),
        "body": body,
        "officers": "{officers}",
        "signers": signers,
    }
    if shape == "notice":
        says["to"] = "{party}"
    return Paper(
        shape,
        key=key,
        title=title,
        values=values,
        says=says,
        number_pattern=f"{{prefix}}{word}〔{{year}}〕{{seq}}号",
        required=required,
        labels=LABELS,
        copies=copies,
    )


LABELS = {
    "party": "当事人",
    "address": "地点",
    "structure": "违法建筑",
    "number": "登记编号",
    "today": "日期",
    "unit": "承办单位",
    "officers": "执法人员",
    "due": "期限",
    "remedies": "救济途径",
    "order": "限拆决定日期",
    "tools": "暂扣的工具和材料",
    "reason": "理由",
    "authority": "决定机关",
    "document": "文号",
    "way": "拆除方式",
    "area": "拆除面积",
    "waste": "垃圾去向",
    "things": "保管的财物",
    "remark": "复核情况",
    "first": "复核人",
    "second": "再核人",
    "sides": "责任方",
    "signing": "签名的责任方",
    "grade": "安全等级",
    "visits": "下次走访",
    "reply": "规划资源部门意见文号",
    "when": "拆除时间",
    "basis": "强制拆除的依据",
    "urgency": "紧急情况",
    "claim": "领取期限",
    "call": "取走财物的要求",
    "down": "拆除时间和方式",
    "view": "拍摄视角",
}

# -- the papers -------------------------------------------------------------------------------

PAPERS = (
    made(
        "notice",
        PAUSE_PAPER,
        "责令暂停施工通知书",
        "拆暂",
        values_of.pause,
        (
            "你（单位）在上述地点正在搭建违法建筑。依据《上海市拆除违法建筑若干规定》"
            "第十一条，现责令你（单位）立即暂停施工，接受调查。",
        ),
        required=("party", "address", "structure"),
    ),
    made(
        "notice",
        STOP_PAPER,
        "责令停止建设通知书",
        "拆停",
        values_of.stop,
        (
            "经查，你（单位）在上述地点搭建的建筑物未依法取得建设工程规划许可证。依据"
            "《上海市拆除违法建筑若干规定》第十一条，责令你（单位）停止建设，"
            "并于{due}（含当日）前自行拆除。",
            "{tools}",
            "你（单位）有权进行陈述和申辩。{remedies}",
            "拒不停止建设或者拒不拆除的，将依法强制拆除。",
        ),
        required=("party", "address", "due"),
    ),
    made(
        "decision",
        ORDER_PAPER,
        "责令限期拆除决定书",
        "拆决",
        values_of.order,
        (
            "当事人：{party}",
            "经查，上述建筑物、构筑物系违法建筑，经规划资源部门认定（{reply}），无法采取改正措施"
            "消除对规划实施的影响。依据"
            "《中华人民共和国城乡规划法》第六十四条、《上海市拆除违法建筑若干规定》第八条，"
            "责令你（单位）于{due}（含当日）前自行拆除。",
            "自行拆除确有困难的，可以申请代为拆除。",
            "{remedies}",
            "逾期不申请行政复议、不提起行政诉讼，又不拆除的，将由区人民政府依法决定强制拆除。",
        ),
        required=("party", "address", "due", "remedies"),
    ),
    made(
        "notice",
        NOTICE_PAPER,
        "限期拆除通告",
        "拆告",
        values_of.notice,
        (
            "上述违法建筑的当事人难以确定或者难以送达（{reason}）。{order}作出的责令限期拆除"
            "决定现予通告，告示期限至{until}。",
            "请于{due}（含当日）前自行拆除。",
            "{remedies}",
        ),
        required=("address", "until", "reason"),
        signers=("张贴人", "见证人"),
        copies=("张贴", "存档"),
    ),
    made(
        "notice",
        URGE_PAPER,
        "催告书",
        "拆催",
        values_of.urge,
        (
            "{order}作出的责令限期拆除决定，你（单位）在限期内没有履行。区人民政府催告书"
            "（{document}）要求你（单位）于{due}（含当日）前拆除。",
            "收到催告书后，你（单位）有权进行陈述和申辩。",
        ),
        required=("party", "document", "due"),
    ),
    made(
        "decision",
        FORCED_PAPER,
        "强制拆除决定执行单",
        "拆强",
        values_of.forced,
        (
            "当事人：{party}",
            "{order}作出的责令限期拆除决定，当事人在法定期限内不申请行政复议、不提起行政诉讼，"
            "又不拆除。{authority}于{decided}作出强制拆除决定（{document}），责成本机关等部门"
            "依法强制拆除。",
            "{remedies}",
        ),
        required=("party", "authority", "document"),
    ),
    made(
        "notice",
        PROPERTY_PAPER,
        "取走财物通知书",
        "拆物",
        values_of.property_taken,
        (
            "上述违法建筑将依法强制拆除。{call}",
            "逾期未取走的，代为保管并通知限期领取；逾期未领取的，留存证据后依法处置。",
        ),
        required=("party", "due"),
    ),
    made(
        "record",
        RECORD_PAPER,
        "拆除记录",
        "拆录",
        values_of.record,
        (
            ("拆除时间", "{when}"),
            ("拆除方式", "{way}"),
            ("拆除面积", "{area}"),
            ("垃圾去向", "{waste}"),
        ),
        required=("way", "area", "waste"),
    ),
    made(
        "record",
        FORCED_RECORD_PAPER,
        "强制拆除记录",
        "拆强录",
        values_of.record,
        (
            ("当事人", "{party}"),
            ("拆除时间", "{when}"),
            ("拆除方式", "{way}"),
            ("拆除面积", "{area}"),
            ("垃圾去向", "{waste}"),
            "{basis}",
            "{urgency}",
            "{things}{claim}",
        ),
        required=("way", "area", "waste", "officers"),
        signers=("当事人", "见证人", "记录人"),
    ),
    made(
        "notice",
        CLEANING_PAPER,
        "清理通知书",
        "拆清",
        values_of.cleaning,
        (
            "上述违法建筑已经拆除。依据《上海市拆除违法建筑若干规定》第十三条，请于{due}"
            "（含当日）前清理建筑垃圾；逾期未清理的，将代为清理。",
        ),
        required=("party", "due"),
    ),
    made(
        "record",
        ACCEPTANCE_PAPER,
        "违法建筑拆除复核单",
        "拆核",
        values_of.acceptance,
        (
            ("拆除", "{down}"),
            ("复核人", "{first}"),
            ("再核人", "{second}"),
            ("拍摄视角", "{view}"),
            ("复核情况", "{remark}"),
            "{cleared}",
        ),
        required=("first", "second"),
        signers=("复核人", "再核人"),
    ),
    Paper(
        "list",
        key=SHEET_PAPER,
        title="违法建筑四方责任告知书",
        values=values_of.sides,
        says={
            "about": (
                ("登记编号", "{number}"),
                ("地点", "{address}"),
                ("违法建筑", "{structure}"),
                ("安全等级", "{grade}"),
            ),
            "headings": ("责任方", "责任人", "责任内容"),
            "rows": "{sides}",
            "closing": (
                "在上述违法建筑拆除以前，各责任方应当落实所列责任，发现加建、改建、倒塌、火灾等危险的，"
                "立即报告{unit}。",
                "下次走访：{visits}。",
            ),
            "signers": "{signing}",
        },
        number_pattern="{prefix}拆责〔{year}〕{seq}号",
        required=("address", "sides", "signing"),
        labels=LABELS,
        copies=("违建当事人", "物业服务企业", "居（村）委会", "街镇", "存档"),
    ),
)
