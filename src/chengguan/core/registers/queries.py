"""Finding parties and places. Numbers are found exactly, by blind index; names by a part."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from chengguan.core.journal.services import find
from chengguan.core.registers.identifiers import name_key, plain_number
from chengguan.core.registers.models import IdentifierKind, Party, Place


def find_parties(text: str = "", identifier: str = "") -> QuerySet[Party]:
    """Parties whose name or other name contains the text, or whose number is exactly this."""
    found = Party.objects.order_by("-id")
    if key := name_key(text):
        named = Q(name_key__contains=key) | Q(aliases__name_key__contains=key)
        found = found.filter(Q(id__in=Party.objects.filter(named).values("id")))
    if number := plain_number(identifier):
        found = found.filter(identifier__in=_sealed_as(number))
    return found


def likely_duplicates(party: Party) -> QuerySet[Party]:
    """Others with the same number, or of the same kind and name: proposed, never merged here."""
    same = Q(kind=party.kind, name_key=party.name_key) | Q(
        kind=party.kind, aliases__name_key=party.name_key
    )
    number = party.identifier
    if number and number.blind_index:
        same |= Q(identifier__blind_index=number.blind_index)
    return Party.objects.filter(same).exclude(pk=party.pk).distinct().order_by("id")


def find_places(text: str, kind: str = "") -> QuerySet[Place]:
    found = Place.objects.select_related("parent", "subdistrict").order_by("name_key", "id")
    if kind:
        found = found.filter(kind=kind)
    key = name_key(text)
    return found.filter(Q(name_key__contains=key) | Q(address__contains=text.strip()))


def _sealed_as(number: str) -> list[int]:
    return [pk for kind in IdentifierKind for pk in find(kind, number).values_list("pk", flat=True)]


def party_with_names(pk: int) -> Party:
    """404 if unknown."""
    found = Party.objects.select_related("identifier__subject").prefetch_related("aliases")
    return get_object_or_404(found, pk=pk)
