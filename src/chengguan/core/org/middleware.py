"""Who asks: the person behind the session and what was granted to him today."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from chengguan.core.org.adapter import PASSWORD_DUE
from chengguan.core.org.models import Grant
from chengguan.core.org.queries import active_grants
from chengguan.core.org.requests import Request

OPEN_WITH_OLD_PASSWORD = ("/accounts/", "/static/", "/language/")


class SignedIn:
    """Sets `request.person` (None for nobody) and `request.grants`; stands after `Moment`.

    One statement for account and person, one for the grants when somebody asks for them.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        person = request.user.person if request.user.is_authenticated else None
        request.person = person  # type: ignore[assignment]  # None is nobody
        request.grants = SimpleLazyObject(lambda: _grants(request))  # type: ignore[assignment]  # lazy
        if person and _must_change_password(request):
            return redirect("account_change_password")
        return self.get_response(request)


def _grants(request: Request) -> tuple[Grant, ...]:
    if request.person is None:
        return ()
    return tuple(active_grants(request.person.pk, timezone.localdate(request.now)))


def _must_change_password(request: Request) -> bool:
    is_open = request.path.startswith(OPEN_WITH_OLD_PASSWORD)
    return not is_open and bool(request.session.get(PASSWORD_DUE))
