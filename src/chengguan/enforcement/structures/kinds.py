"""The closed vocabularies of illegal structures. Imports no model."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(TextChoices):
    """新增、存量: found anew, or in the list of the census."""

    NEW = "new", _("新增")
    STOCK = "stock", _("存量")


class StructureKind(TextChoices):
    """违建类型."""

    PLATFORM = "platform", _("平台搭建")
    COURTYARD = "courtyard", _("天井搭建")
    TERRACE = "terrace", _("露台搭建")
    ROOF = "roof", _("屋顶搭建")
    SUNROOM = "sunroom", _("阳光房")
    BASEMENT = "basement", _("地下室开挖")
    GREEN = "green", _("占绿搭建")
    SHED = "shed", _("棚亭")
    VILLA = "villa", _("别墅扩建")
    STREETSIDE = "streetside", _("沿街搭建")
    OTHER = "other", _("其他违建")


class Material(TextChoices):
    """违建结构."""

    BRICK = "brick", _("砖混")
    STEEL = "steel", _("钢结构")
    COLOUR_STEEL = "colour_steel", _("彩钢板")
    GLASS = "glass", _("玻璃")
    WOOD = "wood", _("木结构")
    MEMBRANE = "membrane", _("膜结构")
    OTHER = "other", _("其他结构")


class Use(TextChoices):
    """违建用途."""

    LIVING = "living", pgettext_lazy("structure", "居住")
    BUSINESS = "business", pgettext_lazy("structure", "经营")
    RENTED = "rented", pgettext_lazy("structure", "出租")
    STORAGE = "storage", pgettext_lazy("structure", "仓储")
    VACANT = "vacant", pgettext_lazy("structure", "空置")


class OwnerNature(TextChoices):
    """权属性质."""

    PERSON = "person", pgettext_lazy("owner", "个人")
    ENTERPRISE = "enterprise", pgettext_lazy("owner", "企业")
    PUBLIC_UNIT = "public_unit", _("公共属性单位")
    COLLECTIVE = "collective", pgettext_lazy("owner", "集体")
    UNKNOWN = "unknown", pgettext_lazy("owner", "不明")


class FoundBy(TextChoices):
    """违建来源."""

    PATROL = "patrol", _("巡查发现")
    REPORT = "report", _("单位或者个人举报")
    PROPERTY = "property", _("物业企业报告")
    GRID = "grid", _("网格发现")
    VIDEO = "video", _("无人机、视频发现")
    CENSUS = "census", _("存量普查")


class SafetyGrade(TextChoices):
    """安全等级: A is the most dangerous."""

    A = "A", _("A 级")
    B = "B", _("B 级")
    C = "C", _("C 级")
    D = "D", _("D 级")


class Verdict(TextChoices):
    """认定结论: what the planning law makes of it (城乡规划法 64)."""

    CORRECTABLE = "correctable", _("尚可采取改正措施消除影响")
    MUST_GO = "must_go", _("无法采取改正措施，应当限期拆除")
    CANNOT_GO = "cannot_go", _("不能拆除，应当没收")
    NOT_ILLEGAL = "not_illegal", _("不属于违法建筑")


class Phase(TextChoices):
    """照片阶段."""

    BEFORE = "before", _("拆除前")
    AFTER = "after", _("拆除后")
    LATER = "later", _("回头看照片")


class ServiceWay(TextChoices):
    """限拆决定送达方式."""

    IN_PERSON = "in_person", _("直接送达")
    LEFT = "left", _("留置送达")
    POST = "post", _("邮寄送达")
    ELECTRONIC = "electronic", _("电子送达")


class RemedyKind(TextChoices):
    """救济类别."""

    RECONSIDERATION = "reconsideration", _("行政复议")
    LAWSUIT = "lawsuit", _("行政诉讼")


class RemedyResult(TextChoices):
    """救济结果."""

    UPHELD = "upheld", _("维持限拆决定")
    REVOKED = "revoked", _("撤销限拆决定")
    WITHDRAWN = "withdrawn", _("当事人撤回")


class Way(TextChoices):
    """拆除方式."""

    SELF = "self", _("自拆")
    ASSISTED = "assisted", _("助拆")
    SUBSTITUTE = "substitute", _("代拆")
    FORCED = "forced", _("强拆")


class HazardKind(TextChoices):
    """隐患类别."""

    STRUCTURE = "structure", _("结构安全")
    FIRE = "fire", _("消防安全")
    GAS = "gas", _("燃气安全")
    ELECTRICITY = "electricity", _("用电安全")
    CROWD = "crowd", _("人员密集")


class Side(TextChoices):
    """责任方: the four sides that answer for a stock structure; their names are the bureau's."""

    OWNER = "owner", _("违建当事人")
    PROPERTY = "property", _("物业服务企业")
    COMMITTEE = "committee", _("居（村）委会、业委会")
    STREET = "street", _("街镇（执法队）")


class ScreeningResult(TextChoices):
    """甄别结论."""

    REMOVE = "remove", _("应当拆除")
    RETAIN = "retain", _("暂予保留")
    LEGALISE = "legalise", _("可以补办")


class StockChange(TextChoices):
    """基数变更类别."""

    ADD = "add", _("调入基数")
    REMOVE = "remove", _("调出基数")


class CampaignKind(TextChoices):
    """整治类别."""

    PUBLIC_UNIT = "public_unit", _("公共属性单位违建整治")
    VILLA = "villa", _("别墅区私搭乱建整治")
    COURTYARD = "courtyard", _("天井违建试点")


class Quarter(TextChoices):
    """计划季度."""

    Q1 = "1", _("第一季度")
    Q2 = "2", _("第二季度")
    Q3 = "3", _("第三季度")
    Q4 = "4", _("第四季度")
