"""演示导览 · the walk through the demonstration: which step, as whom, on which page.

How far somebody has come stands in a cookie of the browser session: entering with another
account ends the session on the server, and the walk goes through several accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from chengguan.core.pages import clock, registry
from chengguan.core.pages.registry import TourStep, TourStop

COOKIE = "tour"
LEFT = "-"
"""Stands behind the number of a walk that was left and can be gone on with."""


@dataclass(frozen=True, slots=True)
class TourCard:
    """One step as the pages show it. ``here`` and ``then``: where it and the next can be seen.

    ``is_here``: the reader already sits at the account of this step.
    """

    number: int
    count: int
    step: TourStep
    here: TourStop | None
    is_here: bool
    following: TourStep | None = None
    then: TourStop | None = None

    @property
    def numbers(self) -> range:
        return range(1, self.count + 1)

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.following else 0


def progress(request: HttpRequest) -> int:
    """The step somebody has come to; 0 before the first."""
    kept = request.COOKIES.get(COOKIE, "").removesuffix(LEFT)
    number = int(kept) if kept.isdecimal() and len(kept) < 3 else 0
    return number if number <= len(registry.tour_steps()) else 0


def is_walking(request: HttpRequest) -> bool:
    """Whether the walk is shown on every page."""
    kept = request.COOKIES.get(COOKIE, "")
    return clock.is_demonstration() and progress(request) > 0 and not kept.endswith(LEFT)


def keep(response: HttpResponse, number: int, *, left: bool = False) -> None:
    response.set_cookie(
        COOKIE,
        f"{number}{LEFT if left else ''}",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def card(number: int, request: HttpRequest, now: datetime) -> TourCard:
    """A step with the accounts and pages of itself and of the next; raises ``IndexError``."""
    steps = registry.tour_steps()
    if not 1 <= number <= len(steps):
        raise IndexError(number)
    step = steps[number - 1]
    here = step.find(now)
    following = steps[number] if number < len(steps) else None
    return TourCard(
        number,
        len(steps),
        step,
        here,
        here is not None and here.account == getattr(request.user, "pk", None),
        following,
        following.find(now) if following else None,
    )


def shown(request: HttpRequest) -> TourCard | None:
    """The card of the page at hand, while somebody walks."""
    if not is_walking(request) or not hasattr(request, "user"):
        return None
    return card(progress(request), request, request.now)  # type: ignore[attr-defined]  # by Moment
