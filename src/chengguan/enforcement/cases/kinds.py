"""The closed vocabularies of a case. Imports no model."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SCENE_PHOTO = "现场照片"
"""The purpose under which the pictures of an inspection stand in the file."""

DEFENCE_WAIVER = "放弃陈述、申辩"
"""The purpose under which stands what the party signed to waive being heard."""

CONFIRMATION = "送达地址和方式确认书"
"""The purpose under which stands the party's signed consent to electronic service."""

NO_FAULT_EVIDENCE = "无过错证据"
"""The purpose under which stands what the party brought to prove that it was not at fault."""


class Signature(TextChoices):
    """签名情况: who put a name under a record or a decision."""

    SIGNED = "signed", _("当事人签名")
    WITNESSED = "witnessed", _("见证人签名")
    REFUSED = "refused", _("拒绝签名")


class Harm(TextChoices):
    """危害后果: as the officers found it at the scene (行政处罚法 33)."""

    NONE = "none", _("没有造成危害后果")
    SLIGHT = "slight", _("危害后果轻微")
    REAL = "real", _("造成危害后果")


class LighterGround(TextChoices):
    """从轻或者减轻情节 (行政处罚法 30–32)."""

    REMEDIED = "remedied", _("主动消除或者减轻危害后果")
    COERCED = "coerced", _("受他人胁迫或者诱骗")
    CONFESSED = "confessed", _("主动供述尚未掌握的违法行为")
    MERIT = "merit", _("配合查处有立功表现")
    MINOR = "minor", _("已满十四周岁不满十八周岁")
    DIMINISHED = "diminished", _("尚未完全丧失辨认或者控制能力")
    BY_LAW = "by_law", _("法律、法规、规章规定的其他情形")


class ExemptionGround(TextChoices):
    """不予处罚情形 (行政处罚法 30, 31, 33)."""

    SLIGHT = "slight", _("轻微并及时改正，没有造成危害后果")
    FIRST = "first", _("初次违法，后果轻微并及时改正")
    NO_FAULT = "no_fault", _("有证据足以证明没有主观过错")
    UNDER_14 = "under_14", _("不满十四周岁")
    INCAPABLE = "incapable", _("不能辨认或者不能控制自己行为")
    NOT_ESTABLISHED = "none", _("违法事实不能成立")


class CollectionGround(TextChoices):
    """当场收缴情形 (行政处罚法 68, 69)."""

    SMALL = "small", _("依法给予一百元以下罚款")
    HARD_LATER = "hard_later", _("不当场收缴事后难以执行")
    REMOTE = "remote", _("边远、水上、交通不便地区，当事人提出")


class Channel(TextChoices):
    """缴款方式: how a fine reached, or did not reach, the treasury (行政处罚法 67)."""

    ON_THE_SPOT = "on_the_spot", _("当场收缴")
    BANK = "bank", _("银行缴款")
    ELECTRONIC = "electronic", _("电子支付系统")
    OFFICER = "officer", _("交给执法人员或者执法机关")


# -- the ordinary procedure ----------------------------------------------------------------


class DocketingOutcome(TextChoices):
    """立案审批结果."""

    DOCKETED = "docketed", _("立案")
    DECLINED = "declined", _("不予立案")
    RETURNED = "returned", _("退回补充核查")


class LimitationGround(TextChoices):
    """超过两年仍可以处罚的情形 (行政处罚法 36)."""

    LASTING = "lasting", _("违法行为连续或者继续")
    GRAVE = "grave", _("涉及公民生命健康安全、金融安全且有危害后果")


class Interviewee(TextChoices):
    """被询问人身份."""

    PARTY = "party", _("当事人")
    REPRESENTATIVE = "representative", _("当事人的代理人")
    WITNESS = "witness", _("证人")


class EvidenceKind(TextChoices):
    """证据种类: the eight of 行政处罚法 46."""

    DOCUMENT = "document", _("书证")
    OBJECT = "object", _("物证")
    RECORDING = "recording", _("视听资料")
    ELECTRONIC = "electronic", _("电子数据")
    TESTIMONY = "testimony", _("证人证言")
    STATEMENT = "statement", _("当事人的陈述")
    EXPERT = "expert", _("鉴定意见")
    SITE_RECORD = "site_record", _("勘验笔录、现场笔录")


class PreservationDisposal(TextChoices):
    """先行登记保存物品的处理 (行政处罚法 56)."""

    RETURNED = "returned", _("退还当事人")
    SEIZED = "seized", _("依法查封、扣押")
    APPRAISED = "appraised", _("送鉴定、检测")
    CONFISCATED = "confiscated", _("依法没收")
    MOVED = "moved", _("移送有关部门")


class AppraisalKind(TextChoices):
    """鉴定、检测类别."""

    APPRAISAL = "appraisal", _("鉴定")
    TEST = "test", _("检测")
    INSPECTION = "inspection", _("检验")
    SURVEY = "survey", _("测绘")
    VALUATION = "valuation", _("价格评估")


