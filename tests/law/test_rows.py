"""Each row of the register of periods: one trigger, its last day worked out by hand.

The triggers are chosen so that a length one longer or shorter ends on another day. The autumn
of 2026 has the National Day holiday (1–7 October) and Saturday 10 October worked in exchange.
"""

from datetime import date

import pytest

from chengguan.law.parameters import shipped
from chengguan.law.periods import SHANGHAI, due, end_of

from .moments import at

ref = pytest.mark.ref


def case(mark: pytest.MarkDecorator, since: str, last: str) -> object:
    name = mark.args[0]
    cites = shipped().clock_version(name, date.fromisoformat(since)).cites
    article = str(cites[0]) if cites else "机关自定"
    return pytest.param(name, since, last, marks=mark, id=f"{name} {article} {since}")


LAST_DAYS = [
    case(ref("CASE_ARCHIVE"), "2026-09-28", "2026-10-28"),
    case(ref("CK01"), "2026-09-28", "2026-12-27"),
    case(ref("CK02"), "2026-09-28", "2026-10-28"),
    case(ref("CK03"), "2026-09-28", "2026-10-23"),
    case(ref("CK04"), "2026-09-28", "2026-09-30"),
    case(ref("CK05"), "2026-09-28", "2026-10-13"),
    case(ref("CK06"), "2026-09-28", "2026-10-10"),
    case(ref("CK08"), "2026-09-28", "2026-10-10"),
    case(ref("CK09"), "2026-09-28", "2026-10-13"),
    case(ref("CK10"), "2026-09-28", "2026-10-28"),
    case(ref("CK11"), "2026-09-28", "2026-11-27"),
    case(ref("CK12"), "2026-09-28", "2026-10-13"),
    case(ref("CK14"), "2026-09-28", "2026-09-30"),
    case(ref("CK15"), "2026-09-28", "2026-09-30"),
    case(ref("CK16"), "2026-09-28", "2026-10-08"),
    case(ref("CK17a"), "2026-09-28", "2028-09-28"),
    case(ref("CK17b"), "2026-09-28", "2031-09-28"),
    case(ref("CK18"), "2026-09-28", "2026-10-13"),
    case(ref("CK19"), "2026-09-28", "2026-10-30"),
    case(ref("CK21"), "2026-09-28", "2026-10-28"),
    case(ref("CK23"), "2026-09-28", "2026-10-16"),
    case(ref("CK24"), "2026-09-28", "2026-12-28"),
    case(ref("CK25"), "2026-09-28", "2026-10-10"),
    case(ref("CK26a"), "2026-09-28", "2026-10-13"),
    case(ref("CK26b"), "2026-09-28", "2026-10-28"),
    case(ref("CK27"), "2026-09-28", "2026-10-28"),
    case(ref("CK29"), "2026-09-28", "2029-09-28"),
    case(ref("CK30"), "2026-09-28", "2026-11-27"),
    case(ref("CK31"), "2026-09-28", "2026-10-10"),
    case(ref("CK32"), "2026-09-28", "2026-10-16"),
    case(ref("CK33"), "2026-09-28", "2026-10-10"),
    case(ref("CK34a"), "2026-09-28", "2026-11-27"),
    case(ref("CK34b"), "2026-09-28", "2026-10-28"),
    case(ref("CK35"), "2026-09-28", "2026-11-27"),
    case(ref("CK36"), "2026-09-28", "2027-03-29"),
    case(ref("CK37"), "2026-09-28", "2026-10-13"),
    case(ref("CK38"), "2026-09-28", "2026-10-13"),
    case(ref("CK39a"), "2026-09-28", "2026-10-13"),
    case(ref("CK39b"), "2026-06-01", "2026-06-11"),
    case(ref("CK40"), "2026-09-28", "2026-11-28"),
    case(ref("CK41"), "2026-09-28", "2026-10-10"),
    case(ref("CK42"), "2026-09-28", "2026-10-08"),
    case(ref("CK43"), "2026-09-28", "2026-10-08"),
    case(ref("CK44"), "2026-09-28", "2026-09-30"),
    case(ref("CK45"), "2026-09-28", "2026-11-27"),
    case(ref("CK48"), "2026-09-28", "2026-10-28"),
    case(ref("CK49"), "2026-09-28", "2026-10-08"),
    case(ref("CK50"), "2026-09-28", "2027-03-29"),
    case(ref("CK53"), "2026-09-28", "2026-10-13"),
    case(ref("CK54"), "2026-09-28", "2026-10-13"),
    case(ref("CK55"), "2026-09-28", "2026-10-10"),
    case(ref("CK56"), "2026-09-28", "2026-11-27"),
    case(ref("CK57a"), "2026-09-28", "2026-10-28"),
    case(ref("CK57b"), "2026-09-28", "2026-10-28"),
    case(ref("CK58a"), "2026-09-28", "2026-10-28"),
    case(ref("CK58b"), "2026-09-28", "2026-10-28"),
    case(ref("CK59"), "2026-09-28", "2026-10-01"),
    case(ref("CK61"), "2026-09-28", "2026-10-01"),
    case(ref("CK62"), "2026-09-28", "2026-10-01"),
    case(ref("CK63"), "2026-09-28", "2026-10-30"),
    case(ref("CK64"), "2026-09-28", "2026-10-30"),
    case(ref("CK65"), "2026-09-28", "2026-11-28"),
    case(ref("CK67a"), "2026-09-28", "2026-09-29"),
    case(ref("CK67b"), "2026-09-28", "2026-10-10"),
    case(ref("CK67c"), "2026-09-28", "2026-10-23"),
    case(ref("CK68"), "2026-09-28", "2026-10-03"),
    case(ref("CK69"), "2026-09-28", "2026-10-13"),
    case(ref("CK70"), "2026-09-28", "2026-10-28"),
    case(ref("CK71"), "2026-09-28", "2026-10-28"),
    case(ref("HL01"), "2026-09-28", "2026-10-08"),
    case(ref("HL02"), "2026-09-28", "2026-09-29"),
    case(ref("HL03"), "2026-09-28", "2026-10-08"),
    case(ref("LEAD_TRANSFER_ACCEPT"), "2026-09-28", "2026-10-08"),
    case(ref("RECTIFY"), "2026-09-28", "2026-10-23"),
    case(ref("ADVICE_REPLY"), "2026-09-28", "2026-10-28"),
]


