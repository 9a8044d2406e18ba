"""Reads the shipped TOML into a rule book; a row that is not sound does not load."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from chengguan.law.citations import Citation, parse_citations
from chengguan.law.data import DataError, check_keys, file_names, read
from chengguan.law.parameters.rulebook import RuleBook
from chengguan.law.parameters.shapes import (
    UNIT_OF,
    Amount,
    Ask,
    ClockRow,
    ClockVersion,
    CoverRound,
    DayOff,
    Force,
    Grade,
    GuardRow,
    Input,
    Limb,
    LimitRow,
    Nature,
    Notice,
    SpendingItem,
    Unit,
    Wait,
)

_CLOCK_OPTIONAL = [
    "note",
    "nature",
    "is_backwards",
    "is_earliest",
    "is_right",
    "waits_for_remedy",
    "inputs",
    "starts_latest",
]
_VERSION_OPTIONAL = ["cite", "source", "roll", "extensions", "also", "caps", "until"]
_LISTS = (Ask.FORMS, Ask.FUNDS, Ask.OCCASIONS, Ask.RECIPIENTS, Ask.FILES)
_AMOUNT_UNITS = ("fen", "basis_point", "minute", "hour", "day", "year", "age", "count")
_SPENDING = "spending.toml"
_PARTY_KINDS = {None, "person", "organisation"}


@cache
def shipped() -> RuleBook:
    """The rule book as shipped, without any bureau's overlay.

    >>> len(shipped().guards) > 0
    True
    """
    calendar, spending = read("calendar.toml"), read(_SPENDING)
    check_keys(calendar, "calendar.toml", ["notice", "statutory"])
    check_keys(spending, _SPENDING, ["head", "item", "limit", "round"])
    heads = {row["key"]: row["title"] for row in spending["head"]}
    items = _unique("key", (_item(row, heads) for row in spending["item"]))
    limits = [limit_row(row, items) for row in spending["limit"]]
    return RuleBook(
        clocks=_unique("ref", sorted(_all_clocks(), key=lambda row: row.ref)),
        guards=_unique("ref", [*_all_guards(), *(condition for _, condition, _ in limits)]),
        amounts=(
            *(amount_row(row) for row in _rows("amounts.toml", "amount")),
            *(number for _, _, number in limits if number is not None),
        ),
        notices=_unique("year", (notice_row(row) for row in calendar["notice"])),
        statutory_days={row["year"]: _days(row["days"], False) for row in calendar["statutory"]},
        limits=_unique("ref", (limit for limit, _, _ in limits)),
        spending_heads=heads,
        spending_items=items,
        cover_rounds=_unique("key", (cover_round(row) for row in spending["round"])),
    )


def clock_row(row: dict[str, Any], file: str) -> ClockRow:
    """One `[[clock]]` table as a row.

    >>> clock_row({"ref": "CK99"}, "clocks.toml")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    chengguan.law.data.DataError: clocks.toml CK99：缺少键 ...
    """
    where = f"{file} {row.get('ref', '?')}"
    check_keys(row, where, ["ref", "key", "title", "starts", "binds", "versions"], _CLOCK_OPTIONAL)
    if not row["versions"]:
        raise DataError(where, "没有任何版本", "请至少写入一个版本")
    versions = tuple(_clock_version(version, where) for version in row["versions"])
    if row.get("is_backwards") and any(v.unit is not Unit.WORKDAY for v in versions):
        raise DataError(where, "倒推只按工作日", "请把 unit 写作 workday")
    if len({v.unit is Unit.GIVEN for v in versions}) > 1:
        raise DataError(where, "指定的日期与计算的期间混在一行", "请分成两行")
    return ClockRow(
        **{key: row[key] for key in ("ref", "key", "title", "starts", "binds")},
        versions=tuple(sorted(versions, key=lambda version: version.since)),
        note=row.get("note", ""),
        nature=_choice(Nature, row.get("nature", "period"), where),
        is_backwards=row.get("is_backwards", False),
        is_earliest=row.get("is_earliest", False),
        is_right=row.get("is_right", False),
        waits_for_remedy=_optional(Wait, row.get("waits_for_remedy"), where),
        inputs=tuple(_input(item, where) for item in row.get("inputs", [])),
        starts_latest=tuple(row.get("starts_latest", [])),
    )


def guard_row(row: dict[str, Any], file: str) -> GuardRow:
    """One `[[guard]]` table as a row."""
    where = f"{file} {row.get('ref', '?')}"
    check_keys(row, where, ["ref", "title", "rule", "cite", "grade", "force"])
    return GuardRow(
        row["ref"],
        row["title"],
        row["rule"],
        _cites(row, where, needs_source=False),
        _choice(Grade, row["grade"], where),
        _choice(Force, row["force"], where),
    )


def amount_row(row: dict[str, Any]) -> Amount:
    """One `[[amount]]` table as a row."""
    where = f"amounts.toml {row.get('key', '?')}"
    check_keys(
        row,
        where,
        ["key", "title", "value", "unit", "from", "grade"],
        ["cite", "source", "party_kind", "until"],
    )
    if row["unit"] not in _AMOUNT_UNITS:
        raise DataError(where, f"不认识的单位 {row['unit']}", f"请用 {'、'.join(_AMOUNT_UNITS)}")
    if row.get("party_kind") not in _PARTY_KINDS:
        raise DataError(where, "当事人类别不对", "请用 person 或 organisation，或不写")
    return Amount(
        **{key: row[key] for key in ("key", "title", "unit")},
        value=_whole(row["value"], where),
        since=_day(row["from"], where),
        grade=_choice(Grade, row["grade"], where),
        cites=_cites(row, where),
        source=row.get("source", ""),
        party_kind=row.get("party_kind"),
        until=row.get("until"),
    )


def notice_row(row: dict[str, Any]) -> Notice:
    """One `[[notice]]` table: days off and weekend days worked, with the notice's number."""
    where = f"calendar.toml {row.get('year', '?')}"
    check_keys(row, where, ["year", "source", "issued", "off", "worked"])
    if not row["source"].strip():
        raise DataError(where, "没有写明通知文号", "请写入国务院办公厅通知的文号或日期")
    days = (*_days(row["off"], False), *_days(row["worked"], True))
    if len({day.on for day in days}) < len(days):
        raise DataError(where, "同一天出现两次", "请删去一处")
    return Notice(row["year"], row["source"], days, row["issued"])


