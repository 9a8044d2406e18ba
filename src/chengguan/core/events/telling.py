"""What people are told when the line moves, and how one gives a seat back without signing in.

Told in Chinese, as all notices are: whoever moved the line may read another language.
"""

import json
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from uuid_utils.compat import uuid7

from chengguan.core.events.links import decline_token
from chengguan.core.events.models import ACTIVE, Event, SignUp, SignUpTurn
from chengguan.core.notices import outbox
from chengguan.core.notices.services import notify
from chengguan.core.notices.tasks import MAIL
from chengguan.core.pages.words import moment

CALLED_OFF, CHANGED = "events.called_off", "events.changed"


def offered(event: Event, row: SignUp, turn: SignUpTurn) -> None:
    """A seat waits for him: on the screen, and by mail with the way to decline it at once."""
    title = f"轮到您了：{event.title}"
    body = f"有名额空出来了，请在 {moment(turn.until)} 前确认；过时名额转给下一位。"
    _tell(event, row.person_id, title, body, turn.recorded_at, f"event-turn:{turn.pk}")
    way = f"不参加的，点这里谢绝，不用登录：{decline_url(row)}"
    told = {"person_id": row.person_id, "title": title[:120], "body": f"{body}\n{way}"}
    outbox.enqueue(act=uuid7(), kind=MAIL, payload=json.dumps(told), at=turn.recorded_at)


def expired(event: Event, row: SignUp, turn: SignUpTurn) -> None:
    title = f"候补名额已转给下一位：{event.title}"
    body = f"没有在 {moment(turn.at)} 前确认。还想参加的，可以重新报名。"
    _tell(event, row.person_id, title, body, turn.recorded_at, f"event-turn:{turn.pk}")


def _tell(event: Event, person_id: int, title: str, body: str, at: datetime, source: str) -> None:
    notify(
        person_id=person_id,
        title=title[:120],
        body=body,
        link=reverse("events:event", args=[event.pk]),
        at=at,
        source=source,
    )


def decline_url(row: SignUp) -> str:
    """The whole address, where the bureau has told its own."""
    path = reverse("events_public:decline", args=[decline_token(row.pk)])
    return f"{settings.CHENGGUAN_PUBLIC_URL.rstrip('/')}{path}"


def leave_to_worker(event: Event, kind: str, at: datetime) -> None:
    """Many are told afterwards, one by one."""
    payload = json.dumps({"event": event.pk, "at": at.isoformat()})
    outbox.enqueue(act=uuid7(), kind=kind, payload=payload, at=at)


def tell_all_called_off(event: Event, at: datetime) -> None:
    """Everybody who had a seat or waited for one when it was called off. Safe to repeat."""
    title = f"活动已取消：{event.title}"
    ended = event.sign_ups.filter(state="called_off")
    for row in ended.iterator(500):
        source = f"event-off:{row.pk}"
        _tell(event, row.person_id, title, event.called_off_reason, at, source)


def tell_all_changed(event: Event, at: datetime) -> None:
    title = f"活动时间或地点有变：{event.title}"
    body = f"现在是 {moment(event.begins_at)}，{event.place}。"
    for row in event.sign_ups.filter(state__in=ACTIVE).iterator(500):
        source = f"event-moved:{row.pk}:{at:%Y%m%d%H%M%S}"
        _tell(event, row.person_id, title, body, at, source)
