"""Reads of papers."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from chengguan.core.documents.models import CasePaper, SignedSheet
from chengguan.core.documents.snapshots import PRINTED
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor

READ_AS = str.maketrans("OIL", "011", " -")
"""What people type for the letters of a code, and what they put between them."""


def papers_of(matter: UUID) -> list[CasePaper]:
    """The papers of a matter in the order of issue; the snapshot stays where it is."""
    rows = _told().filter(matter=matter).select_related("organ").defer("snapshot")
    return list(rows.order_by("issued_at", "id"))


def _told() -> QuerySet[CasePaper]:
    """Papers that say whether a signed one was scanned, for the word of their state."""
    return CasePaper.objects.annotate(
        is_signed=Exists(SignedSheet.objects.filter(paper=OuterRef("pk")))
    )


def waiting_in(matter: UUID) -> list[CasePaper]:
    """The papers of a matter that are issued and not yet set."""
    rows = CasePaper.objects.filter(matter=matter, state=CasePaper.State.ISSUED)
    return list(rows.select_related("matter", "template").order_by("id"))


def waiting(pk: int) -> CasePaper:
    """One paper with what setting it needs."""
    return CasePaper.objects.select_related("matter", "template").get(pk=pk)


def paper_for(actor: Actor, pk: int) -> CasePaper | None:
    """A paper, if the actor may see its matter."""
    rows = _told().select_related("matter", "organ", "template", "file__file")
    return rows.filter(pk=pk, matter__in=visibility.visible_ids(actor)).first()


def issued(code: str, digest: str) -> CasePaper | None:
    """The paper with this code and digest as printed on a sheet; both must be right."""
    asked = "".join(digest.lower().split())
    if len(asked) < PRINTED:
        return None
    rows = CasePaper.objects.select_related("organ").defer("snapshot")
    found = rows.filter(code=code.upper().translate(READ_AS)).first()
    return found if found and found.snapshot_digest.startswith(asked) else None


def signed_sheets(paper: CasePaper) -> list[SignedSheet]:
    """What was scanned of a paper, in the order it came."""
    rows = SignedSheet.objects.filter(paper=paper).select_related("file__file", "added_by")
    return list(rows.order_by("added_at", "id"))
