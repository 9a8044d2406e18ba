"""Numbers of persons and organisations: their kind, their shape, whether the check digit holds."""

import re
import unicodedata

from stdnum.cn import ric, uscc

from chengguan.core.registers.models import IdentifierKind

CHECKS = {IdentifierKind.USCC: uscc.is_valid, IdentifierKind.ID_CARD: ric.is_valid}


def plain_number(text: str) -> str:
    """Half-width, upper case, without blanks and dashes."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def is_valid(kind: str, number: str) -> bool | None:
    """None where no rule is known for that kind of number."""
    check = CHECKS.get(IdentifierKind(kind))
    return None if check is None else bool(check(number))


def name_key(name: str) -> str:
    """What is compared when two names may mean the same: no width, case, blanks or brackets."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name)).casefold()
