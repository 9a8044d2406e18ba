"""The one rule that says which matters somebody may find, and how lists are read.

A scope token packs (organ, field, class) into one integer, exactly, so that writing and
reading need no table of tokens; people have negative tokens of their own. A matter writes
its tokens into ``Access`` beside it; a list is the union of each token's first page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from chengguan.core.org.kinds import Field
from chengguan.core.org.models import Organ
from chengguan.core.work import confidentiality
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Access, Assignment, Matter

ANY_FIELD = 255
FIELD_NUMBERS = {
    Field.HOUSING: 1,
    Field.ILLEGAL_STRUCTURE: 2,
    Field.STREET: 3,
    Field.SIGNBOARD: 4,
    Field.HOUSEHOLD_WASTE: 5,
    Field.CONSTRUCTION_WASTE: 6,
    Field.FUME: 7,
    Field.DUST: 8,
    Field.NOISE: 9,
    Field.GAS: 10,
    Field.RENTAL: 11,
    Field.BICYCLE: 12,
    Field.GREENERY: 13,
    Field.WATER: 14,
    Field.PUBLIC_SECURITY: 15,
}
"""Numbers for ever: they stand in every access row."""


def token(organ_id: int, field_number: int, class_number: int) -> int:
    """Organ, field and class in one integer; exact, so no two scopes share one."""
    return (organ_id << 16) | (field_number << 8) | class_number


def person_token(person_id: int) -> int:
    return -person_id


def tokens_of(actor: Actor) -> list[int]:
    """What somebody may find: the scopes whose role reads the class, and what lies on the desk."""
    found = {
        token(scope.organ_id, _field_number(scope.field), known.number)
        for scope in actor.scopes
        for known in confidentiality.declared()
        if scope.role in known.readers
    }
    if actor.person_id is not None:
        found.add(person_token(actor.person_id))
    return sorted(found)


def _field_number(field: str | None) -> int:
    return ANY_FIELD if field is None else FIELD_NUMBERS[Field(field)]


def tokens_for(matter: Matter, people: Iterable[int], guests: Iterable[Organ] = ()) -> set[int]:
    """The tokens under which a matter is found: those of its organ and of the organs that take
    part in it, with their ancestors' if ordinary, and of its people."""
    known = confidentiality.of(matter.confidentiality)
    organs = {
        organ
        for own in (matter.organ, *guests)
        for organ in (own.ancestor_ids if known.is_ordinary else (own.pk,))
    }
    fields = {ANY_FIELD} | ({_field_number(matter.field)} if matter.field else set())
    scoped = {token(organ, field, known.number) for organ in organs for field in fields}
    return scoped | {person_token(person) for person in people}


def write(
    matter: Matter, people: Iterable[int], guests: Iterable[Organ] = (), *, is_new: bool
) -> None:
    """Put a matter's access rows in place after its organs, field or people changed."""
    if not is_new:
        matter.access.all().delete()
    Access.objects.bulk_create(rows_of(matter, people, guests))


def rows_of(matter: Matter, people: Iterable[int], guests: Iterable[Organ] = ()) -> list[Access]:
    """The access rows that a matter should have (not saved)."""
    due = list_moment(matter)
    return [
        Access(matter=matter, token=t, kind=matter.kind, is_open=matter.is_open, due_at=due)
        for t in sorted(tokens_for(matter, people, guests))
    ]


def touch(matter: Matter) -> None:
    """Carry a changed due date or closing to the access rows: one statement."""
    matter.access.all().update(is_open=matter.is_open, due_at=list_moment(matter))


NEVER = datetime.fromisoformat("9999-01-01T00:00:00+08:00")


def list_moment(matter: Matter) -> datetime:
    """Open matters are listed by what is due next, closed ones by their closing."""
    if not matter.is_open and matter.closed_at:
        return matter.closed_at
    return matter.next_due_at or NEVER


def may_see(actor: Actor, matter: Matter) -> bool:
    """Whether somebody may open a matter: the same question lists ask. One indexed read."""
    return matter.access.filter(token__in=tokens_of(actor)).exists()


def visible_ids(actor: Actor) -> QuerySet[Access, Any]:
    """A subquery of the matters somebody may find: for search, statistics and history."""
    return Access.objects.filter(token__in=tokens_of(actor)).values("matter")


def is_visible_to(actor: Actor, matter: str = "pk") -> Exists:
    """The same as a condition on matters, for the few rows at hand; one index probe each.
    ``matter`` names the field that leads to it from other rows."""
    return Exists(Access.objects.filter(matter=OuterRef(matter), token__in=tokens_of(actor)))


