"""Parties and places in the search of the frame, for those who may open their pages."""

from collections.abc import Iterator
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from chengguan.core.org.access import roles_of
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.org.requests import Request
from chengguan.core.pages.registry import SearchHit
from chengguan.core.registers.queries import find_parties, find_places

SHOWN = 10


def parties(request: HttpRequest, words: str) -> Iterator[SearchHit]:
    if _may(request):
        for party in find_parties(words)[:SHOWN]:
            url = reverse("registers:party", args=[party.pk])
            yield SearchHit(party.name, url, party.address)


def places(request: HttpRequest, words: str) -> Iterator[SearchHit]:
    if _may(request):
        for place in find_places(words)[:SHOWN]:
            url = reverse("registers:place", args=[place.pk])
            yield SearchHit(place.name, url, place.address)


def _may(request: HttpRequest) -> bool:
    return not roles_of(cast(Request, request)).isdisjoint(ENFORCEMENT_ROLES)
