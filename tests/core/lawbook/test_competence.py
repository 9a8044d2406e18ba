"""Who is competent is a question of the day: returned to the bureaus on 2025-10-01."""

from datetime import date

import pytest

from chengguan.core.lawbook import competence
from chengguan.core.lawbook.items import UnknownItem, all_items
from chengguan.core.org.kinds import OrganKind

RETURNED_ON = date(2025, 10, 1)


@pytest.mark.parametrize("code", ["AY-J001", "AY-A001", "AY-A007", "AY-C015", "AY-P008"])
@pytest.mark.parametrize(
    ("on", "kind", "is_recalled"),
    [
        (date(2025, 9, 28), OrganKind.STREET_TEAM, False),
        (date(2025, 9, 30), OrganKind.STREET_TEAM, False),
        (RETURNED_ON, OrganKind.DISTRICT_BUREAU, True),
        (date(2025, 10, 8), OrganKind.DISTRICT_BUREAU, True),
    ],
)
def test_noise_housing_roads_and_greening_went_back_to_the_bureau(code, on, kind, is_recalled):
    assert competence.competent_organ_kind(code, on) == kind
    assert competence.is_recalled(code, on) is is_recalled


@pytest.mark.parametrize("on", [date(2025, 9, 30), RETURNED_ON, date(2026, 9, 15)])
def test_vending_stayed_with_the_streets(on):
    assert competence.competent_organ_kind("AY-C001", on) == OrganKind.STREET_TEAM


@pytest.mark.parametrize("code", all_items())
@pytest.mark.parametrize("on", [date(2021, 8, 1), RETURNED_ON, date(2026, 9, 15)])
def test_every_item_has_exactly_one_competent_kind_of_organ_with_its_source(code, on):
    held = [rule for rule in competence.rules() if rule.item == code and rule.holds(on)]
    assert len(held) == 1
    assert held[0].source


def test_before_the_first_rule_nothing_is_guessed():
    with pytest.raises(competence.NoCompetence, match="AY-C001 on 2021-07-31"):
        competence.competent_organ_kind("AY-C001", date(2021, 7, 31))


def test_an_unknown_item_has_no_competence():
    with pytest.raises(UnknownItem):
        competence.competent_organ_kind("AY-X999", RETURNED_ON)
