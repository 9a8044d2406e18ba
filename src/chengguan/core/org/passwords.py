"""Rules for passwords: GB/T 22239-2019 8.1.4, as settled in the security plan."""

from typing import Any

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from chengguan.core.org.models import Account

KEPT = 5
"""How many former passwords may not come back."""
LASTS_DAYS = 90


def _classes(password: str) -> int:
    kinds = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    return sum(any(is_kind(char) for char in password) for is_kind in kinds)


class LongEnough:
    shortest = 10

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < self.shortest:
            raise ValidationError(self.get_help_text(), code="password.short")

    def get_help_text(self) -> str:
        return gettext("口令至少 10 个字符。")


class ThreeOfFourClasses:
    def validate(self, password: str, user: Any = None) -> None:
        if _classes(password) < 3:
            raise ValidationError(self.get_help_text(), code="password.plain")

    def get_help_text(self) -> str:
        return gettext("口令须含小写字母、大写字母、数字、符号中的三类。")


class NotUsedBefore:
    def validate(self, password: str, user: Any = None) -> None:
        if not isinstance(user, Account) or user.pk is None:
            return
        former = user.used_passwords.order_by("-id").values_list("password", flat=True)[:KEPT]
        if any(check_password(password, used) for used in former):
            raise ValidationError(self.get_help_text(), code="password.used")

    def get_help_text(self) -> str:
        return gettext("口令不能与最近 5 次用过的相同。")
