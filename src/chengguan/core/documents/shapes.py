"""The shapes that most papers have: an app declares its papers as data and writes no Typst.

A paper says its words with `{name}` where a value of the record stands. A word that is nothing
but one empty value is left out, unless the value is required. A shape prints these parts:

about       rows of label and value in turn, as a box
to          the addressee
body        paragraphs; a pair is a heading with its text
points      paragraphs numbered 一、二、
turns       rows of (问 or 答, text)
proposal    rows of (label, text) above the opinions of an approval
opinions    rows of (who, opinion, name, date); empty ones are left to sign by hand
headings, rows   a table
closing     paragraphs at the end
officers    rows of (name, certificate number), each with a line to sign on
signers     labels of further lines to sign on
page_signers     labels signed at the foot of every page of a record
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType

from chengguan.core.documents.registry import (
    TYPST,
    Field,
    Template,
    issuing_organ,
    register_paper,
)
from chengguan.core.org.models import Organ
from chengguan.core.work.act import Act

SHAPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "record": ("about", "body", "turns", "closing", "officers", "signers", "page_signers"),
        "approval": ("about", "proposal", "opinions"),
        "notice": ("about", "to", "body", "points", "closing", "officers", "signers"),
        "decision": ("about", "body", "points", "closing", "officers", "signers"),
        "receipt": ("about", "headings", "rows", "body", "officers", "signers"),
        "list": ("about", "headings", "rows", "closing", "officers", "signers"),
        "cover": ("about",),
    }
)
Values = Mapping[str, Field]
ROWS = {"turns": 2, "rows": 0, "officers": 2}
"""Parts that one value may fill with rows, and how wide these are."""


@dataclass(frozen=True)
class Paper:
    """One paper of a shape.

    ``says`` gives each part its words: a text, or tuples of texts and rows. ``values`` reads
    the record: text, lines or rows by name. ``required`` are names of values; ``labels`` their
    names for people.
    """

    shape: str
    key: str
    title: str
    values: Callable[[Act], Values]
    says: Mapping[str, object]
    number_pattern: str
    required: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    copies: tuple[str, ...] = ()
    series: str = ""
    issuer: Callable[[Act], Organ] = issuing_organ

    def __post_init__(self) -> None:
        if strange := set(self.says) - set(SHAPES[self.shape]):
            raise ValueError(f"{self.key}: {self.shape} has no part {', '.join(sorted(strange))}")
        for name in self.required:
            # Another part of this name would stand in its place, and nobody would miss the value.
            if self.says.get(name, f"{{{name}}}") != f"{{{name}}}":
                raise ValueError(f"{self.key}: {name} is the name of a part")

    def template(self) -> Template:
        return Template(
            key=self.key,
            title=self.title,
            path=TYPST / "shapes" / f"{self.shape}.typ",
            fields=self.filled,
            number_pattern=self.number_pattern,
            required=self.required,
            copies=self.copies,
            series=self.series,
            issuer=self.issuer,
            labels=self.labels,
        )

    def filled(self, act: Act) -> dict[str, Field]:
        """The values, so that a required one is missed by name, and the parts they fill."""
        return self.spoken(self.values(act))

    def spoken(self, values: Values) -> dict[str, Field]:
        parts = {part: _listed(part, _part(words, values)) for part, words in self.says.items()}
        return {**{name: values.get(name, "") for name in self.required}, **parts}

    def example(self) -> dict[str, Field]:
        """The paper with the labels of its values, to look at."""
        names = _names(self.says) | set(self.required)
        values: dict[str, Field] = {n: f"〔{self.labels.get(n, n)}〕" for n in names}
        for part, width in ROWS.items():
            for name in (
                _names(self.says.get(part, ())) if isinstance(self.says.get(part), str) else ()
            ):
                wide = len(_sequence(self.says.get("headings", ()))) if part == "rows" else width
                values[name] = [[str(values[name])] * wide]
        return self.spoken(values)


def register_papers(*papers: Paper) -> None:
    """Publish papers at start-up."""
    for paper in papers:
        register_paper(paper.template())
        _declared[paper.key] = paper


def declared(key: str) -> Paper | None:
    """The declaration of a paper, where it has one of these shapes."""
    return _declared.get(key)


_declared: dict[str, Paper] = {}


def _part(words: object, values: Values) -> Field:
    """A text, or a list whose items are texts or rows."""
    if isinstance(words, str):
        said = _said(words, values)
        return said
    items: list = []
    for word in _sequence(words):
        said = _said(word, values) if isinstance(word, str) else _row(word, values)
        items.extend(said if isinstance(word, str) and isinstance(said, list) else [said])
    return [item for item in items if item not in ("", [])]


def _listed(part: str, said: Field) -> Field:
    """Every part but the addressee is a list; one text is a list of one."""
    if part == "to" or not isinstance(said, str):
        return said
    return [said] if said else []


def _row(row: object, values: Values) -> list[str]:
    """The cells of a row; a row whose every value is empty says nothing."""
    cells = [_said(str(cell), values) for cell in _sequence(row)]
    texts = [cell if isinstance(cell, str) else "、".join(map(str, cell)) for cell in cells]
    asked = [name for cell in _sequence(row) for name in _names(cell)]
    if asked and not any(values.get(name) for name in asked):
        return texts if len(texts) > 2 else []
    return texts


def _said(words: str, values: Values) -> Field:
    """`{lines}` alone stands for a list; inside a sentence its items are joined."""
    names = [name for _text, name, _spec, _conversion in Formatter().parse(words) if name]
    if len(names) == 1 and words == f"{{{names[0]}}}":
        return values.get(names[0], "")
    if names and not all(values.get(name) for name in names):
        missing = {name: values.get(name) or "" for name in names}
        return "" if not any(missing.values()) else words.format_map(_joined(missing))
    return words.format_map(_joined(values))


def _joined(values: Values) -> dict[str, str]:
    return {n: v if isinstance(v, str) else "、".join(map(str, v)) for n, v in values.items()}


def _names(words: object) -> set[str]:
    if isinstance(words, str):
        return {name for _text, name, _spec, _conv in Formatter().parse(words) if name}
    parts = words.values() if isinstance(words, Mapping) else _sequence(words)
    return {name for part in parts for name in _names(part)}


def _sequence(words: object) -> tuple[object, ...]:
    if not isinstance(words, tuple | list):
        raise TypeError(f"neither text nor a row: {words!r}")
    return tuple(words)
