"""Sessions end when idle and cost no write per page; production asks for a second factor."""

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from chengguan.web import middleware
from chengguan.web.middleware import ASKED, IdleSessions, SecondFactorRequired

NOON = 1_800_000_000.0
pytestmark = pytest.mark.django_db


class Somebody:
    def __init__(self, is_authenticated: bool = True) -> None:
        self.is_authenticated = is_authenticated


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The moment that the middleware reads; change its only member."""
    moment = [NOON]
    monkeypatch.setattr(middleware.time, "time", lambda: moment[0])
    return moment


def visit(session: SessionStore, path: str = "/", person: Somebody | None = None) -> HttpResponse:
    request: HttpRequest = RequestFactory().get(path)
    request.session, request.user = session, person or Somebody()
    passed = SecondFactorRequired(lambda _request: HttpResponse("page"))
    return IdleSessions(passed)(request)


def test_a_session_in_use_is_renewed_every_five_minutes_only(clock: list[float]) -> None:
    session = SessionStore()
    session.create()
    visit(session)
    assert session.modified, "the first page stamps it"
    session.modified = False
    clock[0] += middleware.RENEW_AFTER
    visit(session)
    assert not session.modified
    clock[0] += 1
    visit(session)
    assert session.modified


def test_nobody_gets_no_session(clock: list[float]) -> None:
    session = SessionStore()
    visit(session, person=Somebody(is_authenticated=False))
    assert not session.modified


def test_an_expired_session_is_not_revived(clock: list[float]) -> None:
    session = SessionStore("expired-key-that-is-nowhere-any-more")
    visit(session, person=Somebody(is_authenticated=False))
    assert not session.modified
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("path", "needs", "has", "status"),
    [
        ("/", True, False, 302),
        ("/accounts/2fa/totp/activate/", True, False, 200),
        ("/", True, True, 200),
        ("/", False, False, 200),
    ],
)
def test_whoever_needs_a_second_factor_sets_one_up_first(
    path: str, needs: bool, has: bool, status: int, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    monkeypatch.setattr(middleware, "needs_second_factor", lambda _account: needs)
    monkeypatch.setattr(middleware, "is_mfa_enabled", lambda _account: has)
    session = SessionStore()
    session.create()
    response = visit(session, path)
    assert response.status_code == status
    if status == 302:
        assert response.url == "/accounts/2fa/totp/activate/"
        assert ASKED not in session
