"""What ``verify`` asks of derived columns: to which group a party belongs, what search reads.

They follow from governed rows, so they are worked out anew and compared: nobody hides a party's
past, or the party itself, by changing them unseen.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chengguan.core.journal.services import Finding
from chengguan.core.registers.identifiers import name_key
from chengguan.core.registers.merging import group_of, standing_merges
from chengguan.core.registers.models import Party, PartyAlias, Place, PlaceAlias

CHUNK = 2000


def derived_columns_follow() -> Iterator[Finding]:
    """A finding for each party or place whose derived columns are not what they must be."""
    merges = standing_merges()
    merged = Party.objects.in_bulk({*merges, *merges.values()})
    for party in Party.objects.order_by("pk").iterator(CHUNK):
        alone = party.pk not in merges
        group = party.subject if alone else group_of(merged[party.pk], merged, merges)
        keys = (party.name_key, party.address_key)
        if party.group != group or keys != (name_key(party.name), name_key(party.address)):
            yield _finding(party)
    for model in (Place, PartyAlias, PlaceAlias):
        for row in model._default_manager.order_by("pk").iterator(CHUNK):
            if row.name_key != name_key(row.name):
                yield _finding(row)


def _finding(row: Party | Place | PartyAlias | PlaceAlias) -> Finding:
    message = _("查找用的派生栏与登记内容不符")
    return Finding("register.differs", message, model=row._meta.label_lower, row=str(row.pk))
