"""Wrong one-time codes count against the account like wrong passwords (setting MFA_FORMS)."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.core.exceptions import ValidationError
from django.utils import timezone

from chengguan.core.org.adapter import refuse_locked
from chengguan.core.org.models import Account
from chengguan.core.org.signin import note_failure


class CountsFailures:
    user: Account

    def clean_code(self) -> str:
        refuse_locked(Account.objects.get(pk=self.user.pk))
        try:
            return super().clean_code()
        except ValidationError:
            note_failure(username=self.user.username, at=timezone.now(), step="code")
            raise


class CodeForm(CountsFailures, AuthenticateForm):
    pass


class CodeAgainForm(CountsFailures, ReauthenticateForm):
    pass