class Proposal(TextChoices):
    """调查终结后的处理建议 (行政处罚法 57)."""

    PENALTY = "penalty", _("给予行政处罚")
    NO_PENALTY = "no_penalty", _("不予行政处罚")
    NOT_ESTABLISHED = "not_established", _("违法事实不能成立")


class DiscretionBand(TextChoices):
    """裁量档次: the words for those of the law (``law.discretion.Band``)."""

    NO_PENALTY = "no_penalty", _("不予处罚")
    MITIGATED = "mitigated", _("减轻")
    LIGHT = "light", _("从轻")
    ORDINARY = "ordinary", _("一般")
    HEAVY = "heavy", _("从重")


class EndingWay(TextChoices):
    """未经处罚决定而结束的方式."""

    NOT_DOCKETED = "not_docketed", _("不予立案")
    WITHDRAWN = "withdrawn", _("撤销立案")
    TERMINATED = "terminated", _("终止调查")
    JOINED = "joined", _("并案")
    TRANSFERRED = "transferred", _("移送公安机关")


class SuspendedStretch(TextChoices):
    """中止的环节."""

    INVESTIGATION = "investigation", _("调查")
    EXECUTION = "execution", _("执行")


class ServiceMethod(TextChoices):
    """送达方式 (行政处罚法 61; 民事诉讼法 87–95)."""

    DIRECT = "direct", _("直接送达")
    LEAVE = "leave", _("留置送达")
    MAIL = "mail", _("邮寄送达")
    ELECTRONIC = "electronic", _("电子送达")
    ENTRUSTED = "entrusted", _("委托送达")
    PUBLIC_NOTICE = "public_notice", _("公告送达")


class ServedPaper(TextChoices):
    """送达的文书."""

    NOTICE = "notice", _("处罚事先告知书")
    HEARING = "hearing", _("听证通知书")
    DECISION = "decision", _("处罚决定书")
    REMINDER = "reminder", _("催告书")


class ReviewAspect(TextChoices):
    """法制审核的方面 (行政处罚法 58)."""

    COMPETENCE = "competence", _("主体和权限")
    FACTS = "facts", _("事实和证据")
    LAW = "law", _("法律适用")
    DISCRETION = "discretion", _("裁量")
    PROCEDURE = "procedure", _("程序")
    PAPERS = "papers", _("文书")
    CRIME = "crime", _("涉嫌犯罪")


class DiscussionPurpose(TextChoices):
    """集体讨论事项."""

    DECISION = "decision", _("处罚决定")
    EXTENSION = "extension", _("再次延长办案期限")


class ReceiptPurpose(TextChoices):
    """缴款款项."""

    FINE = "fine", _("罚款")
    ADDED_FINE = "added_fine", _("加处罚款")
    CONFISCATION = "confiscation", _("没收款")


class DeferralKind(TextChoices):
    """延期或者分期 (行政处罚法 66)."""

    DEFER = "defer", _("延期缴纳")
    INSTALMENTS = "instalments", _("分期缴纳")


class RemedyKind(TextChoices):
    """救济途径."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    LAWSUIT = "lawsuit", _("行政诉讼")


class RemedyResult(TextChoices):
    """复议、诉讼结果."""

    UPHELD = "upheld", _("维持或者驳回")
    CHANGED = "changed", _("变更")
    REVOKED = "revoked", _("撤销")
    UNLAWFUL = "unlawful", _("确认违法")
    VOID = "void", _("确认无效")
    WITHDRAWN = "withdrawn", _("撤回或者终止")


UNDONE = (RemedyResult.REVOKED, RemedyResult.VOID)
"""A decision that ended so is none."""


class ClosingWay(TextChoices):
    """结案方式."""

    PERFORMED = "performed", _("处罚执行完毕")
    NO_PENALTY = "no_penalty", _("不予处罚决定已送达")
    COURT = "court", _("法院裁定执行并执行完毕")
    TERMINATED = "terminated", _("依法终结执行")
    GIVEN_UP = "given_up", _("中止满期不再执行")
    REVOKED = "revoked", _("处罚决定被撤销")


class ExecutionEnd(TextChoices):
    """终结执行的情形 (行政强制法 40); a decision that was revoked is a way of its own."""

    DIED = "died", _("公民死亡，无遗产可供执行，又无义务承受人")
    DISSOLVED = "dissolved", _("单位终止，无财产可供执行，又无义务承受人")
    LOST = "lost", _("执行标的灭失")
    OTHER = "other", _("需要终结执行的其他情形")


class Objection(TextChoices):
    """对公安机关不予立案的异议 (移送规定 9)."""

    RECONSIDER = "reconsider", _("提请公安机关复议")
    SUPERVISE = "supervise", _("建议检察院立案监督")


class Retention(TextChoices):
    """保管期限."""

    PERMANENT = "permanent", _("永久")
    THIRTY = "thirty", _("三十年")
    TEN = "ten", _("十年")
