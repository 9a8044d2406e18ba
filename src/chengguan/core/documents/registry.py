"""The templates of papers (文书模板) that capabilities bring, and how a snapshot is filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

from django.conf import settings

from chengguan.core.documents.errors import NoNumberPrefix, PaperIncomplete
from chengguan.core.journal.canonical import digest
from chengguan.core.org.models import Organ
from chengguan.core.work.act import Act

Field: TypeAlias = str | list[str] | list[list[str]]
"""Text ready to print, the lines of a list, or the rows of a table."""

TYPST = Path(__file__).with_name("typst")
SHARED = ("official.typ", "parts.typ")
"""What a template imports by name."""
MAIN = "main.typ"


def issuing_organ(act: Act) -> Organ:
    """The matter's organ, or the nearest above it that numbers papers of its own."""
    return numbering_organ(act.matter.organ)


def numbering_organ(own: Organ) -> Organ:
    """The organ, or the nearest above it that numbers papers of its own."""
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
    organ and year. ``copies`` names who gets one; ``labels`` names fields in a refusal.
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
    labels: Mapping[str, str] = field(default_factory=dict, compare=False)

    def edition(self, on: date) -> "Edition":
        """The bureau's own template in force on that day, else the shipped one."""
        return edition_of(own_template(self.key, on) or self.path)

    def filled(self, act: Act) -> dict[str, Field]:
        """The field values of this act; a required one that is empty refuses the act."""
        values = dict(self.fields(act))
        for name in self.required:
            if not _says_something(values.get(name, "")):
                raise PaperIncomplete(self.title, name, self.labels.get(name, name))
        for name, value in values.items():
            if not _is_field(value):
                raise TypeError(f"{self.key}: {name} is not text, lines or rows: {value!r}")
        return values


@dataclass(frozen=True)
class Edition:
    """A template as it was on a day: main file and shared parts, by the names of their imports."""

    sources: Mapping[str, str]

    @cached_property
    def version(self) -> str:
        return digest(self.sources)


def edition_of(path: Path) -> Edition:
    return _edition(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=200)
def _edition(path: Path, _changed: int) -> Edition:
    shared = {name: (TYPST / name).read_text("utf-8") for name in SHARED}
    return Edition({MAIN: path.read_text("utf-8"), **shared})


def own_templates() -> dict[str, dict[date, Path]]:
    """The bureau's own templates by key and first day, from the folder CHENGGUAN_TEMPLATES.

    A file is named ``KEY@2026-12-01.typ`` and holds from that day until a later one of its key.
    Raises ``ValueError`` for a name that is not so.
    """
    folder = str(getattr(settings, "CHENGGUAN_TEMPLATES", "") or "")
    found: dict[str, dict[date, Path]] = {}
    for path in sorted(Path(folder).glob("*.typ")) if folder else []:
        key, _at, day = path.stem.rpartition("@")
        found.setdefault(key, {})[date.fromisoformat(day)] = path
    return found


def own_template(key: str, on: date) -> Path | None:
    """The one in force: the latest that began on that day or before."""
    begun = [day for day in own_templates().get(key, {}) if day <= on]
    return own_templates()[key][max(begun)] if begun else None


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
