"""What the page of an ordinary case and its acts cost in statements, from state to state."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.documents.models import Draft
from chengguan.core.journal.models import JournalEntry
from chengguan.core.pages import clock
from chengguan.core.work.acting import At
from chengguan.core.work.available import available
from chengguan.core.work.models import ClockChange, Matter, MatterClock, MatterFile
from chengguan.enforcement.cases import models as its
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.web.bench.measuring import counting
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.test_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

PAGE, ACTS = 19, 9
"""Session, account, grants, matter, story, desk, clocks, files, papers, notices and sequels are
every matter's; a case adds its row, its book, the names in it, and who of the team is certified,
and before the decision who leads the organ and what other cases say of the party."""


def costs(bureau: Bureau, client: Client, case: UUID) -> tuple[str, int, int]:
    matter = Matter.objects.select_related("organ").get(pk=case)
    with counting() as acts:
        available(matter, bureau.actor(), At.once(bureau.clock))
    with counting() as page:
        assert client.get(reverse("work:matter", args=[case])).status_code == 200
    return matter.state, len(acts), len(page)


@pytest.mark.parametrize("live", [lives.hearing, lives.instalments_and_court])
def test_the_page_costs_the_same_however_long_the_record(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, live
) -> None:
    monkeypatch.setattr(clock, "now", lambda: bureau.clock)
    client, act = signed_in(bureau.officer), bureau.act
    found: list[tuple[str, int, int]] = []

    def looked_at(case: UUID, *said: object, **how: object) -> object:
        outcome = act(case, *said, **how)
        bureau.clock = max(bureau.clock, how.get("recorded", bureau.clock))
        found.append(costs(bureau, client, case))
        return outcome

    monkeypatch.setattr(bureau, "act", looked_at)
    live(bureau)
    assert max(acts for _state, acts, _page in found) <= ACTS, found
    assert max(page for _state, _acts, page in found) <= PAGE, found


SUMMARY = {
    its.PenaltyNotice,
    its.DecisionOfficer,
    its.Payment,
    its.HandIn,
    its.Deposit,
    its.RecordFiling,
}
"""What the summary procedure alone writes down."""


def of_a_case() -> Iterator[type]:
    yield from (getattr(its, name) for name in its.__all__)
    yield from (MatterClock, ClockChange, MatterFile, Draft, JournalEntry)


def test_no_table_of_a_case_is_left_out_of_its_book() -> None:
    assert set(of_a_case()) - SUMMARY == set(books.TABLES)


def test_books_of_several_cases_are_one_statement(bureau: Bureau) -> None:
    cases = [bureau.investigated(), bureau.begin()]
    with counting() as seen:
        first, second = books.read_all(cases).values()
    assert len(seen) == 1
    assert len(first.all(its.EvidenceOfficer)) == 2 * len(first.all(its.Evidence)) > 0
    assert (first.case.pk, second.case.pk) == tuple(cases)
    assert second.all(its.Inspection) == []


def test_a_book_is_read_anew_when_an_act_has_moved_the_case(bureau: Bureau) -> None:
    case = bureau.begin()
    matter = Matter.objects.get(pk=case)
    book = books.of(matter)
    assert books.of(matter) is book
    bureau.act(case, "inspect", bureau.inspection())
    matter.refresh_from_db()
    assert len(books.of(matter).all(its.Inspection)) == 1
