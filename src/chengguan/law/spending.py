"""限额: what one person may receive of the unions' money, judged at the date of the event.

Rows (``LIM01`` …) stand in ``data/spending.toml``, one question each, with grade and source; a
row refuses where its text was verified and warns otherwise, until the union confirms it. What
counts against a cap are all uses of a person, whoever paid them and under whatever plan: a cap
knows persons, events and calendar years, and no schemes. A cap never obliges to pay anything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chengguan.law.guards import Finding, Reason
from chengguan.law.parameters import Ask, LimitRow, RuleBook

WHOLE = 10_000
"""Basis points of one."""


class Fund(StrEnum):
    """Whose money it is (经费来源)."""

    DUES = "dues"  # 会费
    UNION = "union"  # 工会经费
    GRANT = "grant"  # 上级补助
    ADMINISTRATION = "administration"  # 行政经费
    OWN = "own"  # 个人自付


class Form(StrEnum):
    """What the person gets (发放形式)."""

    GOODS = "goods"  # 实物
    PICKUP_VOUCHER = "pickup_voucher"  # 提货券
    SINGLE_VOUCHER = "single_voucher"  # 单一功能凭证
    SERVICE = "service"  # 统一组织的活动、服务
    TRANSFER = "transfer"  # 转账到本人
    CASH = "cash"  # 现金
    SHOPPING_CARD = "shopping_card"  # 购物卡


class Recipient(StrEnum):
    """As whom the person receives it, on the day of the event."""

    MEMBER = "member"  # 在籍会员
    RETIRED = "retired"  # 退休人员
    RELATIVE = "relative"  # 家属
    OTHER = "other"


class UseState(StrEnum):
    RESERVED = "reserved"
    PAID = "paid"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one person is to receive. ``amount`` in fen, his own share.

    ``on`` is the day of the event (the showing, the first day of the trip, of the illness), not
    of the payment. ``cause`` is one and the same word for one event, so that its parts are
    counted together: the showing, the batch, the illness. ``union`` pays. ``meals`` is what of
    ``amount`` goes for food; ``days`` how long the whole event lasts; ``files`` which papers are
    there (``hardship_file``, ``accident_insurance``). Of festivals the cause is the festival's
    word in the row, of insurance the last day of the cover.
    """

    person: int
    item: str
    on: date
    amount: int
    fund: Fund
    form: Form
    union: int
    recipient: Recipient
    cause: str = ""
    days: int = 1
    meals: int = 0
    in_shanghai: bool | None = None
    files: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.amount < 0 or not 0 <= self.meals <= self.amount or self.days < 1:
            raise ValueError("a claim has no negative amount, meals within it, and at least a day")

    @property
    def event(self) -> tuple[str, int]:
        """Of which event it is a part: the same cause in the same year."""
        return self.cause, self.on.year


@dataclass(frozen=True, slots=True)
class Use:
    """A claim that was taken up. What was released counts for nothing."""

    claim: Claim
    state: UseState


@dataclass(frozen=True, slots=True)
class Left:
    """How much of an item a person may still receive in the year of a day, in fen.

    None where no row caps it. ``times_cap`` and ``times_used`` likewise for how often;
    ``again_on`` is the first day on which it may be received again, where it comes once in some
    years and was received.
    """

    cap: int | None
    used: int
    remaining: int | None
    times_cap: int | None
    times_used: int
    again_on: date | None


def judge(claim: Claim, uses: Iterable[Use], rules: RuleBook) -> tuple[Finding, ...]:
    """What the rows of the day of the event say against a claim, beside the uses of the same
    person (those of others are passed over). The order of the uses does not matter.

    >>> from chengguan.law.parameters import shipped
    >>> film = Claim(1, "show", date(2026, 9, 15), 300_01, Fund.UNION, Form.SERVICE, 7,
    ...              Recipient.MEMBER, cause="a film", in_shanghai=True)
    >>> (found,) = judge(film, [], shipped())
    >>> found.ref, found.refuses, found.reason
    ('LIM02', True, Reason('spending.over', ref='LIM02', limit=30000, total=0, amount=30001))
    """
    return judge_together([claim], uses, rules)[0]


