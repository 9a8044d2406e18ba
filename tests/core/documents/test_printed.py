"""Words for a paper: pictures are refused by name, rare letters never."""

import pytest
from django.core.exceptions import ValidationError

from chengguan.core.documents.printed import PrintedField, unprintable


@pytest.mark.parametrize(
    "text",
    [
        "欧阳堃、喆、赟和㼆",
        "𠮷野家",
        "\ue123",
        "25 ℃、30 ㎡、第 ① 项、№ 7、→、㈱",
        "第一行\n\t第二行\u3000\u200b",
    ],
)
def test_what_can_be_printed_or_written_in_by_hand_is_taken(text: str) -> None:
    assert unprintable(text) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("现场😀和👍，又是😀", "😀👍"),
        ("1️⃣", "\ufe0f\u20e3"),
        ("响铃\a", "\a"),
    ],
)
def test_pictures_and_controls_are_found_each_once(text: str, found: str) -> None:
    assert unprintable(text) == found


def test_the_field_names_what_it_refuses() -> None:
    field = PrintedField()
    with pytest.raises(ValidationError, match="😀、👍"):
        field.clean("现场😀和👍")
    assert field.clean(" 赟小虎 ") == "赟小虎"
