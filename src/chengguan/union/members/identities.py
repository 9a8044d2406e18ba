"""Numbers of identity: what is wrong with one, and what it says of its holder."""

from datetime import date

from chengguan.core.registers.identifiers import judge, plain_number
from chengguan.core.registers.models import IdentifierKind
from chengguan.union.members.models import Sex

LENGTH = 18


def flaw_of(number: str, sex: str, born_on: date) -> str:
    """The code of what is wrong; empty where nothing is."""
    plain = plain_number(number)
    if judge(IdentifierKind.ID_CARD, number).is_valid is not True:
        return "member.bad_number"
    if sex_in(plain) != sex:
        return "member.number_of_other_sex"
    return "" if born_in(plain) == born_on else "member.number_of_other_birthday"


def sex_in(plain: str) -> Sex:
    """The last digit but one is odd for men (GB 11643)."""
    return Sex.MALE if int(plain[-2]) % 2 else Sex.FEMALE


def born_in(plain: str) -> date:
    """The birthday within a sound number."""
    return date(int(plain[6:10]), int(plain[10:12]), int(plain[12:14]))
