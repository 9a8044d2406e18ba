"""Registering estates and companies, each in a register stream of its own."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.registers.models import Place, PlaceKind
from chengguan.enforcement.estates.models import Estate, FormerManagement, PropertyCompany


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
    """Change what is registered; who manages it changes by ``change_manager`` alone."""
    for name, value in changes.items():
        setattr(estate, name, value)
    estate.save()
    values = {"estate": estate.pk, "changed": sorted(changes)}
    stream = register_stream(estate.key)
    note("estate.amend", by=by, at=at, values=values, rows=[estate], stream=stream)
    return estate


@transaction.atomic
def change_manager(
    *, estate: Estate, office: Organ, since: date, by: Person | None, at: datetime
) -> Estate:
    """Another company takes the estate over; what its predecessor did stays with that one."""
    _check_office(office)
    if since <= estate.managed_since:
        raise Refused("estate.managed", _("接管日期须晚于现在的接管日期。"))
    former = FormerManagement.objects.create(
        estate=estate, office=estate.office, since=estate.managed_since, until=since
    )
    estate.office, estate.managed_since = office, since
    estate.save()
    values = {"estate": estate.pk, "office": office.pk, "since": since}
    stream = register_stream(estate.key)
    note("estate.manager", by=by, at=at, values=values, rows=[estate, former], stream=stream)
    return estate


def _check_office(office: Organ) -> None:
    if office.kind != OrganKind.PROPERTY_OFFICE:
        raise Refused("estate.office", _("管理单位须是物业管理处。"))
