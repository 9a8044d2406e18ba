"""What the generic pages do: take an act with what was typed, reveal what was asked for."""

from datetime import datetime
from uuid import UUID

from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Person
from chengguan.core.work import confidentiality, visibility
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import NotFound
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter, MatterFile
from chengguan.core.work.perform import answered, open_matter, perform

__all__ = ["OPENED", "act_from_form", "answered", "note_opening", "open_from_form", "reveal"]

OPENED = "work.file"
"""What a look at a file is called."""


def act_from_form(
    form: ActForm, *, matter: UUID, action: str, key: str, posted: str = ""
) -> Outcome:
    """Take an act with a valid form: keep its files, then perform."""
    form.receive()
    return perform(
        matter=matter,
        action=action,
        by=form.actor,
        at=form.moment(),
        data=form.proposed(),
        key=key,
        version=form.cleaned_data["version"],
        posted=posted,
    )


def open_from_form(form: ActForm, *, procedure: str, action: str, key: str) -> Outcome:
    """Begin a matter with a valid form: keep its files, then open."""
    form.receive()
    return open_matter(
        procedure=procedure,
        action=action,
        by=form.actor,
        at=form.moment(),
        data=form.proposed(),
        key=key,
    )


def reveal(
    matter: Matter, sealed: SealedValue, *, class_key: str, by: Actor, at: At, reason: str
) -> str:
    """Open a sealed value of a matter to somebody entitled; the look is recorded."""
    if sealed.subject_id != matter.pk or not visibility.may_read(by, matter, class_key):
        raise NotFound("value")
    value = journal.reveal(sealed, actor=by.key, reason=reason, at=at.recorded)
    return value or ""


def note_opening(use: FileUse, *, by: Person, at: datetime) -> None:
    """A file of a restricted matter was opened: a look as much as one at a sealed value."""
    for row in MatterFile.objects.filter(use=use).select_related("matter"):
        if not confidentiality.of(row.matter.confidentiality).is_ordinary:
            journal.look(
                actor=f"person:{by.pk}",
                what=OPENED,
                reason=row.purpose,
                at=at,
                subject=row.matter_id,
            )
