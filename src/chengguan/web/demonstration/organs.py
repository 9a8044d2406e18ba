"""The organs of the demonstration: the city, Changning and its ten subdistricts, the unions.

Each line: key, kind, name, short name, key of the parent. Companies and residents' committees
are invented.
"""

from dataclasses import dataclass

from chengguan.core.org.kinds import OrganKind as Kind


@dataclass(frozen=True)
class OrganLine:
    key: str
    kind: Kind
    name: str
    short: str
    parent: str = ""
    prefix: str = ""
    is_external: bool = False


SUBDISTRICTS = {
    "huayang": "华阳路街道",
    "jiangsu": "江苏路街道",
    "xinhua": "新华路街道",
    "zhoujiaqiao": "周家桥街道",
    "tianshan": "天山路街道",
    "xianxia": "仙霞新村街道",
    "hongqiao": "虹桥街道",
    "chengjiaqiao": "程家桥街道",
    "beixinjing": "北新泾街道",
    "xinjing": "新泾镇",
}

CITY = (
    OrganLine("city", Kind.CITY_BUREAU, "上海市城市管理行政执法局", "市城管执法局"),
    OrganLine("office", Kind.OFFICE, "市城管执法局机关", "局机关", "city"),
    OrganLine("city_brigade", Kind.CITY_BRIGADE, "市城管执法总队", "执法总队", "city"),
    OrganLine("personnel", Kind.PERSONNEL_SECTION, "组织人事处", "组织人事处", "city"),
)

DISTRICT = (
    OrganLine(
        "district",
        Kind.DISTRICT_BUREAU,
        "长宁区城市管理行政执法局",
        "长宁区城管执法局",
        "city",
        "沪长城管",
    ),
    OrganLine("command", Kind.SECTION, "勤务指挥科", "勤务指挥科", "district"),
    OrganLine("legal", Kind.SECTION, "法制科", "法制科", "district"),
    OrganLine("inspectorate", Kind.SECTION, "督察科", "督察科", "district"),
    OrganLine("staff", Kind.SECTION, "组织人事科", "组织人事科", "district"),
    OrganLine("structures", Kind.SECTION, "违法建筑治理科", "违建科", "district"),
    OrganLine("housing", Kind.SECTION, "房屋物业执法科", "物业科", "district"),
    OrganLine("environment", Kind.SECTION, "市容环境执法科", "市容科", "district"),
    OrganLine("audit", Kind.SECTION, "内审室", "内审室", "district"),
    OrganLine("brigade", Kind.BRIGADE, "区城管执法大队", "区执法大队", "district"),
    OrganLine("special", Kind.SPECIAL_TEAM, "物业与环境专业中队", "专业中队", "brigade"),
    OrganLine("branch", Kind.PARTY_BRANCH, "天山路中队党支部", "天山路支部", "district"),
    OrganLine(
        "discipline",
        Kind.DISCIPLINE_UNIT,
        "区纪委监委派驻纪检监察组",
        "派驻纪检监察组",
        "",
        "",
        True,
    ),
)

TEAMS = tuple(
    OrganLine(
        f"team_{key}",
        Kind.STREET_TEAM,
        f"{name}综合行政执法队",
        f"{name.removesuffix('街道').removesuffix('镇')}中队",
        "district",
        f"沪长{name[:2]}综执",
    )
    for key, name in SUBDISTRICTS.items()
)

STREETS = tuple(
    OrganLine(
        f"street_{key}",
        Kind.SUBDISTRICT,
        f"{name}人民政府" if name.endswith("镇") else f"{name}办事处",
        name,
        "",
        "",
        True,
    )
    for key, name in SUBDISTRICTS.items()
)

OUTSIDE = (
    OrganLine("ops", Kind.OPS_CENTER, "长宁区城市运行管理中心", "区城运中心", "", "", True),
    OrganLine(
        "housing_office", Kind.PARTNER_UNIT, "长宁区住房保障和房屋管理局", "区房管局", "", "", True
    ),
    OrganLine(
        "greening", Kind.PARTNER_UNIT, "长宁区绿化和市容管理局", "区绿化市容局", "", "", True
    ),
    OrganLine("traffic", Kind.PARTNER_UNIT, "长宁公安分局交警支队", "区交警支队", "", "", True),
    OrganLine(
        "property", Kind.PROPERTY_COMPANY, "上海榆荫物业管理有限公司", "榆荫物业", "", "", True
    ),
    OrganLine(
        "office_elm",
        Kind.PROPERTY_OFFICE,
        "榆荫新村物业管理处",
        "榆荫管理处",
        "property",
        "榆荫物管",
        True,
    ),
    OrganLine(
        "property_two", Kind.PROPERTY_COMPANY, "上海松涛物业服务有限公司", "松涛物业", "", "", True
    ),
    OrganLine(
        "office_pine",
        Kind.PROPERTY_OFFICE,
        "松涛苑物业管理处",
        "松涛管理处",
        "property_two",
        "松涛物管",
        True,
    ),
    OrganLine(
        "committee", Kind.RESIDENTS_COMMITTEE, "天山路街道榆荫居民委员会", "榆荫居委", "", "", True
    ),
    OrganLine(
        "committee_pine", Kind.RESIDENTS_COMMITTEE, "新泾镇松涛居民委员会", "松涛居委", "", "", True
    ),
    OrganLine(
        "owners_elm", Kind.OWNERS_COMMITTEE, "榆荫新村业主委员会", "榆荫业委会", "", "", True
    ),
)

UNIONS = (
    OrganLine("federation", Kind.CITY_FEDERATION, "上海市总工会", "市总工会", "", "", True),
    OrganLine(
        "construction_union",
        Kind.CONSTRUCTION_UNION,
        "上海市建设交通工会",
        "市建设交通工会",
        "federation",
        "",
        True,
    ),
    OrganLine(
        "contest",
        Kind.CONTEST_OFFICE,
        "市重点工程立功竞赛办公室",
        "市竞赛办",
        "federation",
        "",
        True,
    ),
    OrganLine("zone", Kind.CONTEST_ZONE, "市住建委赛区", "住建委赛区", "contest", "", True),
    OrganLine(
        "bureau_union",
        Kind.BUREAU_UNION,
        "上海市城市管理行政执法局工会",
        "局工会",
        "construction_union",
        "沪城管工",
    ),
    OrganLine(
        "union_audit", Kind.AUDIT_COMMITTEE, "局工会经费审查委员会", "局工会经审委", "bureau_union"
    ),
    OrganLine(
        "union_women", Kind.WOMEN_COMMITTEE, "局工会女职工委员会", "局工会女工委", "bureau_union"
    ),
    OrganLine(
        "office_union", Kind.OFFICE_UNION, "市城管执法局机关工会", "机关工会", "bureau_union"
    ),
    OrganLine(
        "brigade_union", Kind.BRIGADE_UNION, "市城管执法总队工会", "执法总队工会", "bureau_union"
    ),
    OrganLine(
        "base_union", Kind.BASE_UNION, "长宁区城管执法局工会", "长宁区局工会", "bureau_union"
    ),
    OrganLine(
        "union_group", Kind.UNION_GROUP, "天山路中队工会小组", "天山路工会小组", "base_union"
    ),
)

ORGANS = (*CITY, *DISTRICT, *TEAMS, *STREETS, *OUTSIDE, *UNIONS)