def judge_together(
    claims: Sequence[Claim], uses: Iterable[Use], rules: RuleBook
) -> tuple[tuple[Finding, ...], ...]:
    """The findings of each claim of one act: each is judged beside all others, so that a sum cut
    into parts is judged as the whole."""
    beside: dict[tuple[int, str], list[tuple[int | None, Claim]]] = defaultdict(list)
    for use in uses:
        if _stands(use):
            beside[use.claim.person, use.claim.item].append((None, use.claim))
    for place, claim in enumerate(claims):
        beside[claim.person, claim.item].append((place, claim))
    # A list of gifts asks the same rows of thousands.
    rows = {
        (item, on): [(row, _number(row, on, rules)) for row in limits_of(item, on, rules)]
        for item, on in {(claim.item, claim.on) for claim in claims}
    }
    return tuple(
        tuple(
            _finding(row, reason, claim.on, rules)
            for row, number in rows[claim.item, claim.on]
            if (reason := _asked(claim, others, row, number)) is not None
        )
        for claim, others in (
            (claim, [o for n, o in beside[claim.person, claim.item] if n != place])
            for place, claim in enumerate(claims)
        )
    )


def left(item: str, uses: Iterable[Use], on: date, rules: RuleBook) -> Left:
    """What of an item is left for the person of the uses, in the year of a day.

    >>> from chengguan.law.parameters import shipped
    >>> gift = Claim(1, "lepin", date(2026, 3, 1), 400_00, Fund.UNION, Form.GOODS, 7,
    ...              Recipient.MEMBER)
    >>> shown = left("lepin", [Use(gift, UseState.PAID)], date(2026, 9, 15), shipped())
    >>> shown.cap, shown.used, shown.remaining
    (100000, 40000, 60000)
    """
    standing = [u.claim for u in uses if _stands(u) and u.claim.item == item]
    if len({claim.person for claim in standing}) > 1:
        raise ValueError("what is left is asked for one person")
    this_year = [claim for claim in standing if claim.on.year == on.year]
    used = sum(claim.amount for claim in this_year if claim.fund is not Fund.OWN)
    cap = _least(Ask.YEAR_SUM, item, on, rules)
    years = _least(Ask.YEARS_BETWEEN, item, on, rules)
    last = max((claim.on.year for claim in standing), default=None)
    return Left(
        cap,
        used,
        None if cap is None else max(0, cap - used),
        _least(Ask.TIMES_A_YEAR, item, on, rules),
        len({claim.event for claim in this_year}),
        None if years is None or last is None else date(last + years, 1, 1),
    )


def limits_of(item: str, on: date, rules: RuleBook) -> tuple[LimitRow, ...]:
    """The rows that ask something of an item on a day, in the order of their numbers.

    >>> from chengguan.law.parameters import shipped
    >>> [row.ref for row in limits_of("scenic_pass", date(2026, 9, 15), shipped())]
    ['LIM05', 'LIM06', 'LIM29', 'LIM30', 'LIM31', 'LIM32', 'LIM33']
    """
    return tuple(
        row
        for row in rules.limits.values()
        if (not row.items or item in row.items)
        and row.since <= on
        and (row.until is None or on < row.until)
    )


# -- the questions -------------------------------------------------------------------------

Question = Callable[[Claim, Sequence[Claim], LimitRow, int], "Reason | None"]
"""Of a claim, what else its person has of the item, the row, and its number (0: it has none)."""


