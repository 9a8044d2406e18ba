"""合并: two records of one party become one, and can become two again. Nothing is deleted.

Matters and papers keep the record they name; lists and histories read the whole `group`.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from chengguan.core.journal.models import Stream
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused, note, register_stream
from chengguan.core.registers.models import Party, PartyMerge


@transaction.atomic
def merge_parties(
    *, party: Party, into: Party, reason: str, by: Person, at: datetime
) -> PartyMerge:
    """Declare `party` to be `into`. Recorded in the streams of both."""
    _refuse_without(reason)
    party, into = _locked(party, into)
    _refuse_unequal(party, into)
    merge = PartyMerge.objects.create(party=party, into=into, reason=reason.strip(), by=by, at=at)
    regroup({party.group, into.group})
    _note_both("party.merge", merge, by, at, reason)
    return merge


@transaction.atomic
def unmerge_party(*, party: Party, reason: str, by: Person, at: datetime) -> PartyMerge:
    """Take the merger of `party` back; what had been merged into it stays with it."""
    _refuse_without(reason)
    merge = (
        PartyMerge.objects.select_for_update(of=("self",))
        .select_related("party", "into")
        .filter(party=party, undone_at=None)
        .first()
    )
    if merge is None:
        raise Refused("merge.none", gettext("这条记录没有被合并。"))
    _locked(merge.party, merge.into)
    merge.undone_by, merge.undone_at, merge.undone_reason = by, at, reason.strip()
    merge.save(update_fields=["undone_by", "undone_at", "undone_reason"])
    regroup({merge.party.group, merge.into.group})
    _note_both("party.unmerge", merge, by, at, reason)
    return merge


def regroup(groups: Iterable[UUID]) -> None:
    """Work out anew to which standing record each record of these groups belongs."""
    parties = {party.pk: party for party in Party.objects.filter(group__in=list(groups))}
    merges = standing_merges(parties)
    for party in parties.values():
        group = group_of(party, parties, merges)
        if party.group != group:
            Party.objects.filter(pk=party.pk).update(group=group)


def standing_merges(parties: Iterable[int] | None = None) -> dict[int, int]:
    """Of merged records into which they are merged, by key."""
    rows = PartyMerge.objects.filter(undone_at=None)
    if parties is not None:
        rows = rows.filter(party__in=list(parties))
    return dict(rows.values_list("party_id", "into_id"))


def group_of(party: Party, parties: dict[int, Party], merges: dict[int, int]) -> UUID:
    """The subject of the record at the end of the line; a circle ends where it began."""
    at, seen = party.pk, {party.pk}
    while (above := merges.get(at)) is not None and above not in seen:
        at = above
        seen.add(at)
    return parties[at].subject


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise Refused("merge.reason", gettext("请写明理由。"))


def _locked(party: Party, into: Party) -> tuple[Party, Party]:
    """Both records as they stand, locked in one order whoever merges what."""
    keys = sorted({party.pk, into.pk})
    rows = Party.objects.select_for_update(of=("self",)).select_related("identifier")
    found = {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}
    return found[party.pk], found[into.pk]


def _refuse_unequal(party: Party, into: Party) -> None:
    if party.pk == into.pk:
        raise Refused("merge.self", gettext("一条记录不能与自己合并。"))
    if party.is_merged or into.is_merged:
        raise Refused(
            "merge.merged", gettext("其中一条已经并入别的记录，请先撤销或者选保留的那条。")
        )
    if _are_two(party, into):
        message = gettext("两条记录的证件号码都通过校验而且不同，是两个当事人，不能合并。")
        raise Refused("merge.two", message)


def _are_two(party: Party, into: Party) -> bool:
    mine, theirs = party.identifier, into.identifier
    return bool(
        mine
        and theirs
        and party.id_kind == into.id_kind
        and party.is_identifier_valid
        and into.is_identifier_valid
        and mine.blind_index
        and theirs.blind_index
        and mine.blind_index != theirs.blind_index
    )


def _note_both(action: str, merge: PartyMerge, by: Person, at: datetime, reason: str) -> None:
    """The row stands in the merged record's stream; the other one tells the same."""
    values = {"party": merge.party_id, "into": merge.into_id, "reason": reason.strip()}
    streams: list[tuple[UUID, Stream]] = [
        (one.subject, register_stream(one.subject)) for one in (merge.party, merge.into)
    ]
    for subject, stream in sorted(streams, key=lambda one: one[0]):
        rows = [merge] if subject == merge.party.subject else []
        note(action, by=by, at=at, values=values, rows=rows, stream=stream)
