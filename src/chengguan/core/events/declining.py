"""Giving a seat back by the address in a mail: who has the address need not sign in."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from chengguan.core.events.links import declined_sign_up
from chengguan.core.events.models import ACTIVE, SignUp, Standing
from chengguan.core.events.present import when
from chengguan.core.events.services import withdraw
from chengguan.core.org.record import Refused


@dataclass(frozen=True)
class Seat:
    """What the page says: the event, never the person."""

    title: str
    when: str
    place: str
    is_open: bool
    said: str = ""


def seat_of(token: str, at: datetime) -> Seat | None:
    row = _row(token)
    return None if row is None else _seat(row, at)


def give_back(token: str, at: datetime) -> Seat | None:
    """Once: what is given back already stays given back."""
    row = _row(token)
    if row is None or row.stands(at) not in ACTIVE:
        return None if row is None else _seat(row, at)
    try:
        withdraw(event=row.event_id, person=row.person, key=f"link:{row.pk}", at=at)
    except Refused as refused:
        return _seat(row, at, refused.message)
    row.refresh_from_db()
    return _seat(row, at)


def _row(token: str) -> SignUp | None:
    key = declined_sign_up(token)
    rows = SignUp.objects.select_related("event", "person")
    return rows.filter(pk=key).first() if key else None


def _seat(row: SignUp, at: datetime, refusal: str = "") -> Seat:
    state, event = row.stands(at), row.event
    is_open = state in ACTIVE and at < event.begins_at
    return Seat(event.title, when(event), event.place, is_open, refusal or _said(state, is_open))


def _said(state: Standing, is_open: bool) -> str:
    if is_open:
        return ""
    if state in (Standing.DECLINED, Standing.CANCELLED):
        return _("已退回，名额转给候补的人。谢谢告知。")
    if state == Standing.EXPIRED:
        return _("确认时间已过，名额已转给下一位，不用再操作。")
    if state == Standing.CALLED_OFF:
        return _("活动已取消，不用再操作。")
    return _("活动已经开始，不能再取消。")
