"""The closed vocabularies of a case. Imports no model."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SCENE_PHOTO = "现场照片"
"""The purpose under which the pictures of an inspection stand in the file."""

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
