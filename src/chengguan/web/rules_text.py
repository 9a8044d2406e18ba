"""Puts the answers of the law into words for the command line, in Chinese or English."""

from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from babel.messages.pofile import read_po

from chengguan.law.citations import Citation
from chengguan.law.parameters import (
    Amount,
    ClockRow,
    ClockVersion,
    GuardRow,
    LimitRow,
    Nature,
    RuleBook,
)
from chengguan.law.periods import Due, Step
from chengguan.web.rules_json import kind_of

CHINESE, ENGLISH = "zh-hans", "en"

_WORDS = {
    CHINESE: {
        "unit.hour": "{} 小时",
        "unit.urgent_hour": "{} 小时（昼夜连续）",
        "unit.working_hour": "{} 个工作小时",
        "unit.workday": "{} 个工作日",
        "unit.day": "{} 日",
        "unit.month": "{} 个月",
        "unit.year": "{} 年",
        "unit.given": "{} 日",
        "grade.V": "已核验",
        "grade.V旧": "已核验（旧文本）",
        "grade.S": "仅见摘录，待核",
        "grade.M": "凭记忆，待核",
        "grade.D": "产品默认，待机关核定",
        "grade.V/M": "部分待核",
        "grade.V（推论部分除外）": "已核验（推论部分除外）",
        "force.impossible": "不可能",
        "force.unlawful": "违法",
        "force.warning": "提示",
        "nature.extension": "延长",
        "nature.setting": "机关设置",
        "nature.calendar_date": "固定日期",
        "nature.accrual": "逐日累计",
        "start": "起算 {on}不计",
        "start_at": "自 {at} 起连续计算",
        "before": "自 {on}倒推，当日不计",
        "given": "由办理操作指定的日期 {on}",
        "given.day": "由操作指定日期",
        "off": "{span}{name}放假",
        "worked": "{span}调休上班，计入",
        "suspended": "{span}中止，不计",
        "rolled": "末日 {since}休息，顺延至 {until}",
        "extended": "延长 {added}",
        "extension_too_late": "延长批准于 {granted_at}，已在到期之后，不改变到期",
        "extension_without_basis": "延长 {length} 没有依据，不计",
        "later_of": "另一期限 {moment} 止，取较晚者",
        "earlier_of": "另一期限 {moment} 止，取较早者",
        "remedy_over": "救济期限 {on}届满",
        "remedy_pending": "复议或者诉讼自 {since}起未终结",
        "open": "自 {since}起停止计算",
        "yearly": "每年的固定日期",
        "accrues": "自 {on}起逐日累计",
        "conclude.due": "到期 {}",
        "conclude.earliest": "期满 {}，此后方可办理",
        "conclude.accrual": "自 {} 起",
        "conclude.open": "尚不能确定到期日",
        "provisional": "暂定：相关年度放假通知尚未公布，公布后重新计算",
        "first": "未经延长的到期 {}",
        "yuan": "元",
        "full_years": "周岁",
        "party.person": "（个人）",
        "party.organisation": "（单位）",
        "starts": "起算",
        "binds": "约束",
        "inputs": "可另给的时间",
        "note": "说明",
        "items": "项目",
        "every_item": "全部项目",
        "join": "；",
        "title": "{}：{}（{}）",
    },
    ENGLISH: {
        "unit.hour": "{} hours",
        "unit.urgent_hour": "{} hours round the clock",
        "unit.working_hour": "{} working hours",
        "unit.workday": "{} working days",
        "unit.day": "{} days",
        "unit.month": "{} months",
        "unit.year": "{} years",
        "unit.given": "{} days",
        "grade.V": "verified",
        "grade.V旧": "verified (old text)",
        "grade.S": "seen in excerpts only",
        "grade.M": "from memory, to be verified",
        "grade.D": "product default, for the bureau to set",
        "grade.V/M": "partly to be verified",
        "grade.V（推论部分除外）": "verified but for inferences",
        "force.impossible": "impossible",
        "force.unlawful": "unlawful",
        "force.warning": "warning",
        "nature.extension": "extension",
        "nature.setting": "set by the bureau",
        "nature.calendar_date": "calendar date",
        "nature.accrual": "accrues by the day",
        "start": "{on} itself does not count",
        "start_at": "counted without a break from {at}",
        "before": "counted back from {on}, which does not count",
        "given": "the day that an act set: {on}",
        "given.day": "a day set by an act",
        "off": "{span} off ({name})",
        "worked": "{span} worked in exchange, counts",
        "suspended": "{span} suspended",
        "rolled": "last day {since} is off: moves to {until}",
        "extended": "extended by {added}",
        "extension_too_late": "extension granted {granted_at}, after the end: changes nothing",
        "extension_without_basis": "extension by {length} has no basis: not counted",
        "later_of": "another period ends {moment}: the later counts",
        "earlier_of": "another period ends {moment}: the earlier counts",
        "remedy_over": "remedy period over on {on}",
        "remedy_pending": "a remedy is pending since {since}",
        "open": "not running since {since}",
        "yearly": "the same date every year",
        "accrues": "accrues daily from {on}",
        "conclude.due": "due {}",
        "conclude.earliest": "complete {}; not before",
        "conclude.accrual": "from {}",
        "conclude.open": "no due date can be named yet",
        "provisional": "provisional: a holiday notice is not out yet; counted anew when it is",
        "first": "due without extension {}",
        "yuan": "yuan",
        "full_years": "full years",
        "party.person": " (person)",
        "party.organisation": " (organisation)",
        "starts": "starts",
        "binds": "binds",
        "inputs": "further moments",
        "note": "note",
        "items": "items",
        "every_item": "every item",
        "join": "; ",
        "title": "{}: {} ({})",
    },
}
_WEEKDAYS = {CHINESE: "一二三四五六日", ENGLISH: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Speech:
    """One language of the command line."""

    def __init__(self, language: str = CHINESE) -> None:
        self.language = language
        self.words = _WORDS[language]

    def of(self, text: str) -> str:
        """A string of the law's data in this language."""
        return text if self.language == CHINESE else _english().get(text, text)

    def named(self, title: str) -> str:
        """A title; in English with the Chinese term kept beside it."""
        return title if self.language == CHINESE else f"{self.of(title)} {title}"

    def length(self, length: int, unit: str) -> str:
        return self.words[f"unit.{unit}"].format(length)

    def version_length(self, row: ClockRow, version: ClockVersion) -> str:
        if row.nature in (Nature.ACCRUAL, Nature.CALENDAR_DATE):
            return self.words[f"nature.{row.nature}"]
        if row.is_given:
            return self.words["given.day"]
        parts = [
            (version.length, version.unit),
            *((limb.length, limb.unit) for limb in version.also),
        ]
        text = " / ".join(self.length(*part) for part in parts)
        return "".join((text, *(f" +{length}" for length in version.extensions)))

    def basis(self, row: ClockRow, version: ClockVersion) -> str:
        """The articles and how well they were checked; a bureau's own figure says so instead."""
        cited = self.cites(version.cites)
        if version.source:
            return " · ".join(filter(None, [cited, self.of(version.source)]))
        return f"{cited} · {self.words[f'grade.{version.grade}']}"

    def cites(self, cites: tuple[Citation, ...]) -> str:
        return self.words["join"].join(str(citation) for citation in cites)

    def day(self, day: date, year: int | None = None) -> str:
        """A day without its year where that is the year spoken of, with its weekday on weekends."""
        if self.language == ENGLISH:
            return f"{day.day} {_MONTHS[day.month - 1]}" + (
                f" {day.year}" if day.year != year else ""
            )
        weekend = f"（周{_WEEKDAYS[CHINESE][day.weekday()]}）" if day.weekday() > 4 else ""
        prefix = f"{day.year} 年 " if day.year != year else ""
        return f"{prefix}{day.month} 月 {day.day} 日{weekend}"

    def span(self, since: date, until: date, year: int | None) -> str:
        """The days from `since` up to but not including `until`."""
        last = until - timedelta(days=1)
        if last == since:
            return self.day(since, year)
        if (last.year, last.month) != (since.year, since.month):
            return f"{self.day(since, year).strip()}–{self.day(last, year)}"
        if self.language == ENGLISH:
            return f"{since.day}–{self.day(last, year)}"
        return f"{since.month} 月 {since.day}–{last.day} 日"

    def moment(self, moment: datetime) -> str:
        """A due moment; the last second of a day reads as 24:00."""
        is_end = moment.strftime("%H:%M:%S") == "23:59:59"
        clock = "24:00" if is_end else moment.strftime("%H:%M")
        weekday = _WEEKDAYS[self.language][moment.weekday()]
        shown = f"（周{weekday}）" if self.language == CHINESE else f" ({weekday})"
        return f"{moment:%Y-%m-%d} {clock}{shown}"

    def step(self, step: Step, unit: str, year: int | None) -> str | None:
        """One step in words, or None for what needs no saying (weekends, the length again)."""
        if step.code not in self.words:
            return None
        values: dict[str, Any] = {
            name: self._value(name, value, unit, year) for name, value in step.values.items()
        }
        since, until = step.values.get("since"), step.values.get("until")
        if isinstance(since, datetime) and isinstance(until, datetime):
            values["span"] = f"{self.moment(since)}–{self.moment(until)} "
        elif isinstance(since, date) and isinstance(until, date):
            values["span"] = self.span(since, until, year)
        return self.words[step.code].format(**values)

    def _value(self, name: str, value: Any, unit: str, year: int | None) -> str:
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value, year)
        if isinstance(value, int):
            return self.length(value, unit)
        return self.of(str(value))


