"""The doors of plans and items, and what each act writes, called by ``perform`` alone."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from chengguan.core.files import services as files
from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.forms import ActForm
from chengguan.core.work.perform import open_matter
from chengguan.core.work.registry import Effect
from chengguan.core.work.services import open_from_form
from chengguan.plans.annual import drafting, inputs, issuing, owing, queries, ruling, working


def take_in_file(
    *, name: str, data: bytes, organ: Organ, by: Actor, at: datetime, key: str
) -> Outcome:
    """Keep a plan document and take it in. Raises ``reading.PlanRefused``."""
    person = Person(pk=by.person_id) if by.person_id else None
    use = files.store(BytesIO(data), name=name, by=person, at=at)
    return open_matter(
        procedure="plan.annual",
        action="take_in",
        by=by,
        at=At.once(at),
        data=inputs.TakeIn(organ, (use.pk,)),
        key=key,
    )


def take_in_form(form: ActForm, *, key: str) -> Outcome:
    """The same file again is the same plan."""
    form.receive()
    said = form.proposed()
    assert isinstance(said, inputs.TakeIn), "the form of this act"
    use = FileUse.objects.select_related("file").get(pk=said.original[0])
    known = queries.known_copy(said.organ, use.file.sha256)
    if known is not None:
        return Outcome(known.pk, known.matter.version, is_repeat=True)
    return open_matter(
        procedure="plan.annual",
        action="take_in",
        by=form.actor,
        at=form.moment(),
        data=said,
        key=key,
    )


def decompose_form(form: ActForm, *, key: str) -> Outcome:
    return open_from_form(form, procedure="plan_item", action="decompose", key=key)


PLAN_EFFECTS: Mapping[str, Effect] = {
    "take_in": drafting.take_in,
    "reword": drafting.reword,
    "split": drafting.split,
    "join": drafting.join,
    "assign": drafting.assign,
    "mark": drafting.mark,
    "confirm": drafting.confirm,
    "issue_plan": issuing.issue_plan,
}
RECEIPT_EFFECTS: Mapping[str, Effect] = {"address": issuing.address, "sign_for": issuing.sign_for}
ITEM_EFFECTS: Mapping[str, Effect] = {
    "open_item": owing.open_item,
    "decompose": owing.decompose,
    "report": working.report,
    "reach": working.reach,
    "set_milestones": working.set_milestones,
    "ask_adjustment": ruling.ask_adjustment,
    "grant_adjustment": ruling.grant_adjustment,
    "refuse_adjustment": ruling.refuse_adjustment,
    "propose_closing": ruling.propose_closing,
    "close_item": ruling.close_item,
    "send_back": ruling.send_back,
    "cancel_item": ruling.cancel_item,
    "climb": working.climb,
}
