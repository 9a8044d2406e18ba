"""What the generic pages do: take an act with what was typed, reveal what was asked for."""

from uuid import UUID

from chengguan.core.journal import services as journal
from chengguan.core.journal.models import SealedValue
from chengguan.core.work import visibility
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import NotFound
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import answered, open_matter, perform

__all__ = ["act_from_form", "answered", "open_from_form", "reveal"]


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
