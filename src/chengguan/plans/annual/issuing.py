"""What issuing a plan writes: a matter for each item, a receipt for each addressed unit."""

from datetime import date

from chengguan.core.org.models import Organ
from chengguan.core.work.act import Act
from chengguan.core.work.acting import system
from chengguan.core.work.perform import open_matter
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import inputs, queries
from chengguan.plans.annual.models import AnnualPlan, PlanItem, PlanReceipt

HOUSE = system("annual")


def issue_plan(act: Act, data: inputs.Issue) -> None:
    plan: AnnualPlan = act.matter.annual_plan
    plan.issued_number, plan.issued_on = data.number, data.issued_on
    plan.issued_by_id = act.by.person_id
    act.save(plan)
    on = act.at.occurred.astimezone(ZONE).date()
    own = act.matter.organ
    units: dict[int, Organ] = {unit.pk: unit for unit in data.addressees}
    for item in queries.items_of(plan).filter(matter=None):
        organ = item.lead or own
        units.setdefault(organ.pk, organ)
        for owner in item.owners.all():
            if owner.organ_id and owner.organ_id not in units:
                units[owner.organ_id] = Organ.objects.get(pk=owner.organ_id)
        _open(act, item, organ, on)
    for unit in units.values():
        if unit.pk != own.pk:
            _address(act, plan, unit, on)


def _open(act: Act, item: PlanItem, organ: Organ, on: date) -> None:
    role, where = queries.office_of(organ, on) or ("", organ)
    open_matter(
        procedure="plan_item",
        action="open_item",
        by=HOUSE,
        at=act.at,
        data=inputs.Open(item.pk, organ, role, where),
        key=f"{act.matter.pk.hex}:{item.pk}",
    )


def _address(act: Act, plan: AnnualPlan, organ: Organ, on: date) -> None:
    office = queries.office_of(organ, on)
    if office is None or office[1].pk == act.matter.organ_id:
        # Nobody answers for it but the very office that issues the plan.
        return
    open_matter(
        procedure="plan_receipt",
        action="address",
        by=HOUSE,
        at=act.at,
        data=inputs.Address(plan.pk, organ, *office),
        key=f"{plan.pk.hex}:to:{organ.pk}",
    )


def address(act: Act, data: inputs.Address) -> None:
    plan = AnnualPlan.objects.select_related("matter").get(pk=data.plan)
    year = act.at.occurred.astimezone(ZONE).year
    act.begin(
        number=f"QS{year}-{act.next_number(f'plan_receipt/{year}'):04d}",
        title=plan.matter.title,
        organ=data.organ,
    )
    act.save_all([PlanReceipt(matter=act.matter, plan=plan, organ=data.organ)])
    act.hand_to(role=data.role, organ=data.where)


def sign_for(act: Act, data: None) -> None:
    receipt: PlanReceipt = act.matter.plan_receipt
    receipt.signed_by_id, receipt.signed_at = act.person_id, act.at.occurred
    act.save(receipt)
    act.clear_desk()
