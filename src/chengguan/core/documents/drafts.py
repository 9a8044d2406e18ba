"""文书稿: versions of the words of a paper, paragraph by paragraph, and what a review says of them.

Who writes and who reviews at which stage, the capability says that owns the matter (`DraftRules`);
until it does, nobody may. One thing holds for all: nobody reviews a case of his own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from typing import Protocol

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext, gettext_noop

from chengguan.core.documents import registry
from chengguan.core.documents.errors import PaperRefused
from chengguan.core.documents.models import Draft, DraftComment, DraftParagraph
from chengguan.core.documents.writing import hold, record
from chengguan.core.org.models import Person
from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter

LONGEST, MOST = 5000, 300


class DraftRules(Protocol):
    """What the owner of a procedure answers: by state, desk and role."""

    def may_write(self, actor: Actor, matter: Matter, paper: str) -> bool: ...

    def may_review(self, actor: Actor, matter: Matter, paper: str) -> bool: ...

    def papers(self, matter: Matter) -> Sequence[str]:
        """The keys of the papers that are drafted in this matter; asks no database."""
        ...

    def handlers(self, matter: Matter) -> Iterable[int]:
        """The people whose case it is, now or before: they do not review it."""
        ...

    def first(self, matter: Matter, paper: str) -> Sequence[str]:
        """The words that the record makes of itself, where nobody has written yet."""
        ...


_rules: dict[str, DraftRules] = {}


def register_rules(kind: str, rules: DraftRules) -> None:
    """For the matters of a kind (from ``AppConfig.ready``)."""
    _rules[kind] = rules


class MayNotWrite(PaperRefused):
    code = "documents.may_not_write"

    def __init__(self) -> None:
        super().__init__(gettext("这一事项现在不由您起草或修改这份文书。"))


class MayNotReview(PaperRefused):
    code = "documents.may_not_review"

    def __init__(self) -> None:
        super().__init__(gettext("这一事项不在审核环节，或者不由您审核。"))


class OwnCase(PaperRefused):
    code = "documents.own_case"

    def __init__(self) -> None:
        super().__init__(gettext("不能审核自己承办或者起草的事项。请交由其他审核人员审核。"))


class DraftRejected(PaperRefused):
    """Words that cannot be kept: none, too long, or written over another's version."""

    code = "documents.draft_rejected"


# -- asking -----------------------------------------------------------------------------------


def papers_drafted(matter: Matter) -> Sequence[str]:
    rules = _rules.get(matter.kind)
    return rules.papers(matter) if rules else ()


def to_read(actor: Actor, matter: Matter) -> list[str]:
    """The papers of which there is a draft, or of which this person may write one now."""
    drafted = papers_drafted(matter)
    open_to = {paper for paper in drafted if may_write(actor, matter, paper)}
    if asked_for := [paper for paper in drafted if paper not in open_to]:
        rows = Draft.objects.filter(matter=matter, paper__in=asked_for)
        open_to.update(rows.values_list("paper", flat=True))
    return [paper for paper in drafted if paper in open_to]


def may_write(actor: Actor, matter: Matter, paper: str) -> bool:
    rules = _rules.get(matter.kind)
    return rules is not None and rules.may_write(actor, matter, paper)


def first_words(matter: Matter, paper: str) -> list[str]:
    """What the first version begins with."""
    rules = _rules.get(matter.kind)
    return list(rules.first(matter, paper)) if rules else []


def why_not_review(actor: Actor, matter: Matter, paper: str) -> PaperRefused | None:
    """What forbids this person to review this paper now; None if nothing does."""
    rules = _rules.get(matter.kind)
    if rules is None or not rules.may_review(actor, matter, paper):
        return MayNotReview()
    writers = Draft.objects.filter(matter=matter, paper=paper).values_list("written_by", flat=True)
    own = {matter.opened_by_id, *rules.handlers(matter), *writers}
    return OwnCase() if actor.person_id in own else None


def versions(matter: Matter, paper: str) -> list[Draft]:
    """All versions, the newest first."""
    rows = Draft.objects.filter(matter=matter, paper=paper).select_related("written_by")
    return list(rows.order_by("-version"))


def newest(matter: Matter, paper: str) -> Draft | None:
    return Draft.objects.filter(matter=matter, paper=paper).order_by("-version").first()


def paragraphs(draft: Draft | None) -> list[str]:
    """The words of a version in order; what the paper prints when it is issued."""
    if draft is None:
        return []
    rows = DraftParagraph.objects.filter(draft=draft).order_by("position")
    return list(rows.values_list("text", flat=True))


def reviewed(draft: Draft) -> list[DraftParagraph]:
    """The paragraphs of a version, each with the comments made on it."""
    rows = DraftParagraph.objects.filter(draft=draft).order_by("position")
    made = DraftComment.objects.select_related("author", "resolved_in").order_by("made_at", "id")
    return list(rows.prefetch_related(Prefetch("comments", made)))


