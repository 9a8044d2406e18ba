"""Organisation and term: each rule with what keeps it, what breaks it, and its edge."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.notices.models import Notice
from chengguan.core.org.record import Refused
from chengguan.core.work import rules
from chengguan.law.guards import judge
from chengguan.law.parameters import shipped
from chengguan.union.members import registering, standing, tasks, unions_page
from chengguan.union.members.guards_unions import ALL
from chengguan.union.members.models import Assembly, Committee, Seat, UnionFile
from chengguan.union.members.standing import UnionFacts, stage_of
from tests.union.members.union import NINE, TODAY, Union

DAY = timedelta(days=1)
SOUND = UnionFacts(
    TODAY,
    is_founded=True,
    is_approved=True,
    members=120,
    women=40,
    has_women_committee=True,
    term_years=5,
    lasts_until=date(2027, 1, 1),
    last_met_on=date(2026, 3, 1),
    last_met_as="members",
)


def found(**changed: object) -> set[str]:
    facts = replace(SOUND, **changed)  # type: ignore[arg-type]
    return {finding.ref for finding in judge(ALL, shipped(), TODAY, facts)}


def test_a_sound_union_has_nothing_to_check() -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("changed", "ref"),
    [
        pytest.param({"form": "organiser"}, "MB31", marks=pytest.mark.ref("MB31")),
        pytest.param({"has_women_committee": False}, "MB32", marks=pytest.mark.ref("MB32")),
        pytest.param({"is_approved": False}, "MB33", marks=pytest.mark.ref("MB33")),
        pytest.param({"has_file": False}, "MB33", marks=pytest.mark.ref("MB33")),
        pytest.param({"term_years": 4}, "MB34", marks=pytest.mark.ref("MB34")),
        pytest.param({"lasts_until": TODAY}, "MB35", marks=pytest.mark.ref("MB35")),
        pytest.param({"has_committee": False}, "MB35", marks=pytest.mark.ref("MB35")),
        pytest.param({"last_met_on": None}, "MB36", marks=pytest.mark.ref("MB36")),
        pytest.param({"last_met_on": TODAY.replace(2025) - DAY}, "MB36"),
        pytest.param({"members": 99, "last_met_as": "delegates"}, "MB37"),
        pytest.param({"delegates_left": ("甲",)}, "MB38", marks=pytest.mark.ref("MB38")),
        pytest.param({"staff": 200}, "MB39", marks=pytest.mark.ref("MB39")),
        pytest.param({"days": (("甲", 7, False),)}, "MB40", marks=pytest.mark.ref("MB40")),
        pytest.param({"undeclared": ("甲",)}, "MB41", marks=pytest.mark.ref("MB41")),
    ],
)
def test_what_does_not_agree_is_found(changed: dict[str, object], ref: str) -> None:
    """工会法 10–17, 41; 沪工会条例 13; 工会章程（2008） 26."""
    assert found(**changed) == {ref}


@pytest.mark.ref("MB31", "MB32", "MB34", "MB35", "MB36", "MB37", "MB39", "MB40")
@pytest.mark.parametrize(
    "changed",
    [
        {"members": 24, "form": "organiser", "women": 0},
        {"women": 24, "has_women_committee": False, "has_woman_seated": True},
        {"women": 0, "has_women_committee": False},
        {"is_founded": False, "is_approved": False},
        {"term_years": 3},
        {"lasts_until": TODAY + DAY},
        {"last_met_on": TODAY.replace(2025)},
        {"members": 100, "last_met_as": "delegates"},
        {"staff": 199},
        {"staff": 200, "has_full_time_chair": True},
        {"days": (("甲", 6, False), ("乙", 7, True))},
    ],
)
def test_the_other_side_of_each_edge(changed: dict[str, object]) -> None:
    """工会法 11, 14, 16, 41; 沪工会条例 13; 工会章程（2008） 26."""
    assert found(**changed) == set()


@pytest.mark.ref("MB32")
def test_few_women_have_one_who_sits_for_them() -> None:
    """沪工会条例 13: below twenty-five a member of the committee, from twenty-five on a body."""
    few = {"has_women_committee": False, "women": 24}
    assert found(**few) == {"MB32"}
    assert found(has_women_committee=False, has_woman_seated=True, women=25) == {"MB32"}


def test_only_verified_rows_refuse() -> None:
    """What was read in an older text warns until the union confirms it."""
    rows = [shipped().guard(f"MB{n}") for n in range(31, 42)]
    assert {row.ref for row in rows if str(row.force) != "warning"} == {"MB33", "MB34"}
    assert all(str(row.grade) == "V" for row in rows if str(row.force) != "warning")


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 2, 28), ""),
        (date(2026, 3, 1), "first"),
        (date(2026, 5, 31), "first"),
        (date(2026, 6, 1), "second"),
        (date(2026, 8, 1), "third"),
        (date(2026, 8, 31), "third"),
        (date(2026, 9, 1), "over"),
    ],
)
def test_six_three_and_one_month_before_and_overdue(today: date, stage: str) -> None:
    assert stage_of(date(2026, 9, 1), today, shipped()) == stage


# -- what is written down ------------------------------------------------------------------------


def registered(union: Union, **said: object) -> UnionFile:
    by = {"by": union.people["东主席"], "at": union.now}
    return registering.keep_file(organ=union.east, **({"serves": union.bureau} | said), **by)


def seated(
    union: Union, since: date = date(2021, 9, 20), years: int = 5, nth: int = 1
) -> Committee:
    return registering.seat_committee(
        organ=union.east,
        ordinal=nth,
        elected_on=since,
        since=since,
        term_years=years,
        by=union.people["东主席"],
        at=union.now,
    )


@pytest.mark.ref("MB33", "MB34")
def test_founding_and_term_are_refused_when_they_are_written(union: Union) -> None:
    """工会法 12, 16: without approval no founding, and no term of four years."""
    with pytest.raises(Refused, match="工会法 12"):
        registered(union, founded_on=date(2015, 1, 1))
    registered(union, founded_on=date(2015, 1, 1), approval=(union.file(),))
    with pytest.raises(Refused, match="工会法 16"):
        seated(union, years=4)
    assert seated(union, years=3).until == date(2024, 9, 20)


@pytest.mark.ref("MB35", "MB38")
def test_a_union_from_file_to_next_term(union: Union) -> None:
    """工会章程（2008） 26: the next term ends the one before, with its seats and its delegates."""
    registered(union)
    first = seated(union)
    by = {"by": union.people["东主席"], "at": union.now}
    seat = registering.fill_seat(
        committee=first, person=union.people["东主席"], post="chair", since=first.since, **by
    )
    with pytest.raises(Refused, match="已有主席"):
        registering.fill_seat(
            committee=first, person=union.people["东干部"], post="chair", since=first.since, **by
        )
    registering.fill_seat(
        committee=first, person=union.people["队员甲"], post="delegate", since=first.since, **by
    )
    registering.note_days(seat=seat, month=date(2026, 8, 9), half_days=7, **by)
    registering.hold_assembly(
        union=union.east, kind="members", held_on=date(2026, 3, 1), due=30, present=28, **by
    )
    facts = standing.facts_of(union.east, TODAY)
    assert facts.undeclared == ("东主席",)
    assert facts.delegates_left == ("队员甲",)
    assert facts.days == (("东主席", 7, False),)
    assert (facts.last_met_on, facts.lasts_until) == (date(2026, 3, 1), date(2026, 9, 20))
    (term,) = standing.terms([union.east], TODAY)
    assert (term.stage, term.days) == ("third", 5)
    second = seated(union, date(2026, 9, 15), nth=2)
    first.refresh_from_db()
    assert first.ended_on == second.since
    assert set(Seat.objects.values_list("until", flat=True)) == {second.since}
    assert Assembly.objects.count() == 1
    assert verify().findings == []


@pytest.mark.ref("MB35")
def test_an_extension_wants_the_document(union: Union) -> None:
    """工会章程（2008） 26: with the approval of the union above the term runs on."""
    registered(union)
    committee = seated(union, date(2021, 9, 1))
    said = {"extended_until": date(2027, 1, 1), "extension_number": "批1号"}
    by = {"by": union.people["东主席"], "at": union.now}
    with pytest.raises(Refused, match="批复文件"):
        registering.extend_term(committee=committee, extension=(), **said, **by)
    assert standing.terms([union.east], TODAY)[0].stage == "over"
    registering.extend_term(committee=committee, extension=(union.file(),), **said, **by)
    assert standing.terms([union.east], TODAY)[0].stage == "first"


def test_a_term_is_told_of_once_a_stage(union: Union) -> None:
    registered(union)
    seated(union, date(2021, 9, 1))
    assert tasks.remind_of_terms(NINE) == 3
    assert tasks.remind_of_terms(NINE) == 0
    told = Notice.objects.order_by("person_id")
    names = {union.people[n].pk for n in ("局干部", "东主席", "东干部")}
    assert {notice.person_id for notice in told} == names
    assert all("超期" in notice.title for notice in told)


def test_the_list_says_how_each_union_stands(union: Union) -> None:
    registered(union)
    seated(union, date(2021, 9, 1))
    page = unions_page.list_of(union.actor("局干部"), NINE)
    rows = {row.cells[0]: row.cells for row in page.rows}
    assert set(rows) == {"局工会", "东工会", "西工会"}
    assert rows["东工会"][4].text == "超期 14 天"
    assert rows["西工会"][4].text == "未登记"
    assert rules.current().guard("MB35").title == "如期换届"
