"""Who is there before any matter: a city with 16 districts and 400 street teams.

The measured reader is an officer in one team out of twenty: 20 grants that share nothing, 5 % of
all matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Account, Grant, Organ, Person

DISTRICTS, TEAMS_EACH, GRANTS = 16, 25, 20
EVERY = DISTRICTS * TEAMS_EACH // GRANTS
"""The reader's teams are every twentieth."""
SINCE = date(2020, 1, 1)
READER = "bench"


@dataclass(frozen=True)
class Team:
    """A street team with its district, its officer and its district's dispatcher."""

    organ: Organ
    district: Organ
    officer: Person
    dispatcher: Person


@dataclass(frozen=True)
class Population:
    teams: tuple[Team, ...]
    reader: Person

    def is_readers(self, number: int) -> bool:
        """Whether the matter of this number lies in one of the reader's teams."""
        return number % EVERY == 0

    def team_of(self, number: int) -> Team:
        return self.teams[number % len(self.teams)]


def populate() -> Population:
    """Organs and people, written at once and without a record."""
    (city,) = _organs(OrganKind.CITY_BUREAU, ["市局"], [None])
    districts = _organs(
        OrganKind.DISTRICT_BUREAU, [f"{n:02d}区局" for n in range(DISTRICTS)], [city] * DISTRICTS
    )
    above = [district for district in districts for _ in range(TEAMS_EACH)]
    organs = _organs(OrganKind.STREET_TEAM, [f"{n:03d}街镇队" for n in range(len(above))], above)
    dispatchers = dict(zip(districts, _people("调度", DISTRICTS), strict=True))
    officers = _people("队员", len(organs))
    teams = tuple(
        Team(organ, district, officer, dispatchers[district])
        for organ, district, officer in zip(organs, above, officers, strict=True)
    )
    return Population(teams, _reader(organs[::EVERY]))


def _organs(kind: OrganKind, names: list[str], parents: Sequence[Organ | None]) -> list[Organ]:
    made = Organ.objects.bulk_create(
        Organ(
            kind=kind,
            name=name,
            short_name=name,
            parent=parent,
            district=parent if kind == OrganKind.STREET_TEAM else None,
            since=SINCE,
        )
        for name, parent in zip(names, parents, strict=True)
    )
    for organ in made:
        organ.path = f"{organ.parent.path if organ.parent else '/'}{organ.pk}/"
    Organ.objects.bulk_update(made, ["path"])
    return made


def _people(title: str, count: int) -> list[Person]:
    return Person.objects.bulk_create(Person(name=f"{title}{n:03d}") for n in range(count))


def _reader(organs: list[Organ]) -> Person:
    (reader,) = _people("承办人", 1)
    Account.objects.create(username=READER, password="!", person=reader, must_change_password=False)
    Grant.objects.bulk_create(
        Grant(person=reader, role=Role.OFFICER, organ=organ, since=SINCE) for organ in organs
    )
    return reader
