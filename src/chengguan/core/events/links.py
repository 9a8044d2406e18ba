"""Addresses and codes that say by themselves what they are for: signed, and for one thing each."""

import hashlib

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

DECLINE, CALENDAR, CODE = "events.decline", "events.calendar", "events.code"
CODE_LETTERS = 12


def decline_token(sign_up_id: int) -> str:
    """For giving one sign-up back without signing in. It opens nothing else."""
    return signing.Signer(salt=DECLINE).sign(str(sign_up_id))


def declined_sign_up(token: str) -> int | None:
    said = _unsigned(token, DECLINE)
    return int(said) if said and said.isdecimal() else None


def calendar_token(person_id: int, edition: int) -> str:
    return signing.Signer(salt=CALENDAR).sign(f"{person_id}-{edition}")


def calendar_of(token: str) -> tuple[int, int] | None:
    """Whose calendar, and which edition of its address."""
    person, _dash, edition = (_unsigned(token, CALENDAR) or "").partition("-")
    return (int(person), int(edition)) if person.isdecimal() and edition.isdecimal() else None


def _unsigned(token: str, salt: str) -> str | None:
    try:
        return signing.Signer(salt=salt).unsign(token)
    except signing.BadSignature:
        return None


def code_of(sign_up_id: int) -> str:
    """What somebody shows at the door: short enough to be typed, and not to be guessed."""
    return f"{sign_up_id}-{_mark(sign_up_id)}"


def coded_sign_up(code: str) -> int | None:
    """The sign-up of a code, however it was typed; nothing where it is none of ours."""
    number, _dash, mark = code.strip().upper().replace(" ", "").partition("-")
    if not (number.isascii() and number.isdecimal()) or len(number) > 18:
        return None
    return int(number) if constant_time_compare(mark, _mark(int(number))) else None


def digest_of(code: str) -> str:
    """What a device keeps of a code: it tells a code when it sees one and makes none."""
    return hashlib.sha256(code.encode()).hexdigest()


def _mark(sign_up_id: int) -> str:
    return salted_hmac(CODE, str(sign_up_id), algorithm="sha256").hexdigest()[:CODE_LETTERS].upper()
