"""The templates of papers (文书模板) that capabilities bring, and how a snapshot is filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from chengguan.core.documents.errors import NoNumberPrefix, PaperIncomplete
from chengguan.core.journal.canonical import digest
from chengguan.core.org.models import Organ
from chengguan.core.work.act import Act

Field: TypeAlias = str | list[str] | list[list[str]]
"""Text ready to print, the lines of a list, or the rows of a table."""

SHARED = Path(__file__).with_name("typst") / "official.typ"
MAIN = "main.typ"


def issuing_organ(act: Act) -> Organ:
    """The matter's organ, or the nearest above it that numbers papers of its own."""
    own = act.matter.organ
    if own.number_prefix:
        return own
    above = Organ.objects.filter(pk__in=own.ancestor_ids).exclude(number_prefix="")
    found = max(above, key=lambda organ: len(organ.ancestor_ids), default=None)
    if found is None:
        raise NoNumberPrefix(own.name)
    return found


@dataclass(frozen=True)
class Template:
    """One kind of paper.

    ``fields`` reads the record, not the form. ``number_pattern`` takes prefix, year and seq;
    papers of one ``series`` word (the key, if none is given) count together, per issuing
    organ and year. ``copies`` names who gets one.
    """

    key: str
    title: str
    path: Path
    fields: Callable[[Act], Mapping[str, Field]]
    number_pattern: str
    required: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    series: str = ""
    issuer: Callable[[Act], Organ] = issuing_organ

    @cached_property
    def sources(self) -> dict[str, str]:
        """The template and its shared parts, by the names under which they import each other."""
        return {MAIN: self.path.read_text("utf-8"), SHARED.name: SHARED.read_text("utf-8")}

    @cached_property
    def version(self) -> str:
        return digest(self.sources)

    def filled(self, act: Act) -> dict[str, Field]:
        """The field values of this act; a required one that is empty refuses the act."""
        values = dict(self.fields(act))
        for name in self.required:
            if not _says_something(values.get(name, "")):
                raise PaperIncomplete(self.title, name)
        for name, value in values.items():
            if not _is_field(value):
                raise TypeError(f"{self.key}: {name} is not text, lines or rows: {value!r}")
        return values


def _says_something(value: Field) -> bool:
    return bool(value.strip()) if isinstance(value, str) else any(map(_says_something, value))


def _is_field(value: object, depth: int = 2) -> bool:
    if isinstance(value, list):
        return depth > 0 and all(_is_field(item, depth - 1) for item in value)
    return isinstance(value, str)


_templates: dict[str, Template] = {}


def register_paper(template: Template) -> None:
    """Publish a template at start-up; a second one under the same key is a mistake."""
    known = _templates.setdefault(template.key, template)
    if known != template:
        raise ValueError(f"paper {template.key} is registered twice")


def template(key: str) -> Template:
    return _templates[key]


def templates() -> tuple[Template, ...]:
    return tuple(_templates.values())
