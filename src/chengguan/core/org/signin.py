"""Accounts, lock-out and sessions. Sign-ins run on wall time, also in the demonstration."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from chengguan.core.org.kinds import THREE_ADMINISTRATORS
from chengguan.core.org.models import Account, OpenSession, Person, UsedPassword
from chengguan.core.org.passwords import KEPT, LASTS_DAYS
from chengguan.core.org.queries import active_grants
from chengguan.core.org.record import Refused, note

FAILURES_ALLOWED = 5
LOCKED_FOR = timedelta(minutes=30)
IDLE_ADMINISTRATOR = timedelta(minutes=15)


@transaction.atomic
def open_account(
    *,
    person: Person,
    username: str,
    by: Person | None,
    at: datetime,
    password: str | None = None,
) -> Account:
    """Without a password nobody gets in by one; a given one must be changed at first sign-in."""
    if Account.objects.filter(username=username).exists():
        raise Refused("account.known", gettext("这个账号名已被使用，请换一个。"))
    account = Account(person=person, username=username)
    if password is not None:
        validate_password(password, account)
    account.set_password(password)
    account.save()
    note("account.open", by=by, at=at, values={"account": account.pk}, rows=[account])
    return account


@transaction.atomic
def close_account(*, account: Account, by: Person | None, at: datetime) -> None:
    """Nobody signs in with it again, and who is in is out at once."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    _end_sessions(account, keep=0)
    note("account.close", by=by, at=at, values={"account": account.pk}, rows=[account])


@transaction.atomic
def change_password(*, account: Account, password: str, at: datetime) -> None:
    """By its owner; the rules were checked where it was typed."""
    account.set_password(password)
    account.must_change_password = False
    account.password_set_at = at
    account.save(update_fields=["password", "must_change_password", "password_set_at"])
    UsedPassword.objects.create(account=account, password=account.password, set_at=at)
    kept = account.used_passwords.order_by("-id").values("id")[:KEPT]
    account.used_passwords.exclude(id__in=list(kept.values_list("id", flat=True))).delete()
    values = {"account": account.pk}
    note("account.password", by=account.person, at=at, values=values, rows=[account])


def password_is_due(account: Account, at: datetime) -> bool:
    set_at = account.password_set_at
    return account.must_change_password or (
        set_at is not None and at - set_at > timedelta(days=LASTS_DAYS)
    )


def is_locked(account: Account, at: datetime) -> bool:
    return account.locked_until is not None and at < account.locked_until


@transaction.atomic
def note_failure(*, username: str, at: datetime, step: str) -> None:
    """Count against this account alone: a shared proxy address locks out nobody else."""
    account = Account.objects.select_for_update(of=("self",)).filter(username=username).first()
    if account is None:
        # What was typed may be a password in the wrong box: it is not written down.
        note("sign_in.unknown", by=None, at=at, values={"step": step})
        return
    if is_locked(account, at):
        return
    account.failures += 1
    if account.failures >= FAILURES_ALLOWED:
        account.failures, account.locked_until = 0, at + LOCKED_FOR
    account.save(update_fields=["failures", "locked_until"])
    values = {"account": account.pk, "step": step, "locked": is_locked(account, at)}
    note("sign_in.fail", by=account.person, at=at, values=values)


@transaction.atomic
def note_sign_in(*, account: Account, session_key: str, at: datetime, how: str) -> None:
    """After everything was proven: the count is cleared, surplus older sessions end."""
    Account.objects.filter(pk=account.pk).update(failures=0, locked_until=None)
    _end_sessions(account, keep=0 if is_administrator(account, at) else 1)
    OpenSession.objects.create(account=account, session_key=session_key, began_at=at)
    values = {"account": account.pk, "how": how}
    note("sign_in", by=account.person, at=at, values=values)


@transaction.atomic
def note_sign_out(*, account: Account, session_key: str, at: datetime) -> None:
    OpenSession.objects.filter(account=account, session_key=session_key).delete()
    note("sign_out", by=account.person, at=at, values={"account": account.pk})


def is_administrator(account: Account, at: datetime) -> bool:
    grants = active_grants(account.person_id, timezone.localdate(at))
    return any(grant.role in THREE_ADMINISTRATORS for grant in grants)


def _end_sessions(account: Account, keep: int) -> None:
    surplus = list(account.open_sessions.order_by("-id").values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=surplus[keep:]).delete()
    account.open_sessions.filter(session_key__in=surplus[keep:]).delete()
