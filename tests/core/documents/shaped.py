"""One paper of each shape, as an app would declare it."""

from chengguan.core.documents.shapes import Paper, Values
from chengguan.core.work.act import Act

VALUES: Values = {
    "party": "王堃喆（赟㼆餐饮店）",
    "address": "天山路 100 弄 12 号",
    "spot": "新华路 1 号门前",
    "time": "2026年9月15日10时20分至10时45分",
    "conduct": "在人行道上设摊经营，占用道路约 2㎡",
    "basis": "样例条例第二条第一款",
    "officers": [["东一", "沪样0001"], ["东二", "沪样0002"]],
    "found": ["当事人在场。", "摊位占用人行道约 2㎡，妨碍通行。"],
    "asked": [
        ["问", "我们是某区城市管理行政执法局的执法人员，这是我们的执法证件，请过目。"],
        ["答", "看过了，没有异议。"],
        ["问", "这个摊位是谁设的？"],
        ["答", "是我设的，从上午八点开始。"],
    ],
    "goods": [["1", "折叠桌", "2", "张", "七成新"], ["2", "液化气瓶", "1", "只", "15 kg"]],
    "served": [["当场行政处罚决定书", "沪样城管罚当〔2026〕1号", "1"]],
    "opinion": "事实清楚，证据确凿，建议立案。",
    "handler": "东一",
    "day": "2026年9月15日",
}
LABELS = {"party": "当事人", "conduct": "违法行为", "basis": "依据"}
ABOUT = (("当事人", "{party}"), ("地址", "{address}"), ("时间", "{time}", "地点", "{spot}"))


def values(act: Act) -> Values:
    return VALUES


def paper(shape: str, title: str, **says: object) -> Paper:
    return Paper(
        shape,
        key=f"shaped.{shape}",
        title=title,
        values=values,
        says=says,
        number_pattern="{prefix}样〔{year}〕{seq}号",
        required=("party",),
        labels=LABELS,
        copies=("当事人", "案卷"),
    )


PAPERS = (
    paper(
        "record",
        "询问笔录",
        about=ABOUT,
        turns="{asked}",
        closing=("以上笔录我已看过，与我所说相符。",),
        officers="{officers}",
        signers=("被询问人（签名）",),
        page_signers=("被询问人", "询问人", "记录人"),
    ),
    paper(
        "approval",
        "立案审批表",
        about=ABOUT,
        proposal=(("案情摘要", "{conduct}，涉嫌违反{basis}。"),),
        opinions=(
            ("承办人意见", "{opinion}", "{handler}", "{day}"),
            ("承办机构意见", "{head_opinion}", "{head}", "{head_day}"),
            ("负责人审批", "{leader_opinion}", "{leader}", "{leader_day}"),
        ),
    ),
    paper(
        "notice",
        "责令改正通知书",
        to="{party}",
        body=(
            "经查，你（单位）{conduct}，违反了{basis}。",
            "现责令你（单位）改正下列行为：",
        ),
        points="{found}",
        closing=("逾期不改正的，依法处理。",),
        officers="{officers}",
        signers=("收到人（签名或者盖章）",),
    ),
    paper(
        "decision",
        "行政处罚决定书",
        about=ABOUT,
        body=(("违法事实", "{conduct}。"), ("处罚依据", "{basis}"), ("无", "{nothing}")),
        points="{found}",
        closing=("不服本决定的，可以自收到之日起六十日内申请行政复议。",),
    ),
    paper(
        "receipt",
        "送达回证",
        about=(*ABOUT, ("送达方式", "直接送达")),
        headings=("文书名称", "文号", "份数"),
        rows="{served}",
        officers="{officers}",
        signers=("受送达人（签名或者盖章）", "见证人（签名）"),
    ),
    paper(
        "list",
        "先行登记保存清单",
        about=ABOUT,
        headings=("序号", "名称", "数量", "单位", "状况"),
        rows="{goods}",
        officers="{officers}",
        signers=("当事人（签名）",),
    ),
    paper("cover", "行政处罚案卷", about=(("案由", "占道经营"), ("当事人", "{party}"))),
)
