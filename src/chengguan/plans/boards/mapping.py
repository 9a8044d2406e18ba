"""The map of capabilities grown into the plan, and what is found beside it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.models import StatuteArticle
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words
from chengguan.core.pages.capabilities import capabilities
from chengguan.core.pages.registry import MapLine, SearchHit, SearchProvider
from chengguan.core.work import rules, visibility
from chengguan.core.work.present import state_view
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.plans.annual import queries as annual
from chengguan.plans.annual.models import PlanItem
from chengguan.plans.boards import glossary

MOST = 12
"""So many hits of a kind are shown; a narrower word finds the rest."""
AROUND = 36
"""So many letters stand on each side of what was found in a text."""


def open_all() -> None:
    pages.map_lines(plan_lines)
    pages.map_search(SearchProvider("laws", _("法规条文"), laws))
    pages.map_search(SearchProvider("rules", _("规则"), rule_rows))
    pages.map_search(SearchProvider("terms", _("术语"), terms))
    pages.map_search(SearchProvider("guides", _("导览"), guides))


# -- the plan behind each line -------------------------------------------------------------------


def plan_lines(request: HttpRequest) -> Mapping[str, list[MapLine]]:
    """The items that answer a capability, or stand where its reference points; those that the
    reader may find, with owner and state. Without a person none."""
    if getattr(request, "person", None) is None:
        return {}
    actor, now = actor_of_request(request), moment_of(request)
    seen = visibility.visible_ids(actor)
    items = PlanItem.objects.filter(matter__in=seen, is_dropped=False)
    found: dict[str, list[MapLine]] = {}
    by_reference: dict[str, set[str]] = {}
    for one in capabilities():
        if one.reference:
            by_reference.setdefault(one.reference, set()).add(one.key)
    for item in annual.told(items).order_by("plan_id", "place", "pk"):
        assert item.matter is not None, "read by its matter"
        line = MapLine(
            sentence=_sentence(item),
            reference=item.reference,
            url=pages.matter_url(item.matter.kind, item.matter.pk),
            owner=item.matter.organ.short_name,
            state=state_view(item.matter, now),
        )
        for key in sorted(_keys(item, by_reference)):
            found.setdefault(key, []).append(line)
    return found


def _sentence(item: PlanItem) -> str:
    """The document's own sentence, where the plan was imported with it; else the item's words."""
    own = [made.sentence.text for made in item.sentences.all()]
    return " ".join(own) or item.text


def _keys(item: PlanItem, by_reference: Mapping[str, set[str]]) -> set[str]:
    """Those the item names, else those of its sentence, else those of its paragraph."""
    named = {one.key for one in item.capabilities.all()}
    places = [item.path, *(made.sentence.key for made in item.sentences.all())]
    exact = named.union(*(by_reference.get(place, ()) for place in places))
    paragraphs = (place.rpartition(".")[0] for place in places)
    return exact or set().union(*(by_reference.get(one, ()) for one in paragraphs))


# -- beside the map ------------------------------------------------------------------------------


def laws(request: HttpRequest, looked_for: str) -> Iterator[SearchHit]:
    """Articles of the imported texts that hold the word; to whoever is signed in."""
    if getattr(request, "person", None) is None:
        return
    rows = StatuteArticle.objects.filter(text__icontains=looked_for).select_related("statute")
    for row in rows.order_by("statute__title", "number", "sub")[:MOST]:
        title = f"{row.statute.title} {row.number}"
        url = f"{reverse('lawbook:cited')}?{urlencode({'cite': title})}"
        yield SearchHit(title, url, _cut(row.text, looked_for))


def _cut(text: str, looked_for: str) -> str:
    """The words around what was found."""
    line = " ".join(text.split())
    at = max(0, line.lower().find(looked_for.lower()))
    start, end = max(0, at - AROUND), at + len(looked_for) + AROUND
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def rule_rows(request: HttpRequest, looked_for: str) -> Iterable[SearchHit]:
    """Conditions, periods and values of the rule book by number, title and citation."""
    if getattr(request, "person", None) is None:
        return ()
    wanted = looked_for.lower()
    return islice((hit for hit in _rules() if wanted in f"{hit.title} {hit.line}".lower()), MOST)


def _rules() -> Iterator[SearchHit]:
    law = rules.current()
    for guard in law.guards.values():
        url = reverse("lawbook:rule", args=["guard", guard.ref])
        yield SearchHit(f"{guard.ref} {words.law(guard.title)}", url, guard.rule)
    for clock in law.clocks.values():
        url = reverse("lawbook:rule", args=["clock", clock.ref])
        yield SearchHit(f"{clock.ref} {words.law(clock.title)}", url, clock.binds)
    for amount in law.amounts:
        said = "、".join(map(str, amount.cites)) or amount.source
        yield SearchHit(words.law(amount.title), reverse("lawbook:rules"), said)


def terms(request: HttpRequest, looked_for: str) -> Iterator[SearchHit]:
    """Words of the house, Chinese beside English, each with its identifier."""
    page = reverse("boards:glossary")
    for term in islice(glossary.found(looked_for), MOST):
        url = f"{page}?{urlencode({'words': term.chinese})}"
        yield SearchHit(f"{term.chinese} · {term.english}", url, term.identifier)


def guides(request: HttpRequest, looked_for: str) -> Iterator[SearchHit]:
    """Steps of the walk through the house."""
    wanted = looked_for.lower()
    for number, step in enumerate(pages.tour_steps(), start=1):
        said = " ".join(map(str, (step.title, step.do, *step.look)))
        if wanted in said.lower():
            url = reverse("pages:tour_step", args=[number])
            yield SearchHit(str(step.title), url, str(step.do))
