"""What the acts on a draft write: the text as it was read, and the items proposed beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from chengguan.core.files import services as files
from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Organ
from chengguan.core.pages import capabilities
from chengguan.core.work.act import Act
from chengguan.core.work.rules import ZONE
from chengguan.plans import reading
from chengguan.plans.annual import inputs, queries, windows
from chengguan.plans.annual.models import (
    AnnualPlan,
    ItemCapability,
    ItemOwner,
    ItemSentence,
    PlanItem,
    PlanParagraph,
    PlanSentence,
    PlanWindow,
    Rhythm,
    Share,
)
from chengguan.plans.reading import Paragraph, PlanDocument, Role, Table

LONGEST_TITLE = 200


def take_in(act: Act, data: inputs.TakeIn) -> None:
    """The plan with its whole text, and one proposed item for each duty the reader found."""
    use = FileUse.objects.select_related("file").get(pk=data.original[0])
    document = reading.read_plan(use.original_name, bytes_of(use))
    year = document.year or act.at.occurred.astimezone(ZONE).year
    act.begin(
        number=f"JH{year}-{act.next_number(f'plan/{year}'):03d}",
        title=document.title[:LONGEST_TITLE],
        organ=data.organ,
    )
    plan = AnnualPlan(
        matter=act.matter,
        key=document.key[:40],
        year=document.year,
        issuer=document.issuer[:120],
        written_number=document.number[:60],
        source=use,
    )
    act.save_all([plan])
    sentences = _text(act, plan, document)
    _propose(act, plan, document, sentences, queries.organs_named(data.organ))


def _text(act: Act, plan: AnnualPlan, document: PlanDocument) -> dict[str, PlanSentence]:
    """Each paragraph and each table in its place; sentences by key."""
    paragraphs: list[PlanParagraph] = []
    sentences: list[PlanSentence] = []
    for section in document.parts:
        heading = f"{section.marker}{section.heading}"[:200]
        for part in section.content:
            if not isinstance(part, Paragraph | Table):
                continue
            row = PlanParagraph(
                plan=plan,
                place=len(paragraphs),
                key=part.key,
                section=part.title[:200] if isinstance(part, Table) else heading,
                marker=part.marker if isinstance(part, Paragraph) else "",
                is_table=isinstance(part, Table),
            )
            paragraphs.append(row)
            sentences += _sentences(row, part)
    act.save_all(paragraphs)
    act.save_all(sentences)
    return {row.key: row for row in sentences}


def _sentences(row: PlanParagraph, part: Paragraph | Table) -> list[PlanSentence]:
    if isinstance(part, Paragraph):
        told = [
            PlanSentence(key=s.key, text=s.text, role=str(s.role), holds_duty=s.role is Role.DUTY)
            for s in part.all_sentences
        ]
    else:
        told = [
            PlanSentence(
                key=line.key,
                text=line.project,
                told=" · ".join(filter(None, (line.time, line.owners, line.partners)))[:400],
                role="row",
                holds_duty=True,
            )
            for line in part.rows
        ]
    for place, sentence in enumerate(told):
        sentence.paragraph, sentence.place = row, place
    return told


def _propose(
    act: Act,
    plan: AnnualPlan,
    document: PlanDocument,
    sentences: Mapping[str, PlanSentence],
    known: Mapping[str, Organ],
) -> None:
    items, roots, owners, terms, asked = [], [], [], [], []
    by_reference = _capabilities()
    for place, found in enumerate(reading.proposed_items(document), start=1):
        named = owner_lines(found.owners, found.co_units, known)
        item = PlanItem(plan=plan, place=place * 10, path=found.key, text=found.text)
        item.lead_id = next((line.organ for line in named if line.organ), None)
        lines = windows.lines(found.windows)
        item.rhythm = _rhythm(lines)
        items.append(item)
        roots.append(ItemSentence(item=item, sentence=sentences[found.key]))
        owners += owner_rows(item, named)
        terms += window_rows(item, lines)
        asked += [ItemCapability(item=item, key=key) for key in by_reference.get(found.key, ())]
    for rows in (items, roots, owners, terms, asked):
        act.save_all(rows)


def _rhythm(lines: Iterable[inputs.WindowLine]) -> str:
    """What lasts the year is reported on each month; what has its month, when it is done."""
    return Rhythm.MONTHLY if any(line.kind == "whole" for line in lines) else Rhythm.NONE


def bytes_of(use: FileUse) -> bytes:
    with files.open_file(use.file) as stream:
        return stream.read()


def owner_lines(
    owners: Iterable[reading.Owner],
    co_units: Iterable[reading.CoUnit],
    known: Mapping[str, Organ],
) -> tuple[inputs.OwnerLine, ...]:
    """The first named leads unless another is called the lead; units of phrases are partners."""
    named = [(owner.name, str(owner.share)) for owner in owners]
    leads = any(share == reading.Share.LEAD for _name, share in named)
    lines: dict[str, str] = {}
    for place, (name, share) in enumerate(named):
        is_lead = share == reading.Share.LEAD or (
            not leads and place == 0 and share != reading.Share.PARTNER
        )
        said = Share.PARTNER if share == reading.Share.PARTNER else Share.CO
        lines.setdefault(name, str(Share.LEAD if is_lead else said))
    for unit in co_units:
        for name in unit.names:
            lines.setdefault(name, str(Share.PARTNER))
    return tuple(
        inputs.OwnerLine(name[:120], share, known[name].pk if name in known else None)
        for name, share in lines.items()
    )


def _capabilities() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for capability in capabilities.capabilities():
        found.setdefault(capability.reference, []).append(capability.key)
    return found


def owner_rows(item: PlanItem, lines: Iterable[inputs.OwnerLine]) -> list[ItemOwner]:
    return [
        ItemOwner(item=item, place=place, name=line.name, organ_id=line.organ, share=line.share)
        for place, line in enumerate(lines)
    ]


def window_rows(item: PlanItem, lines: Iterable[inputs.WindowLine]) -> list[PlanWindow]:
    return [
        PlanWindow(
            item=item,
            group=line.group,
            kind=line.kind,
            since=line.since,
            until=line.until,
            first_until=line.until,
            words=line.words[:80],
        )
        for line in lines
    ]


# -- editing ---------------------------------------------------------------------------------


def _item(act: Act, pk: int) -> PlanItem:
    return PlanItem.objects.get(pk=pk, plan=act.matter.annual_plan)


def _touched(act: Act, item: PlanItem) -> None:
    """What somebody has worked on he has confirmed."""
    item.confirmed_by_id, item.confirmed_at = act.by.person_id, act.at.occurred
    act.save(item)


def reword(act: Act, data: inputs.Reword) -> None:
    item = _item(act, data.item)
    item.text = data.text.strip()
    _touched(act, item)


def split(act: Act, data: inputs.Split) -> None:
    """Each part keeps the sentence, the owners and the windows."""
    item = _item(act, data.item)
    first, *rest = (text.strip() for text in data.texts)
    item.text = first
    _touched(act, item)
    after = _room_after(act, item, len(rest))
    for place, text in zip(after, rest, strict=True):
        part = PlanItem(plan=item.plan, path=item.path, place=place, text=text)
        part.lead_id, part.rhythm, part.weight = item.lead_id, item.rhythm, item.weight
        _touched(act, part)
        act.save_all(
            [ItemSentence(item=part, sentence_id=s.sentence_id) for s in item.sentences.all()]
        )
        _copy(act, item, part)


def _copy(act: Act, item: PlanItem, part: PlanItem) -> None:
    owners = item.owners.filter(is_dropped=False).order_by("place")
    act.save_all(owner_rows(part, [inputs.OwnerLine(o.name, o.share, o.organ_id) for o in owners]))
    act.save_all(window_rows(part, windows.kept(item.windows.filter(is_dropped=False))))
    act.save_all([ItemCapability(item=part, key=c.key) for c in item.capabilities.all()])


def _room_after(act: Act, item: PlanItem, parts: int) -> range:
    """Places between this item and the next; where there are too few, the later ones move."""
    later = item.plan.items.filter(place__gt=item.place).order_by("place")
    nearest = later.first()
    if nearest is not None and nearest.place - item.place <= parts:
        for row in later:
            row.place += 10 * parts
            act.save(row)
    return range(item.place + 1, item.place + parts + 1)


def join(act: Act, data: inputs.Join) -> None:
    """Into the first: its text goes on with theirs, it answers for their sentences, and whoever
    owed one of them owes it, by the windows of all of them."""
    chosen = PlanItem.objects.filter(plan=act.matter.annual_plan, pk__in=data.items)
    first, *rest = chosen.order_by("place", "pk")
    own = set(first.sentences.values_list("sentence", flat=True))
    for item in rest:
        first.text += item.text
        for root in item.sentences.exclude(sentence__in=own):
            own.add(root.sentence_id)
            act.save(ItemSentence(item=first, sentence_id=root.sentence_id))
        _owe_too(act, first, item)
        item.is_dropped = True
        act.save(item)
    _touched(act, first)


def _owe_too(act: Act, first: PlanItem, item: PlanItem) -> None:
    """Owners, windows and capabilities that the first does not have yet; its own lead leads, and
    reports come as often as the more frequent rhythm asks."""
    own = list(first.owners.filter(is_dropped=False).order_by("place"))
    names = {owner.name for owner in own}
    has_lead = any(owner.share == Share.LEAD for owner in own)
    more = [
        ItemOwner(
            item=first,
            place=len(own) + place,
            name=owner.name,
            organ_id=owner.organ_id,
            share=Share.CO if has_lead and owner.share == Share.LEAD else owner.share,
        )
        for place, owner in enumerate(item.owners.filter(is_dropped=False).order_by("place"))
        if owner.name not in names
    ]
    act.save_all(more)
    first.lead_id = first.lead_id or next(
        (owner.organ_id for owner in more if owner.organ_id), None
    )
    act.save_all(window_rows(first, _terms_beside(first, item)))
    known = set(first.capabilities.values_list("key", flat=True))
    keys = [one.key for one in item.capabilities.all() if one.key not in known]
    act.save_all([ItemCapability(item=first, key=key) for key in keys])
    first.rhythm = min(first.rhythm, item.rhythm, key=Rhythm.values.index)


def _terms_beside(first: PlanItem, item: PlanItem) -> list[inputs.WindowLine]:
    """The terms of one item that another has not, in groups of their own."""
    terms = windows.terms(first.windows.filter(is_dropped=False))
    had = {frozenset(replace(line, group=0) for line in windows.kept(t.windows)) for t in terms}
    group = max((window.group for term in terms for window in term.windows), default=0)
    found: list[inputs.WindowLine] = []
    for term in windows.terms(item.windows.filter(is_dropped=False)):
        lines = [replace(line, group=0) for line in windows.kept(term.windows)]
        if frozenset(lines) not in had:
            group += 1
            found += [replace(line, group=group) for line in lines]
    return found


def assign(act: Act, data: inputs.Assign) -> None:
    """Owners and windows as they are now; the former rows stay, dropped."""
    item = _item(act, data.item)
    for owner in item.owners.filter(is_dropped=False):
        owner.is_dropped = True
        act.save(owner)
    act.save_all(owner_rows(item, data.owners))
    _put_windows(act, item, data.windows)
    item.lead_id = next((line.organ for line in data.owners if line.organ), None)
    item.rhythm, item.measure, item.weight = data.rhythm, data.measure, data.weight
    item.target, item.target_unit, item.figure = data.target, data.target_unit, data.figure
    known = set(item.capabilities.values_list("key", flat=True))
    more = [key for key in data.capabilities if key not in known]
    act.save_all([ItemCapability(item=item, key=key) for key in more])
    _touched(act, item)


def _put_windows(act: Act, item: PlanItem, lines: Iterable[inputs.WindowLine]) -> None:
    """Windows that stay the same keep their rows."""
    standing = list(item.windows.filter(is_dropped=False))
    if set(windows.kept(standing)) == set(lines):
        return
    for window in standing:
        window.is_dropped = True
        act.save(window)
    act.save_all(window_rows(item, lines))


def mark(act: Act, data: inputs.Mark) -> None:
    """A sentence without a duty takes the items with it that stand on it alone."""
    sentence = PlanSentence.objects.select_related("paragraph").get(pk=data.sentence)
    sentence.holds_duty, sentence.judged_by_id = data.holds_duty, act.by.person_id
    act.save(sentence)
    roots = ItemSentence.objects.filter(sentence=sentence, item__is_dropped=False)
    items = [root.item for root in roots.select_related("item")]
    if data.holds_duty and not items:
        _new_item(act, sentence)
    if not data.holds_duty:
        for item in items:
            if not item.sentences.filter(sentence__holds_duty=True).exists():
                item.is_dropped = True
                act.save(item)


def _new_item(act: Act, sentence: PlanSentence) -> None:
    """In its place in the text, over the year of the plan, owed by nobody yet."""
    plan = act.matter.annual_plan
    before = ItemSentence.objects.filter(
        item__plan=plan,
        item__is_dropped=False,
        sentence__paragraph__place__lte=sentence.paragraph.place,
    ).exclude(sentence__paragraph=sentence.paragraph, sentence__place__gt=sentence.place)
    place = max(before.values_list("item__place", flat=True), default=0) + 1
    item = PlanItem(plan=plan, place=place, path=sentence.key, text=sentence.text)
    act.save(item)
    act.save(ItemSentence(item=item, sentence=sentence))
    year = plan.year or act.at.occurred.astimezone(ZONE).year
    whole = inputs.WindowLine(1, "whole", date(year, 1, 1), date(year, 12, 31), f"{year}年全年")
    act.save_all(window_rows(item, [whole]))


def confirm(act: Act, data: inputs.Confirm) -> None:
    waiting = PlanItem.objects.filter(plan=act.matter.annual_plan, confirmed_at=None)
    waiting = waiting.filter(is_dropped=False)
    for item in waiting.filter(pk__in=data.items) if data.items else waiting:
        _touched(act, item)
