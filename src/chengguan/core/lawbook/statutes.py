"""Official texts: read from a folder into local tables, and found again from a citation.

They are not part of the platform. Without them our own words stand alone.
"""

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from chengguan.core.lawbook.models import Statute, StatuteArticle
from chengguan.core.pages.imports import Report

ALIASES = Path(__file__).parent / "data" / "statutes.toml"
_HEAD = re.compile(
    r"^(?:\*\*)?第(?P<number>[零一二三四五六七八九十百千]+)条"
    r"(?:之(?P<sub>[一二三四五六七八九十]+))?(?:\*\*)?[\s　]+(?P<text>.*)$"
)
_DIVISION = re.compile(r"^(#|第[零一二三四五六七八九十百]+[编章节][\s　])")
_REPEALED = re.compile(r"\((\d{4}-\d{2}-\d{2})废止\)")
_EDITION = re.compile(r"\(([^)]*)\)")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True)
class Cited:
    """An article as a rule or an item names it: the loaded title, and the number."""

    title: str
    number: int


@dataclass(frozen=True)
class Official:
    """The text of an article, from which version, and whether that version may be superseded."""

    title: str
    edition: str
    number: int
    text: str
    is_doubtful: bool
    repealed_on: date | None


def load(source: Path) -> Report:
    """Read every text below a folder. A text that is as it was is left alone; files that are no
    text are named as problems, and nothing else is changed by them."""
    counts: Counter[str] = Counter(new=0, changed=0, unchanged=0, unknown=0)
    problems = []
    root = source if source.is_dir() else source.parent
    files = sorted(source.rglob("*")) if source.is_dir() else [source]
    for file in (found for found in files if found.is_file() and found.name != "README.md"):
        name = str(file.relative_to(root))
        told = _load_file(file, name)
        counts[told] += 1
        if told == "unknown":
            problems.append(f"{name}：读不出条文，未导入")
    counts["statutes"], counts["articles"] = Statute.objects.count(), StatuteArticle.objects.count()
    return Report(dict(counts), tuple(problems))


def official(cited: Iterable[Cited]) -> tuple[Official, ...]:
    """What is loaded of these articles, in their order; one statement."""
    wanted = list(dict.fromkeys(cited))
    any_of = Q(pk__in=())
    for each in wanted:
        any_of |= Q(statute__title=each.title, number=each.number, sub=0)
    rows = StatuteArticle.objects.filter(any_of).select_related("statute")
    found = {Cited(row.statute.title, row.number): row for row in rows}
    return tuple(_official(found[each]) for each in wanted if each in found)


def cited_in(*texts: str) -> tuple[Cited, ...]:
    """The articles that provisions name, each once. 同 and numbers alone go with the text before.

    >>> [(each.title, each.number) for each in cited_in("沪物业规定56(2)(一)", "同85")]
    [('上海市住宅物业管理规定', 56), ('上海市住宅物业管理规定', 85)]
    """
    found, title = [], ""
    for text in texts:
        for token in _tokens(text):
            if token.isdecimal():
                found.append(Cited(title, int(token)))
            else:
                title = aliases()[token]
    return tuple(each for each in dict.fromkeys(found) if each.title)


@cache
def aliases() -> dict[str, str]:
    return tomllib.loads(ALIASES.read_text(encoding="utf-8"))["titles"]


def _tokens(text: str) -> Iterator[str]:
    """Names of texts and numbers of articles; what stands in brackets is paragraph or remark."""
    names = sorted(aliases(), key=len, reverse=True)
    known = "|".join(re.escape(name) for name in names)
    for match in re.finditer(rf"({known})|\([^)]*\)|（[^）]*）|(\d+)", text):
        if match[1] or match[2]:
            yield match[1] or match[2]


def _load_file(file: Path, name: str) -> str:
    if file.suffix != ".md":
        return "unknown"
    content = file.read_bytes()
    try:
        articles = dict(_articles(content.decode("utf-8")))
    except UnicodeDecodeError:
        return "unknown"
    if not articles:
        return "unknown"
    digest = hashlib.sha256(content).hexdigest()
    standing = Statute.objects.filter(source_name=name).first()
    if standing and standing.digest == digest:
        return "unchanged"
    _save(file, name, digest, articles)
    return "changed" if standing else "new"


@transaction.atomic
def _save(file: Path, name: str, digest: str, articles: dict[tuple[int, int], str]) -> None:
    repealed = _REPEALED.search(file.stem)
    edition = _EDITION.search(_REPEALED.sub("", file.stem))
    values = {
        "title": re.split(r"[(]", file.stem)[0],
        "edition": edition[1] if edition else "",
        "repealed_on": date.fromisoformat(repealed[1]) if repealed else None,
        "is_doubtful": file.parent.name.endswith("-doubtful"),
        "digest": digest,
    }
    statute, _created = Statute.objects.update_or_create(source_name=name, defaults=values)
    statute.articles.all().delete()
    StatuteArticle.objects.bulk_create(
        StatuteArticle(statute=statute, number=number, sub=sub, text=text)
        for (number, sub), text in articles.items()
    )


def _articles(content: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Each article with its paragraphs; a number that comes again belongs to something quoted."""
    seen: set[tuple[int, int]] = set()
    place, lines = None, []
    for line in [*content.splitlines(), "#"]:
        head = _HEAD.match(line.strip())
        if not head and not _DIVISION.match(line.strip()):
            lines.append(line.strip())
            continue
        if place and place not in seen:
            seen.add(place)
            yield place, "\n".join(kept for kept in lines if kept)
        place = _place(head) if head else None
        lines = [head["text"]] if head else []


def _place(head: re.Match[str]) -> tuple[int, int]:
    return _number(head["number"]), _number(head["sub"]) if head["sub"] else 0


def _number(chinese: str) -> int:
    """
    >>> [_number(said) for said in ("十", "二十八", "一百零三", "一千一百七十四")]
    [10, 28, 103, 1174]
    """
    total, digit = 0, 0
    for letter in chinese:
        if letter in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[letter], 0
        else:
            digit = _DIGITS[letter]
    return total + digit


def _official(row: StatuteArticle) -> Official:
    statute = row.statute
    return Official(
        statute.title,
        statute.edition,
        row.number,
        row.text,
        statute.is_doubtful,
        statute.repealed_on,
    )
