"""装修公示牌: what stands at the door for everybody, without a word of who lives there."""

from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from uuid import UUID

import segno
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.work import rules
from chengguan.enforcement.estates.community import liaison_of
from chengguan.enforcement.estates.models import Estate
from chengguan.enforcement.estates.queries import board_of
from chengguan.law.parameters import RuleBook


@dataclass(frozen=True)
class Board:
    """What a notice board says; every value is fit for the public."""

    address: str
    firm: str
    period: str
    hours: str
    forbidden: tuple[str, ...]
    waste_place: str
    office: str
    office_phone: str
    liaison: str
    liaison_phone: str


def board(token: UUID, now: datetime) -> Board | None:
    project = board_of(token)
    if project is None or project.estate is None:
        return None
    estate, linked = project.estate, liaison_of(project.estate.residents_committee)
    return Board(
        address=project.address_text,
        firm=project.firm,
        period=f"{words.day(project.planned_from)} – {words.day(project.planned_until)}",
        hours=hours(estate, rules.current(), now),
        forbidden=tuple(p.strip() for p in project.forbidden_told.split("；") if p.strip()),
        waste_place=project.waste_place,
        office=estate.office.name,
        office_phone=estate.service_phone,
        liaison=linked.team.name if linked else estate.street_team.name,
        liaison_phone=linked.phone if linked else "",
    )


def hours(estate: Estate, law: RuleBook, now: datetime) -> str:
    """When work with noise is allowed: by the notice of the city, or as the covenant says more
    strictly."""
    on = now.astimezone(rules.ZONE).date()
    opens = _time(law.amount("renovation.work_opens", on=on))
    closes = _time(law.amount("renovation.work_closes", on=on))
    opens = max(opens, estate.covenant_work_opens or opens)
    closes = min(closes, estate.covenant_work_closes or closes)
    said = _("%(opens)s–%(closes)s，法定节假日全天禁止") % {
        "opens": f"{opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }
    return f"{said}；{_('周末禁止')}" if estate.covenant_no_weekends else said


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def qr(address: str) -> bytes:
    """The address as an SVG drawing of its own: no script and no style."""
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing, kind="svg", scale=6, border=2, svgclass=None, lineclass=None
    )
    return drawing.getvalue()
