"""What the acts of removal write."""

from collections.abc import Mapping
from decimal import Decimal

from chengguan.core.org.models import Person
from chengguan.core.work.act import Act
from chengguan.core.work.registry import Effect
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.facts import LOOKS
from chengguan.enforcement.structures.kinds import Phase, Way
from chengguan.enforcement.structures.models import (
    Acceptance,
    CleaningNotice,
    DemolitionOfficer,
    DemolitionRecord,
    KeptThing,
    LookBack,
    PropertyNotice,
)
from chengguan.enforcement.structures.services_site import (
    end_care,
    keep_photos,
    structure_of,
    unique,
)


def demolish(act: Act, data: inputs.Demolish) -> None:
    _record(act, data.way, data, is_partial=False)


def demolish_part(act: Act, data: inputs.Demolish) -> None:
    _record(act, data.way, data, is_partial=True)


def force_demolition(act: Act, data: inputs.ForceDemolition) -> None:
    record = _record(act, Way.FORCED, data, is_partial=False)
    record.is_urgent, record.urgency = data.is_urgent, data.urgency
    act.save(record)
    row = structure_of(act)
    act.save_all(
        [
            KeptThing(
                structure=row,
                round=row.round,
                name=thing.name,
                quantity=thing.quantity,
                kept_at=thing.kept_at,
                claim_until=data.claim_until,
            )
            for thing in data.kept
        ]
    )


def _record(
    act: Act, way: str, data: inputs.Demolish | inputs.ForceDemolition, *, is_partial: bool
) -> DemolitionRecord:
    """The round is closed by the whole: what stood is gone, and with it what was owed."""
    row = structure_of(act)
    record = DemolitionRecord(
        structure=row,
        round=row.round,
        demolished_at=act.at.occurred,
        way=way,
        is_partial=is_partial,
        area=data.area,
        cost=data.cost,
        waste_to=data.waste_to,
        recorded_by_id=act.person_id,
    )
    act.save(record)
    crew = [DemolitionOfficer(record=record, officer=one) for one in unique(data.officers)]
    act.save_all(crew)
    row.area_left = row.area_left - data.area if is_partial else Decimal(0)
    if not is_partial:
        row.demolished_at, row.next_check_on = act.at.occurred, None
        row.is_under_construction = False
        end_care(act, "随违建拆除")
    act.save(row)
    return record


def notify_property(act: Act, data: inputs.NotifyProperty) -> None:
    row = structure_of(act)
    act.save(
        PropertyNotice(
            structure=row,
            round=row.round,
            given_at=act.at.occurred,
            take_until=data.take_until,
            is_empty=data.is_empty,
        )
    )


def claim_thing(act: Act, data: inputs.ClaimThing) -> None:
    thing = KeptThing.objects.get(structure=structure_of(act), pk=data.thing)
    thing.claimed_at, thing.claimed_by = act.at.occurred, data.claimed_by
    act.save(thing)


def dispose_thing(act: Act, data: inputs.DisposeThing) -> None:
    thing = KeptThing.objects.get(structure=structure_of(act), pk=data.thing)
    thing.disposed_at, thing.disposal = act.at.occurred, data.disposal
    act.save(thing)


def notify_cleaning(act: Act, data: inputs.NotifyCleaning) -> None:
    row = structure_of(act)
    act.save(
        CleaningNotice(structure=row, round=row.round, given_at=act.at.occurred, due_on=data.due_on)
    )


def inspect(act: Act, data: inputs.Inspect) -> None:
    row = structure_of(act)
    act.save(
        Acceptance(
            structure=row,
            round=row.round,
            inspected_by=_actor(act),
            inspected_at=act.at.occurred,
            is_cleared=data.is_cleared,
            remark=data.remark,
        )
    )
    keep_photos(act, Phase.AFTER, data.view, data.photos)


def confirm_acceptance(act: Act, data: inputs.ConfirmAcceptance) -> None:
    looked = acceptance_of(act)
    looked.confirmed_by, looked.confirmed_at = _actor(act), act.at.occurred
    act.save(looked)


def return_inspection(act: Act, data: inputs.ReturnInspection) -> None:
    looked = acceptance_of(act)
    looked.returned_at, looked.return_reason = act.at.occurred, data.reason
    act.save(looked)


def look_again(act: Act, data: inputs.LookAgain) -> None:
    row = structure_of(act)
    owed = [clock for clock in act.clocks if clock.ref in LOOKS and clock.stopped_at is None]
    # Looking late stands for the look that was owed first: none of the three is skipped.
    first = min(owed, key=lambda clock: LOOKS.index(clock.ref))
    act.stop_clock(first.ref, act.at.occurred)
    act.save(
        LookBack(
            structure=row,
            round=row.round,
            ref=first.ref,
            looked_at=act.at.occurred,
            by=_actor(act),
            found=data.found,
        )
    )
    keep_photos(act, Phase.LATER, data.view, data.photos)


def archive(act: Act, data: None) -> None:
    act.clear_desk()


def acceptance_of(act: Act) -> Acceptance:
    """The look of the first person that waits for the second."""
    row = structure_of(act)
    waiting = Acceptance.objects.filter(structure=row, round=row.round)
    return waiting.select_related("inspected_by").get(confirmed_at=None, returned_at=None)


def _actor(act: Act) -> Person:
    return Person(pk=act.person_id, name=act.by.name)


REMOVAL: Mapping[str, Effect] = {
    "demolish": demolish,
    "demolish_part": demolish_part,
    "force_demolition": force_demolition,
    "notify_property": notify_property,
    "claim_thing": claim_thing,
    "dispose_thing": dispose_thing,
    "notify_cleaning": notify_cleaning,
    "inspect": inspect,
    "confirm_acceptance": confirm_acceptance,
    "return_inspection": return_inspection,
    "look_again": look_again,
    "archive": archive,
}
