"""What stands in front of an officer: earlier penalties of every record of a party."""

from datetime import date

import pytest

from chengguan.core.org.record import Refused
from chengguan.core.registers import history, ports, services
from chengguan.core.registers.merging import merge_parties
from chengguan.core.registers.models import AliasKind, Party, PartyKind
from chengguan.core.registers.ports import PastPenalty, repeat_offences
from tests.core.org.people import AT, person

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 15)


def party(name: str = "张三") -> Party:
    return services.register_party(kind=PartyKind.PERSON, name=name, by=None, at=AT)


def penalty(number: str, decided_on: date, item: str = "A", until: date | None = None):
    return PastPenalty(
        number, number, item, "占道设摊", decided_on, decided_on, 5000, counts_until=until
    )


@pytest.fixture
def told():
    """Penalties by key of the party's record; registered for this test alone."""
    known: dict[int, list[PastPenalty]] = {}

    def tell(parties, *, on, request=None):
        return [one for key in parties for one in known.get(key, [])]

    before = dict(ports.penalties._tell)
    ports.penalties._tell.clear()
    ports.penalties.register("test", tell)
    yield known
    ports.penalties._tell.clear()
    ports.penalties._tell.update(before)


@pytest.mark.parametrize(
    ("until", "counts"),
    [(date(2026, 9, 14), False), (ON, True), (date(2027, 1, 1), True), (None, False)],
)
def test_an_offence_repeats_another_up_to_the_last_day_the_rule_gives(told, until, counts):
    one = party()
    told[one.pk] = [penalty("1", date(2026, 1, 5), until=until)]
    assert bool(repeat_offences(one, "A", ON)) is counts
    assert repeat_offences(one, "B", ON) == []


def test_a_penalty_after_the_day_is_none_before_it(told):
    one = party()
    told[one.pk] = [penalty("1", date(2026, 9, 16), until=date(2028, 1, 1))]
    assert ports.penalties.of(one, on=ON) == []


def test_a_merged_record_brings_its_penalties_along(told):
    gone, kept = party(), party("章三")
    told[gone.pk] = [penalty("1", date(2026, 1, 5), until=ON)]
    told[kept.pk] = [penalty("2", date(2026, 2, 5), until=ON)]
    assert [one.number for one in repeat_offences(kept, "A", ON)] == ["2"]
    merge_parties(party=gone, into=kept, reason="同一人", by=person("甲"), at=AT)
    kept.refresh_from_db()
    assert [one.number for one in repeat_offences(kept, "A", ON)] == ["2", "1"]


def test_the_panel_says_which_still_count(told, rf):
    one = party()
    told[one.pk] = [
        penalty("1", date(2020, 1, 5), until=date(2022, 1, 5)),
        penalty("2", date(2026, 2, 5), until=date(2028, 2, 5)),
    ]
    panel = history.penalty_panel(rf.get("/"), one, ON)
    assert [line.day for line in panel.lines] == [date(2026, 2, 5), date(2020, 1, 5)]
    assert [line.state.tone for line in panel.lines] == ["warning", "normal"]


def test_on_its_own_page_a_penalty_is_no_earlier_one(told, rf):
    one = party()
    own, other = penalty("1", date(2026, 1, 5), until=ON), penalty("2", date(2026, 2, 5), until=ON)
    told[one.pk] = [own, other]
    beside = history.penalty_panel(rf.get("/"), one, ON, own.matter)
    assert [line.day for line in beside.lines] == [other.decided_on]


def test_nobody_who_penalises_no_panel(told, rf):
    ports.penalties.forget("test")
    assert history.penalty_panel(rf.get("/"), party(), ON) is None


def test_an_alias_keeps_its_kind_and_days():
    one = party("天山便利店")
    alias = services.add_alias(
        party=one, name="老天山", kind=AliasKind.FORMER, since=date(2019, 1, 1), by=None, at=AT
    )
    assert (alias.kind, alias.since, alias.until) == (AliasKind.FORMER, date(2019, 1, 1), None)
    with pytest.raises(Refused) as refused:
        services.add_alias(
            party=one, name="又", since=date(2020, 1, 1), until=date(2019, 1, 1), by=None, at=AT
        )
    assert refused.value.code == "party.alias_days"
