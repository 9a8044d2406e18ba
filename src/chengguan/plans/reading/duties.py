"""Which sentence promises something: a verb of doing whose subject is the organ itself.

Framing is a closed class (what one keeps to, stands on, aims at; what is the case); doing is an
open one. In a numbered task a sentence is therefore a duty unless all of it is framing; elsewhere
only where it begins with a known verb of doing. A person confirms what is proposed.
"""

import re
from itertools import pairwise

from chengguan.plans.reading import wording

_ADVERB = (
    r"(?:进一步|持续|深入|扎实|认真|积极|主动|严格|全面|常态化|常态|切实|着力|大力|坚决|不断|统筹|精心|及时|"
    r"按时|按期|足额|定期|制度化|同步|重点|加快|有序|稳步|稳妥|有效|充分|精准|科学|逐步|适时|分批|集中|努力|"
    r"始终|坚定不移|一体|更好|继续|系统|广泛|综合|高质量|全力|抓紧|要|应|应当|须|将|并|再|均|各单位|各部门|各科室|"
    r"各中队|各街镇|各级|我局|全局|地|，|、)*"
)
_DOING = (
    "开展 推进 推动 组织 落实 完善 健全 加强 强化 深化 建立 制定 优化 压实 "
    "打造 构建 实施 推行 拓展 规范 细化 明确 选取 清理 拆除 严控 攻坚 整治 "
    "防范 化解 加大 改善 创新 提供 挖掘 发掘 研究 探索 总结 梳理 编制 修订 "
    "起草 印发 报送 上报 通报 检查 督查 督促 巡查 排查 摸排 排摸 走访 慰问 "
    "关爱 关心 做好 办好 抓好 用好 建好 建强 做优 举办 召开 筹备 选派 选送 "
    "选拔 培训 培养 培育 孵化 宣传 宣讲 发布 公开 公示 征集 收集 评选 推荐 "
    "推广 运用 利用 发挥 参与 参加 参观 融入 邀请 指导 服务 帮扶 维护 保障 "
    "安排 配备 采购 更新 改造 升级 提质 建设 新建 设立 成立 搭建 完成 办理 "
    "办结 履行 执行 审核 审查 审批 评估 评价 考核 验收 核查 复查 抽查 整改 "
    "查处 处置 处理 移送 联合 会同 协同 配合 协调 对接 联动 响应 贯彻 学习 "
    "激发 激活 强化 引导 动员 发动 弘扬 讲好 彰显 树立 丰富 加密 压减 压降 "
    "降低 减少 消除 确保 实现 提升 提高 促进 建档 登记 统计 汇总 分析 研判 "
    "监测 监督 监管 督办 跟踪 反馈 回访 答复 受理 接收 派单 回收 归档 录入 "
    "上线 试点 试行 启动 开通 接入 整合 盘点 清点 发放 缴纳 上缴 下拨 参保 "
    "续保 换届 选举 变更 回望 传承 净化 锻造 营造 扎牢 筑牢 织密 严格 严查 "
    "严肃 依法 采取 采用 通过 区分 持续 统筹 变 "
)
_VERB = "|".join(sorted(set(_DOING.split()), key=len, reverse=True))
_DO = re.compile(rf"{_ADVERB}(?:{_VERB})")
# The means first, the deed behind it; but 以…为指导 is no deed.
_BY_MEANS = re.compile(rf"(?:依托|通过|以|对)(?!.*为).{{2,}}?(?:{_VERB})")
# 聚焦…两项牵头任务 takes tasks on.
_TAKES_ON = re.compile(r"(?:项|牵头|重点)任务$")
# What a clause may begin with before its verb: it says how, on what ground, where.
_FRAME = re.compile(
    r"(?:以|将|把|使|让|为|按照|按|根据|依据|依托|依照|围绕|结合|针对|立足|对标|对照|聚焦|紧扣|紧盯|紧紧围绕|"
    r"坚持|坚守|牢记|面对|着眼|瞄准|突出|贯穿|秉持|遵循|适应|在|从|自|由于|鉴于|通过|是|主要|目标|原则|"
    r"转变|举一反三|力争|争取)"
)
_STATED = re.compile(
    r"^(?:目前|截至|据统计|近年来|近期|去年|上年|今年以来|当前|20\d\d年是|\d{4}年.{0,8}是)"
    r"|(?:共有|存在|暴露出|呈现|位于|达到了?)[^，。；]{0,30}[。]?$"
)
_TAKEN_AS = re.compile(r"^将.{2,60}作为[^，；]*$")
_CLAUSES = "，,；;：:"


def holds_duty(text: str, *, numbered: bool) -> bool:
    """Whether the sentence becomes an item; ``numbered``: it stands in a numbered task."""
    pieces = list(clauses(text))
    if not pieces or _STATED.match(text):
        return False
    if any(_does(piece) for piece in pieces):
        return True
    return numbered and not all(_frames(piece) for piece in pieces)


def clauses(text: str) -> list[str]:
    """
    >>> clauses("坚守底线，压实“四方、各方，责任”。")
    ['坚守底线', '压实“四方、各方，责任”']
    """
    places = [-1, *wording.outside(text, _CLAUSES), len(text)]
    pieces = (text[start + 1 : end] for start, end in pairwise(places))
    return [kept for piece in pieces if (kept := piece.strip(" 。！？!?（）()“”"))]


def _does(clause: str) -> bool:
    if _TAKEN_AS.match(clause):
        return False
    return bool(_DO.match(clause) or _BY_MEANS.match(clause) or _TAKES_ON.search(clause))


def _frames(clause: str) -> bool:
    return bool(_FRAME.match(clause) or _TAKEN_AS.match(clause) or _STATED.search(clause))


def parts(text: str, *, numbered: bool) -> tuple[tuple[int, int], ...]:
    """Where the duties of a sentence lie that semicolons (or 一是…) part; together all of it.

    Empty where it holds only one; a piece that only frames stays with the one behind it.
    """
    cuts = [at + 1 for at in wording.outside(text, "；;")]
    cuts += [found.start(1) for found in _COUNTED.finditer(text) if found.start(1)]
    places = sorted({0, *cuts, len(text)})
    spans: list[tuple[int, int]] = []
    begin = 0
    for end in places[1:]:
        if holds_duty(text[begin:end], numbered=numbered):
            spans.append((begin, end))
            begin = end
    if len(spans) < 2:
        return ()
    return (*spans[:-1], (spans[-1][0], len(text)))


_COUNTED = re.compile(r"(?:^|[，,；;：:。])([一二三四五六七八九]是)")
