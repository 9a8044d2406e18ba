"""What an officer has before him of a party or a place: earlier matters, earlier penalties.

The registers ask by their ports; whoever answers applies the one visibility rule.
"""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import HistoryLine, HistoryPanel, StateView, Tone
from chengguan.core.registers import ports
from chengguan.core.registers.models import Party, Place
from chengguan.core.registers.ports import PastPenalty
from chengguan.core.registers.queries import place_ids_below, same_party


def party_panels(request: HttpRequest, party: Party, on: date) -> list[HistoryPanel]:
    """Penalties first, then every matter of any record of the party."""
    keys = list(same_party(party).values_list("pk", flat=True))
    matters = ports.matters.panel(request, of="party", keys=keys, title=_("以往事项"))
    return [panel for panel in (penalty_panel(request, party, on), matters) if panel]


def place_panels(request: HttpRequest, place: Place) -> list[HistoryPanel]:
    """Matters at the place and at everything in it."""
    keys = place_ids_below(place)
    matters = ports.matters.panel(request, of="place", keys=keys, title=_("这里的事项"))
    return [matters] if matters else []


def penalty_panel(
    request: HttpRequest, party: Party, on: date, beside: str = ""
) -> HistoryPanel | None:
    """Earlier penalties the reader may find; what still makes a repeated offence says until when.
    ``beside`` is the matter on whose page they stand: its own penalty is no earlier one.

    None where no capability that penalises is installed.
    """
    if not ports.penalties.is_answered:
        return None
    found = ports.penalties.of(party, on=on, request=request)
    told = [one for one in found if one.matter != beside]
    lines = tuple(_line(one, on) for one in told)
    return HistoryPanel(_("以往处罚"), lines, empty=_("没有您可以查看的处罚。"))


def _line(one: PastPenalty, on: date) -> HistoryLine:
    said = [one.number, one.item_name]
    if one.fine:
        said.append(_("罚款 %(fine)s") % {"fine": words.money(one.fine)})
    if one.cite:
        said.append(_("再犯依据 %(cite)s") % {"cite": one.cite})
    return HistoryLine(one.decided_on, " · ".join(said), one.url, _state(one, on))


def _state(one: PastPenalty, on: date) -> StateView:
    if one.counts_until is None or one.counts_until < on:
        return StateView(_("不计入再犯"))
    day = words.day(one.counts_until)
    return StateView(_("%(day)s 前再犯的计入") % {"day": day}, Tone.WARNING)
