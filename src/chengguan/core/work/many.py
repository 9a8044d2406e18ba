"""One act on many matters: each its own short transaction with the same guards and its own answer.

There is no act of many: what refuses one does not touch the next. The same form sent again
acts on nothing twice, because every matter's act has a key of its own made of the form's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID, uuid5

from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import Conflict, KeyReused, NotFound, WorkError
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import answered, perform

MOST = 200
"""So many matters one click may move."""


class Fate(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Chosen:
    """A matter as it was seen when it was chosen."""

    matter: UUID
    version: int


@dataclass(frozen=True)
class Answer:
    """What became of the act on one matter; ``error`` says why it did not happen."""

    matter: UUID
    fate: Fate
    error: Exception | None = None
    is_repeat: bool = False


def perform_many(
    chosen: Iterable[Chosen],
    *,
    action: str,
    by: Actor,
    at: At,
    data: Callable[[UUID], object] = lambda matter: None,
    key: str,
) -> list[Answer]:
    """Take one act on each, in the order of choosing; a matter chosen twice is taken once.

    ``data`` makes the typed input for a matter; what it raises of ``WorkError`` refuses that one.

    Nobody acts on what he cannot find: such a matter answers ``NotFound``. Raises ``ValueError``
    for more than ``MOST``.
    """
    wanted = list({one.matter: one for one in chosen}.values())
    if len(wanted) > MOST:
        raise ValueError(f"{len(wanted)} matters in one go, at most {MOST}")
    seen = _seen(by, [one.matter for one in wanted])
    return [_one(one, action, by, at, data, key, one.matter in seen) for one in wanted]


def _seen(by: Actor, matters: list[UUID]) -> set[UUID]:
    if by.is_system:
        return set(matters)
    found = Matter.objects.filter(pk__in=matters, access__token__in=visibility.tokens_of(by))
    return set(found.values_list("pk", flat=True))


def _one(
    one: Chosen,
    action: str,
    by: Actor,
    at: At,
    data: Callable[[UUID], object],
    key: str,
    is_seen: bool,
) -> Answer:
    own = uuid5(one.matter, key).hex
    try:
        before = answered(by, own, matter=one.matter, action=action, posted="")
        if before is not None:
            return Answer(one.matter, Fate.DONE, is_repeat=True)
        if not is_seen:
            raise NotFound(str(one.matter))
        perform(
            matter=one.matter,
            action=action,
            by=by,
            at=at,
            data=data(one.matter),
            key=own,
            version=one.version,
        )
    except (Conflict, KeyReused) as error:
        return Answer(one.matter, Fate.CONFLICT, error)
    except (WorkError, ServiceRefused) as error:
        return Answer(one.matter, Fate.REFUSED, error)
    return Answer(one.matter, Fate.DONE)
