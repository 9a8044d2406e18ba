"""Members on a day: half-open, one query over one table, and the numbers with their lists."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chengguan.core.org import ports, services
from chengguan.core.org.kinds import MembershipKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.ports import ServiceDone, ServicesPort
from chengguan.union.members import inputs, listing, snapshot
from chengguan.union.members.reading import groups_read, unions_read
from tests.union.members.union import NINE, TODAY, Union, number

pytestmark = pytest.mark.postgres

DAY = date(2026, 9, 1)
BEFORE = date(2026, 8, 31)


def on(day: date, organ: Organ) -> list[str]:
    rows = snapshot.members_on(day, [organ]).select_related("person")
    return sorted(row.person.name for row in rows)


@pytest.mark.trap(61)
def test_on_the_day_of_a_change_a_member_counts_once_and_with_the_new_union(union: Union) -> None:
    """Both ends: the last day of the old span is the day before, the first of the new the day."""
    moved = union.enrol("移")
    union.enrol("留")
    union.act(moved, "transfer", inputs.Move(DAY, union.west, "调动。"))
    assert (on(BEFORE, union.east), on(BEFORE, union.west)) == (["留", "移"], [])
    assert (on(DAY, union.east), on(DAY, union.west)) == (["留"], ["移"])


@pytest.mark.trap(61)
def test_who_never_changed_is_on_the_roll_as_well(union: Union) -> None:
    """History and present are one table: a record that never changed is missing on no day."""
    union.enrol("留")
    for day in (date(2024, 1, 1), BEFORE, DAY, TODAY):
        assert on(day, union.east) == ["留"]
    assert on(date(2023, 12, 31), union.east) == []


@pytest.mark.trap(61)
def test_the_first_day_belongs_to_a_span_and_the_last_does_not(union: Union) -> None:
    left = union.enrol("离")
    union.act(left, "transfer_out", inputs.MoveOut(DAY, "某公司工会"))
    assert on(date(2023, 12, 31), union.east) == []
    assert on(date(2024, 1, 1), union.east) == ["离"]
    assert (on(BEFORE, union.east), on(DAY, union.east)) == (["离"], [])


def test_who_joined_and_moved_on_one_day_counts_once(union: Union) -> None:
    moved = union.enrol("移", joined_on=DAY)
    union.act(moved, "transfer", inputs.Move(DAY, union.west, "更正。"))
    assert (on(DAY, union.east), on(DAY, union.west)) == ([], ["移"])


def test_a_group_has_the_members_of_its_own(union: Union) -> None:
    union.enrol("甲")
    union.enrol("乙", group=union.two)
    assert (on(TODAY, union.one), on(TODAY, union.two)) == (["甲"], ["乙"])
    assert on(TODAY, union.east) == ["乙", "甲"]


def test_one_statement_tells_the_whole_roll(union: Union) -> None:
    for name in ("甲", "乙", "丙"):
        union.enrol(name)
    with CaptureQueriesContext(connection) as caught:
        rows = list(snapshot.members_on(TODAY, [union.east]).select_related("person", "organ"))
        assert [row.person.name for row in rows]
    assert len(caught) == 1


def test_numbers_and_lists_agree(union: Union) -> None:
    """Women, young, retired, model workers, cards: each number is the length of its list."""
    union.enrol("女青", sex="female", born_on=date(2000, 1, 1))
    union.enrol("男壮", born_on=date(1980, 1, 1), model_worker="市劳模", card="6222")
    retired = union.enrol("男退", born_on=date(1966, 1, 1))
    union.act(retired, "retain", inputs.Retain("retired", DAY))
    counted = snapshot.statistics(TODAY, [union.east, union.west])
    assert counted == {
        union.east.pk: {
            "all": 3,
            "women": 1,
            "young": 1,
            "retired": 1,
            "retained": 1,
            "model": 1,
            "cards": 1,
        }
    }
    for lens in snapshot.LENSES:
        found = snapshot.members_on(TODAY, [union.east]).filter(snapshot.through(lens, TODAY))
        assert len(found) == counted[union.east.pk][lens]
    assert snapshot.statistics(BEFORE, [union.east])[union.east.pk]["retired"] == 0


@pytest.mark.parametrize(
    ("born", "is_young"),
    [
        (date(1990, 9, 15), False),  # 36 on the day
        (date(1990, 9, 16), True),  # 35, and 36 tomorrow
        (date(1991, 9, 15), True),
    ],
)
def test_the_edge_of_youth(union: Union, born: date, is_young: bool) -> None:
    """会员管理口径: up to thirty-five full years."""
    union.enrol("某", born_on=born)
    assert (snapshot.statistics(TODAY, [union.east])[union.east.pk]["young"] == 1) is is_young


def test_the_port_tells_members_and_unions(union: Union) -> None:
    matter = union.enrol("甲", sex="female", card="62220001")
    (told,) = ports.members.members_on(TODAY, union.east)
    assert (told.name, told.union_id, told.group_id) == ("甲", union.east.pk, union.one.pk)
    assert (told.sex, told.is_retained, told.has_card) == ("female", False, True)
    person = union.record(matter).person_id
    assert ports.members.unions_of(person, TODAY) == [union.east]
    assert ports.members.unions_of(person, date(2023, 1, 1)) == []


def test_whose_members_somebody_reads(union: Union) -> None:
    def read(name: str) -> list[str]:
        actor = union.actor(name)
        return [organ.name for organ in (*unions_read(actor), *groups_read(actor))]

    assert read("局干部") == ["局工会", "东工会", "西工会", "东一组", "东二组", "西一组"]
    assert read("东主席") == ["东工会", "东一组", "东二组"]
    assert read("一组长") == ["东一组"]
    for name in ("局长", "队长", "督察", "管理员", "队员甲", "女工委员"):
        assert read(name) == []


def test_services_are_told_by_the_apps_that_did_them(union: Union) -> None:
    """Nothing yet is said as nothing yet; what others tell stands beside the member."""
    port = ServicesPort()
    assert port.done([1], BEFORE, TODAY) == {}
    port.register(lambda people, since, until: [ServiceDone(1, BEFORE, "中秋慰问")])
    port.register(lambda people, since, until: [ServiceDone(1, TODAY, "体检")])
    assert [one.words for one in port.done([1], BEFORE, TODAY)[1]] == ["体检", "中秋慰问"]


def test_a_member_without_a_record_is_on_the_roll(union: Union) -> None:
    """Spans that were there before the register of members count, with what is unknown said so."""
    person = Person.objects.get(name="队员乙")
    services.appoint(
        person=person,
        organ=union.east,
        kind=MembershipKind.UNION,
        since=DAY,
        by=None,
        at=NINE,
    )
    assert on(TODAY, union.east) == ["队员乙"]
    assert listing.sex_words(None)


def test_numbers_of_identity_are_made_as_the_standard_says() -> None:
    assert number() == "310105199005040012"[:17] + number()[-1]
