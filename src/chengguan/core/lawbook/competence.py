"""职权: which kind of organ is competent for an item on the day of the act.

In 2025 the city took 108 items back from streets and towns to the district bureaus as from
1 October; a lead of September belongs to the street, the same lead of October to the bureau.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from chengguan.core.lawbook import overlay
from chengguan.core.lawbook.items import all_items, item
from chengguan.core.org.kinds import OrganKind

DATA = Path(__file__).parent / "data" / "competence.toml"
BUREAU = "B"
"""The grade of what the bureau itself has settled by its overlay."""


class NoCompetence(LookupError):
    """The data name no competent organ for that item and day; nothing is guessed."""

    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"{code} on {on.isoformat()}")
        self.code, self.on = code, on


@dataclass(frozen=True)
class CompetenceRule:
    """This kind of organ enforces this item on the days [since, until)."""

    item: str
    organ_kind: OrganKind
    since: date
    until: date | None
    source: str
    grade: str

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


def competence_of(code: str, on: date) -> CompetenceRule:
    """The one rule that holds, with its source; the bureau's own changes come first."""
    for rule in rules_of(code):
        if rule.holds(on):
            return rule
    raise NoCompetence(code, on)


def rules_of(code: str) -> tuple[CompetenceRule, ...]:
    """The rules of an item, oldest first, each ending where the bureau's next change begins."""
    code = item(code).code
    changes = [c for c in overlay.competence_changes() if c.item == code]
    laid = [rule for rule in rules() if rule.item == code]
    for change in changes:
        laid = [_ended(rule, change.since) for rule in laid if rule.since < change.since]
        laid.append(
            CompetenceRule(
                code, OrganKind(change.organ_kind), change.since, None, change.source, BUREAU
            )
        )
    return tuple(sorted(laid, key=lambda rule: rule.since))


def _ended(rule: CompetenceRule, on: date) -> CompetenceRule:
    return rule if rule.until and rule.until <= on else replace(rule, until=on)


def competent_organ_kind(code: str, on: date) -> OrganKind:
    return competence_of(code, on).organ_kind


def is_recalled(code: str, on: date) -> bool:
    """回收执法事项: once the streets', on that day the district bureau's."""
    once = any(rule.item == code and rule.organ_kind == OrganKind.STREET_TEAM for rule in rules())
    return once and competent_organ_kind(code, on) == OrganKind.DISTRICT_BUREAU


@cache
def rules() -> tuple[CompetenceRule, ...]:
    data = tomllib.loads(DATA.read_text())["rule"]
    return tuple(rule for row in data for rule in _read(row))


def _read(row: dict[str, Any]) -> Iterator[CompetenceRule]:
    for code in row["items"]:
        if code not in all_items():
            raise LookupError(f"competence.toml names the unknown item {code}")
        yield CompetenceRule(
            item=code,
            organ_kind=OrganKind(row["organ_kind"]),
            since=row["since"],
            until=row.get("until"),
            source=row["source"],
            grade=row["grade"],
        )