def may_read(actor: Actor, matter: Matter, class_key: str) -> bool:
    """Whether somebody may read a value or file of a class inside a matter he may open.

    True for the people it lies with, not for those only asked for an opinion, and for the
    class's readers inside the matter's own district: standing above it opens nothing.
    """
    if class_key == matter.confidentiality:
        return True
    readers, near = confidentiality.of(class_key).readers, _own_district(matter.organ)
    if any(s.role in readers and s.organ_id in near and s.fits(matter.field) for s in actor.scopes):
        return True
    return _is_on_desk(actor, matter)


def _own_district(organ: Organ) -> tuple[int, ...]:
    """An organ and those above it up to its district bureau; without a district itself alone."""
    line = organ.ancestor_ids
    return line[line.index(organ.district_id) :] if organ.district_id in line else line[-1:]


def _is_on_desk(actor: Actor, matter: Matter) -> bool:
    held = open_desk(matter)
    mine = [a for a in held if a.person_id == actor.person_id and not a.is_asked]
    return actor.person_id is not None and bool(mine)


def open_desk(matter: Matter) -> list[Assignment]:
    """On whose desk a matter lies; read once for one loaded matter."""
    known: list[Assignment] | None = matter.__dict__.get("open_desk")
    if known is None:
        known = matter.__dict__["open_desk"] = list(matter.assignments.filter(until=None))
    return known


@dataclass(frozen=True)
class Cursor:
    """Where a page of a list begins: after this moment and matter (or before, going back)."""

    due_at: datetime
    matter: UUID


def page(
    tokens: Sequence[int],
    *,
    is_open: bool,
    kind: str = "",
    after: Cursor | None = None,
    before: Cursor | None = None,
    size: int = 50,
) -> list[Cursor]:
    """The first ``size`` + 1 matters under the tokens from the cursor on; one statement.

    Open matters come by due moment ascending, closed ones newest first. One more than
    asked tells that a further page exists.
    """
    if not tokens:
        return []
    descending = (not is_open) != (before is not None)
    sql, params = _page_sql(tokens, is_open, kind, after or before, descending, size + 1)
    with connection.cursor() as db:
        db.execute(sql, params)
        rows = [Cursor(_moment(due), _uuid(matter)) for due, matter in db.fetchall()]
    return rows[::-1] if before is not None else rows


def _page_sql(
    tokens: Sequence[int], is_open: bool, kind: str, cursor: Cursor | None, desc: bool, limit: int
) -> tuple[str, list[Any]]:
    """The first rows of every token, of which the first are taken; each read is one index range."""
    order = "due_at DESC, matter_id DESC" if desc else "due_at, matter_id"
    where = "is_open = %s"
    fixed: list[Any] = [is_open]
    if kind:
        where, fixed = f"{where} AND kind = %s", [*fixed, kind]
    if cursor is not None:
        where += f" AND (due_at, matter_id) {'<' if desc else '>'} (%s, %s)"
        fixed = [*fixed, _db_moment(cursor.due_at), _db_uuid(cursor.matter)]
    firsts, params = _firsts(list(tokens), where, fixed, order, limit)
    return f"SELECT DISTINCT due_at, matter_id FROM ({firsts}) u ORDER BY {order} LIMIT {limit}", (
        params
    )


def _firsts(
    tokens: list[int], where: str, fixed: list[Any], order: str, limit: int
) -> tuple[str, list[Any]]:
    """PostgreSQL plans one lateral read for all tokens; SQLite knows only the union of them."""
    one = f"SELECT due_at, matter_id FROM work_access WHERE token = {{token}} AND {where}"
    rest = f" ORDER BY {order} LIMIT {limit}"
    if connection.vendor == "postgresql":
        read = one.format(token="t.token") + rest
        sql = f"SELECT r.* FROM unnest(%s::bigint[]) t(token) CROSS JOIN LATERAL ({read}) r"
        return sql, [tokens, *fixed]
    each = f"SELECT * FROM ({one.format(token='%s')}{rest}) r"
    return " UNION ALL ".join([each] * len(tokens)), [v for t in tokens for v in (t, *fixed)]


def _db_uuid(value: UUID) -> object:
    return value if connection.vendor == "postgresql" else value.hex


def _db_moment(value: datetime) -> object:
    return connection.ops.adapt_datetimefield_value(value)


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def _moment(value: object) -> datetime:
    """SQLite hands moments back in UTC without saying so, some drivers as text."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