def open_comments(matter: Matter, paper: str) -> list[DraftComment]:
    rows = DraftComment.objects.filter(
        paragraph__draft__matter=matter, paragraph__draft__paper=paper, resolved_in=None
    )
    return list(rows.select_related("author", "paragraph__draft").order_by("made_at", "id"))


# -- writing ----------------------------------------------------------------------------------


def split(words: str) -> list[str]:
    """Each line that says something is a paragraph."""
    return [line.strip() for line in words.splitlines() if line.strip()]


@transaction.atomic
def write(
    matter: Matter,
    paper: str,
    texts: Sequence[str],
    *,
    by: Actor,
    at: datetime,
    resolves: Iterable[int] = (),
    after: int | None = None,
) -> Draft:
    """A new version; `after` is the version it was written over, `resolves` the comments it meets.

    The matter goes on by a version, too: who passes it must have seen the words it has now.
    Raises ``MayNotWrite`` and ``DraftRejected``.
    """
    title = registry.template(paper).title
    held = hold(matter)
    if by.person_id is None or not may_write(by, matter, paper):
        raise MayNotWrite
    _acceptable(texts)
    before = newest(matter, paper)
    last = before.version if before else 0
    if after is not None and after != last:
        raise DraftRejected(gettext("别人刚刚写了新的一稿。请先看新稿，再决定怎么改。"))
    draft = Draft.objects.create(
        matter=matter, paper=paper, version=last + 1, written_by_id=by.person_id, written_at=at
    )
    made = DraftParagraph.objects.bulk_create(
        DraftParagraph(draft=draft, position=position, text=text)
        for position, text in enumerate(texts, start=1)
    )
    met = [one for one in open_comments(matter, paper) if one.pk in set(resolves)]
    for one in met:
        one.resolved_in = draft
        one.save(update_fields=["resolved_in"])
    held.version += 1
    held.save(update_fields=["version"])
    matter.version = held.version
    record(
        matter,
        "draft.write",
        gettext_noop("起草文书"),
        by=by,
        at=at,
        rows=[held, draft, *made, *met],
        paper=title,
        version=draft.version,
    )
    return draft


def begin(act: Act, paper: str) -> None:
    """The first version inside an act, from the record, where nobody has written one."""
    if newest(act.matter, paper) is not None:
        return
    draft = Draft(
        matter=act.matter,
        paper=paper,
        version=1,
        written_by_id=act.person_id,
        written_at=act.at.occurred,
    )
    act.save(draft)
    act.save_all(
        DraftParagraph(draft=draft, position=position, text=text)
        for position, text in enumerate(first_words(act.matter, paper), start=1)
    )


def _acceptable(texts: Sequence[str]) -> None:
    if not texts:
        raise DraftRejected(gettext("文书稿是空的。请至少写一段。"))
    if len(texts) > MOST or any(len(text) > LONGEST for text in texts):
        raise DraftRejected(
            gettext("文书稿太长：最多 %(most)d 段，每段最多 %(longest)d 字。")
            % {"most": MOST, "longest": LONGEST}
        )


@transaction.atomic
def comment(matter: Matter, paragraph: int, text: str, *, by: Actor, at: datetime) -> DraftComment:
    """Say something of a paragraph of the newest version.

    Raises ``MayNotReview``, ``OwnCase``, ``DraftRejected``.
    """
    hold(matter)
    row = DraftParagraph.objects.select_related("draft").get(pk=paragraph, draft__matter=matter)
    draft = row.draft
    if refused := why_not_review(by, matter, draft.paper):
        raise refused
    if draft != newest(matter, draft.paper):
        raise DraftRejected(gettext("已有新的一稿。请对新稿提出意见。"))
    if not text.strip() or len(text) > LONGEST:
        raise DraftRejected(gettext("请写明意见，最多 %(longest)d 字。") % {"longest": LONGEST})
    same = DraftComment.objects.filter(paragraph=row, author=by.person_id, text=text.strip())
    if said := same.first():
        return said  # sent twice
    made = DraftComment.objects.create(
        paragraph=row, author=Person(pk=by.person_id), text=text.strip(), made_at=at
    )
    record(
        matter,
        "draft.comment",
        gettext_noop("审核意见"),
        by=by,
        at=at,
        rows=[made],
        paper=registry.template(draft.paper).title,
        version=draft.version,
        position=row.position,
    )
    return made


# -- comparing --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """What became of a paragraph: same, changed, added or removed."""

    how: str
    before: str = ""
    after: str = ""


def differences(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """Paragraph by paragraph, in the order of the later version; what was removed, in its place."""
    found: list[Difference] = []
    matcher = SequenceMatcher(a=list(before), b=list(after), autojunk=False)
    for tag, i, j, k, end in matcher.get_opcodes():
        old, new = before[i:j], after[k:end]
        if tag == "equal":
            found += [Difference("same", text, text) for text in old]
            continue
        both = min(len(old), len(new))
        found += [Difference("changed", *pair) for pair in zip(old[:both], new[:both], strict=True)]
        found += [Difference("removed", before=text) for text in old[both:]]
        found += [Difference("added", after=text) for text in new[both:]]
    return found
