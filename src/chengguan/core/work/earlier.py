"""What a party or a place has seen before: the answer of work to the registers."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import HistoryPanel
from chengguan.core.work import visibility
from chengguan.core.work.models import Matter
from chengguan.core.work.present import history_line
from chengguan.core.work.requests import actor_of_request, moment_of

SHOWN = 30


def panel(request: HttpRequest, *, of: str, keys: Sequence[int], title: str) -> HistoryPanel:
    """The newest matters of these parties or places that the reader may find."""
    visible = visibility.is_visible_to(actor_of_request(request))
    rows = Matter.objects.filter(visible, **{f"{of}__in": list(keys)})
    found = list(rows.select_related("organ").order_by("-opened_at")[:SHOWN])
    now = moment_of(request)
    lines = tuple(history_line(matter, now) for matter in found)
    if len(found) == SHOWN:
        title += " " + _("（最近 %(count)s 件）") % {"count": SHOWN}
    return HistoryPanel(title, lines, empty=_("没有您可以查看的事项。"))