def limit_row(
    row: dict[str, Any], items: Mapping[str, SpendingItem]
) -> tuple[LimitRow, GuardRow, Amount | None]:
    """One `[[limit]]` table: the question, its condition, and its number where it has one.

    What was not verified warns until the union confirms it.
    """
    where = f"{_SPENDING} {row.get('ref', '?')}"
    required = ["ref", "key", "title", "rule", "items", "asks", "from", "cite", "grade"]
    check_keys(row, where, required, ["value", "unit", "words", "of", "days", "until"])
    asks = _choice(Ask, row["asks"], where)
    if row.get("unit") != UNIT_OF.get(asks) or ("value" in row) != (asks in UNIT_OF):
        raise DataError(where, "数与口径不符", f"{asks} 的 unit 是 {UNIT_OF.get(asks, '（无）')}")
    if bool(row.get("words")) != (asks in _LISTS):
        raise DataError(where, "words 与口径不符", "列举的口径写 words，其余不写")
    if strange := set(row["items"]) - set(items):
        raise DataError(where, f"不认识的项目 {'、'.join(sorted(strange))}", "请先写入 item")
    since, grade = _day(row["from"], where), _choice(Grade, row["grade"], where)
    limit = LimitRow(
        row["ref"],
        row["key"],
        asks,
        since,
        tuple(row["items"]),
        frozenset(row.get("words", [])),
        frozenset(row.get("of", [])),
        row.get("days"),
        row.get("until"),
    )
    force = Force.UNLAWFUL if grade is Grade.VERIFIED else Force.WARNING
    cites = _cites(row, where, needs_source=False)
    condition = GuardRow(row["ref"], row["title"], row["rule"], cites, grade, force)
    if asks not in UNIT_OF:
        return limit, condition, None
    value = _whole(row["value"], where)
    number = Amount(row["key"], row["title"], value, row["unit"], since, grade, cites)
    return limit, condition, number


