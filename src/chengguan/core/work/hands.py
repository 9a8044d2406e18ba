"""In whose hands a matter lies, and who is asked beside them: what guards may know of it.

The facts of every procedure with the common acts (``handling``) carry one ``Hands``.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from django.db.models import Q, QuerySet

from chengguan.core.journal.models import JournalEntry
from chengguan.core.org.models import Grant, Person
from chengguan.core.org.queries import in_force
from chengguan.core.work import confidentiality, registry, rules, visibility
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.permission import may_act

PASS_ON, HAND_OVER = "pass_on", "hand_over"
ASK_COSIGN, COSIGN, REFUSE_COSIGN, CALL_OFF = (
    "ask_cosign",
    "cosign",
    "refuse_cosign",
    "call_off_cosign",
)
NOTE_MISTAKE = "note_mistake"
COMMON = frozenset({PASS_ON, HAND_OVER, ASK_COSIGN, COSIGN, REFUSE_COSIGN, CALL_OFF, NOTE_MISTAKE})
"""Acts that every procedure gets (``handling``); to take them is not to handle the matter."""


@dataclass(frozen=True)
class LastAct:
    """The latest act on a matter, as the record has it; ``desk`` are the assignments it wrote."""

    action: str
    actor: str
    source: str
    desk: tuple[int, ...]


def _nobody(*asked: object) -> bool:
    return False


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Hands:
    """People are numbers. ``asked_before`` are the names of those whose opinion an approval awaits.

    ``names`` are those in whose name the actor stands: himself and whoever delegated a right to
    him. The callables read the record only where a guard asks.
    """

    actor: str = ""
    me: int | None = None
    names: frozenset[int] = frozenset()
    handlers: frozenset[int] = frozenset()
    is_mine: bool = False
    asked: frozenset[int] = frozenset()
    asked_before: tuple[str, ...] = ()
    asked_by_me: bool = False
    last_act: Callable[[], LastAct | None] = _nothing
    may_receive: Callable[[int], bool] = _nobody
    role_may_receive: Callable[[str], bool] = _nobody
    may_be_asked: Callable[[int], bool] = _nobody
    has_entry: Callable[[int], bool] = _nobody


UNHELD = Hands()
"""In nobody's hands: for facts of a matter that is not there yet."""


def hands_of(matter: Matter, at: At, by: Actor) -> Hands:
    """No statement where the desk was read; the names of those asked are one more."""
    desk = visibility.open_desk(matter)
    asked = [held for held in desk if held.is_asked]
    before = [h.person_id for h in asked if h.person_id and h.task == Assignment.Task.BEFORE]
    return Hands(
        actor=by.key,
        me=by.person_id,
        names=_names(by),
        handlers=frozenset(h.person_id for h in desk if h.person_id and not h.is_asked),
        is_mine=any(is_held_by(held, by) for held in desk),
        asked=frozenset(held.person_id for held in asked if held.person_id),
        asked_before=_people(before),
        asked_by_me=any(held.given_by_id == by.person_id for held in asked),
        last_act=cache(lambda: last_act(matter, matter.version)),
        may_receive=lambda person: may_receive(matter, person, at),
        role_may_receive=lambda role: role_may_receive(matter, role, at),
        may_be_asked=lambda person: may_be_asked(matter, person, at),
        has_entry=lambda number: entries(matter).filter(sequence=number).exists(),
    )


def _names(by: Actor) -> frozenset[int]:
    givers = {s.delegated_by.person_id for s in by.scopes if s.delegated_by}
    return frozenset(givers | {by.person_id} if by.person_id else givers)


def _people(keys: list[int]) -> tuple[str, ...]:
    if not keys:
        return ()
    return tuple(Person.objects.filter(pk__in=keys).order_by("pk").values_list("name", flat=True))


def is_held_by(held: Assignment, by: Actor) -> bool:
    """Whether an assignment to handle lies with this actor, by name or by a role in that organ."""
    if held.until is not None or held.is_asked or by.is_system:
        return False
    if held.person_id:
        return held.person_id == by.person_id
    return any((s.role, s.organ_id) == (held.role, held.organ_id) for s in by.scopes)


NEWEST = 31
"""A page of the story, and one more that tells of an older page."""


def entries(matter: Matter) -> QuerySet[JournalEntry]:
    return JournalEntry.objects.filter(stream_id=matter.pk)


