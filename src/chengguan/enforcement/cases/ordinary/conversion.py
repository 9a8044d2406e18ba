"""转入普通程序: a summary case goes on as an ordinary one, with what was recorded at the scene.

The two are linked matters. Inspection, officers, photos and order to correct come over as rows
with their original moments; what was announced at the scene does not: the ordinary procedure
announces anew.
"""

from collections.abc import Mapping
from typing import Any

from chengguan.core.work.act import Act
from chengguan.core.work.models import Matter, MatterFile
from chengguan.core.work.perform import open_matter
from chengguan.core.work.registry import Effect
from chengguan.enforcement.cases.inputs import TakeOver
from chengguan.enforcement.cases.models import (
    Case,
    CorrectionOrder,
    Inspection,
)
from chengguan.enforcement.cases.ordinary.inputs_investigation import TakeIn
from chengguan.enforcement.cases.ordinary.services_investigation import discover

CONVERTED = "converted"
"""The word under which a summary case remembers the ordinary one that went on with it."""


def take_over(act: Act, data: TakeOver) -> None:
    """Open the ordinary case in the same transaction; its refusals refuse this act."""
    was = Case.objects.select_related("matter__party", "matter__place", "officer").get(
        pk=act.matter.pk
    )
    assert was.matter.party is not None, "a case is opened with its party"
    begun = open_matter(
        procedure="case.ordinary",
        action="take_in",
        by=act.by,
        at=act.at,
        data=TakeIn(
            organ=act.matter.organ,
            officer=was.officer,
            partner=data.partner,
            party=was.matter.party,
            place=was.matter.place,
            item_code=was.item_code,
            conduct_on=was.conduct_on,
            discovered_at=was.discovered_at,
            spot=was.spot,
            fact=was.fact,
            summary=act.matter.pk,
        ),
        key=f"{act.key[:50]}:ordinary",
    )
    target = Matter.objects.get(pk=begun.matter)
    act.link(target, CONVERTED)
    act.note(case=target.number)
    act.clear_desk()


def take_in(act: Act, data: TakeIn) -> None:
    """Begin as any ordinary case, then write down what the scene had shown."""
    discover(act, data)
    for found in Inspection.objects.filter(case=data.summary).order_by("pk"):
        there = list(found.officers.order_by("pk"))
        row = _again(found, case_id=act.matter.pk)
        act.save(row)
        act.save_all(_again(officer, inspection_id=row.pk) for officer in there)
    orders = CorrectionOrder.objects.filter(case=data.summary).order_by("pk")
    act.save_all(_again(order, case_id=act.matter.pk) for order in orders)
    files = MatterFile.objects.filter(matter=data.summary).order_by("pk")
    act.save_all(
        MatterFile(
            matter=act.matter,
            use_id=file.use_id,
            action=file.action,
            purpose=file.purpose,
            confidentiality=file.confidentiality,
            added_at=act.at.recorded,
        )
        for file in files
    )


def _again(row: Any, **changed: object) -> Any:
    """The same row in another case."""
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)(**kept | changed)


FROM_SUMMARY: Mapping[str, Effect] = {"take_over": take_over}
EFFECTS: Mapping[str, Effect] = {"take_in": take_in}
