"""Registering estates and companies, each in a register stream of its own."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.registers.models import Place, PlaceKind
from chengguan.core.work.acting import At, system
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.estates.districts import refuse_elsewhere
from chengguan.enforcement.estates.models import Estate, FormerManagement, PropertyCompany
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.procedures_finding import FINDING

HOUSE = system("estates")
TOLD = (
    "street_team",
    "bureau_team",
    "housing_office",
    "residents_committee",
    "owners_committee",
)
"""Whom a report of the estate reaches."""
AMENDABLE = (
    *TOLD,
    "households",
    "service_phone",
    "covenant_entry_clause",
    "covenant_work_opens",
    "covenant_work_closes",
    "covenant_no_weekends",
)


# -- companies ---------------------------------------------------------------------------------


@transaction.atomic
def register_company(
    *, organ: Organ, credit_code: str, by: Person | None, at: datetime, phone: str = ""
) -> PropertyCompany:
    if organ.kind != OrganKind.PROPERTY_COMPANY:
        raise Refused("company.kind", _("所选机构不是物业服务企业。"))
    if PropertyCompany.objects.filter(organ=organ).exists():
        raise Refused("company.known", _("这家物业服务企业已经登记。"))
    made = PropertyCompany.objects.create(organ=organ, credit_code=credit_code, phone=phone)
    values = {"company": made.pk, "organ": organ.pk}
    stream = new_register_stream(made.key)
    note("company.register", by=by, at=at, values=values, rows=[made], stream=stream)
    return made


@transaction.atomic
def amend_company(
    *, company: PropertyCompany, credit_code: str, phone: str, by: Person | None, at: datetime
) -> PropertyCompany:
    company.credit_code, company.phone = credit_code, phone
    company.save()
    values = {"company": company.pk}
    stream = register_stream(company.key)
    note("company.amend", by=by, at=at, values=values, rows=[company], stream=stream)
    return company


# -- estates -----------------------------------------------------------------------------------


@transaction.atomic
def register_estate(
    *,
    place: Place,
    office: Organ,
    managed_since: date,
    street_team: Organ,
    bureau_team: Organ,
    housing_office: Organ,
    residents_committee: Organ,
    by: Person | None,
    at: datetime,
    **more: Any,
) -> Estate:
    """``more``: owners' committee, households, service phone, and what the covenant says."""
    if place.kind != PlaceKind.ESTATE:
        raise Refused("estate.place", _("所选地点不是小区。"))
    if Estate.objects.filter(place=place).exists():
        raise Refused("estate.known", _("这个小区已经登记。"))
    _check_office(office)
    _check_hours(more.get("covenant_work_opens"), more.get("covenant_work_closes"))
    made = Estate.objects.create(
        place=place,
        office=office,
        managed_since=managed_since,
        street_team=street_team,
        bureau_team=bureau_team,
        housing_office=housing_office,
        residents_committee=residents_committee,
        **more,
    )
    values = {"estate": made.pk, "place": place.name, "office": office.pk}
    stream = new_register_stream(made.key)
    note("estate.register", by=by, at=at, values=values, rows=[made], stream=stream)
    return made


@transaction.atomic
def amend_estate(*, estate: Estate, by: Person | None, at: datetime, **changes: Any) -> Estate:
    """Change what is registered; who manages it changes by ``change_manager`` alone. Open works
    are known from now on to those who must be told now."""
    if strange := set(changes) - set(AMENDABLE):
        raise ValueError(f"not amended here: {', '.join(sorted(strange))}")
    changed = sorted(name for name, value in changes.items() if getattr(estate, name) != value)
    if not changed:
        return estate
    refuse_elsewhere(by, at, estate.street_team, *(changes[n] for n in changed if n in TOLD))
    for name in changed:
        setattr(estate, name, changes[name])
    _check_hours(estate.covenant_work_opens, estate.covenant_work_closes)
    estate.save()
    values = {"estate": estate.pk, "changed": changed}
    stream = register_stream(estate.key)
    note("estate.amend", by=by, at=at, values=values, rows=[estate], stream=stream)
    if set(changed) & set(TOLD):
        _hand_over(estate, estate.office, at.astimezone(ZONE).date(), at)
    return estate


@transaction.atomic
def change_manager(
    *, estate: Estate, office: Organ, since: date, by: Person | None, at: datetime
) -> Estate:
    """Another company takes the estate over with its open works; what its predecessor did, and
    did not do, stays with that one."""
    _check_office(office)
    if office.pk == estate.office_id:
        raise Refused("estate.same_office", _("现在就由这个管理处管理。"))
    if since <= estate.managed_since:
        raise Refused("estate.managed", _("接管日期须晚于现在的接管日期。"))
    if since > at.astimezone(ZONE).date():
        raise Refused("estate.not_yet", _("接管日期还没有到。请在接管当日登记。"))
    leaving = estate.office
    former = FormerManagement.objects.create(
        estate=estate, office=leaving, since=estate.managed_since, until=since
    )
    estate.office, estate.managed_since = office, since
    estate.save()
    values = {"estate": estate.pk, "office": office.pk, "since": since}
    stream = register_stream(estate.key)
    note("estate.manager", by=by, at=at, values=values, rows=[estate, former], stream=stream)
    _hand_over(estate, leaving, since, at)
    return estate


def _check_office(office: Organ) -> None:
    if office.kind != OrganKind.PROPERTY_OFFICE:
        raise Refused("estate.office", _("管理单位须是物业管理处。"))


def _check_hours(opens: time | None, closes: time | None) -> None:
    if opens is not None and closes is not None and opens >= closes:
        raise Refused("estate.hours", _("规约施工停止时间须晚于开始时间。"))


def _hand_over(estate: Estate, former: Organ, since: date, at: datetime) -> None:
    """Every open matter of the estate, by an act of its own."""
    data = inputs.TakeOver(former, since)
    for procedure, action in ((RENOVATION, "take_over"), (FINDING, "take_over_finding")):
        states = [state.key for state in procedure.by_action[action].move.sources]
        own = {f"{procedure.kind}__estate": estate}
        rows = Matter.objects.filter(kind=procedure.kind, state__in=states, **own)
        for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
            perform(
                matter=pk,
                action=action,
                by=HOUSE,
                at=At.once(at),
                data=data,
                key=uuid4().hex,
                version=None,
            )
