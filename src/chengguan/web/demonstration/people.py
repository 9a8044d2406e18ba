"""The invented people of the demonstration: who, in which organ, with which role and account."""

from dataclasses import dataclass

from chengguan.core.org.kinds import Role
from chengguan.web.demonstration.organs import SUBDISTRICTS


@dataclass(frozen=True)
class PersonLine:
    """``account`` is the name to sign in with; those without one cannot."""

    name: str
    role: Role
    organ: str
    account: str = ""
    is_head: bool = False

    @property
    def is_officer(self) -> bool:
        return self.role in (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)


ACCOUNTS = (
    PersonLine("沈知行", Role.OFFICER, "team_tianshan", "officer"),
    PersonLine("陆景川", Role.OFFICER, "team_tianshan", "officer.two"),
    PersonLine("顾明哲", Role.SQUAD_LEADER, "team_tianshan", "squad"),
    PersonLine("方砚秋", Role.TEAM_HEAD, "team_tianshan", "team", is_head=True),
    PersonLine("程嘉树", Role.OFFICER, "team_xinjing", "officer.xinjing"),
    PersonLine("叶一舟", Role.TEAM_HEAD, "team_xinjing", "team.xinjing", is_head=True),
    PersonLine("宋予安", Role.OFFICER, "special", "officer.special"),
    PersonLine("许东林", Role.TEAM_HEAD, "special", "team.special", is_head=True),
    PersonLine("白若溪", Role.DISPATCHER, "district", "dispatcher"),
    PersonLine("齐思远", Role.LEGAL_REVIEWER, "district", "legal"),
    PersonLine("闻人杰", Role.LEGAL_REVIEWER, "district", "legal.two"),
    PersonLine("邵正平", Role.SUPERVISOR, "district", "supervisor"),
    PersonLine("韩立夏", Role.FIELD_SECTION, "district", "section"),
    PersonLine("贺国梁", Role.BUREAU_LEADER, "district", "leader", is_head=True),
    PersonLine("姜采薇", Role.PROPERTY_MANAGER, "office_elm", "property"),
    PersonLine("丁小满", Role.RESIDENT, "committee", "resident"),
    PersonLine("魏淑芬", Role.RESIDENTS_COMMITTEE, "committee", "committee"),
    PersonLine("孟致远", Role.LIAISON, "housing_office", "liaison"),
    PersonLine("蒋文静", Role.PERSONNEL, "staff", "personnel"),
    PersonLine("罗慧敏", Role.BRANCH_SECRETARY, "branch", "branch"),
    PersonLine("钟铁成", Role.DISCIPLINE_LIAISON, "discipline", "discipline"),
    PersonLine("夏青禾", Role.INTERNAL_AUDITOR, "audit", "auditor"),
    PersonLine("苏怀瑾", Role.EXPERT, "legal", "expert"),
    PersonLine("唐系明", Role.SYS_ADMIN, "district", "sysadmin"),
    PersonLine("温安然", Role.SEC_ADMIN, "district", "secadmin"),
    PersonLine("俞审之", Role.AUDIT_ADMIN, "district", "auditadmin"),
    PersonLine("曹映雪", Role.UNION_STAFF, "bureau_union", "union", is_head=True),
    PersonLine("潘晓岚", Role.MEMBER, "union_group", "member"),
    PersonLine("郑算盘", Role.UNION_AUDITOR, "union_audit", "unionaudit"),
    PersonLine("梁上清", Role.SUPERIOR_UNION, "construction_union", "superior"),
    PersonLine("金玉章", Role.BASE_UNION_CHAIR, "base_union", "baseunion", is_head=True),
    PersonLine("谢婉如", Role.WOMENS_COMMITTEE, "union_women", "women"),
)

_NAMES = [
    "史润泽",
    "马之恒",
    "毛一鸣",
    "严启航",
    "武承志",
    "戴文渊",
    "莫云帆",
    "孔令仪",
    "向天成",
    "汤子墨",
    "尹书衡",
    "常乐天",
    "易水寒",
    "乔木生",
    "段秋实",
    "雷震宇",
    "侯志诚",
    "龙在田",
    "万里晴",
    "崔浩然",
    "江晚舟",
    "童心宇",
    "颜如松",
    "章台柳",
]

_STAFFED = ("tianshan", "xinjing")
_REST = tuple(key for key in SUBDISTRICTS if key not in _STAFFED)


def _team(key: str, names: tuple[str, ...]) -> tuple[PersonLine, ...]:
    head, first, second = names
    organ = f"team_{key}"
    return (
        PersonLine(head, Role.TEAM_HEAD, organ, is_head=True),
        PersonLine(first, Role.OFFICER, organ),
        PersonLine(second, Role.OFFICER, organ),
    )


CREWS = (
    *(
        line
        for number, key in enumerate(_REST)
        for line in _team(key, tuple(_NAMES[number * 3 : number * 3 + 3]))
    ),
    PersonLine("邹平川", Role.OFFICER, "team_xinjing"),
    PersonLine("熊知秋", Role.SQUAD_LEADER, "team_xinjing"),
    PersonLine("陶然之", Role.OFFICER, "special"),
    PersonLine("洪远山", Role.SQUAD_LEADER, "special"),
    PersonLine("岳长卿", Role.OFFICER, "special"),
    PersonLine("费致和", Role.OFFICER, "special"),
    PersonLine("蔺如画", Role.PROPERTY_MANAGER, "office_elm"),
    PersonLine("柏青山", Role.PROPERTY_MANAGER, "office_pine"),
    PersonLine("纪春和", Role.LIAISON, "owners_elm"),
    PersonLine("俞伯川", Role.BUREAU_LEADER, "district"),
    PersonLine("倪正则", Role.BUREAU_LEADER, "district"),
)

PEOPLE = (*ACCOUNTS, *CREWS)