def explanation(speech: Speech, row: ClockRow, due: Due) -> list[str]:
    """Title with basis, the steps, and the result: the lines `rules explain` prints."""
    version = due.version
    length, basis = speech.version_length(row, version), speech.basis(row, version)
    title = speech.words["title"].format(speech.named(row.title), length, basis)
    year = _year_spoken_of(due)
    said = [speech.step(step, version.unit, year) for step in due.steps]
    lines = [title, speech.words["join"].join(text.strip() for text in said if text)]
    return [*lines, *conclusion(speech, due)]


def conclusion(speech: Speech, due: Due) -> list[str]:
    """The result of a reckoning in words."""
    if due.moment is None:
        return [speech.words["conclude.open"]]
    lines = [speech.words[f"conclude.{kind_of(due)}"].format(speech.moment(due.moment))]
    if due.first_moment not in (None, due.moment):
        lines.append(speech.words["first"].format(speech.moment(due.first_moment)))
    if due.provisional:
        lines.append(speech.words["provisional"])
    return lines


def book_lines(speech: Speech, rules: RuleBook) -> list[str]:
    """One line for each row: number or key, title, length, force or value, basis."""
    clocks = [
        f"{row.ref:<6} {speech.of(row.title)}  {speech.version_length(row, row.versions[-1])}  "
        f"{speech.basis(row, row.versions[-1])}"
        for row in rules.clocks.values()
    ]
    guards = [
        f"{row.ref:<6} {speech.of(row.title)}  {speech.words[f'force.{row.force}']}  "
        f"{speech.cites(row.cites)} · {speech.words[f'grade.{row.grade}']}"
        for row in rules.guards.values()
    ]
    return [*clocks, *guards, *(_amount_line(speech, amount) for amount in rules.amounts)]


