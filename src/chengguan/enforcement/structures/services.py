"""The doors of illegal structures and the effects of its acts, as ``perform`` calls them."""

from collections.abc import Mapping

from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.forms import ActForm
from chengguan.core.work.perform import open_matter
from chengguan.core.work.registry import Effect
from chengguan.core.work.services import open_from_form
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.enforcement.structures.services_care import CARE
from chengguan.enforcement.structures.services_orders import ORDERS
from chengguan.enforcement.structures.services_removal import REMOVAL
from chengguan.enforcement.structures.services_site import SITE

EFFECTS: Mapping[str, Effect] = {**SITE, **ORDERS, **REMOVAL, **CARE}


def register(*, by: Actor, at: At, data: inputs.Register, key: str) -> Outcome:
    """Take a new find into the register."""
    return open_matter(procedure=STRUCTURE.key, action="register", by=by, at=at, data=data, key=key)


def list_stock(*, by: Actor, at: At, data: inputs.ListStock, key: str) -> Outcome:
    """Take one of the census list into the register."""
    return open_matter(
        procedure=STRUCTURE.key, action="list_stock", by=by, at=at, data=data, key=key
    )


def open_form(form: ActForm, *, action: str, key: str) -> Outcome:
    """The same from a valid form: ``register`` or ``list_stock``."""
    return open_from_form(form, procedure=STRUCTURE.key, action=action, key=key)