def _year_sum(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    return _over(claim, (o for o in others if o.on.year == claim.on.year), cap)


def _event_sum(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    return _no_cause(claim) or _over(claim, (o for o in others if o.event == claim.event), cap)


def _day_rate(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    same = [o for o in others if o.event == claim.event]
    days = max(part.days for part in (claim, *same))
    return _no_cause(claim) or _over(claim, same, cap * days)


def _times(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    events = {o.event for o in others if o.on.year == claim.on.year} | {claim.event}
    if len(events) > cap:
        return Reason("spending.too_often", cap=cap, times=len(events))
    return _no_cause(claim)


def _years(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    """Both ways: what is entered late counts against what came after it."""
    near = [o for o in others if abs(o.on.year - claim.on.year) < cap and o.event != claim.event]
    if near:
        return Reason("spending.too_soon", years=cap, other=max(o.on for o in near))
    return _no_cause(claim)


def _same_cause(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    found = next((o for o in others if o.event == claim.event), None)
    return Reason("spending.had_it", other=found.on) if found else _no_cause(claim)


def _one_cover(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    """The cause is the cover; it is one whatever the year in which it was asked for."""
    found = next((o for o in others if o.cause == claim.cause), None)
    return Reason("spending.had_it", other=found.on) if found else _no_cause(claim)


def _one_union(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    year = claim.on.year
    is_twice = any(o.union != claim.union and o.on.year == year for o in others)
    return Reason("spending.other_union", year=year) if is_twice else None


def _meals(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    parts = [claim, *(o for o in others if o.event == claim.event)]
    meals, spent = sum(part.meals for part in parts), sum(part.amount for part in parts)
    if meals * WHOLE > spent * cap:
        return Reason("spending.meals", percent=cap * 100 // WHOLE, amount=meals, total=spent)
    return None


def _longest(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    return Reason("spending.too_long", days=claim.days, cap=cap) if claim.days > cap else None


def _listed(said: Callable[[Claim], str], code: str) -> Question:
    def check(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
        return None if said(claim) in row.words else Reason(code)

    return check


def _files(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    return None if row.words <= claim.files else Reason("spending.file_lacking")


def _in_shanghai(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    if claim.in_shanghai is None:
        return Reason("spending.place_unsaid")
    return None if claim.in_shanghai else Reason("spending.outside_shanghai")


def _never(claim: Claim, others: Sequence[Claim], row: LimitRow, cap: int) -> Reason | None:
    return Reason("spending.never")


_QUESTIONS: Mapping[Ask, Question] = {
    Ask.YEAR_SUM: _year_sum,
    Ask.EVENT_SUM: _event_sum,
    Ask.DAY_RATE: _day_rate,
    Ask.TIMES_A_YEAR: _times,
    Ask.YEARS_BETWEEN: _years,
    Ask.SAME_CAUSE: _same_cause,
    Ask.ONE_COVER: _one_cover,
    Ask.ONE_UNION: _one_union,
    Ask.MEAL_SHARE: _meals,
    Ask.LONGEST: _longest,
    Ask.FORMS: _listed(lambda claim: claim.form, "spending.form"),
    Ask.FUNDS: _listed(lambda claim: claim.fund, "spending.fund"),
    Ask.OCCASIONS: _listed(lambda claim: claim.cause, "spending.occasion"),
    Ask.RECIPIENTS: _listed(lambda claim: claim.recipient, "spending.recipient"),
    Ask.FILES: _files,
    Ask.IN_SHANGHAI: _in_shanghai,
    Ask.NEVER: _never,
}


def _asked(claim: Claim, others: Sequence[Claim], row: LimitRow, number: int) -> Reason | None:
    """What the row says, if it is asked of such a claim at all."""
    if (row.of and claim.recipient not in row.of) or row.days not in (None, claim.days):
        return None
    return _QUESTIONS[row.asks](claim, others, row, number)


def _finding(row: LimitRow, reason: Reason, on: date, rules: RuleBook) -> Finding:
    told, said = rules.guard(row.ref, on), Reason(reason.code, ref=row.ref, **reason.params)
    return Finding(row.key, row.ref, told.title, str(told.grade), told.force, told.cites, said)


def _number(row: LimitRow, on: date, rules: RuleBook) -> int:
    return rules.amount(row.key, on=on) if row.unit else 0


def _over(claim: Claim, same: Iterable[Claim], cap: int) -> Reason | None:
    """What a person pays himself is no benefit of his."""
    used = sum(other.amount for other in same if other.fund is not Fund.OWN)
    if claim.fund is Fund.OWN or used + claim.amount <= cap:
        return None
    return Reason("spending.over", limit=cap, total=used, amount=claim.amount)


def _no_cause(claim: Claim) -> Reason | None:
    """What is counted by events says of which it is: left open, every part would be one more."""
    return None if claim.cause else Reason("spending.cause_unsaid")


def _least(asks: Ask, item: str, on: date, rules: RuleBook) -> int | None:
    rows = [row for row in limits_of(item, on, rules) if row.asks is asks]
    return min((_number(row, on, rules) for row in rows), default=None)


def _stands(use: Use) -> bool:
    return use.state is not UseState.RELEASED
