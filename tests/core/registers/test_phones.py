"""A telephone number is taken as people write it, and words are none."""

import pytest
from django.core.exceptions import ValidationError

from chengguan.core.registers.fields import PhoneField
from chengguan.core.registers.phones import is_phone


@pytest.mark.parametrize(
    "number",
    [
        "13800000001",
        " １３８０００００００１ ",
        "021-62345678-123",
        "（021）62345678转8",
        "+86 138 0000 0001",
        "138****0001",
        "62345678、13800000001",
        "12345",
    ],
)
def test_a_number_as_people_write_it(number: str) -> None:
    assert is_phone(number)
    assert PhoneField().clean(number) == number.strip()


@pytest.mark.parametrize("number", ["abc", "无", "12", "1e9", "张三 13800000001", "----"])
def test_what_is_no_number(number: str) -> None:
    assert not is_phone(number)
    with pytest.raises(ValidationError, match="这不是电话号码"):
        PhoneField().clean(number)


def test_nothing_typed_is_nothing_said() -> None:
    assert PhoneField(required=False).clean("") == ""
