"""The structures of the demonstration: where each stands, and its road by days before now."""

from dataclasses import dataclass
from typing import Any

Road = tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class StructureStory:
    """``road`` tells on which day, counted back from now, which step was taken."""

    key: str
    place: str
    road: Road
    kind: str = "courtyard"
    material: str = "colour_steel"
    area: str = "18.00"
    room: str = ""
    team: str = "team_tianshan"
    nature: str = "person"
    party: str = ""
    source: str = "patrol"
    verdict: str = "must_go"
    way: str = "self"
    grade: str = ""
    quarter: str = ""
    found: str = "搭建物占用公共空间，未取得规划许可。"
    is_being_built: bool = False
    is_servant: bool = False


def ordered(days: float) -> Road:
    """Found, seen, identified, reviewed and ordered within three days."""
    return (
        (days, "registered"),
        (days, "checked"),
        (days - 1, "identified"),
        (days - 2, "reviewed"),
        (days - 3, "ordered"),
    )


def served(days: float) -> Road:
    return (*ordered(days), (days - 4, "served"), (days - 4, "announced"))


def urged(days: float) -> Road:
    return (*served(days), (days - 10, "heard"), (days - 25, "urged"))


def listed(days: float = 290) -> tuple[float, str]:
    return (days, "listed")


BUILDING: dict[str, Any] = {"is_being_built": True, "material": "steel"}

NEW = (
    StructureStory(
        "fresh",
        "villas",
        ((0.03, "registered"),),
        team="team_xianxia",
        kind="villa",
        source="property",
        **BUILDING,
    ),
    StructureStory(
        "late_visit",
        "north",
        ((0.2, "registered"),),
        team="team_beixinjing",
        source="report",
        **BUILDING,
    ),
    StructureStory("seen", "elm", ((1, "registered"), (1, "checked")), room="7 号 102 室"),
    StructureStory(
        "paused",
        "pine",
        ((1, "registered"), (1, "checked"), (1, "paused")),
        team="team_xinjing",
        kind="roof",
        room="3 号 601 室",
        **BUILDING,
    ),
    StructureStory(
        "stopped",
        "garden",
        ((2, "registered"), (2, "checked"), (2, "paused"), (1, "stopped")),
        team="team_xinhua",
        kind="terrace",
        room="2 号 602 室",
        **BUILDING,
    ),
    StructureStory(
        "refused",
        "village",
        (
            (3, "registered"),
            (3, "checked"),
            (3, "paused"),
            (2, "stopped"),
            (1, "refused"),
            (1, "property"),
        ),
        team="team_xianxia",
        kind="sunroom",
        room="5 号 101 室",
        **BUILDING,
    ),
    StructureStory(
        "forced_at_once",
        "mall",
        (
            (6, "registered"),
            (6, "checked"),
            (6, "paused"),
            (5, "stopped"),
            (4, "refused"),
            (4, "property"),
            (4, "forced"),
            (3, "cleaning"),
        ),
        kind="roof",
        nature="enterprise",
        **BUILDING,
    ),
    StructureStory(
        "reviewing",
        "elm",
        ((8, "registered"), (8, "checked"), (7, "identified"), (6, "reviewed")),
        room="9 号 101 室",
        source="report",
    ),
    StructureStory(
        "overdue",
        "hostel",
        (*served(44), (40, "part")),
        team="team_zhoujiaqiao",
        kind="streetside",
        nature="enterprise",
        area="32.00",
    ),
    StructureStory(
        "notice", "lane", (*ordered(26), (22, "noticed")), team="team_jiangsu", kind="streetside"
    ),
    StructureStory(
        "waiting",
        "pine",
        urged(120),
        team="team_xinjing",
        kind="villa",
        material="brick",
        area="46.00",
        room="11 号",
        is_servant=True,
    ),
    StructureStory(
        "sued",
        "garden",
        (*urged(210), (150, "sued")),
        team="team_xinhua",
        kind="basement",
        material="brick",
        area="38.50",
        room="6 号 101 室",
    ),
    StructureStory(
        "decided",
        "village",
        (*urged(205), (6, "decided"), (5, "property")),
        team="team_xianxia",
        kind="roof",
        material="brick",
        area="27.00",
        room="8 号 501 室",
    ),
    StructureStory(
        "forced",
        "north",
        (
            *urged(215),
            (18, "decided"),
            (16, "property"),
            (10, "forced"),
            (8, "cleaning"),
            (3, "inspected"),
        ),
        team="team_beixinjing",
        kind="platform",
        material="brick",
        area="21.50",
    ),
    StructureStory(
        "self_down", "elm", ((20, "registered"), (20, "checked"), (12, "down")), room="2 号 103 室"
    ),
    StructureStory(
        "accepted",
        "pine",
        (
            (60, "registered"),
            (60, "checked"),
            (50, "down"),
            (45, "inspected"),
            (44, "accepted"),
            (14, "looked"),
        ),
        team="team_xinjing",
        kind="shed",
        way="assisted",
        room="中心绿地",
    ),
    StructureStory(
        "archived",
        "market",
        (
            (215, "registered"),
            (215, "checked"),
            (210, "down"),
            (206, "inspected"),
            (205, "accepted"),
            (175, "looked"),
            (114, "looked"),
            (25, "looked"),
            (20, "archived"),
        ),
        kind="streetside",
        nature="enterprise",
    ),
    StructureStory(
        "regrown",
        "elm",
        (
            (100, "registered"),
            (100, "checked"),
            (95, "down"),
            (92, "inspected"),
            (91, "accepted"),
            (60, "looked"),
            (0.06, "regrown"),
        ),
        room="7 号 105 室",
        kind="shed",
    ),
    StructureStory(
        "legalised",
        "mall",
        ((70, "registered"), (70, "checked"), (66, "identified"), (50, "legalised")),
        kind="roof",
        nature="enterprise",
        verdict="correctable",
    ),
    StructureStory(
        "confiscated",
        "bridge",
        ((90, "registered"), (90, "checked"), (80, "identified"), (60, "confiscated")),
        team="team_hongqiao",
        kind="basement",
        nature="enterprise",
        verdict="cannot_go",
        material="brick",
        area="88.00",
    ),
    StructureStory(
        "transferred",
        "depot",
        ((33, "registered"), (33, "transferred")),
        team="team_chengjiaqiao",
        kind="other",
        nature="enterprise",
    ),
    StructureStory("voided", "elm", ((28, "registered"), (27, "voided")), room="7 号 102 室"),
    StructureStory(
        "reported",
        "carwash",
        ((9, "registered"), (9, "checked"), (5, "answered")),
        team="team_huayang",
        source="report",
        kind="shed",
        nature="enterprise",
    ),
)

