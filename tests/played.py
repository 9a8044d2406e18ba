"""What many tests begin with is acted once a run; for the others its statements are played again.

A world of a test (organs, people, a clock) comes from `founded`; its methods that bring a matter
so far are marked `once`. Both remember what they wrote, and write the very same rows when a test
stands at the very same place: in an empty house, or behind the same steps with nothing written
since. Whatever a test itself does is done. Where anything differs, and on PostgreSQL, whose numbers
go on after a rollback, all is acted as written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, models

from chengguan.core.journal.models import JournalEntry

W = TypeVar("W")
Key = tuple[object, ...]
PLACE = "_place"
READS = ("SELECT", "PRAGMA")
NESTING = ("SAVEPOINT", "RELEASE")


@dataclass
class Tape:
    """The statements in their order, what was answered, and how the world stood after them."""

    statements: list[tuple[str, Any, bool]]
    answer: Any
    world: dict[str, object]


_tapes: dict[Key, Tape] = {}


def founded(make: Callable[[], W]) -> W:
    """The world as `make` builds it in an empty house."""
    key = _empty_house(make)
    if key is None:
        return make()
    tape = _tapes.get(key)
    if tape is None:
        with _recorded() as statements:
            world = make()
        _keep(key, statements, deepcopy(world), {})
    else:
        _play(tape)
        world = deepcopy(tape.answer)
    _stand(world, key)
    return world


def once(step: Callable[..., W]) -> Callable[..., W]:
    """A step of a world; it answers with a value, never with a thing that knows the world."""

    @wraps(step)
    def played(world: Any, *args: Any, **kwargs: Any) -> W:
        place = _place_of(world)
        if place is None:
            return step(world, *args, **kwargs)
        said = tuple(sorted((name, _told(value)) for name, value in kwargs.items()))
        stood = tuple(sorted(_plain(world).items()))
        key = (place, step, stood, *map(_told, args), said)
        tape = _tapes.get(key)
        if tape is None:
            with _recorded() as statements:
                answer = step(world, *args, **kwargs)
            _keep(key, statements, answer, _plain(world))
        else:
            _play(tape)
            vars(world).update(tape.world)
            answer = tape.answer
        _stand(world, key)
        return answer

    return played


@contextmanager
def under_other_rules() -> Iterator[None]:
    """Around a patch of what judges or carries out an act: within it nothing is played that was
    remembered before, afterwards nothing that was acted within."""
    kept = dict(_tapes)
    _tapes.clear()
    try:
        yield
    finally:
        _tapes.clear()
        _tapes.update(kept)


# -- where a world stands --------------------------------------------------------------------


def _empty_house(make: Callable[[], object]) -> Key | None:
    if connection.vendor != "sqlite" or not connection.in_atomic_block:
        return None
    if JournalEntry.objects.exists():
        return None
    with connection.cursor() as cursor:
        # A table that was filled once and emptied goes on counting.
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        numbers = tuple(cursor.fetchall())
    return (make, numbers, str(settings.FILES_ROOT), str(settings.KEYS_ROOT))


def _stand(world: object, key: Key) -> None:
    vars(world)[PLACE] = (key, connection.connection.total_changes)


def _place_of(world: object) -> Key | None:
    """The last remembered step, if nothing was written since and nobody listens to the acts."""
    key, changes = vars(world).get(PLACE, (None, 0))
    if key is None or connection.connection.total_changes != changes:
        return None
    return None if any(callable(value) for value in vars(world).values()) else key


def _plain(world: object) -> dict[str, object]:
    """Clocks and counters: what a step turns besides the database."""
    return {k: v for k, v in vars(world).items() if isinstance(v, int | datetime)}


def _told(value: object) -> object:
    """What was asked for, told apart by its values and, for rows, by their keys. Raises
    ``TypeError`` for a thing that says no more of itself than where in memory it lies."""
    if isinstance(value, models.Model):
        return (value._meta.label, value.pk)
    if is_dataclass(value) and not isinstance(value, type):
        said = tuple((one.name, _told(getattr(value, one.name))) for one in fields(value))
        return (type(value), said)
    if isinstance(value, list | tuple):
        return tuple(map(_told, value))
    if type(value).__repr__ is object.__repr__:
        raise TypeError(f"nothing tells one {type(value).__name__} from another: {value!r}")
    return repr(value)


# -- the statements ----------------------------------------------------------------------------


@contextmanager
def _recorded() -> Iterator[list[tuple[str, Any, bool]]]:
    statements: list[tuple[str, Any, bool]] = []

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().startswith((*READS, *NESTING)):
            statements.append((sql, params, many))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield statements


def _keep(key: Key, statements: list[tuple[str, Any, bool]], answer: Any, world: Any) -> None:
    if not any(sql.startswith("ROLLBACK") for sql, _params, _many in statements):
        _tapes[key] = Tape(statements, answer, world)


def _play(tape: Tape) -> None:
    with connection.cursor() as cursor:
        for sql, params, many in tape.statements:
            if many:
                cursor.executemany(sql, params)
            else:
                cursor.execute(sql, params)
                cursor.fetchall()
