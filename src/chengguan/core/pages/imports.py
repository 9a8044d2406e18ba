"""What `chengguan import NAME` can bring in; each app says it from its own `AppConfig.ready`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: counts by word, and what it could not read, each with its reason.

    ``answer`` is said to programs instead, on one line, where an import has an own shape.
    """

    counts: Mapping[str, int]
    problems: tuple[str, ...] = ()
    answer: Mapping[str, Any] | None = None


def no_arguments(parser: CommandParser) -> None:
    """An import that asks for nothing besides its source."""


@dataclass(frozen=True, slots=True)
class Import:
    """One kind of import: `run(source, **options)`, with the options `arguments` adds.

    With ``takes_many`` several sources may be named, and `run` takes them as a tuple.
    """

    name: str
    help: str
    run: Callable[..., Report]
    arguments: Callable[[CommandParser], None] = no_arguments
    takes_many: bool = False


@dataclass(slots=True)
class Imports:
    known: dict[str, Import] = field(default_factory=dict)


entries = Imports()


def register(entry: Import) -> None:
    """Told again under the same name, the later one stands (an app is made ready once)."""
    entries.known[entry.name] = entry


def known() -> tuple[Import, ...]:
    return tuple(entries.known[name] for name in sorted(entries.known))


def run(name: str, source: Path | tuple[Path, ...], options: Mapping[str, Any]) -> Report:
    return entries.known[name].run(source, **options)