STOCK = (
    StructureStory(
        "stock_school",
        "village",
        (listed(), (200, "checked"), (160, "down")),
        team="team_xianxia",
        kind="shed",
        nature="public_unit",
        quarter="1",
    ),
    StructureStory(
        "stock_office",
        "lane",
        (listed(), (60, "safe")),
        team="team_jiangsu",
        kind="roof",
        nature="public_unit",
        grade="C",
        quarter="4",
    ),
    StructureStory(
        "stock_yard",
        "elm",
        (listed(), (80, "sides"), (40, "safe")),
        grade="B",
        room="3 号 101 室",
        quarter="3",
    ),
    StructureStory("stock_yard_two", "elm", (listed(),), room="3 号 102 室", quarter="4"),
    StructureStory(
        "stock_villa",
        "villas",
        (listed(), (45, "safe"), (20, "hazard")),
        team="team_xianxia",
        kind="villa",
        material="brick",
        area="64.00",
        grade="A",
        found="外挑平台开裂，下方有人通行。",
        quarter="3",
    ),
    StructureStory(
        "stock_roof",
        "garden",
        (listed(), (50, "safe"), (50, "hazard"), (42, "rectified"), (40, "closed")),
        team="team_xinhua",
        kind="roof",
        grade="B",
        quarter="4",
    ),
    StructureStory(
        "stock_kept",
        "pine",
        (listed(), (150, "screened"), (148, "retained")),
        team="team_xinjing",
        kind="platform",
        material="brick",
    ),
    StructureStory(
        "stock_asked", "north", (listed(), (6, "proposed")), team="team_beixinjing", kind="terrace"
    ),
    StructureStory(
        "stock_down",
        "hostel",
        (listed(), (120, "down")),
        team="team_zhoujiaqiao",
        kind="streetside",
        nature="enterprise",
        quarter="2",
        way="substitute",
    ),
    StructureStory(
        "stock_green",
        "pine",
        (listed(), (90, "down")),
        team="team_xinjing",
        kind="green",
        quarter="2",
    ),
)
STRUCTURES = (*NEW, *STOCK)
