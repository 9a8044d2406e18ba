"""The rule book in force."""

from functools import lru_cache
from zoneinfo import ZoneInfo

from chengguan.core.lawbook import overlay
from chengguan.law.parameters import Change, RuleBook, shipped

ZONE = ZoneInfo("Asia/Shanghai")


def current() -> RuleBook:
    """The rule book by which acts are judged now: as shipped, with the bureau's confirmed changes
    laid over it. Each of them holds from its own day on."""
    return _with(overlay.law_changes())


@lru_cache(maxsize=2)
def _with(changes: tuple[Change, ...]) -> RuleBook:
    return shipped().with_overlay(changes) if changes else shipped()
