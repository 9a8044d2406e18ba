"""Records that are probably one party, side by side: what is the same, and what each has seen."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chengguan.core.org.requests import Request
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import Crumb, Fact, FormView, HistoryPanel, StateView, Tone
from chengguan.core.registers.forms import MergeForm
from chengguan.core.registers.history import party_panels
from chengguan.core.registers.listing import registered_facts
from chengguan.core.registers.models import Party
from chengguan.core.registers.queries import merge_candidates

GROUPS = 20


@dataclass(frozen=True)
class Line:
    """One thing about each of the records; `is_same` where all say the same."""

    label: str
    values: tuple[Fact, ...]
    is_same: bool


@dataclass(frozen=True)
class Group:
    why: str
    parties: tuple[Party, ...]
    lines: tuple[Line, ...]
    pairs: tuple[tuple[str, str], ...]


def candidates_view(query: QueryDict) -> dict[str, object]:
    """The page of groups that `after` asks for."""
    after = query.get("after", "")
    found = merge_candidates(row_key(after) or 0, GROUPS)
    shown = found[:GROUPS]
    reasons = {"number": _("证件号码相同"), "name": _("名称和住所相同")}
    return {
        "groups": [
            Group(reasons[one.why], tuple(one.parties), _lines(one.parties), _pairs(one.parties))
            for one in shown
        ],
        "next": str(shown[-1].parties[0].pk) if len(found) > GROUPS else "",
        "crumbs": _crumbs(),
    }


def comparison(request: Request, pair: tuple[Party, Party], form: MergeForm) -> dict[str, object]:
    """Both records, both histories, and the form."""
    on = localdate(request.now)
    histories: list[tuple[Party, list[HistoryPanel]]] = [
        (one, party_panels(request, one, on)) for one in pair
    ]
    listing = reverse("registers:candidates")
    return {
        "pair": pair,
        "lines": _lines(list(pair)),
        "histories": histories,
        "view": FormView(form, "", _("合并"), cancel_url=listing, danger=True),
        "crumbs": (*_crumbs(), Crumb(_("可能重复的登记"), listing)),
    }


def _crumbs() -> tuple[Crumb, ...]:
    return (Crumb(_("当事人"), reverse("registers:party_list")),)


def _pairs(parties: list[Party]) -> tuple[tuple[str, str], ...]:
    """The oldest record against each of the others: the address, and the other's key."""
    first, *others = parties
    return tuple(
        (reverse("registers:compare", args=[first.pk, other.pk]), str(other.pk)) for other in others
    )


def _lines(parties: list[Party]) -> tuple[Line, ...]:
    columns = [registered_facts(party) for party in parties]
    lines = [Line(facts[0].label, facts, _is_same(facts)) for facts in zip(*columns, strict=True)]
    return (*lines, _numbers(parties))


def _is_same(facts: tuple[Fact, ...]) -> bool:
    """Whether all say the same; that nothing is registered says nothing."""
    said = {fact.value for fact in facts if isinstance(fact.value, str)}
    return len(said) == 1 and said != {"—"}


def _numbers(parties: list[Party]) -> Line:
    """Whether the sealed numbers are one, without showing any."""
    first = parties[0].identifier
    known = first.blind_index if first else ""
    values = tuple(Fact("", _same_number(party, known)) for party in parties)
    seen = {party.identifier.blind_index if party.identifier else "" for party in parties}
    return Line(_("号码比对"), values, len(seen) == 1 and "" not in seen)


def _same_number(party: Party, known: str) -> StateView:
    if party.identifier is None or not known:
        return StateView(_("无从比对"), Tone.HELD)
    if party.identifier.blind_index == known:
        return StateView(_("号码相同"), Tone.DONE)
    return StateView(_("号码不同"), Tone.WARNING)
