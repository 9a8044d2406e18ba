"""Short ways to write the moments of the tests: Shanghai time from ISO text."""

from datetime import datetime

from chengguan.law.periods import SHANGHAI, Pause


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def pause(since: str, until: str | None = None) -> Pause:
    return Pause(at(since), at(until) if until else None)
