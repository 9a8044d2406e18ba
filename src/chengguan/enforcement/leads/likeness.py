"""Which leads say nearly the same: found by what is written, beside who called and where.

A text is normalised and cut into pieces of three letters. The same text after normalising has
the same digest. For near ones 32 minima of hashed pieces are kept in 8 bands of 4: texts that
share seven tenths of their pieces meet in a band in nine cases of ten, texts that share a fifth
in one of a hundred; whoever meets is compared piece by piece, and only then suggested. A person
confirms: nothing is merged here.
"""

import hashlib
import heapq
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q, QuerySet

from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.enforcement.leads.models import Lead, LeadBand, LeadLikeness, LeadPrint

PIECE = 3
BUCKETS, BAND = 32, 4
ALIKE = 60
"""From this share of common pieces on, in per cent, two leads are suggested as repeats."""
SHOWN = 200
"""So many suggestions are put together into groups on the page."""
COMPARED = 40
"""So many that meet in a band are compared; a text met more often is a form letter."""
EACH = 20
"""So many of each band are looked at, the newest first."""
EMPTY = 1 << 32
BRANCHES = 400
"""So many keys are asked for in one statement."""
TEXTS = 256
"""So many texts are kept cut into pieces."""


def plain(text: str) -> str:
    """What is compared: no width, case, blanks or marks."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def digest(text: str) -> str:
    return hashlib.sha256(plain(text).encode()).hexdigest()


@lru_cache(maxsize=TEXTS)
def pieces(text: str) -> frozenset[str]:
    said = plain(text)
    return frozenset(said[n : n + PIECE] for n in range(max(len(said) - PIECE + 1, 1)))


def bands(text: str) -> list[int]:
    """Eight numbers of 63 bits; two texts meet where they have one in common.

    One permutation: every piece falls into one of 32 buckets by its hash, the least hash of a
    bucket counts, an empty bucket borrows from the next one.
    """
    least = [EMPTY] * BUCKETS
    for piece in pieces(text):
        hashed = zlib.crc32(piece.encode())
        bucket, rest = hashed % BUCKETS, hashed // BUCKETS
        least[bucket] = min(least[bucket], rest)
    filled = [_borrowed(least, n) for n in range(BUCKETS)]
    return [_band(n, filled[n : n + BAND]) for n in range(0, BUCKETS, BAND)]


def _borrowed(least: list[int], bucket: int) -> int:
    for step in range(BUCKETS):
        value = least[(bucket + step) % BUCKETS]
        if value != EMPTY:
            # How far it was borrowed counts, or two sparse texts would agree by chance.
            return value + step * EMPTY
    return EMPTY


def _band(number: int, values: Iterable[int]) -> int:
    said = f"{number}:{','.join(map(str, values))}".encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest()) >> 1


def alike(one: str, other: str) -> int:
    """The share of common pieces in per cent (Jaccard)."""
    mine, theirs = pieces(one), pieces(other)
    together = len(mine | theirs)
    return 100 * len(mine & theirs) // together if together else 0


# -- remembering -----------------------------------------------------------------------


def remember(lead: Lead, at: datetime) -> int:
    """Write down what a lead says and suggest those that say nearly the same; how many were found.
    Safe to repeat."""
    if LeadPrint.objects.filter(lead=lead).exists():
        return 0
    return remember_all([lead], at)[lead.pk]


def remember_all(leads: Sequence[Lead], at: datetime) -> dict[UUID, int]:
    """The same for leads of which nothing is written down yet: each is compared with those before
    it. By lead, how many say nearly the same."""
    said = {lead.pk: Said(lead.description) for lead in leads}
    known = _Known.of(said.values())
    found = [one for pk, own in said.items() for one in known.meet(pk, own, at)]
    LeadPrint.objects.bulk_create(
        LeadPrint(lead_id=pk, digest=own.exact) for pk, own in said.items()
    )
    LeadBand.objects.bulk_create(
        LeadBand(lead_id=pk, band=band) for pk, own in said.items() for band in own.bands
    )
    LeadLikeness.objects.bulk_create(found, ignore_conflicts=True)
    later = Counter(pk for one in found for pk in (one.first_id, one.second_id))
    return {pk: later[pk] for pk in said}


class Said:
    """A text with what it is found by."""

    def __init__(self, text: str) -> None:
        self.text, self.exact, self.bands = text, digest(text), bands(text)


@dataclass
class _Known:
    """The newest leads under each digest and in each band, and the texts of all of them."""

    same: dict[str, list[UUID]]
    near: dict[int, list[UUID]]
    texts: dict[UUID, str]

    @classmethod
    def of(cls, said: Iterable[Said]) -> "_Known":
        texts = list(said)
        same = _newest(LeadPrint, "digest", {one.exact for one in texts}, COMPARED)
        near = _newest(LeadBand, "band", {band for one in texts for band in one.bands}, EACH)
        met = {pk for pks in (*same.values(), *near.values()) for pk in pks}
        rows = Lead.objects.filter(pk__in=met)
        return cls(same, near, dict(rows.values_list("pk", "description")))

    def meet(self, pk: UUID, own: Said, at: datetime) -> Iterator[LeadLikeness]:
        """What is like this text; from now on it is known itself."""
        identical = set(self.same.get(own.exact, ())) - {pk}
        near = {other for band in own.bands for other in self.near.get(band, ())} - {pk}
        for other in (*identical, *heapq.nlargest(COMPARED, near - identical)):
            share = 100 if other in identical else alike(own.text, self.texts[other])
            if share >= ALIKE:
                first, second = sorted((pk, other))
                yield LeadLikeness(
                    first_id=first,
                    second_id=second,
                    share=share,
                    is_same=other in identical,
                    found_at=at,
                )
        self.texts[pk] = own.text
        _put_first(self.same, own.exact, pk, COMPARED)
        for band in own.bands:
            _put_first(self.near, band, pk, EACH)


def _put_first(known: dict[Any, list[UUID]], key: Hashable, pk: UUID, most: int) -> None:
    known[key] = [pk, *known.get(key, ())][:most]


def _newest(model: type[Model], column: str, keys: set[Any], most: int) -> dict[Any, list[UUID]]:
    """The newest leads under each key; each read ends at so many rows, however often it is met."""
    found: dict[Any, list[UUID]] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), BRANCHES):
        for key, pk in _first_of_each(model, column, wanted[start : start + BRANCHES], most):
            found.setdefault(key, []).append(pk)
    return found


def _first_of_each(model: type[Model], column: str, keys: list[Any], most: int) -> Iterator[Any]:
    one = f"SELECT {column}, lead_id FROM {model._meta.db_table} WHERE {column} = {{key}}"
    one += f" ORDER BY lead_id DESC LIMIT {most}"
    with connection.cursor() as db:
        if connection.vendor == "postgresql":
            kind = "bigint" if isinstance(keys[0], int) else "varchar"
            lateral = f"CROSS JOIN LATERAL ({one.format(key='t.key')}) r"
            db.execute(f"SELECT r.* FROM unnest(%s::{kind}[]) t(key) {lateral}", [keys])
        else:
            each = f"SELECT * FROM ({one.format(key='%s')})"
            db.execute(" UNION ALL ".join([each] * len(keys)), keys)
        for key, pk in db.fetchall():
            yield key, pk if isinstance(pk, UUID) else UUID(pk)


# -- asking ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Likely:
    """A lead that says nearly the same as another, and by how much."""

    lead: Lead
    share: int
    is_same: bool


def likely_repeats(actor: Actor, lead: Lead) -> list[Likely]:
    """What somebody may find of the leads that say nearly the same; the likest first."""
    rows = LeadLikeness.objects.filter(Q(first=lead) | Q(second=lead)).order_by("-share")
    other = {
        (row.second_id if row.first_id == lead.pk else row.first_id): row for row in rows[:COMPARED]
    }
    found = _visible(actor, other)
    return [Likely(one, other[one.pk].share, other[one.pk].is_same) for one in found]


def _visible(actor: Actor, pks: Iterable[UUID]) -> list[Lead]:
    order = list(pks)
    rows = Lead.objects.filter(pk__in=order, matter__in=visibility.visible_ids(actor))
    known = {one.pk: one for one in rows.select_related("matter__organ")}
    return [known[pk] for pk in order if pk in known]


def undecided(actor: Actor) -> QuerySet[LeadLikeness]:
    """Suggestions between two open leads that somebody may find both of; the likest first."""
    mine = visibility.visible_ids(actor)
    return LeadLikeness.objects.filter(
        first__matter__is_open=True,
        second__matter__is_open=True,
        first__matter__in=mine,
        second__matter__in=mine,
    ).order_by("-share", "-id")


def clusters(pairs: Iterable[LeadLikeness]) -> list[set[UUID]]:
    """Leads that hang together by suggestions, the largest first; keys of leads."""
    found: dict[UUID, set[UUID]] = {}
    for pair in pairs:
        together = found.get(pair.first_id, {pair.first_id}) | found.get(
            pair.second_id, {pair.second_id}
        )
        for pk in together:
            found[pk] = together
    distinct = {id(group): group for group in found.values()}
    return sorted(distinct.values(), key=len, reverse=True)


@dataclass(frozen=True)
class Group:
    """Leads that hang together: the first that came in, and the others with their share."""

    leading: Lead
    others: tuple[Likely, ...]


def shown(actor: Actor, pairs: list[LeadLikeness]) -> list[Group]:
    """The groups of these suggestions, whole texts at hand, the largest first."""
    share: dict[UUID, tuple[int, bool]] = {}
    for pair in pairs:
        for pk in (pair.first_id, pair.second_id):
            share[pk] = max(share.get(pk, (0, False)), (pair.share, pair.is_same))
    groups = []
    for keys in clusters(pairs):
        leads = sorted(_visible(actor, keys), key=lambda lead: lead.matter.opened_at)
        if len(leads) > 1:
            others = tuple(Likely(one, *share[one.pk]) for one in leads[1:])
            groups.append(Group(leads[0], others))
    return groups
