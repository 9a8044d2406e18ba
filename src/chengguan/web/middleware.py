"""Around every request: sessions that end when idle, and the second factor in production."""

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from chengguan.core.org.adapter import needs_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]
RENEW_AFTER = 5 * 60
SEEN = "seen_at"
ASKED = "second_factor_asked"

# Where somebody without a second factor may still go: to set one up, or to leave.
OPEN_PREFIXES = ("/accounts/", "/static/", "/healthz", "/public/")


class IdleSessions:
    """A session ends after half an hour without use.

    It is renewed at most every five minutes: a page view shall not cost a write.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        idle = time.time() - session.get(SEEN, 0)
        # Asked after the load, when an expired key has come back empty: no stamp revives it.
        if idle > RENEW_AFTER and not session.is_empty():
            session[SEEN] = int(time.time())
        return self.get_response(request)


class SecondFactorRequired:
    """Leads whoever must have a second factor and has none to the page that sets one up.

    Asked once a session: a grant given meanwhile asks at the next sign-in.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_FACTOR_REQUIRED and self._lacks_one(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    @staticmethod
    def _lacks_one(request: HttpRequest) -> bool:
        if request.path.startswith(OPEN_PREFIXES) or not request.user.is_authenticated:
            return False
        if not request.session.get(ASKED):
            if needs_second_factor(request.user) and not is_mfa_enabled(request.user):
                return True
            request.session[ASKED] = True
        return False
