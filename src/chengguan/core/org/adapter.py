"""How allauth signs people in here: own lock-out, own password history, everything journalled."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import login as begin_django_session
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext

from chengguan.core.org import signin
from chengguan.core.org.kinds import SECOND_FACTOR_ROLES
from chengguan.core.org.models import Account
from chengguan.core.org.queries import active_grants

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PASSWORD_DUE = "password_due"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened for people, nobody registers himself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        refuse_locked(Account.objects.filter(username=credentials.get("username", "")).first())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        username = credentials.get("username", "")
        signin.note_failure(username=username, at=timezone.now(), step="password")

    def login(self, request: HttpRequest, user: Account) -> None:
        begin_session(request, user, how="password")

    def logout(self, request: HttpRequest) -> None:
        account, key = request.user, request.session.session_key or ""
        super().logout(request)
        if isinstance(account, Account):
            signin.note_sign_out(account=account, session_key=key, at=timezone.now())

    def set_password(self, user: Account, password: str) -> None:
        signin.change_password(account=user, password=password, at=timezone.now())
        self.request.session.pop(PASSWORD_DUE, None)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("org:sign_in")


def refuse_locked(account: Account | None) -> None:
    if account is not None and signin.is_locked(account, timezone.now()):
        until = timezone.localtime(account.locked_until).strftime("%H:%M")
        raise ValidationError(
            gettext("连续失败 5 次，此账号锁定到 %(until)s。届时再试，或请系统管理员核对身份。")
            % {"until": until},
            code="account.locked",
        )


def begin_session(request: HttpRequest, account: Account, *, how: str) -> None:
    """The session itself, on wall time: shorter for administrators, old surplus ones ended."""
    begin_django_session(request, account, backend=BACKEND)
    now = timezone.now()
    if signin.is_administrator(account, now):
        request.session.set_expiry(int(signin.IDLE_ADMINISTRATOR.total_seconds()))
    if how == "password" and signin.password_is_due(account, now):
        request.session[PASSWORD_DUE] = True
    signin.note_sign_in(account=account, session_key=_session_key(request), at=now, how=how)


def _session_key(request: HttpRequest) -> str:
    """Where somebody else was signed in, his session was flushed and the new one has none yet."""
    if request.session.session_key is None:
        request.session.create()
    return str(request.session.session_key)


def needs_second_factor(account: Account) -> bool:
    """Administrators and approvers, where the installation asks for it at all."""
    if not getattr(settings, "SECOND_FACTOR_REQUIRED", False):
        return False
    grants = active_grants(account.person_id, timezone.localdate())
    return any(grant.role in SECOND_FACTOR_ROLES for grant in grants)
