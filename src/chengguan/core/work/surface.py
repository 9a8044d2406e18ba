"""How capabilities show themselves on the generic pages: a form an act, panels a kind.

Filled in ``AppConfig.ready``. A form is an ``ActForm``; a panel provider answers with fact
groups and history panels of the face, and with notices that stand above the page.
"""

from collections.abc import Callable, Mapping, Sequence

from chengguan.core.pages.shapes import FactGroup, HistoryPanel, NoticeView
from chengguan.core.work.acting import Actor
from chengguan.core.work.forms import ActForm, BareForm
from chengguan.core.work.models import Matter

Part = FactGroup | HistoryPanel | NoticeView
Panels = Callable[[Matter, Actor], Sequence[Part]]
Emphasis = Mapping[str, str]

_forms: dict[str, Mapping[str, type[ActForm]]] = {}
_panels: dict[str, list[Panels]] = {}
_emphasis: dict[str, Emphasis] = {}


def register_forms(
    procedure: str, forms: Mapping[str, type[ActForm]], emphasis: Emphasis | None = None
) -> None:
    """The form of each act; an act without one asks only for when it happened.

    ``emphasis`` maps action keys to "primary" or "danger". A flow may add the form of the act
    it contributes.
    """
    _forms[procedure] = {**_forms.get(procedure, {}), **forms}
    _emphasis[procedure] = {**_emphasis.get(procedure, {}), **(emphasis or {})}


def register_panels(kind: str, provide: Panels) -> None:
    _panels.setdefault(kind, []).append(provide)


def form_of(procedure: str, action: str) -> type[ActForm]:
    return _forms.get(procedure, {}).get(action, BareForm)


def emphasis_of(procedure: str, action: str) -> str:
    return _emphasis.get(procedure, {}).get(action, "normal")


def panels_of(matter: Matter, actor: Actor) -> list[Part]:
    """All panels of a matter for one reader, in the order of registration."""
    found: list[Part] = []
    for provide in _panels.get(matter.kind, []):
        found += provide(matter, actor)
    return found
