"""What the acts from find to verdict write, and the ends that pull nothing down."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from chengguan.core.files.models import FileUse
from chengguan.core.org.kinds import Field, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.locating import locate
from chengguan.core.registers.models import Place
from chengguan.core.work.act import Act
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.kinds import FoundBy, Origin, Phase, StructureKind
from chengguan.enforcement.structures.models import (
    HazardItem,
    IllegalStructure,
    Regrowth,
    ResponsibilityAssignment,
    SiteVisit,
    StructurePhoto,
    VisitOfficer,
)

HANDLES = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
TOLD = (
    "storeys",
    "length",
    "width",
    "height",
    "occupant",
    "tenants",
    "built_since",
    "built_until",
    "is_public_servant",
)


def register(act: Act, data: inputs.Register) -> None:
    row = _described(act, data, Origin.NEW, data.source)
    row.is_under_construction = data.is_under_construction
    row.external_no = data.external_no or None
    row.is_reported = data.is_reported
    row.reporter_name = act.sealed.get("reporter_name")
    row.reporter_phone = act.sealed.get("reporter_phone")
    act.save_all([row])


def list_stock(act: Act, data: inputs.ListStock) -> None:
    row = _described(act, data, Origin.STOCK, FoundBy.CENSUS)
    row.is_under_construction = False
    row.census_batch, row.external_no = data.census_batch, data.external_no or None
    act.save_all([row])


def _described(act: Act, data: inputs.Described, origin: str, source: str) -> IllegalStructure:
    year = act.at.occurred.astimezone(ZONE).year
    act.begin(
        number=f"WJ{year}-{act.next_number(f'structure/{year}'):05d}",
        title=data.title or f"{data.address[:60]} {StructureKind(data.kind).label}",
        organ=data.organ,
        field=Field.ILLEGAL_STRUCTURE,
        party=data.party,
        place=data.place,
    )
    _hand_to_team(act, data.organ)
    told = {name: getattr(data, name) for name in TOLD}
    row = IllegalStructure(
        matter=act.matter,
        origin=origin,
        source=source,
        kind=data.kind,
        material=data.material,
        use=data.use,
        owner_nature=data.owner_nature,
        address_text=data.address,
        area=data.area,
        area_left=data.area,
        **told,
    )
    place_it(row, data.longitude, data.latitude, data.place)
    return row


def place_it(
    row: IllegalStructure, longitude: Decimal | None, latitude: Decimal | None, place: Place | None
) -> None:
    """By its own position, else by that of the registered place."""
    if longitude is None or latitude is None:
        row.longitude = place.longitude if place else None
        row.latitude = place.latitude if place else None
        row.subdistrict = place.subdistrict if place else None
    else:
        row.longitude, row.latitude = longitude, latitude
        found = locate(latitude, longitude).subdistrict
        row.subdistrict = found or (place.subdistrict if place else None)


def _hand_to_team(act: Act, organ: Organ) -> None:
    """To the officer who found it in his own unit, else to whoever leads the unit."""
    own = {scope.role for scope in act.by.scopes if organ.pk == scope.organ_id}
    if act.by.person_id and own & set(HANDLES):
        act.hand_to(Person(pk=act.by.person_id))
    else:
        act.hand_to(role=Role.TEAM_HEAD, organ=organ)


def check_on_site(act: Act, data: inputs.CheckOnSite) -> None:
    row = structure_of(act)
    visit = SiteVisit(
        structure=row,
        round=row.round,
        visited_at=act.at.occurred,
        found=data.found,
        is_under_construction=data.is_under_construction,
        area=data.area,
    )
    act.save(visit)
    act.save_all([VisitOfficer(visit=visit, officer=one) for one in unique(data.officers)])
    keep_photos(act, Phase.BEFORE, data.view, data.photos)
    row.is_under_construction = data.is_under_construction
    row.area = row.area_left = data.area
    act.save(row)


def add_view(act: Act, data: inputs.AddView) -> None:
    keep_photos(act, Phase.BEFORE, data.view, data.photos)


def amend(act: Act, data: inputs.Amend) -> None:
    row = structure_of(act)
    names = ("kind", "material", "use", "owner_nature", "occupant", "tenants", "is_public_servant")
    act.note(before={name: getattr(row, name) for name in names})
    for name in names:
        setattr(row, name, getattr(data, name))
    act.save(row)


def identify(act: Act, data: inputs.Identify) -> None:
    row = structure_of(act)
    row.verdict, row.planning_reply = data.verdict, data.planning_reply
    row.identified_at = act.at.occurred
    act.save(row)


def answer_reporter(act: Act, data: inputs.AnswerReporter) -> None:
    row = structure_of(act)
    row.answer, row.answered_at = act.sealed["told"], act.at.occurred
    act.save(row)


def legalise(act: Act, data: inputs.Legalise) -> None:
    row = structure_of(act)
    row.permit_no = data.permit_no
    act.save(row)
    end(act, data)


def end(act: Act, data: object) -> None:
    end_care(act, "随违建了结")
    act.clear_desk()


def regrow(act: Act, data: inputs.Regrow) -> None:
    """The next round begins: what was found out about the former one counts no more."""
    row = structure_of(act)
    row.round += 1
    row.is_under_construction = data.is_under_construction
    row.area = row.area_left = data.area
    row.verdict, row.planning_reply = "", ""
    row.identified_at, row.demolished_at = None, None
    row.safety_grade = ""
    act.save(row)
    again = Regrowth(
        structure=row,
        round=row.round,
        found_at=act.at.occurred,
        area=data.area,
        is_under_construction=data.is_under_construction,
        by_id=act.person_id,
    )
    act.save(again)
    _hand_to_team(act, act.matter.organ)


# -- what other effects use ----------------------------------------------------------------


def end_care(act: Act, with_it: str) -> None:
    """A hazard ends with the structure that it was in, and so does who answers for it: what grows
    again gets its own names."""
    row, on = structure_of(act), act.at.occurred.astimezone(ZONE).date()
    for hazard in HazardItem.objects.filter(structure=row, closed_at=None):
        hazard.closed_at = act.at.occurred
        hazard.rectification = hazard.rectification or with_it
        act.save(hazard)
    for side in ResponsibilityAssignment.objects.filter(structure=row, until=None):
        side.until = on
        act.save(side)


def structure_of(act: Act) -> IllegalStructure:
    """The row that ``facts`` has read in this act."""
    return act.matter.structure


def unique(people: Iterable[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())


def keep_photos(act: Act, phase: str, view: str, photos: tuple[int, ...]) -> None:
    """Remember from which view each photo was taken; the files themselves ``perform`` attaches."""
    row = structure_of(act)
    act.save_all(
        [
            StructurePhoto(structure=row, round=row.round, phase=phase, view=view.strip(), use=use)
            for use in FileUse.objects.filter(pk__in=photos).order_by("pk")
        ]
    )


SITE: Mapping[str, Effect] = {
    "register": register,
    "list_stock": list_stock,
    "check_on_site": check_on_site,
    "add_view": add_view,
    "amend": amend,
    "identify": identify,
    "answer_reporter": answer_reporter,
    "retain": lambda act, data: None,
    "legalise": legalise,
    "confiscate": end,
    "transfer": end,
    "void": end,
    "regrow": regrow,
}
