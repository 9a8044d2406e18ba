"""The draft beside its text: paragraphs on the left, the items proposed from them on the right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from django.http import QueryDict

from chengguan.core.pages.shapes import ReasonView
from chengguan.plans.annual import queries
from chengguan.plans.annual.models import (
    AnnualPlan,
    ItemOwner,
    PlanItem,
    PlanParagraph,
    PlanSentence,
    Rhythm,
    Share,
)

MARKS = {Share.LEAD: "（牵头）", Share.PARTNER: "（配合）"}


@dataclass(frozen=True)
class Typed:
    """What was sent about one item and not saved, with the reasons where it was refused."""

    item: int
    values: QueryDict
    reasons: tuple[ReasonView | str, ...]


SAVES = {
    "reword": {"text"},
    "split": {"text"},
    "assign": {
        "owners",
        "time",
        "rhythm",
        "measure",
        "figure",
        "target",
        "target_unit",
        "weight",
    },
}
"""Which fields of an item's form an act saves; what is typed in the others stays typed."""


def left_unsaved(sent: QueryDict, action: str) -> QueryDict:
    """What was sent along with an act that saved something else."""
    left = sent.copy()
    for name in SAVES.get(action, ()):
        left.pop(name, None)
    return left


@dataclass(frozen=True)
class DraftItem:
    """An item as its form shows it: what was typed, else what stands."""

    item: PlanItem
    text: str
    owners: str
    time: str
    outside: tuple[str, ...]
    seen: str
    said: dict[str, str]
    reasons: tuple[ReasonView | str, ...] = ()


@dataclass
class DraftParagraph:
    paragraph: PlanParagraph
    sentences: list[PlanSentence]
    items: list[DraftItem] = field(default_factory=list)


@dataclass(frozen=True)
class Draft:
    paragraphs: list[DraftParagraph]
    items: int
    unconfirmed: int
    unowned: int
    covered: frozenset[int]
    uncovered: tuple[str, ...]
    rhythms: list[tuple[str, object]]


def draft_of(plan: AnnualPlan, typed: Typed | None = None) -> Draft:
    """The whole page; each item stands beside the paragraph of its first sentence."""
    paragraphs = [DraftParagraph(p, list(p.sentences.all())) for p in queries.text_of(plan)]
    by_paragraph = {one.paragraph.pk: one for one in paragraphs}
    items = list(queries.items_of(plan))
    covered: set[int] = set()
    for item in items:
        roots = [root.sentence for root in item.sentences.all()]
        covered |= {root.pk for root in roots}
        first = min(roots, key=lambda root: (root.paragraph_id, root.place))
        shown = _shown(item, typed if typed and typed.item == item.pk else None)
        by_paragraph[first.paragraph_id].items.append(shown)
    bare = [
        sentence.key
        for one in paragraphs
        for sentence in one.sentences
        if sentence.holds_duty and sentence.pk not in covered
    ]
    return Draft(
        paragraphs,
        len(items),
        sum(1 for item in items if item.confirmed_at is None),
        sum(1 for item in items if not item.owners.all()),
        frozenset(covered),
        tuple(bare),
        list(Rhythm.choices),
    )


def _shown(item: PlanItem, typed: Typed | None) -> DraftItem:
    sent = typed.values if typed else QueryDict()
    stands = {
        "rhythm": item.rhythm,
        "measure": item.measure,
        "figure": item.figure,
        "target": f"{item.target.normalize():f}" if item.target is not None else "",
        "target_unit": item.target_unit,
        "weight": str(item.weight),
    }
    return DraftItem(
        item=item,
        text=sent.get("text", item.text),
        owners=sent.get("owners", owners_words(item.owners.all())),
        time=sent.get("time", time_words(item)),
        outside=tuple(owner.name for owner in item.owners.all() if owner.organ_id is None),
        seen=seen_of(item),
        said={name: sent.get(name, value) for name, value in stands.items()},
        reasons=typed.reasons if typed else (),
    )


def owners_words(owners: Iterable[ItemOwner]) -> str:
    """As a document would write it, and as it is read again."""
    return "、".join(f"{owner.name}{MARKS.get(Share(owner.share), '')}" for owner in owners)


def time_words(item: PlanItem) -> str:
    """As a document would write it: 2026年4月或2026年5月; days where no words were kept."""
    found: dict[int, list[str]] = {}
    for window in item.windows.all():
        day = f"{window.until.year}年{window.until.month}月{window.until.day}日前"
        found.setdefault(window.group, []).append(window.words or day)
    return "、".join("或".join(options) for _group, options in sorted(found.items()))


def seen_of(item: PlanItem) -> str:
    """By which a form knows that somebody else has changed the item meanwhile."""
    owned = f"{owners_words(item.owners.all())}|{time_words(item)}"
    said = f"{item.text}|{item.confirmed_at}|{owned}|{item.rhythm}|{item.measure}|{item.weight}"
    return sha256(said.encode()).hexdigest()[:16]
