"""Names of parties as they are typed, and places found by words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from chengguan.core.org.kinds import Role
from chengguan.core.registers.fields import NameField, PlaceField
from chengguan.core.registers.models import PlaceKind
from chengguan.core.registers.services import register_place
from tests.core.org.people import AT, district, holder


@pytest.mark.parametrize(
    "name",
    [
        "欧阳堃喆㼆",
        "王赟",
        "𠮷田𰻝",  # planes 2 and 3
        "\U0002ebf0",  # younger than the tables of Python 3.11
        "葛\U000e0100",  # a variant that the document shows
        "〇〇一",
        "买买提·艾则孜",
        "O’Neil (Shanghai) Co., Ltd.",
        "㈱示范",
        "某某（上海）有限公司",
        "ئالىم",
        "\ue863",  # a private character of an older system
    ],
)
def test_every_letter_of_a_name_survives(name):
    assert NameField().clean(name) == name


@pytest.mark.parametrize(
    "name",
    ["张三😀", "李\u202e四", "王\u200b五", "赵\x07六", "店铺✅", "甲\u2028乙", "1️⃣号店", "👍🏻"],
)
def test_emoji_and_invisible_marks_are_refused_with_the_character(name):
    with pytest.raises(ValidationError, match="不能使用的字符"):
        NameField().clean(name)


def test_what_cannot_be_seen_is_named_by_its_number():
    with pytest.raises(ValidationError, match=r"U\+202E"):
        NameField().clean("李\u202e四")


@pytest.fixture
def places(db):
    grid = register_place(kind=PlaceKind.GRID, name="第七网格", by=None, at=AT)
    made = [
        register_place(
            kind=PlaceKind.POINT, name=f"{n}号岗亭", address=f"示范路{n}弄", by=None, at=AT
        )
        for n in range(1, 31)
    ]
    return grid, made


def test_places_are_found_by_name_address_and_grid_twenty_at_most(places):
    grid, made = places
    field = PlaceField(required=False)

    def found(asked, chosen=None):
        picks = field.picks("place", asked=asked, chosen=chosen)
        return [o.value for o in picks.options if o.value], picks

    assert found("17号岗")[0] == [str(made[16].pk)]
    assert found("示范路17弄")[0] == [str(made[16].pk)]
    assert found("第七网")[0] == [str(grid.pk)]
    many, picks = found("示范路")
    assert len(many) == 20
    assert picks.is_cut
    nothing, picks = found("没有这里")
    assert (nothing, picks.is_asked, picks.is_found) == ([], True, False)
    assert found("")[0] == []


def test_the_choice_stays_first_whatever_is_looked_for(places):
    _grid, made = places
    picks = PlaceField(required=False).picks("place", asked="17号岗", chosen=made[2].pk)
    values = [(option.value, option.is_chosen) for option in picks.options]
    assert values == [(str(made[2].pk), True), (str(made[16].pk), False), ("", False)]
    forged = PlaceField(required=False).picks("place", chosen="1 or 1=1")
    assert [option.value for option in forged.options] == [""]


def test_looking_is_for_those_who_enforce_and_draws_the_choices(places, client):
    address, asked = reverse("registers:look_places"), {"pick": "place", "look-place": "17号岗"}
    assert client.post(address, asked).status_code in (302, 403)
    officer = holder("甲", Role.OFFICER, district(), username="a")
    client.post(reverse("org:enter"), {"account": officer.account.pk})
    text = client.post(address, asked).content.decode()
    assert text.count('type="radio"') == 2
    assert "17号岗亭" in text
    assert client.get(address).status_code == 405
