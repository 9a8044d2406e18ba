"""What ``verify`` asks of derived rows: who finds a matter, and by when it is due.

They are not governed, since they follow from rows that are; so they are worked out anew and
compared. Nobody hides lateness or opens a matter to a stranger by changing them unseen.
"""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from chengguan.core.journal.services import Finding
from chengguan.core.work import visibility
from chengguan.core.work.clocks import next_due
from chengguan.core.work.models import Access, Assignment, Matter, Participation

CHUNK = 500


def reach_is_as_it_follows() -> Iterator[Finding]:
    """A finding for each matter whose due date or access rows are not what they must be."""
    held = Assignment.objects.filter(until=None, person__isnull=False)
    sharing = Participation.objects.filter(until=None).select_related("organ")
    rows = Matter.objects.select_related("organ").prefetch_related(
        "clocks",
        "access",
        Prefetch("assignments", held, to_attr="held"),
        Prefetch("participations", sharing, to_attr="sharing"),
    )
    for matter in rows.order_by("pk").iterator(chunk_size=CHUNK):
        if problem := _problem(matter):
            yield Finding(
                code="reach.differs",
                message=problem,
                stream=matter.pk,
                model=matter._meta.label_lower,
                row=str(matter.pk),
            )


def _problem(matter: Matter) -> str:
    if matter.next_due_at != next_due(matter.clocks.all()):
        return _("最近时限与其时限记录不符")
    people = {held.person_id for held in matter.held}  # type: ignore[attr-defined]  # to_attr
    people |= {matter.opened_by_id} - {None}
    guests = [row.organ for row in matter.sharing]  # type: ignore[attr-defined]  # to_attr
    wanted = visibility.tokens_for(matter, people, guests)
    found = {row.token: row for row in matter.access.all()}
    if set(found) != wanted:
        return _("可见范围与其单位、领域和承办人不符")
    moment = visibility.list_moment(matter)
    if any(not _follows(row, matter) or row.due_at != moment for row in found.values()):
        return _("列表位置与其状态不符")
    return ""


def _follows(row: Access, matter: Matter) -> bool:
    return (row.kind, row.is_open) == (matter.kind, matter.is_open)
