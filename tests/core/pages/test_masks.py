"""Personal data as shown to whoever has no reason to see it whole (个人信息保护法 51)."""

import pytest

from chengguan.core.pages import masks


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("欧阳修", "欧阳*"),
        ("欧阳", "欧*"),
        ("李", "李*"),
        ("", ""),
    ],
)
def test_a_name_shows_its_surname_only(name: str, shown: str) -> None:
    assert masks.mask_name(name) == shown


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812345678", "138****5678"), ("1234567", "*******"), ("", "")]
)
def test_a_phone_shows_three_and_four_digits(phone: str, shown: str) -> None:
    assert masks.mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [("31010519900101123X", "310***********123X"), ("310", "***")]
)
def test_an_identity_number_shows_three_and_four(number: str, shown: str) -> None:
    assert masks.mask_id_card(number) == shown


def test_a_bank_number_shows_its_last_four() -> None:
    assert masks.mask_bank("6222 0012 3456 7890") == "************7890"


@pytest.mark.parametrize(
    ("plate", "shown"), [("沪A12123", "沪A·**123"), ("沪A·D12123", "沪A·**123"), ("沪A1", "***")]
)
def test_a_plate_shows_its_ends(plate: str, shown: str) -> None:
    assert masks.mask_plate(plate) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("请回电13812345678，谢谢", "请回电138****5678，谢谢"),
        (
            "身份证310105199001011234，电话 13912345678",
            "身份证310***********1234，电话 139****5678",
        ),
        ("11010519491231002X", "110***********002X"),
        (
            "工单 20260913000000017，罚款 12345678901 元",
            "工单 20260913000000017，罚款 12345678901 元",
        ),
        ("2026-09-13 08:00", "2026-09-13 08:00"),
    ],
)
def test_numbers_of_people_are_masked_in_running_text(text: str, shown: str) -> None:
    assert masks.mask_numbers(text) == shown
