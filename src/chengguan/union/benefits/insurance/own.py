"""我的保障: what covers me, until when, what is left of it, and my claims."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import StateView, Tone
from chengguan.core.work.acting import Actor
from chengguan.core.work.present import state_view
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.insurance.listing import cover_state
from chengguan.union.benefits.insurance.panels import through
from chengguan.union.benefits.models import ClaimHelp, Enrolment


def covers(actor: Actor, now: datetime) -> Mapping[str, Any] | None:
    """The reader's own alone; nothing for who never had a cover."""
    if actor.person_id is None:
        return None
    held, claims = queries.own_covers(actor.person_id), queries.own_claims(actor.person_id)
    if not held and not claims:
        return None
    today = queries.today(now)
    return {
        "covers": [_cover(row, today) for row in held],
        "claims": [_claim(row, now) for row in claims],
    }


def _cover(row: Enrolment, today: Any) -> Mapping[str, Any]:
    left = queries.left_of(row) if row.state == Enrolment.State.ACCEPTED else None
    return {
        "title": row.get_product_display(),
        "span": through(row.begins, row.last_day),
        "state": _ended() if row.until <= today else cover_state(row),
        "left": words.money(left) if left is not None and row.until > today else "",
    }


def _ended() -> StateView:
    return StateView(_("保障已结束"), Tone.HELD)


def _claim(row: ClaimHelp, now: datetime) -> Mapping[str, Any]:
    return {
        "number": row.matter.number,
        "url": reverse("work:matter", args=[row.pk]),
        "state": state_view(row.matter, now),
        "on": words.day(row.event_on),
        "paid": words.money(row.paid),
    }


def keys_of(person_id: int) -> list[UUID]:
    """The claims under which what happened to somebody is sealed."""
    return list(ClaimHelp.objects.filter(person=person_id).values_list("pk", flat=True))