def _amount_line(speech: Speech, amount: Amount) -> str:
    value = {
        "fen": f"{amount.value / 100:,.2f} {speech.words['yuan']}",
        "basis_point": f"{amount.value / 100:g} %",
        "minute": f"{amount.value // 60:02}:{amount.value % 60:02}",
        "hour": speech.words["unit.hour"].format(amount.value),
        "day": speech.words["unit.day"].format(amount.value),
        "year": speech.words["unit.year"].format(amount.value),
        "age": f"{amount.value} {speech.words['full_years']}",
        "count": f"{amount.value}",
    }[amount.unit]
    whose = speech.words.get(f"party.{amount.party_kind}", "")
    basis = speech.cites(amount.cites) or speech.of(amount.source)
    grade = speech.words[f"grade.{amount.grade}"]
    return f"{amount.key} {speech.of(amount.title)}{whose}  {value}  {basis} · {grade}"


def clock_lines(speech: Speech, row: ClockRow) -> list[str]:
    """All there is to say about one period."""
    words = speech.words
    lines = [f"{row.ref} {speech.of(row.title)}（{row.key}）"]
    lines.append(
        f"{words['starts']}：{speech.of(row.starts)}  {words['binds']}：{speech.of(row.binds)}"
    )
    for version in row.versions:
        length, basis = speech.version_length(row, version), speech.basis(row, version)
        lines.append(f"{version.since} – {version.until or '…'}  {length}（{basis}）")
    if row.inputs:
        given = (f"{item.name}（{speech.of(item.title)}）" for item in row.inputs)
        lines.append(f"{words['inputs']}：{'、'.join(given)}")
    if row.note:
        lines.append(f"{words['note']}：{speech.of(row.note)}")
    return lines


def guard_lines(speech: Speech, row: GuardRow) -> list[str]:
    """All there is to say about one condition."""
    basis = f"{speech.cites(row.cites)} · {speech.words[f'grade.{row.grade}']}"
    force = speech.words[f"force.{row.force}"]
    return [f"{row.ref} {speech.of(row.title)}", speech.of(row.rule), f"{force}（{basis}）"]


def limit_lines(speech: Speech, row: LimitRow, rules: RuleBook) -> list[str]:
    """Of which items a limit is asked, and its number from each day on."""
    named = [speech.of(rules.spending_items[key].title) for key in row.items]
    items = "、".join(named) or speech.words["every_item"]
    numbers = [a for a in rules.amounts if a.key == row.key]
    return [
        f"{speech.words['items']}：{items}",
        *(f"{number.since} – {_amount_line(speech, number)}" for number in numbers),
    ]


def _year_spoken_of(due: Due) -> int | None:
    days = (v for step in due.steps for v in step.values.values() if isinstance(v, date))
    return next((day.year for day in days), None)


@cache
def _english() -> dict[str, str]:
    source = files("chengguan.law").joinpath("locale/en/LC_MESSAGES/django.po")
    with source.open("rb") as catalogue:
        return {str(m.id): str(m.string) for m in read_po(catalogue) if m.id}
