"""Rows of papers that no act writes: each with its entry in the matter's own stream."""

from collections.abc import Sequence
from datetime import datetime

from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import Stream
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter, MatterFile
from chengguan.core.work.queries import PAPER


def hold(matter: Matter) -> Matter:
    """Lock the matter first, as `perform` does: the other order could wait for ever. Answers how
    it stands now."""
    return Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)


def record(
    matter: Matter,
    action: str,
    title: str,
    *,
    by: Actor,
    at: datetime,
    rows: Sequence[Governed],
    **values: object,
) -> None:
    """One entry at the end of the matter's stream, inside the caller's transaction.

    `title` is a message id: the story shows it in the reader's language.
    """
    journal.append(
        stream=Stream(pk=matter.pk),
        action=action,
        actor=by.key,
        occurred_at=at,
        recorded_at=at,
        values={"title": title, "by": by.name, **values},
        rows=rows,
    )


def bind(matter: Matter, use: FileUse, action: str, at: datetime) -> MatterFile:
    """A file that belongs to a paper, so that it opens to whoever sees the matter."""
    return MatterFile.objects.create(
        matter=matter,
        use=use,
        action=action,
        purpose=PAPER,
        confidentiality=matter.confidentiality,
        added_at=at,
    )
