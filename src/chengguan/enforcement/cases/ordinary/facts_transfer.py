"""What the record says of a case that may be a crime (移送规定 5)."""

from dataclasses import dataclass, replace
from datetime import datetime

from chengguan.enforcement.cases.facts import Scene
from chengguan.enforcement.cases.models import CrimeTransfer, Inspection, PoliceAnswer
from chengguan.enforcement.cases.ordinary.book import Book


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """The latest report that stands. ``declined_at``: when a leader or the police last refused one;
    ``is_taken`` is the latest answer of the police since the case was ``handed_at`` last."""

    open: int | None = None
    is_reviewed: bool = False
    approved: int | None = None
    declined_at: datetime | None = None
    handed_at: datetime | None = None
    answer: int | None = None
    answered_at: datetime | None = None
    is_taken: bool | None = None
    is_objected: bool = False


def read(book: Book, moment: datetime) -> Transfer:
    rows = [row for row in book.all(CrimeTransfer) if row.requested_at <= moment]
    standing = [row for row in rows if row.recalled_at is None]
    asked = [row for row in standing if row.ruled_at is None]
    approved = [row for row in standing if row.is_approved]
    declined = [row.ruled_at for row in rows if row.is_approved is False and row.ruled_at]
    handed = max((row.handed_at for row in standing if row.handed_at), default=None)
    answers = book.all(PoliceAnswer)
    declined += [one.received_at for one in answers if not one.is_taken]
    now = [one for one in answers if handed is None or one.received_at >= handed]
    answer = now[-1] if now else None
    return Transfer(
        open=asked[-1].pk if asked else None,
        is_reviewed=bool(asked and asked[-1].reviewed_at),
        approved=approved[-1].pk if approved else None,
        declined_at=max(declined, default=None),
        handed_at=handed,
        answer=answer.pk if answer else None,
        answered_at=answer.received_at if answer else None,
        is_taken=answer.is_taken if answer else None,
        is_objected=bool(answer and answer.objected_at),
    )


def scene_after(scene: Scene, book: Book, found: Transfer) -> Scene:
    """A suspicion that the leader or the police have ruled out, with reasons on the record,
    suspects no more; what an inspection finds after that does again (移送规定 5.2, 10)."""
    ruled_out = found.declined_at
    if not scene.is_crime_suspected or ruled_out is None:
        return scene
    is_suspected_again = any(
        seen.inspected_at > ruled_out and seen.crime_suspicion for seen in book.all(Inspection)
    )
    return replace(scene, is_crime_suspected=is_suspected_again)
