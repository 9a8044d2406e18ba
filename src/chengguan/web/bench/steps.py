"""What a child does: load, measure, or be weighed. Each answers with what JSON can say."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from time import perf_counter
from typing import Any

from django.test.utils import override_settings

from chengguan.web import memory
from chengguan.web.bench import ground, importing, loader, measuring, rush
from chengguan.web.bench.budgets import GROUND, MATTERS, RUSH
from chengguan.web.bench.probes import GroundHouse, House
from chengguan.web.bench.throwaway import refuse_others

WEIGHED_AFTER = 200
HOUSE = {"ROOT_URLCONF": "chengguan.web.bench.urls", "DEBUG_PROPAGATE_EXCEPTIONS": True}
"""With the bare addresses; an error of the house ends the run and shows where it came from."""

LOADERS = {MATTERS: loader.load, GROUND: ground.load, RUSH: rush.load}
HOUSES: dict[str, type[House | GroundHouse | rush.RushHouse]] = {
    MATTERS: House,
    GROUND: GroundHouse,
    RUSH: rush.RushHouse,
}


def load(*, matters: int, at: datetime, of: str, **_: Any) -> dict[str, Any]:
    began = perf_counter()
    LOADERS[of](matters, at)
    return {"seconds": perf_counter() - began}


@override_settings(**HOUSE)
def measure(*, rounds: int, at: datetime, of: str, **_: Any) -> dict[str, Any]:
    refuse_others()
    probes = HOUSES[of](at).probes()
    memory.settle()  # as the server does
    taken = measuring.measure(probes, rounds)
    return {key: asdict(one) for key, one in taken.items()}


@override_settings(**HOUSE)
def weigh(*, at: datetime, of: str, **_: Any) -> dict[str, Any]:
    """Memory of a fresh worker after so many lists, each kind in turn."""
    refuse_others()
    house = HOUSES[of](at)
    probes = house.probes()
    memory.settle()
    for number in range(WEIGHED_AFTER // len(house.lists)):
        for key in house.lists:
            probes[key](number)
    return {"memory_mb": measuring.memory_mb()}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "load": load,
    "measure": measure,
    "weigh": weigh,
    "import": importing.bring,
    "rush": rush.rush,
}
