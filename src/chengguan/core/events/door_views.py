"""The door of an event: codes are read with or without network, and told to the house later."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chengguan.core.events import links, present, queries, services
from chengguan.core.events.attending import MOST_AT_ONCE, Arrival, Met, Seen
from chengguan.core.events.models import Event
from chengguan.core.events.offices import ORGANISERS
from chengguan.core.events.views import organised
from chengguan.core.org.access import roles_required
from chengguan.core.org.requests import Request
from chengguan.core.pages.addresses import moment
from chengguan.core.pages.shapes import Crumb


@require_safe
@roles_required(*ORGANISERS)
def door(request: Request, pk: int) -> HttpResponse:
    """The page that stays open at the door: it keeps who is awaited and what it has seen."""
    found = organised(request, pk)
    here = reverse("events:event", args=[pk])
    return render(
        request,
        "events/door.html",
        {
            "event": found,
            "when": present.when(found),
            "roster": _roster(found),
            "words": _words(),
            "crumbs": (
                Crumb(_("活动"), reverse("events:list")),
                Crumb(found.title, here),
                Crumb(_("现场签到")),
            ),
        },
    )


@require_POST
@roles_required(*ORGANISERS)
def arrivals(request: Request, pk: int) -> JsonResponse:
    """What a device saw: ``{"seen": [{"id", "code", "at", "where", "came"}]}``. The same again
    changes nothing."""
    found = organised(request, pk)
    try:
        seen = [_seen(one) for one in _sent(request.body)]
    except (ValueError, TypeError, KeyError) as error:
        return JsonResponse({"problem": str(error)}, status=400)
    told = services.check_in(event=found, seen=seen, by=request.person, at=request.now)
    return JsonResponse({"met": [_told(one) for one in told]})


def _sent(body: bytes) -> list[dict[str, Any]]:
    seen = json.loads(body)["seen"]
    if not isinstance(seen, list) or len(seen) > MOST_AT_ONCE:
        raise ValueError(f"at most {MOST_AT_ONCE} at once")
    return seen


def _seen(one: dict[str, Any]) -> Seen:
    at, came = moment(str(one["at"])), one.get("came")
    if at is None:
        raise ValueError("at: a moment with its zone")
    if came is not None and not (isinstance(came, int) and came > 0):
        raise ValueError("came: a number of people")
    return Seen(UUID(str(one["id"])), str(one["code"])[:60], at, str(one.get("where", "")), came)


def _told(one: Arrival) -> dict[str, object]:
    at = one.at.isoformat() if one.at else None
    return {"id": str(one.id), "met": one.met, "name": one.name, "at": at}


def _roster(event: Event) -> list[dict[str, object]]:
    """Whom the door awaits: it tells a code by its digest, and can make none."""
    return [
        {
            "code": links.digest_of(links.code_of(row.pk)),
            "name": row.person.name,
            "came": getattr(row, "checkin", None) is not None,
        }
        for row in queries.roster(event)
    ]


def _words() -> dict[str, str]:
    """What the page says by itself."""
    return {
        Met.ARRIVED: _("已签到"),
        Met.BEFORE: _("此前已签到"),
        Met.NO_SEAT: _("没有名额，请核对"),
        Met.UNKNOWN: _("不是本活动的码"),
        "kept": _("已存在本机，待上传"),
        "waiting": _("待上传 %(n)s 条"),
        "none": _("全部已上传"),
        "offline": _("没有网络，继续签到，联网后自动上传"),
        "online": _("网络正常"),
        "signed_out": _("登录已过期。已签到的存在本机，请重新登录后再打开本页。"),
        "twice": _("本机刚签过"),
        "camera": _("摄像头打不开，请输入或粘贴签到码"),
        "arrived": _("已到 %(n)s 人"),
    }
