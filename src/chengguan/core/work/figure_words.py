"""The words of figures: periods, values, how one stands to another, what is behind a number."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figures import Figure, Measure, Per, half_up, plain

NOTHING = "—"
"""What stands for a rate of nothing: neither 0 nor 100."""

MONTHS = (
    *(_later("1 月"), _later("2 月"), _later("3 月"), _later("4 月"), _later("5 月")),
    *(_later("6 月"), _later("7 月"), _later("8 月"), _later("9 月"), _later("10 月")),
    *(_later("11 月"), _later("12 月")),
)


def period_words(period: Period) -> str:
    """2026 年 9 月, 2026 年第 3 季度, 2026 年下半年, 2026 年."""
    parts = {"year": period.year, "number": period.number}
    match period.span:
        case Span.MONTH:
            named = {"year": period.year, "month": MONTHS[period.number - 1]}
            return _("%(year)d 年 %(month)s") % named
        case Span.QUARTER:
            return _("%(year)d 年第 %(number)d 季度") % parts
        case Span.HALF:
            return (
                _("%(year)d 年上半年") if period.number == 1 else _("%(year)d 年下半年")
            ) % parts
    return _("%(year)d 年") % parts


def percent_words(value: Fraction | Decimal | None) -> str:
    """Of a value in hundredths.

    >>> percent_words(Fraction(200, 3)), percent_words(None)
    ('66.67%', '—')
    """
    return NOTHING if value is None else f"{half_up(Fraction(value))}%"


def number_words(measure: Measure) -> tuple[str, str]:
    """The number as it is shown, and its unit."""
    value = measure.value
    if value is None:
        return NOTHING, ""
    match measure.per:
        case Per.RATE | Per.WEIGHT | Per.DAILY:
            return half_up(value * 100), "%"
        case Per.MEAN:
            return half_up(value), _("分")
        case Per.HOURS:
            return half_up(value), _("小时")
    return str(measure.counted), ""


def value_words(measure: Measure) -> str:
    """The number with its unit, in one."""
    return "".join(number_words(measure))


def counts_words(measure: Measure) -> str:
    """What is behind the number: 2 / 3, for a mean how many there are, for weights their sums."""
    match measure.per:
        case Per.RATE | Per.DAILY:
            return f"{measure.met} / {measure.counted}"
        case Per.MEAN:
            return f"{measure.total} / {measure.counted}"
        case Per.WEIGHT | Per.HOURS:
            return f"{plain(measure.reached)} / {plain(measure.weight)}"
    return str(measure.counted)


def change_words(now: Measure, before: Measure) -> str:
    """By how much it rose or fell; nothing where one of them has no value."""
    if now.value is None or before.value is None:
        return ""
    change = now.value - before.value
    sign = "+" if change > 0 else ""
    match now.per:
        case Per.RATE | Per.WEIGHT | Per.DAILY:
            return _("%(change)s 个百分点") % {"change": sign + half_up(change * 100)}
        case Per.MEAN:
            return _("%(change)s 分") % {"change": sign + half_up(change)}
        case Per.HOURS:
            return _("%(change)s 小时") % {"change": sign + half_up(change)}
    return f"{sign}{change}"


def definition_words(figure: Figure) -> str:
    """Numerator, denominator and time basis in one line."""
    parts = {"counts": figure.counts, "meets": figure.meets, "by": figure.by}
    match figure.per:
        case Per.RATE | Per.WEIGHT | Per.DAILY:
            return _("%(meets)s ÷ %(counts)s（按%(by)s）") % parts
        case Per.MEAN | Per.HOURS:
            return _("平均值：%(counts)s（按%(by)s）") % parts
    return _("%(counts)s（按%(by)s）") % parts
