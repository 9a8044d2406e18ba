"""What each of the twelve points is in law, and whose matter it is on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import override

from chengguan.core.lawbook.competence import NoCompetence, competence_of
from chengguan.core.lawbook.items import item
from chengguan.core.org.kinds import Field, OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.models import STRUCTURE, Estate, Point

ITEMS: Mapping[Point, tuple[str, ...]] = {
    Point.LOAD_BEARING: ("AY-A001",),
    Point.SLAB: ("AY-A001",),
    Point.FACADE: ("AY-A004",),
    Point.BUILDING: ("AY-B003",),
    Point.COURTYARD: ("AY-A005",),
    Point.GAS: ("AY-A016",),
    Point.WATERPROOF: ("AY-A014",),
    Point.HOURS: ("AY-A019", "AY-A019-旧"),
    Point.WASTE: ("AY-F001",),
}
"""The enforcement items of a point, of which that in force counts; those without one are for the
housing department alone."""

FIELDS = {
    Point.BUILDING: Field.ILLEGAL_STRUCTURE,
    Point.HOURS: Field.NOISE,
    Point.WASTE: Field.CONSTRUCTION_WASTE,
}

BREACH_ONLY = frozenset({Point.PEOPLE})
"""违约: against the agreement alone; no authority is told of it."""


@dataclass(frozen=True)
class Competent:
    """To whom a report is handed, and the rule that says so."""

    organ: Organ
    source: str


def item_of(point: str, on: date) -> str:
    """The enforcement item in force on the day; empty where there is none."""
    codes = ITEMS.get(Point(point), ())
    return next((code for code in codes if item(code).in_force(on)), "")


def field_of(point: str) -> Field:
    return FIELDS.get(Point(point), Field.HOUSING)


def competent(estate: Estate, point: str, moment: datetime) -> Competent:
    """By the rule of competence of the day; what is no enforcement item goes to the housing
    department."""
    on = moment.astimezone(ZONE).date()
    code = item_of(point, on)
    try:
        rule = competence_of(code, on) if code else None
    except NoCompetence:
        rule = None
    if rule is None:
        return Competent(estate.housing_office, "沪物业规定 59")
    teams = {
        OrganKind.DISTRICT_BUREAU: estate.bureau_team,
        OrganKind.STREET_TEAM: estate.street_team,
    }
    organ = teams.get(OrganKind(rule.organ_kind), estate.housing_office)
    known = item(code)
    return Competent(organ, f"{known.name}（{known.breach}）：{rule.source}"[:200])


def visit_clock(point: str, *, is_in_progress: bool) -> str:
    """Which period of arrival a report starts (沪拆违规定 7; otherwise the platform's default)."""
    if point == Point.BUILDING:
        return "CK47" if is_in_progress else "CK46"
    urgent = is_in_progress and point in STRUCTURE
    return "EST_VISIT_URGENT" if urgent else "EST_VISIT"


def in_chinese(label: object) -> str:
    """A choice as data: in the language of the record, whoever writes it."""
    with override("zh-hans"):
        return str(label)
