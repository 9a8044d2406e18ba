"""装修公示牌: what stands at the door for everybody, without a word of who lives there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from io import BytesIO
from uuid import UUID

import segno
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.snapshots import public_address
from chengguan.core.pages import words
from chengguan.core.work import rules
from chengguan.enforcement.estates.community import liaison_of
from chengguan.enforcement.estates.models import (
    Estate,
    PatrolFinding,
    RenovationProject,
)
from chengguan.enforcement.estates.procedures import NOTICE_BOARD
from chengguan.enforcement.estates.queries import answered_findings, board_of
from chengguan.law.parameters import RuleBook


@dataclass(frozen=True)
class Result:
    """What came of one report: the point, when it was answered, and how."""

    point: str
    day: str
    outcome: str


@dataclass(frozen=True)
class Board:
    """What a notice board says; every value is fit for the public. ``number`` and ``paper`` are
    those of the sheet that was issued last; empty before the first."""

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
    number: str = ""
    paper: str = ""
    results: tuple[Result, ...] = ()


def board(token: UUID, now: datetime) -> Board | None:
    project = board_of(token)
    if project is None or project.estate is None:
        return None
    last = issued(project)
    return replace(
        told(project, project.estate, now),
        number=last.number if last else "",
        paper=reverse("documents:verify", args=[last.code]) if last else "",
        results=_results(answered_findings(project.pk)),
    )


def told(project: RenovationProject, estate: Estate, now: datetime) -> Board:
    """The board of works, as sheet and page say it."""
    linked = liaison_of(estate.residents_committee)
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


def issued(project: RenovationProject) -> CasePaper | None:
    """The sheet that hangs at the door: the newest that was not withdrawn."""
    rows = CasePaper.objects.filter(matter=project.pk, key=NOTICE_BOARD)
    return rows.exclude(state=CasePaper.State.VOIDED).order_by("-sequence", "-pk").first()


def _results(answered: Sequence[PatrolFinding]) -> tuple[Result, ...]:
    return tuple(
        Result(
            one.get_point_display(),
            words.day(one.report.answered_at.astimezone(rules.ZONE).date()),
            one.report.get_outcome_display(),
        )
        for one in answered
        if one.report.answered_at
    )


def address_of(token: UUID, base: str = "") -> str:
    """Where everybody reads the board: at the public address, or that of the request."""
    return f"{public_address() or base}{reverse('estates_public:board', args=[token])}"


def hours(estate: Estate, law: RuleBook, now: datetime) -> str:
    """When work with noise is allowed: by the notice of the city, or as the covenant says more
    strictly."""
    opens, closes = allowed(estate, law, now)
    said = _("%(opens)s–%(closes)s，法定节假日全天禁止") % {
        "opens": f"{opens:%H:%M}",
        "closes": f"{closes:%H:%M}",
    }
    return words.clauses((said, _("周末禁止"))) if estate.covenant_no_weekends else said


def allowed(estate: Estate, law: RuleBook, now: datetime) -> tuple[time, time]:
    """From when until when on a day on which such work is allowed."""
    on = now.astimezone(rules.ZONE).date()
    opens = _time(law.amount("renovation.work_opens", on=on))
    closes = _time(law.amount("renovation.work_closes", on=on))
    return (
        max(opens, estate.covenant_work_opens or opens),
        min(closes, estate.covenant_work_closes or closes),
    )


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def code_of(token: UUID, base: str) -> bytes | None:
    """The code that leads to the board, as an SVG drawing of its own; None where there is none."""
    if board_of(token) is None:
        return None
    drawing = BytesIO()
    segno.make(address_of(token, base), error="m", micro=False).save(
        drawing, kind="svg", scale=6, border=2, svgclass=None, lineclass=None
    )
    return drawing.getvalue()
