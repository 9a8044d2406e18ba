"""What sign-in does differently here from what allauth would do."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSelfRegistration(DefaultAccountAdapter):
    """Accounts are opened by the personnel section."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
