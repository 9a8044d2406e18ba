"""What bulletins write, called by ``perform`` alone; ``issue_form`` is the door."""

from collections.abc import Mapping
from datetime import datetime

from chengguan.core.org.models import Organ
from chengguan.core.work import figures as published
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.acting import At, system
from chengguan.core.work.errors import NotFound
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_words import value_words
from chengguan.core.work.figures import Asked, Per
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.core.work.services import open_from_form
from chengguan.plans.annual import queries as annual
from chengguan.plans.annual.bound import figure_for, keeper_of
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.annual.progress import Progress
from chengguan.plans.boards import inputs, queries, telling
from chengguan.plans.boards.models import (
    Bulletin,
    BulletinFigure,
    BulletinLine,
    BulletinReceipt,
    BulletinUnit,
)
from chengguan.plans.boards.procedures import PLAN_BULLETIN
from chengguan.plans.boards.queries import Line, UnitLines

HOUSE = system("boards")


def issue_form(form: ActForm, *, key: str) -> Outcome:
    return open_from_form(form, procedure=PLAN_BULLETIN.key, action="issue_bulletin", key=key)


# -- the bulletin --------------------------------------------------------------------------------


def issue_bulletin(act: Act, data: inputs.IssueBulletin) -> None:
    """The plan as it stands at this moment, written down row by row; a receipt for each unit."""
    plan = annual.plan_of(data.plan)
    if plan is None or not annual.may_read(act.by, plan.pk):
        raise NotFound("plan")
    now = act.at.occurred
    found = queries.standing_of(plan, now)
    lines = queries.lines_of(found, now)
    act.begin(
        number=_number(act, "TB", "bulletin"), title=_title(plan, now), organ=plan.matter.organ
    )
    bulletin = _bulletin(act, plan, data, found.progress)
    act.save(bulletin)
    act.save_all(_units(bulletin, lines))
    act.save_all(_lines(bulletin, lines))
    act.save_all(_figures(bulletin, plan, lines, now))
    _address_all(act, bulletin, data.addressees)


def _title(plan: AnnualPlan, now: datetime) -> str:
    local = now.astimezone(ZONE)
    return f"{plan.matter.title}进度通报（截至{local.year}年{local.month}月{local.day}日）"[-200:]


def _number(act: Act, prefix: str, series: str) -> str:
    year = act.at.occurred.astimezone(ZONE).year
    return f"{prefix}{year}-{act.next_number(f'{series}/{year}'):04d}"


def _bulletin(
    act: Act,
    plan: AnnualPlan,
    data: inputs.IssueBulletin,
    progress: Progress,
) -> Bulletin:
    tasks, late = queries.tasks_under(plan, act.at.occurred)
    return Bulletin(
        matter=act.matter,
        plan=plan.matter,
        issued_by_id=act.person_id,
        stood_at=act.at.occurred,
        remark=data.remark.strip(),
        reached=telling.kept(progress.done),
        weights=int(progress.of),
        tasks=tasks,
        tasks_late=late,
    )


def _units(bulletin: Bulletin, lines: list[Line]) -> list[BulletinUnit]:
    found = queries.by_unit(lines)
    return [_unit(bulletin, place, unit) for place, unit in enumerate(found, start=1)]


def _unit(bulletin: Bulletin, place: int, unit: UnitLines) -> BulletinUnit:
    total = unit.tally
    return BulletinUnit(
        bulletin=bulletin,
        place=place,
        organ=unit.organ,
        name=unit.organ.name,
        items=total.items,
        closed=total.closed,
        closed_late=total.closed_late,
        late=total.late,
        at_risk=total.at_risk,
        missing=total.missing,
        reached=telling.kept(total.reached),
        weights=telling.kept(total.weights),
    )


def _lines(bulletin: Bulletin, lines: list[Line]) -> list[BulletinLine]:
    return [
        BulletinLine(
            bulletin=bulletin,
            place=place,
            item=line.matter,
            number=line.matter.number,
            path=line.item.reference,
            title=line.matter.title,
            unit=line.unit.name,
            state=telling.state(line),
            due_on=line.due_on,
            is_late=line.standing.is_late,
            was_late=line.standing.was_late,
            is_at_risk=line.standing.is_at_risk,
            missing=line.standing.missing,
            progress=telling.kept(line.value, "0.01"),
            rule=telling.on_paper(line.standing.progress)[:200],
        )
        for place, line in enumerate(lines, start=1)
    ]


def _figures(
    bulletin: Bulletin, plan: AnnualPlan, lines: list[Line], now: datetime
) -> list[BulletinFigure]:
    """Each figure an item is bound to, once, as the keeper of the plan reads it."""
    bound = {line.item.figure: figure_for(line.item) for line in lines}
    year = Period(Span.YEAR, plan.year) if plan.year else Period.around(Span.YEAR, now)
    asked = Asked(keeper_of(plan), year, now)
    known = [figure for figure in bound.values() if figure is not None]
    rows = []
    for place, figure in enumerate(known, start=1):
        found = published.measure(figure, asked)
        rows.append(
            BulletinFigure(
                bulletin=bulletin,
                place=place,
                code=figure.code,
                title=telling.in_chinese(figure.title),
                period=year.key,
                value=value_words(found),
                met=found.total if found.per is Per.MEAN else found.met,
                counted=found.counted,
            )
        )
    return rows


# -- the receipts --------------------------------------------------------------------------------


def _address_all(act: Act, bulletin: Bulletin, organs: tuple[Organ, ...]) -> None:
    on = act.at.occurred.astimezone(ZONE).date()
    for organ in {organ.pk: organ for organ in organs}.values():
        office = annual.office_of(organ, on)
        assert office is not None, "the guard lets nobody else be addressed"
        open_matter(
            procedure="bulletin_receipt",
            action="address_bulletin",
            by=HOUSE,
            at=act.at,
            data=inputs.AddressBulletin(bulletin.pk, organ, *office),
            key=f"{act.matter.pk.hex}:to:{organ.pk}",
        )


def address_bulletin(act: Act, data: inputs.AddressBulletin) -> None:
    bulletin = Bulletin.objects.select_related("matter").get(pk=data.bulletin)
    number = _number(act, "TQ", "bulletin_receipt")
    act.begin(number=number, title=bulletin.matter.title, organ=data.organ)
    act.save_all([BulletinReceipt(matter=act.matter, bulletin=bulletin)])
    act.hand_to(role=data.role, organ=data.where)


def receive_bulletin(act: Act, data: None) -> None:
    """The last receipt ends the bulletin.

    The row of the bulletin is locked first: of two units that sign at once the second sees the
    first's receipt.
    """
    receipt: BulletinReceipt = act.matter.bulletin_receipt
    receipt.signed_by_id, receipt.signed_at = act.person_id, act.at.occurred
    act.save(receipt)
    act.clear_desk()
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=receipt.bulletin_id)
    waiting = BulletinReceipt.objects.filter(bulletin=receipt.bulletin_id, signed_at=None)
    if waiting.exclude(pk=receipt.pk).exists():
        return
    perform(
        matter=matter.pk,
        action="all_received",
        by=HOUSE,
        at=At(act.at.occurred, act.at.recorded, act.at.reason),
        data=None,
        key=f"{act.key[:50]}:all",
        version=matter.version,
    )


BULLETIN_EFFECTS: Mapping[str, Effect] = {"issue_bulletin": issue_bulletin}
RECEIPT_EFFECTS: Mapping[str, Effect] = {
    "address_bulletin": address_bulletin,
    "receive_bulletin": receive_bulletin,
}
