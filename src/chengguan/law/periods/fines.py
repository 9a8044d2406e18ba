"""The additional fine for late payment (加处罚款): accrues by the day, capped."""

from datetime import date

from chengguan.law.parameters import RuleBook

_WHOLE = 10_000


def added_fine(rules: RuleBook, fine_fen: int, days: int, on: date) -> int:
    """The additional fine in fen after `days` days of lateness (行政处罚法 72(1)(一)).

    Days during which a remedy is pending are not to be counted in (art. 73).

    >>> from chengguan.law.parameters import shipped
    >>> added_fine(shipped(), 200_000, 40, on=date(2026, 9, 15))
    200000
    >>> added_fine(shipped(), 200_000, 10, on=date(2026, 9, 15))
    60000
    """
    if fine_fen < 0 or days < 0:
        raise ValueError("罚款数额和天数不得为负")
    accrued = fine_fen * rules.amount("late_fine.rate", on=on) * days // _WHOLE
    return min(accrued, fine_fen * rules.amount("late_fine.cap", on=on) // _WHOLE)
