"""What can be begun from a matter, a list or a number, and belongs to an app above (批示)."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import ActionView
from chengguan.core.work.acting import Actor

ROW = "~"
"""In the value of a ticked row the version stands after it."""


def begun_from(actor: Actor, **about: object) -> tuple[ActionView, ...]:
    """From one matter (``matter``) or one number (``figure``, ``period``, ``organ``)."""
    known = pages.sequels_for(actor.roles)
    return tuple(ActionView(s.key, str(s.title), s.link(**about)) for s in known)


def batch(actor: Actor) -> tuple[ActionView, ...]:
    """The same as buttons over the ticked rows of a list, which posts them to ``work:many``."""
    return tuple(ActionView(s.key, str(s.title), "") for s in pages.sequels_for(actor.roles))


def follow(request: HttpRequest, actor: Actor) -> HttpResponse | None:
    """To the page of what was chosen for the ticked rows, if it is a sequel."""
    chosen = request.POST.get("act", "")
    for sequel in pages.sequels_for(actor.roles):
        if sequel.key == chosen:
            matters = _keys(request.POST.getlist("row"))
            return HttpResponseRedirect(sequel.link(matter=matters))
    return None


def _keys(rows: Iterable[str]) -> list[str]:
    return [row.partition(ROW)[0] for row in rows]
