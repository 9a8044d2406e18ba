"""The rule book in force: what is shipped, with the bureau's overlay."""

from zoneinfo import ZoneInfo

from chengguan.law.parameters import RuleBook, shipped

ZONE = ZoneInfo("Asia/Shanghai")


def current() -> RuleBook:
    """The rule book by which acts are judged now."""
    return shipped()