@pytest.mark.parametrize(("name", "since", "last"), LAST_DAYS)
def test_the_last_day_of_each_row(name: str, since: str, last: str) -> None:
    assert due(shipped(), name, at(since)).moment == end_of(date.fromisoformat(last))


@pytest.mark.parametrize(
    ("name", "since", "moment"),
    [
        pytest.param("CK22", "2026-09-30T18:30", "2026-10-01T18:30", marks=ref("CK22")),
        pytest.param("CK46", "2026-04-08T14:20", "2026-04-09T14:20", marks=ref("CK46")),
        pytest.param("CK47", "2026-04-08T14:20", "2026-04-08T16:20", marks=ref("CK47")),
        pytest.param("CK51", "2026-09-30T23:00", "2026-10-01T23:00", marks=ref("CK51")),
        pytest.param("CK52", "2026-10-01T07:10", "2026-10-01T09:10", marks=ref("CK52")),
        pytest.param("CK60", "2026-02-14T09:00", "2026-02-15T09:00", marks=ref("CK60")),
    ],
)
def test_hours_run_from_the_minute_through_nights_and_holidays(name, since, moment) -> None:
    answer = due(shipped(), name, at(since))
    assert answer.moment == at(moment)
    assert not answer.provisional


@pytest.mark.parametrize(
    ("name", "event", "last"),
    [
        pytest.param("CK07", "2026-03-20T09:00", "2026-03-10", marks=ref("CK07")),
        # 13, 12, 10 (Saturday, worked), 9, 8 October, 30 and 29 September lie between.
        pytest.param("CK07", "2026-10-14T09:00", "2026-09-28", marks=ref("CK07")),
        # The day before the seven is a Sunday: the notice goes out on the Friday.
        pytest.param("CK07", "2026-03-25T09:00", "2026-03-13", marks=ref("CK07")),
        pytest.param("CK28", "2026-03-20T09:00", "2026-03-16", marks=ref("CK28")),
        pytest.param("CK28", "2026-03-19T09:00", "2026-03-13", marks=ref("CK28")),
    ],
)
def test_backwards_rows_leave_whole_working_days_between(name, event, last) -> None:
    answer = due(shipped(), name, before=at(event))
    assert answer.moment == end_of(date.fromisoformat(last))


@pytest.mark.parametrize(
    ("name", "since", "first"),
    [
        pytest.param("CK13", "2026-06-16T23:59:59", "2026-06-17", marks=ref("CK13")),
        pytest.param("CK66", "2026-08-20T10:00", "2026-08-21", marks=ref("CK66")),
        pytest.param("CK66", "2026-08-10T10:00", "2026-08-11", marks=ref("CK66")),
    ],
)
def test_accruals_begin_with_the_next_day(name: str, since: str, first: str) -> None:
    assert due(shipped(), name, at(since)).moment == at(first)


@ref("CK66")
@pytest.mark.parametrize(
    ("since", "law"), [("2026-08-14", "大气污染防治法"), ("2026-08-15", "生态环境法典")]
)
def test_daily_fines_rest_on_the_code_from_its_first_day(since: str, law: str) -> None:
    assert due(shipped(), "CK66", at(since)).cites[0].instrument == law


@ref("CK20")
@pytest.mark.parametrize(
    ("asked", "last"),
    [("2026-01-31", "2026-01-31"), ("2026-02-01", "2027-01-31"), ("2026-01-01", "2026-01-31")],
)
def test_the_yearly_figures_are_due_on_31_january(asked: str, last: str) -> None:
    assert due(shipped(), "CK20", at(asked)).moment == end_of(date.fromisoformat(last))


EARLIEST = {"CK10", "CK23", "CK27", "CK49", "CK50"}


def test_exactly_the_minimum_rows_answer_with_an_earliest_moment() -> None:
    assert {name for name, row in shipped().clocks.items() if row.is_earliest} == EARLIEST


def test_every_row_answers() -> None:
    for name, row in shipped().clocks.items():
        moments = {"from": at("2026-09-15T09:00")} | (
            {"given": at("2026-09-30")} if row.is_given else {}
        )
        given = {"before": at("2026-09-15")} if row.is_backwards else {"at": moments}
        answer = due(shipped(), name, **given)
        assert answer.moment is not None, name
        assert answer.moment.tzinfo is SHANGHAI, name


def test_only_rights_and_periods_of_courts_and_reconsideration_organs_roll() -> None:
    rolling = {row.binds for row in shipped().clocks.values() for v in row.versions if v.roll}
    assert rolling == {
        "当事人",
        "申请人",
        "信访人",
        "当事人或机关",
        "法院",
        "复议机关",
        "区政府责成的部门",  # CK50 waits for the party's own rolled periods
    }
