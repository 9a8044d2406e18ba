"""What the cases tell the registers of a party's earlier penalties."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import RequestFactory

from chengguan.core.lawbook.items import all_items
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.registers import ports
from chengguan.core.registers.merging import merge_parties
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.facts import ELSEWHERE, CaseFacts, facts
from chengguan.enforcement.cases.models import Case, PenaltyDecision, Remedy
from chengguan.enforcement.cases.penalties import last_before
from tests.enforcement.cases.street import LEAFLETS, NOON, VENDING, Street

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = NOON.date()


def of(street: Street, on: date = DAY, request=None) -> list[ports.PastPenalty]:
    return ports.penalties.of(street.vendor, on=on, request=request)


def undo(case, result: str) -> None:
    Remedy.objects.create(
        case_id=case,
        kind="reconsideration",
        filed_at=NOON,
        body="区政府",
        stays_execution=False,
        ended_at=NOON,
        result=result,
    )


def test_a_decision_is_told_with_the_last_day_on_which_it_counts(street: Street) -> None:
    case = street.decided()
    (told,) = of(street)
    assert (told.matter, told.item_code, told.decided_on) == (str(case), LEAFLETS, DAY)
    assert (told.fine, told.counts_until) == (10000, date(2028, 9, 15))
    assert of(street, DAY - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("on", "counts"), [(DAY, True), (date(2028, 9, 15), True), (date(2028, 9, 16), False)]
)
def test_it_repeats_up_to_the_end_of_the_look_back(street: Street, on, counts) -> None:
    """行政处罚法 34: the default of the platform, two years."""
    street.decided()
    assert bool(ports.repeat_offences(street.vendor, LEAFLETS, on)) is counts
    assert ports.repeat_offences(street.vendor, VENDING, on) == []


@pytest.mark.parametrize(
    ("result", "stands"),
    [("upheld", True), ("changed", True), ("withdrawn", True), ("revoked", False), ("void", False)],
)
def test_what_was_undone_is_no_earlier_penalty(street: Street, result, stands) -> None:
    case = street.decided()
    undo(case, result)
    assert bool(of(street)) is stands
    assert bool(said_of(street, street.open()).penalised_in) is stands


def said_of(street: Street, case: UUID, by: Person | None = None) -> CaseFacts:
    return facts(Matter.objects.get(pk=case), At.once(street.clock), street.actor(by))


@pytest.mark.trap(21)
@pytest.mark.ref("GD26", "GD26b")
def test_a_case_that_one_may_not_find_is_not_named(street: Street) -> None:
    """行政处罚法 29: it bars the second fine all the same."""
    first = street.decided()
    again, other = street.open(), street.open(item_code=VENDING)
    number = Matter.objects.get(pk=first).number
    assert said_of(street, again).fined_in == number
    assert said_of(street, other).fined_nearby == number
    stranger = street.person("己居民", Role.RESIDENT)
    for case in (again, other):
        known = said_of(street, case, stranger)
        assert {known.fined_in, known.fined_nearby, known.penalised_in} <= {"", ELSEWHERE}
    assert said_of(street, again, stranger).fined_in == ELSEWHERE
    assert said_of(street, street.open(party=street.shop)).penalised_in == ""


@pytest.mark.ref("GD26", "GD29")
def test_a_penalty_under_the_former_version_is_one_under_this_item(street: Street) -> None:
    """行政处罚法 29, 33: who was punished before the change of the law does so again after it."""
    item, former = next((i, i.replaces[0]) for i in all_items().values() if i.replaces)
    first = street.decided()
    Case.objects.filter(pk=first).update(item_code=former)
    PenaltyDecision.objects.filter(case=first).update(item_code=former)
    again = street.open()
    Case.objects.filter(pk=again).update(item_code=item.code)
    known = said_of(street, again)
    number = Matter.objects.get(pk=first).number
    assert (known.penalised_in, known.fined_in, known.fined_nearby) == (number, number, "")
    Case.objects.filter(pk=first).update(item_code=VENDING)
    PenaltyDecision.objects.filter(case=first).update(item_code=VENDING)
    known = said_of(street, again)
    assert (known.penalised_in, known.fined_in, known.fined_nearby) == ("", "", number)


def test_a_penalty_of_a_merged_record_counts_for_the_party(street: Street) -> None:
    street.decided()
    kept = street.party("person", "某摊主的正式姓名")
    merge_parties(party=street.vendor, into=kept, reason="同一人", by=street.head, at=NOON)
    known = said_of(street, street.open(party=kept))
    assert known.penalised_in == Matter.objects.earliest("opened_at").number
    assert [one.item_code for one in ports.penalties.of(kept, on=DAY)] == [LEAFLETS]


def test_conduct_of_the_day_of_the_decision_repeats_nothing(street: Street) -> None:
    street.decided()
    assert last_before(street.vendor, [LEAFLETS], DAY) is None
    assert last_before(street.vendor, [LEAFLETS], DAY + timedelta(days=1)) == DAY


def test_a_later_penalty_does_not_hide_the_one_before_the_conduct(street: Street) -> None:
    first = street.decided()
    other = street.heard(conduct_on=DAY - timedelta(days=1))
    street.act(other, "decide", street.decision())
    earlier = datetime(2026, 3, 1, 10, tzinfo=ZONE)
    PenaltyDecision.objects.filter(case=first).update(decided_at=earlier)
    assert last_before(street.vendor, [LEAFLETS], date(2026, 6, 1)) == date(2026, 3, 1)


def test_a_reader_is_told_what_he_may_find(street: Street, rf: RequestFactory) -> None:
    street.decided()
    stranger = street.person("己居民", Role.RESIDENT)
    for person, sees in ((street.officer, 1), (stranger, 0)):
        request = rf.get("/")
        request.person, request.now, request.grants = person, NOON, None
        assert len(of(street, request=request)) == sees
