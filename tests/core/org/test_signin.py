"""Passwords, lock-out, sessions: asserted on the session, not on the status."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chengguan.core.journal.models import JournalEntry
from chengguan.core.org import signin
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Account
from tests.core.org.people import PASSWORD, account, district, holder, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def sign_in(client: Client, username: str, password: str):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def officer(settings) -> Account:
    settings.CHENGGUAN_DEMONSTRATION = False
    return account(person("甲"), "jia", PASSWORD)


def test_a_password_signs_in_and_the_sign_in_is_on_the_record(client, officer):
    sign_in(client, "jia", PASSWORD)
    assert is_in(client)
    assert JournalEntry.objects.filter(action="sign_in").count() == 1


@pytest.mark.trap(24)
def test_the_fifth_failure_locks_this_account_and_no_other(client, officer):
    account(person("乙"), "yi", PASSWORD)
    for _ in range(5):
        sign_in(client, "jia", "wrong")
    sign_in(client, "jia", PASSWORD)
    assert not is_in(client)
    sign_in(client, "yi", PASSWORD)
    assert is_in(client)


def test_four_failures_do_not_lock(client, officer):
    for _ in range(4):
        sign_in(client, "jia", "wrong")
    sign_in(client, "jia", PASSWORD)
    assert is_in(client)
    officer.refresh_from_db()
    assert officer.failures == 0


@pytest.mark.parametrize(("minutes", "is_locked"), [(29, True), (30, False)])
def test_a_lock_lasts_thirty_minutes(officer, minutes, is_locked):
    now = timezone.now()
    for _ in range(5):
        signin.note_failure(username="jia", at=now, step="password")
    officer.refresh_from_db()
    assert signin.is_locked(officer, now + timedelta(minutes=minutes)) is is_locked


def test_what_was_typed_as_an_unknown_name_is_not_written_down(client, officer):
    sign_in(client, "my-secret-password", "x")
    entry = JournalEntry.objects.get(action="sign_in.unknown")
    assert "my-secret" not in entry.body


def test_with_a_second_factor_the_password_alone_is_not_enough(client, officer):
    TOTP.activate(officer, generate_totp_secret())
    sign_in(client, "jia", PASSWORD)
    assert not is_in(client)


def test_wrong_codes_lock_like_wrong_passwords(client, officer, settings):
    settings.MFA_FORMS = {"authenticate": "chengguan.core.org.second_factor.CodeForm"}
    TOTP.activate(officer, generate_totp_secret())
    sign_in(client, "jia", PASSWORD)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    officer.refresh_from_db()
    assert signin.is_locked(officer, timezone.now())


def test_a_first_password_must_be_changed_before_anything_else(client, officer):
    sign_in(client, "jia", PASSWORD)
    response = client.get(reverse("notices:list"))
    assert response.url == reverse("account_change_password")
    new = "Suzhou-Creek-7"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert client.get(reverse("notices:list")).status_code == 200


@pytest.mark.parametrize(("days", "is_due"), [(90, False), (91, True)])
def test_a_password_lasts_ninety_days(officer, days, is_due):
    now = timezone.now()
    signin.change_password(account=officer, password="Suzhou-Creek-7", at=now)
    assert signin.password_is_due(officer, now + timedelta(days=days)) is is_due


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Short-1", "password.short"),
        ("onlylowercaseletters", "password.plain"),
        ("lowercase12345", "password.plain"),
    ],
)
def test_short_and_plain_passwords_are_refused(officer, password, code):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, officer)
    assert code in {found.code for found in refused.value.error_list}


@pytest.mark.parametrize("password", ["Lowercase12345", "lowercase-12345", "Abcdefg-12"])
def test_ten_characters_of_three_classes_are_enough(officer, password):
    validate_password(password, officer)


def test_the_last_five_passwords_do_not_come_back(officer):
    now = timezone.now()
    for number in range(6):
        signin.change_password(account=officer, password=f"Garden-Road-{number}", at=now)
    validate_password("Garden-Road-0", officer)
    with pytest.raises(ValidationError):
        validate_password("Garden-Road-1", officer)


@pytest.mark.parametrize(("role", "allowed"), [(Role.OFFICER, 2), (Role.SYS_ADMIN, 1)])
def test_surplus_sessions_end_the_oldest_first(settings, role, allowed):
    who = holder("甲", role, district(), username="jia")
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.post(reverse("org:enter"), {"account": who.account.pk})
    assert Session.objects.count() == allowed
    assert is_in(clients[-1])
    assert not is_in(clients[0])


def test_administrators_idle_for_a_shorter_time():
    bureau = district()
    for role, seconds in ((Role.SEC_ADMIN, 900), (Role.OFFICER, 1800)):
        who = holder("甲", role, bureau, username=role)
        client = Client()
        client.post(reverse("org:enter"), {"account": who.account.pk})
        assert client.session.get_expiry_age() == seconds


def test_signing_out_ends_the_session_and_is_on_the_record(client):
    who = holder("甲", Role.OFFICER, district(), username="jia")
    client.post(reverse("org:enter"), {"account": who.account.pk})
    client.post(reverse("account_logout"))
    assert not is_in(client)
    assert JournalEntry.objects.filter(action="sign_out").count() == 1


def test_password_and_code_together_sign_in(client, officer):
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    sign_in(client, "jia", PASSWORD)
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_in(client)
    assert JournalEntry.objects.filter(action="sign_in").count() == 1


def test_a_closed_account_is_out_at_once_and_does_not_come_in_again(client, officer):
    sign_in(client, "jia", PASSWORD)
    signin.close_account(account=officer, by=None, at=timezone.now())
    assert client.get(reverse("notices:list")).status_code == 302
    sign_in(client, "jia", PASSWORD)
    assert not is_in(client)


def test_the_door_calls_a_password_by_one_word_and_says_once_what_to_do(client, officer):
    page = client.get(reverse("account_login")).content.decode()
    assert "密码" not in page
    assert page.count("忘记口令") == 1
    refused = sign_in(client, "jia", "wrong").content.decode()
    assert "用户名或者口令不对" in refused
    assert "密码" not in refused
