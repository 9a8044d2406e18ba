"""Numbers of persons and organisations: their kind, their shape, whether the check digit holds.

Nothing is mended here: a number that fails is kept as given and says what is wrong with it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric, uscc
from stdnum.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
    ValidationError,
)

from chengguan.core.registers.models import Flaw, IdentifierKind

SPREADSHEET = re.compile(r"\d(\.\d+)?E\+?\d+")
OLD_LENGTH = 15
# Place, birthday, order, check digit (GB 11643): so is a person's number also with a slip in it.
ID_SHAPE = re.compile(r"[1-8]\d{5}(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]")
# Rare characters of names stand in older systems at private code points: they tell names apart.
NOT_IN_A_NAME = re.compile("[^\\w\ue000-\uf8ff\U000f0000-\U0010fffd]|_")
KEY_LENGTH = 100
FLAWS: dict[type[ValidationError], Flaw] = {
    InvalidLength: Flaw.LENGTH,
    InvalidFormat: Flaw.LETTERS,
    InvalidComponent: Flaw.COMPONENT,
    InvalidChecksum: Flaw.CHECK_DIGIT,
}


@dataclass(frozen=True)
class Verdict:
    """`is_valid` is None where no rule can tell."""

    is_valid: bool | None
    flaw: str = ""


def plain_number(text: str) -> str:
    """Half-width, upper case, without blanks and dashes: the same number, written plainly."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def judge(kind: str, number: str) -> Verdict:
    """What the standards say of a number: GB 32100 for organisations, GB 11643 for persons."""
    plain = plain_number(number)
    check = CHECKS.get(IdentifierKind(kind))
    if check is None:
        return Verdict(None)
    if SPREADSHEET.fullmatch(unicodedata.normalize("NFKC", number).strip().upper()):
        return Verdict(False, Flaw.SPREADSHEET)
    return check(plain)


def is_valid(kind: str, number: str) -> bool | None:
    """None where no rule is known for that kind of number."""
    return judge(kind, number).is_valid


def guess_kind(number: str) -> IdentifierKind:
    """The kind a bare number is of, by its check digit, else by its shape; what has neither is an
    organisation's."""
    plain = plain_number(number)
    if _id_card(plain).is_valid:
        return IdentifierKind.ID_CARD
    is_shaped = ID_SHAPE.fullmatch(plain) and not _uscc(plain).is_valid
    return IdentifierKind.ID_CARD if is_shaped else IdentifierKind.USCC


def name_key(name: str) -> str:
    """What is compared when two names may mean the same: no width, case, blanks or brackets."""
    return NOT_IN_A_NAME.sub("", unicodedata.normalize("NFKC", name)).casefold()[:KEY_LENGTH]


def _uscc(number: str) -> Verdict:
    if len(number) == OLD_LENGTH and number.isdecimal():
        return Verdict(False, Flaw.OLD_REGISTRATION)
    return _by_standard(uscc.validate, number)


def _id_card(number: str) -> Verdict:
    if len(number) == OLD_LENGTH and number.isdecimal():
        return _old_id_card(number)
    return _by_standard(ric.validate, number)


def _old_id_card(number: str) -> Verdict:
    """Six digits of place, six of a birthday in the last century, three of order."""
    year, month, day = (int(number[at : at + 2]) for at in (6, 8, 10))
    try:
        date(1900 + year, month, day)
    except ValueError:
        return Verdict(False, Flaw.COMPONENT)
    return Verdict(None, Flaw.OLD_ID_CARD)


def _by_standard(validate: Callable[[str], str], number: str) -> Verdict:
    try:
        validate(number)
    except ValidationError as error:
        return Verdict(False, FLAWS[type(error)])
    return Verdict(True)


CHECKS: dict[IdentifierKind, Callable[[str], Verdict]] = {
    IdentifierKind.USCC: _uscc,
    IdentifierKind.ID_CARD: _id_card,
}
