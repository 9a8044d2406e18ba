"""Why somebody cannot sign up now: one function for the page, the button and the service."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from chengguan.core.events.models import Event
from chengguan.core.events.ports import condition_of
from chengguan.core.pages.words import moment


@dataclass(frozen=True)
class Reason:
    """A code for programs, a sentence for people."""

    code: str
    text: str


def why_closed(event: Event, at: datetime) -> Reason | None:
    """Why nobody signs up for it now."""
    if event.called_off_at:
        return Reason("event.called_off", _("活动已取消。"))
    if at < event.signup_from:
        text = _("报名还没有开始，%(from)s 开始。") % {"from": moment(event.signup_from)}
        return Reason("event.too_early", text)
    if at >= event.signup_until:
        text = _("报名已于 %(until)s 截止。") % {"until": moment(event.signup_until)}
        return Reason("event.too_late", text)
    return None


def why_not(
    event: Event, person_id: int, at: datetime, *, places: int = 1, is_invited: bool
) -> Reason | None:
    """Why this person, with those he brings, cannot sign up now; nothing where he can."""
    closed = why_closed(event, at)
    if closed:
        return closed
    if not is_invited:
        text = _("您今天所属的单位不在这次活动的参加范围内。")
        return Reason("event.not_invited", text)
    condition = condition_of(event)
    refusal = condition.why_not(event, person_id, at) if condition else None
    if refusal:
        return Reason("event.condition", refusal)
    return _why_not_so_many(event, places)


def _why_not_so_many(event: Event, places: int) -> Reason | None:
    if places - 1 > event.companions_most:
        text = _("每人最多带 %(n)s 名同行人。") % {"n": event.companions_most}
        return Reason("event.companions", text)
    if event.seats is not None and places > event.seats:
        text = _("一共只有 %(seats)s 个名额，您一行 %(n)s 人，不拆分就排不上。请减少同行人。")
        return Reason("event.too_many", text % {"seats": event.seats, "n": places})
    return None
