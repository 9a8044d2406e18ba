"""A round of 3,000: the right difference, the right sheet, bad rows back with their reasons."""

from datetime import date, timedelta

import pytest

from chengguan.core.org.models import Membership
from chengguan.core.pages import sheets
from chengguan.union.benefits.insurance import inputs, listing, queries
from chengguan.union.benefits.models import Enrolment, InsuranceRound, SnapshotLine
from chengguan.union.benefits.models.insurance import Fate
from tests.union.benefits.club import JULY, Club
from tests.union.benefits.crowd import born, fill, sound
from tests.union.benefits.test_receipts import brought, counts

pytestmark = pytest.mark.postgres

ALL = 3_000
LEAVE, JOIN, MOVE = 120, 150, 40
CUT_OFF = date(2027, 6, 30)


def broken(said: str) -> str:
    """With another check digit."""
    return said[:-1] + ("5" if said[-1] != "5" else "6")


def names(club: Club, first: int, count: int):
    unions = (club.east, club.west)
    return [(f"员{n:05d}", n, unions[n % 2], sound(n)) for n in range(first, first + count)]


def next_year(club: Club) -> None:
    """Some leave, some move on the cut-off day itself, some join; 11 come with dirty numbers and
    one pair shares a number."""
    spans = list(Membership.objects.filter(person__name__startswith="员").order_by("pk"))
    for span in spans[:LEAVE]:
        span.until = CUT_OFF
    moved = spans[LEAVE : LEAVE + MOVE]
    Membership.objects.bulk_update(spans[:LEAVE], ["until"])
    for span in moved:
        span.until = CUT_OFF
    Membership.objects.bulk_update(moved, ["until"])
    other = {club.east.pk: club.west, club.west.pk: club.east}
    Membership.objects.bulk_create(
        [
            Membership(
                person_id=span.person_id,
                organ=other[span.organ_id],
                kind=span.kind,
                since=CUT_OFF,
            )
            for span in moved
        ]
    )
    # Listed by two unions at once: one enrolment, the other told.
    twice = spans[-10:]
    Membership.objects.bulk_create(
        [
            Membership(
                person_id=span.person_id,
                organ=other[span.organ_id],
                kind=span.kind,
                since=CUT_OFF - timedelta(days=30),
            )
            for span in twice
        ]
    )
    fill(club, names(club, ALL, JOIN))
    fill(club, dirty(club))


def dirty(club: Club) -> list[tuple[str, int, object, str]]:
    """Two without a number, five with a wrong check digit, two of another birthday, and a pair
    under one number."""
    first = ALL + JOIN
    told = [(f"脏{n:02d}", first + n, club.east, sound(first + n)) for n in range(11)]
    wrong = {
        **dict.fromkeys((0, 1), ""),
        **{n: broken(sound(first + n)) for n in range(2, 7)},
        **{n: sound(first + n + 500) for n in (7, 8)},
        10: sound(first + 9),
    }
    return [
        (name, place, union, wrong.get(n, said))
        for n, (name, place, union, said) in enumerate(told)
    ]


def test_three_thousand_with_joins_leaves_doubles_and_dirty_numbers(club: Club) -> None:
    club.now = JULY
    fill(club, names(club, 0, ALL))
    assert born(0).year == 1970
    first = club.closed(club.money(100_000_00))
    assert Enrolment.objects.filter(round=first, state="accepted").count() == ALL

    club.now = JULY.replace(year=2027)
    next_year(club)
    head = club.money(100_000_00, year=2027)
    second = club.round(2027)
    taken = club.checked(second)
    counted = queries.counts_of(InsuranceRound.objects.get(pk=second), taken)
    kept = ALL - LEAVE
    assert dict(counted) == {
        "enrol": kept + JOIN,
        "new": JOIN,
        "changed": MOVE,
        "gone": LEAVE,
        "back": 11 + 10,
        "others": 0,
    }
    back = SnapshotLine.objects.filter(snapshot=taken, person__name__startswith="脏")
    assert sorted(back.values_list("person__name", "fate")) == [
        *((f"脏{n:02d}", Fate.NO_NUMBER) for n in (0, 1)),
        *((f"脏{n:02d}", Fate.BAD_NUMBER) for n in range(2, 9)),
        *((f"脏{n:02d}", Fate.DOUBLE) for n in (9, 10)),
    ]
    assert not Enrolment.objects.filter(round=second).exists()

    club.do(second, "confirm_list", inputs.ConfirmList(taken.pk, head.pk))
    club.do(second, "send_list", inputs.SendList(club.today))
    sheet = listing.carrier_sheet(club.matter(second), club.actor("局干部"), club.now)
    rows = [tuple(row) for row in sheet.rows]
    assert len(rows) == len({row[1] for row in rows}) == kept + JOIN
    assert sheets.workbook(sheet).getvalue()

    receipt = [[row[0], row[1], "已承保", f"ZX{n}", ""] for n, row in enumerate(rows)]
    for n in range(11):
        receipt[n * 7][1] = broken(receipt[n * 7][1])
    job = brought(club, receipt)
    assert counts(job) == (kept + JOIN - 11, 0, 0, 11)
    assert {row.note.partition("：")[0] for row in job.rows.all()} == {"证件号码"}
    for n in range(11):
        receipt[n * 7][1] = rows[n * 7][1]
    assert counts(brought(club, receipt)) == (11, kept + JOIN - 11, 0, 0)
    assert counts(brought(club, receipt)) == (0, kept + JOIN, 0, 0)
    club.do(second, "close")
    assert sum(amount for amount, state in club.kept(second) if state == "paid") == 12_00 * (
        kept + JOIN
    )
