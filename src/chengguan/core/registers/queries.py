"""Finding parties and places. Numbers are found exactly, by blind index; names by a part."""

from dataclasses import dataclass

from django.db.models import Count, F, Min, Q, QuerySet
from django.shortcuts import get_object_or_404

from chengguan.core.journal.services import find
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ
from chengguan.core.registers.identifiers import name_key, plain_number
from chengguan.core.registers.models import Boundary, IdentifierKind, Party, PartyMerge, Place

SHOWN_DUPLICATES = 10


def standing_parties() -> QuerySet[Party]:
    """Parties that are not merged into another."""
    return Party.objects.filter(group=F("subject"))


def find_parties(text: str = "", identifier: str = "", phone: str = "") -> QuerySet[Party]:
    """Parties with this in one of their names, or whose number or telephone is exactly this.

    What is known of a merged record finds the party it belongs to.
    """
    found = standing_parties().order_by("-id")
    if text.strip() and not name_key(text):
        return found.none()
    if key := name_key(text):
        named = Q(name_key__contains=key) | Q(aliases__name_key__contains=key)
        found = found.filter(group__in=Party.objects.filter(named).values("group"))
    if number := plain_number(identifier):
        holding = Party.objects.filter(identifier__in=_sealed_as(number))
        found = found.filter(group__in=holding.values("group"))
    if number := plain_number(phone):
        holding = Party.objects.filter(phone__in=find("phone", number))
        found = found.filter(group__in=holding.values("group"))
    return found


def same_party(party: Party) -> QuerySet[Party]:
    """Every record of one party: the standing one and what was merged into it."""
    return Party.objects.filter(group=party.group)


def survivor_of(party: Party) -> Party:
    """The standing record of a party: itself, unless it is merged."""
    return Party.objects.get(subject=party.group) if party.is_merged else party


def likely_duplicates(party: Party) -> QuerySet[Party]:
    """Others with the same number, or of the same kind and name: proposed, never merged here."""
    same = Q(kind=party.kind, name_key=party.name_key) | Q(
        kind=party.kind, aliases__name_key=party.name_key
    )
    number = party.identifier
    if number and number.blind_index:
        same |= Q(identifier__blind_index=number.blind_index)
    others = Party.objects.filter(same).exclude(group=party.group)
    return others.distinct().order_by("id")


@dataclass(frozen=True)
class Candidates:
    """Standing records that are probably one party, oldest first, and why they are thought so."""

    why: str
    parties: list[Party]


def merge_candidates(after: int = 0, size: int = 50) -> list[Candidates]:
    """Groups with one number, or one kind, name and address, by their oldest record.

    One more than `size` tells that a further page exists. Read-only: people decide.
    """
    firsts = sorted({**_by_name(after, size + 1), **_by_number(after, size + 1)}.items())
    return [
        Candidates(why, list(found.select_related("identifier").order_by("id")))
        for _first, (why, found) in firsts[: size + 1]
    ]


def _by_number(after: int, size: int) -> dict[int, tuple[str, QuerySet[Party]]]:
    standing = standing_parties().exclude(identifier=None).exclude(identifier__blind_index="")
    rows = standing.values("identifier__blind_index").order_by()
    twice = rows.annotate(first=Min("id"), many=Count("id")).filter(many__gt=1, first__gt=after)
    return {
        row["first"]: (
            "number",
            standing_parties().filter(identifier__blind_index=row["identifier__blind_index"]),
        )
        for row in twice.order_by("first")[:size]
    }


def _by_name(after: int, size: int) -> dict[int, tuple[str, QuerySet[Party]]]:
    same = ("kind", "name_key", "address_key")
    rows = standing_parties().exclude(address_key="").values(*same).order_by()
    twice = rows.annotate(first=Min("id"), many=Count("id")).filter(many__gt=1, first__gt=after)
    return {
        row["first"]: ("name", standing_parties().filter(**{key: row[key] for key in same}))
        for row in twice.order_by("first")[:size]
    }


def find_places(text: str, kind: str = "") -> QuerySet[Place]:
    """Places with this in their name, another name or their address."""
    found = Place.objects.select_related("parent", "subdistrict").order_by("name_key", "id")
    if kind:
        found = found.filter(kind=kind)
    key = name_key(text)
    if text.strip() and not key:
        return found.none()
    named = Q(name_key__contains=key) | Q(aliases__name_key__contains=key)
    plain = text.strip()
    wanted = Place.objects.filter(named | Q(address__contains=plain) | Q(grid__contains=plain))
    return found.filter(id__in=wanted.values("id"))


def pending_places() -> QuerySet[Place]:
    """地点待定: places nobody can be called to yet."""
    return Place.objects.filter(subdistrict=None)


def place_line(place: Place) -> list[Place]:
    """The places it lies in, from the uppermost down; at most three statements."""
    line: list[Place] = []
    above = place.parent
    while above is not None:
        line.insert(0, above)
        above = above.parent
    return line


def place_ids_below(place: Place) -> list[int]:
    """The place and everything that lies in it, one statement a floor of the tree."""
    found, floor = [place.pk], [place.pk]
    while floor:
        floor = list(Place.objects.filter(parent__in=floor).values_list("pk", flat=True))
        found += floor
    return found


def subdistricts() -> QuerySet[Organ]:
    return Organ.objects.filter(kind=OrganKind.SUBDISTRICT, until=None).order_by("pk")


def boundary_of(organ: Organ | None) -> Boundary | None:
    return Boundary.objects.filter(organ=organ).first() if organ else None


def _sealed_as(number: str) -> list[int]:
    return [pk for kind in IdentifierKind for pk in find(kind, number).values_list("pk", flat=True)]


def party_with_names(pk: int) -> Party:
    """404 if unknown."""
    found = Party.objects.select_related("identifier__subject", "phone__subject")
    return get_object_or_404(found.prefetch_related("aliases"), pk=pk)


def place_with_names(pk: int) -> Place:
    """404 if unknown."""
    found = Place.objects.select_related("parent__parent__parent", "subdistrict")
    found = found.select_related("residents_committee").prefetch_related("aliases")
    return get_object_or_404(found, pk=pk)


def merges_of(party: Party) -> list[PartyMerge]:
    """Mergers and their undoing that the party took part in, newest first."""
    took_part = Q(party=party) | Q(into=party)
    rows = PartyMerge.objects.filter(took_part).select_related("party", "into", "by", "undone_by")
    return list(rows.order_by("-at", "-pk"))
