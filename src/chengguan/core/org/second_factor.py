"""Wrong one-time codes count against the account like wrong passwords (setting MFA_FORMS)."""

from collections.abc import Callable

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from chengguan.core.org.adapter import refuse_locked
from chengguan.core.org.models import Account
from chengguan.core.org.signin import note_failure


class CodeForm(AuthenticateForm):
    def clean_code(self) -> str:
        return counted(self.user, super().clean_code)


class CodeAgainForm(ReauthenticateForm):
    def clean_code(self) -> str:
        return counted(self.user, super().clean_code)


def counted(account: Account, check: Callable[[], str]) -> str:
    """The checked code; a wrong one is a failure of this account, a locked one tries none."""
    refuse_locked(Account.objects.get(pk=account.pk))
    try:
        return check()
    except ValidationError:
        note_failure(username=account.username, at=timezone.now(), step="code")
        raise
