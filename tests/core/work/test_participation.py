"""An organ that takes part in a matter lying elsewhere finds it, and acts where it was handed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.work import lists, queries, registry
from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor
from chengguan.core.work.errors import NotPermitted
from chengguan.core.work.models import Assignment, Matter
from tests.core.work import sample
from tests.core.work.sample import Town
from tests.played import under_other_rules

pytestmark = pytest.mark.postgres


@pytest.fixture
def effects(town: Town) -> Iterator[dict[str, registry.Effect]]:
    """What the acts of the sample also do in a test, by action."""
    known = registry.handling(sample.SAMPLE.key).effects
    before = dict(known)
    assert isinstance(known, dict)
    with under_other_rules():
        yield known
    known.clear()
    known.update(before)


def find(actor: Actor) -> set[object]:
    return {matter.pk for matter in lists.page(actor).matters}


def codes() -> set[str]:
    return {finding.code for finding in journal.verify().findings}


def test_a_guest_finds_it_with_those_above_and_no_longer_after(
    town: Town, effects: dict[str, registry.Effect]
) -> None:
    other = town.organ(OrganKind.DISTRICT_BUREAU, "邻区局", town.city)
    guest = town.organ(OrganKind.STREET_TEAM, "邻区中队", other)
    officer = town.person("邻一", Role.OFFICER, guest)
    above = town.person("邻区局长", Role.BUREAU_LEADER, other)
    beside = town.person("邻二", Role.OFFICER, town.organ(OrganKind.STREET_TEAM, "另队", other))

    def share(act: Act, data: object) -> None:
        act.share_with(guest, guest)

    def unshare(act: Act, data: object) -> None:
        act.unshare(guest)

    effects["work"] = share
    effects["mark"] = unshare
    matter = town.begin()
    town.do(matter, "take", town.officer)
    assert find(officer) == set()
    town.do(matter, "work", town.officer, sample.Amount(1))
    town.do(matter, "work", town.officer, sample.Amount(2))
    assert find(officer) == find(above) == {matter.pk}
    assert find(beside) == set()
    assert queries.is_visible(officer, matter.pk)
    assert "reach.differs" not in codes()
    town.do(matter, "mark", Actor(None, "house"))
    assert find(officer) == find(above) == set()
    assert find(town.leader) == {matter.pk}
    assert codes() == set()


def test_a_guest_acts_only_on_what_was_handed_to_his_role(
    town: Town, effects: dict[str, registry.Effect]
) -> None:
    taker = town.person("西二", Role.OFFICER, town.west)
    squad = town.organ(OrganKind.SQUAD, "西一班", town.west)
    below = town.person("西三", Role.OFFICER, squad)

    def hand(act: Act, data: object) -> None:
        act.share_with(town.west)
        act.hand_to(role="officer", organ=town.west)

    matter = town.begin()
    town.do(matter, "take", town.officer)
    with pytest.raises(NotPermitted):
        town.do(matter, "work", taker, sample.Amount(1))
    effects["work"] = hand
    town.do(matter, "work", town.officer, sample.Amount(1))
    town.do(matter, "work", taker, sample.Amount(1))
    with pytest.raises(NotPermitted):
        town.do(matter, "work", below, sample.Amount(1))


def test_who_takes_part_no_longer_has_nothing_to_do(
    town: Town, effects: dict[str, registry.Effect]
) -> None:
    """What had been handed to his role ends with it; what lies with others stays theirs."""
    taker = town.person("西二", Role.OFFICER, town.west)

    def hand(act: Act, data: object) -> None:
        act.share_with(town.west)
        act.hand_to(role="officer", organ=town.west)
        act.put(Assignment(role="officer", organ=town.east))

    def unshare(act: Act, data: object) -> None:
        act.unshare(town.west)

    effects["mark"] = unshare
    matter = town.begin()
    town.do(matter, "take", town.officer)
    effects["work"] = hand
    town.do(matter, "work", town.officer, sample.Amount(1))
    del effects["work"]
    town.do(matter, "work", taker, sample.Amount(1))
    town.do(matter, "mark", Actor(None, "house"))
    with pytest.raises(NotPermitted):
        town.do(matter, "work", taker, sample.Amount(1))
    held = matter.assignments.filter(until=None)
    assert list(held.values_list("organ", flat=True)) == [town.east.pk]
    town.do(matter, "work", town.colleague, sample.Amount(1))
    assert codes() == set()


def test_what_is_not_shared_asks_no_more_of_the_database(
    town: Town, effects: dict[str, registry.Effect]
) -> None:
    def statements(matter: Matter) -> int:
        with CaptureQueriesContext(
            connection,
        ) as told:
            town.do(matter, "work", town.officer, sample.Amount(1), version=2)
        return sum('work_participation"' in row["sql"].split("WHERE")[0] for row in told)

    matter = town.begin()
    town.do(matter, "take", town.officer)
    assert statements(matter) == 1, "only the question beside the lock"


@pytest.mark.django_db(transaction=True)
def test_the_house_sees_who_came_to_take_part_while_it_waited(
    town: Town, effects: dict[str, registry.Effect]
) -> None:
    """It names no version, so nothing else tells it that the matter was shared meanwhile."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    is_shared = Event()
    taker = town.person("西二", Role.OFFICER, town.west)

    def share(act: Act, data: object) -> None:
        act.share_with(town.west)
        is_shared.set()
        sleep(0.5)

    def hand_on(act: Act, data: object) -> None:
        act.hand_to(role="officer", organ=town.east)

    effects["work"], effects["mark"] = share, hand_on
    matter = town.begin()
    town.do(matter, "take", town.officer)

    def mark() -> None:
        try:
            assert is_shared.wait(10)
            town.do(matter, "mark", Actor(None, "house"), version=None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        marked = pool.submit(mark)
        town.do(matter, "work", town.officer, sample.Amount(1))
        marked.result(20)
    assert find(taker) == {matter.pk}
    assert "reach.differs" not in codes()
