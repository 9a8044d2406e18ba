"""The closed vocabularies of org: kinds of organ, roles, fields of law. Imports no model."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganKind(TextChoices):
    """机构类别: the units of both documents, with what stands above and beside them."""

    CITY_BUREAU = "city_bureau", _("市城管执法局")
    OFFICE = "office", _("局机关")
    CITY_BRIGADE = "city_brigade", _("执法总队")
    PERSONNEL_SECTION = "personnel_section", _("组织人事处")
    DISTRICT_BUREAU = "district_bureau", _("区城管执法局")
    SECTION = "section", _("科室")
    BRIGADE = "brigade", _("执法大队")
    SPECIAL_TEAM = "special_team", _("专业中队")
    STREET_TEAM = "street_team", _("街镇综合行政执法队")
    SQUAD = "squad", _("班组")
    SUBDISTRICT = "subdistrict", _("街道办事处、镇政府")
    OPS_CENTER = "ops_center", _("城运中心")
    PARTNER_UNIT = "partner_unit", _("协作单位")
    PROPERTY_COMPANY = "property_company", _("物业服务企业")
    PROPERTY_OFFICE = "property_office", _("物业管理处")
    RESIDENTS_COMMITTEE = "residents_committee", _("居委会")
    OWNERS_COMMITTEE = "owners_committee", _("业委会")
    PARTY_BRANCH = "party_branch", _("党支部")
    DISCIPLINE_UNIT = "discipline_unit", _("派驻纪检监察组")
    BUREAU_UNION = "bureau_union", _("局工会")
    OFFICE_UNION = "office_union", _("机关工会")
    BRIGADE_UNION = "brigade_union", _("执法总队工会")
    BASE_UNION = "base_union", _("基层工会")
    UNION_GROUP = "union_group", _("工会小组")
    AUDIT_COMMITTEE = "audit_committee", _("经审委")
    WOMEN_COMMITTEE = "women_committee", _("女工委")
    CITY_FEDERATION = "city_federation", _("市总工会")
    CONSTRUCTION_UNION = "construction_union", _("市建设交通工会")
    CONTEST_OFFICE = "contest_office", _("市竞赛办")
    CONTEST_ZONE = "contest_zone", _("赛区")


class Role(TextChoices):
    """角色 R1–R24; what a role may do stands in the procedures, never here."""

    OFFICER = "officer", _("执法队员")
    SQUAD_LEADER = "squad_leader", _("班组长")
    TEAM_HEAD = "team_head", _("街镇综合行政执法队队长")
    DISPATCHER = "dispatcher", _("调度员/受理员")
    LEGAL_REVIEWER = "legal_reviewer", _("法制员")
    SUPERVISOR = "supervisor", _("督察")
    FIELD_SECTION = "field_section", _("业务科干部")
    BUREAU_LEADER = "bureau_leader", _("局领导")
    PROPERTY_MANAGER = "property_manager", _("物业项目经理")
    RESIDENT = "resident", _("居民")
    RESIDENTS_COMMITTEE = "residents_committee", _("居委干部")
    LIAISON = "liaison", _("部门联络员")
    PERSONNEL = "personnel", _("组织人事干部")
    UNION_STAFF = "union_staff", _("工会干部")
    MEMBER = "member", _("工会会员")
    UNION_AUDITOR = "union_auditor", _("经审委员")
    DISCIPLINE_LIAISON = "discipline_liaison", _("派驻纪检监察联络人")
    SYS_ADMIN = "sys_admin", _("系统管理员")
    SEC_ADMIN = "sec_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")
    SUPERIOR_UNION = "superior_union", _("上级工会审核人")
    BASE_UNION_CHAIR = "base_union_chair", _("基层工会主席")
    WOMENS_COMMITTEE = "womens_committee", _("女工委委员")
    BRANCH_SECRETARY = "branch_secretary", _("党支部书记")
    INTERNAL_AUDITOR = "internal_auditor", _("内审员")
    EXPERT = "expert", _("专家/讲师")


THREE_ADMINISTRATORS = frozenset({Role.SYS_ADMIN, Role.SEC_ADMIN, Role.AUDIT_ADMIN})
"""三员分立: one person holds at most one of them, and none of them reads content by office."""

APPROVERS = frozenset(
    {
        Role.TEAM_HEAD,
        Role.LEGAL_REVIEWER,
        Role.BUREAU_LEADER,
        Role.SUPERVISOR,
        Role.UNION_STAFF,
        Role.SUPERIOR_UNION,
        Role.DISCIPLINE_LIAISON,
    }
)
SECOND_FACTOR_ROLES = THREE_ADMINISTRATORS | APPROVERS
"""等级保护三级: administrators and approvers sign in with a second factor."""

ENFORCEMENT_ROLES = frozenset(
    {
        Role.OFFICER,
        Role.SQUAD_LEADER,
        Role.TEAM_HEAD,
        Role.DISPATCHER,
        Role.LEGAL_REVIEWER,
        Role.SUPERVISOR,
        Role.FIELD_SECTION,
        Role.BUREAU_LEADER,
    }
)
UNION_ROLES = frozenset(
    {
        Role.UNION_STAFF,
        Role.MEMBER,
        Role.UNION_AUDITOR,
        Role.SUPERIOR_UNION,
        Role.BASE_UNION_CHAIR,
        Role.WOMENS_COMMITTEE,
    }
)


class CertificateKind(TextChoices):
    """证件类别: what somebody has been qualified for."""

    ENFORCEMENT = "enforcement", _("执法证")
    LEGAL = "legal", _("法律职业资格证书")
    FORMER_REVIEWER = "former_reviewer", _("原法制审核人员证明")


MAY_REVIEW = (CertificateKind.LEGAL, CertificateKind.FORMER_REVIEWER)
"""Who reviews penalties for the first time is qualified as a lawyer; who did before that was
commanded has it on paper (行政处罚法 58.2)."""


class MembershipKind(TextChoices):
    """所属类别: why somebody belongs to an organ."""

    UNIT = "unit", _("单位")
    SQUAD = "squad", _("班组")
    UNION = "union", _("工会")
    UNION_GROUP = "union_group", _("工会小组")
    BRANCH = "branch", _("党支部")
    COMMITTEE = "committee", _("委员会")


class Field(TextChoices):
    """执法领域: the classes of enforcement items, and the scope a grant may be limited to."""

    HOUSING = "housing", _("装修/房屋使用")
    ILLEGAL_STRUCTURE = "illegal_structure", _("违法建筑")
    STREET = "street", _("街面秩序/市容")
    SIGNBOARD = "signboard", _("户外广告/招牌")
    HOUSEHOLD_WASTE = "household_waste", _("生活垃圾")
    CONSTRUCTION_WASTE = "construction_waste", _("建筑垃圾")
    FUME = "fume", _("油烟/异味/焚烧")
    DUST = "dust", _("扬尘")
    NOISE = "noise", _("噪声")
    GAS = "gas", _("燃气")
    RENTAL = "rental", _("住房租赁/群租")
    BICYCLE = "bicycle", _("非机动车/共享单车")
    GREENERY = "greenery", _("绿化")
    WATER = "water", _("排水/河道")
    PUBLIC_SECURITY = "public_security", _("移送公安（治安）")