def newest(matter: Matter) -> list[JournalEntry]:
    """The newest entries, the newest first, read once for one loaded version of a matter: the
    story shows them, and the last act is among them."""
    version, rows = matter.__dict__.get("newest_entries", (None, []))
    if version != matter.version:
        rows = list(entries(matter).order_by("-sequence")[:NEWEST])
        matter.__dict__["newest_entries"] = (matter.version, rows)
    return rows


def last_act(matter: Matter, version: int) -> LastAct | None:
    """The act that brought the matter to that version; entries that are no act of it (a sheet
    that was typeset) are passed over."""
    for row in newest(matter)[:10]:
        body = json.loads(row.body)
        values = body.get("values", {})
        if values.get("version") == version:
            own = Assignment._meta.label_lower
            desk = tuple(int(wrote["id"]) for wrote in body["rows"] if wrote["model"] == own)
            return LastAct(row.action, row.actor, values.get("from", ""), desk)
    return None


def may_receive(matter: Matter, person: int, at: At) -> bool:
    """Whether somebody belongs where the matter lies and can take one of the acts that lead on."""
    receiver = actor_of(Person(pk=person), at.recorded)
    desk = [Assignment(person_id=person)]
    return _grants(matter, at, _belongs(matter)).filter(person=person).exists() and _may_go_on(
        matter, receiver, desk
    )


def role_may_receive(matter: Matter, role: str, at: At) -> bool:
    """The same of a role in the very organ, where somebody holds it."""
    held = _grants(matter, at, Q(organ=matter.organ_id)).filter(role=role)
    rows = held.select_related("person", "organ", "delegated_by")
    return any(
        _may_go_on(matter, actor_of(given.person, at.recorded, [given]), ()) for given in rows
    )


def may_be_asked(matter: Matter, person: int, at: At) -> bool:
    """Whether the class lets somebody know of the matter: an ordinary one every reader in the
    district, any other only its readers in the very organ."""
    return _grants(matter, at, _knows(matter)).filter(person=person).exists()


def receivers(matter: Matter, at: At) -> QuerySet[Person]:
    """Those who belong where the matter lies, by name."""
    return _with(_grants(matter, at, _belongs(matter)))


def askable(matter: Matter, at: At) -> QuerySet[Person]:
    """Those in the reach of the organ and its bureau whom the class lets know of the matter."""
    return _with(_grants(matter, at, _knows(matter)))


def found_among(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Those of them whose name, or whose unit's name, has this in it."""
    here = Q(memberships__organ__name__icontains=text, memberships__until=None)
    found = Person.objects.filter(Q(name__icontains=text) | here, pk__in=people.values("pk"))
    return found.prefetch_related("memberships__organ").distinct().order_by("name", "pk")


def person_words(person: Person) -> tuple[str, str]:
    """The name, and the units that tell people of one name apart."""
    units = [held.organ.name for held in person.memberships.all() if held.until is None]
    return person.name, "、".join(dict.fromkeys(units))


def _with(grants: QuerySet[Grant]) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=grants.values("person")).order_by("name", "pk")


def _belongs(matter: Matter) -> Q:
    """An ordinary matter lies with its organ, with its parts and with those above; any other with
    the very organ alone."""
    if not confidentiality.of(matter.confidentiality).is_ordinary:
        return Q(organ=matter.organ_id)
    above = Q(organ_id__in=matter.organ.ancestor_ids)
    return above | Q(organ__path__startswith=matter.organ.path)


def _knows(matter: Matter) -> Q:
    is_ordinary = confidentiality.of(matter.confidentiality).is_ordinary
    district = matter.organ.district_id if is_ordinary else None
    return _belongs(matter) | Q(organ__district_id=district) if district else _belongs(matter)


def _grants(matter: Matter, at: At, where: Q) -> QuerySet[Grant]:
    """Grants of the day there whose role reads the class, in the field of the matter."""
    on = at.recorded.astimezone(rules.ZONE).date()
    readers = confidentiality.of(matter.confidentiality).readers
    fields = Q(field=None) | Q(field=matter.field)
    return Grant.objects.filter(in_force(on), where, fields, role__in=readers)


def _may_go_on(matter: Matter, receiver: Actor, desk: Iterable[Assignment]) -> bool:
    leading_on = registry.procedure_of(matter).actions_from(matter.state)
    own = [action for action in leading_on if action.key not in COMMON]
    return any(may_act(action, receiver, matter, desk) for action in own)