def cover_round(row: dict[str, Any]) -> CoverRound:
    """One `[[round]]` table: the dates and the fee of a yearly enrolment."""
    where = f"{_SPENDING} {row.get('key', '?')}"
    dated = ["cut_off", "begins", "ends", "fee", "share", "is_for_new", "from", "cite", "grade"]
    check_keys(row, where, ["key", "title", *dated])
    return CoverRound(
        row["key"],
        row["title"],
        cut_off=_month_and_day(row["cut_off"], where),
        begins=_month_and_day(row["begins"], where),
        ends=_month_and_day(row["ends"], where),
        fee=_whole(row["fee"], where),
        share=_whole(row["share"], where),
        is_for_new=row["is_for_new"],
        since=_day(row["from"], where),
        grade=_choice(Grade, row["grade"], where),
        cites=_cites(row, where, needs_source=False),
    )


def _item(row: dict[str, Any], heads: Mapping[str, str]) -> SpendingItem:
    where = f"{_SPENDING} {row.get('key', '?')}"
    check_keys(row, where, ["key", "title", "head"])
    if row["head"] not in heads:
        raise DataError(where, f"不认识的支出科目 {row['head']}", f"请用 {'、'.join(heads)}")
    return SpendingItem(row["key"], row["title"], row["head"])


def _month_and_day(value: str, where: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"2000-{value}")
    except ValueError:
        raise DataError(where, f"{value} 不是月日", "请写作 06-30") from None
    return day.month, day.day


def _all_guards() -> list[GuardRow]:
    return [guard_row(row, file) for file in file_names("guards") for row in _rows(file, "guard")]


def _all_clocks() -> list[ClockRow]:
    return [clock_row(row, file) for file in file_names("clocks") for row in _rows(file, "clock")]


def _clock_version(row: dict[str, Any], where: str) -> ClockVersion:
    check_keys(row, where, ["from", "length", "unit", "grade"], _VERSION_OPTIONAL)
    unit = _choice(Unit, row["unit"], where)
    if unit is Unit.GIVEN and row["length"] != 0:
        raise DataError(where, "指定的日期没有长度", "请把 length 写作 0")
    return ClockVersion(
        since=_day(row["from"], where),
        length=_whole(row["length"], where, least=0 if unit is Unit.GIVEN else 1),
        unit=unit,
        grade=_choice(Grade, row["grade"], where),
        cites=_cites(row, where),
        source=row.get("source", ""),
        roll=row.get("roll", False),
        extensions=tuple(_whole(length, where, least=1) for length in row.get("extensions", [])),
        also=tuple(_limb(limb, where) for limb in row.get("also", [])),
        caps=tuple(_limb(limb, where) for limb in row.get("caps", [])),
        until=row.get("until"),
    )


def _limb(row: dict[str, Any], where: str) -> Limb:
    check_keys(row, where, ["length", "unit"], ["roll", "after", "when"])
    return Limb(
        _whole(row["length"], where, least=1),
        _choice(Unit, row["unit"], where),
        row.get("roll", False),
        row.get("after", "from"),
        row.get("when"),
    )


def _input(row: dict[str, Any], where: str) -> Input:
    check_keys(row, where, ["name", "title"])
    return Input(row["name"], row["title"])


def _days(rows: dict[str, list[date]], is_workday: bool) -> tuple[DayOff, ...]:
    return tuple(DayOff(day, name, is_workday) for name, days in rows.items() for day in days)


def _cites(row: dict[str, Any], where: str, needs_source: bool = True) -> tuple[Citation, ...]:
    cites = parse_citations(row.get("cite", ""))
    if not cites and not (needs_source and row.get("source", "").strip()):
        raise DataError(where, "既无依据也无来源", "请写明 cite（法条）；机关自定的写明 source")
    return cites


def _choice(kind: type[Any], value: str, where: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        known = "、".join(str(member) for member in kind)
        raise DataError(where, f"不认识的值 {value}", f"请用：{known}") from None


def _optional(kind: type[Any], value: str | None, where: str) -> Any:
    return None if value is None else _choice(kind, value, where)


def _whole(value: object, where: str, least: int = 0) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise DataError(where, f"{value} 不是不小于 {least} 的整数", "数额以分计，长度用整数")
    return value


def _day(value: object, where: str) -> date:
    if not isinstance(value, date):
        raise DataError(where, f"{value} 不是日期", "请写作 2026-01-01，不加引号")
    return value


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    content = read(file)
    check_keys(content, file, [table])
    return content[table]


def _unique(attribute: str, rows: Any) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for row in rows:
        name = getattr(row, attribute)
        if name in found:
            raise DataError(str(name), "编号出现两次", "请改正其中一处")
        found[name] = row
    return found
