"""The budgets of the house: what a request may cost, and against what it is measured."""

from dataclasses import dataclass

MEMORY_MB = 150
MEMORY_GROWTH = 1.05
"""The budget says "none"; a worker's memory differs by a few per cent from run to run."""

IMPORT_GROWTH_MB = 20
"""What a process may hold more at the end of a list than after its first tenth."""


@dataclass(frozen=True)
class Budget:
    """At most so many statements, at least this share of the bare view's requests a second,
    at most this factor for ten times as many matters."""

    key: str
    title: str
    statements: int
    bare: str
    ratio: float
    growth: float


BARE_LIST, BARE_INSERT = "bare.list", "bare.insert"
MATTERS, GROUND, RUSH = "matters", "ground", "rush"
BUDGETS = (
    Budget("list.json", "list of 50, JSON", 10, BARE_LIST, 0.25, 1.2),
    Budget("list.html", "list of 50, HTML", 10, BARE_LIST, 0.08, 1.2),
    Budget("detail", "detail with story", 12, BARE_LIST, 0.15, 1.1),
    Budget("intake", "intake of a lead", 16, BARE_INSERT, 0.15, 1.1),
    Budget("act", "one action", 18, BARE_INSERT, 0.12, 1.1),
)

GROUND_BUDGETS = (
    Budget("register", "structures, list of 50", 10, BARE_LIST, 0.08, 1.2),
    Budget("map", "map of structures, JSON", 10, BARE_LIST, 0.25, 1.2),
    Budget("clearing", "board of structures", 10, BARE_LIST, 0.08, 1.2),
    Budget("rounds", "rounds of the day", 10, BARE_LIST, 0.08, 1.2),
)
"""Each is a list for who reads it, and may cost what a list may."""

RUSH_BUDGETS = (
    Budget("events", "list of events", 10, BARE_LIST, 0.08, 1.2),
    Budget("signup", "a sign-up", 6, BARE_INSERT, 0.12, 1.1),
)
RUSH_RATIO = 0.05
"""Sign-ups a second by many workers for the seats of one event, against as many bare inserts."""

OF = {MATTERS: BUDGETS, GROUND: GROUND_BUDGETS, RUSH: RUSH_BUDGETS}
