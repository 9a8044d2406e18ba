"""Which roles a page is for. What somebody may see of matters is asked of `work`, not here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from chengguan.core.org.requests import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]


def roles_of(request: Request) -> frozenset[str]:
    return frozenset(grant.role for grant in request.grants)


def to_sign_in(request: Request) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('org:sign_in')}?{query}")


def signed_in(view: View[P]) -> View[P]:
    @wraps(view)
    def inner(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.person is None:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return inner


def roles_required(*roles: str) -> Callable[[View[P]], View[P]]:
    """Signed in and holding one of these roles today; the menu names the same roles."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def inner(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.person is None:
                return to_sign_in(request)
            if roles_of(request).isdisjoint(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inner

    return decorate
