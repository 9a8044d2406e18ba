"""术语: every term of the screens in both languages, read from the code that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.utils.translation import gettext, override

from chengguan.core.work import registry
from chengguan.core.work.figures import registered

HAN = range(0x4E00, 0xA000)


@dataclass(frozen=True)
class Term:
    """One thing by its Chinese and its English name; ``identifier`` is its name in the code."""

    chinese: str
    english: str
    identifier: str


@cache
def all_terms() -> tuple[Term, ...]:
    """Things, their properties, acts, states and figures; each Chinese word once."""
    found: dict[str, Term] = {}
    for title, identifier in _named():
        with override("zh-hans"):
            chinese = gettext(str(title)) if isinstance(title, str) else str(title)
        with override("en"):
            english = gettext(title) if isinstance(title, str) else str(title)
        if any(ord(letter) in HAN for letter in chinese) and english != chinese:
            found.setdefault(chinese, Term(chinese, english, identifier))
    return tuple(sorted(found.values(), key=lambda term: term.identifier.lower()))


def _named() -> Iterator[tuple[object, str]]:
    for model in apps.get_models():
        if model.__module__.startswith("chengguan."):
            yield model._meta.verbose_name, model.__name__
            for column in model._meta.fields:
                yield column.verbose_name, f"{model.__name__}.{column.name}"
    for handling in registry.handlings():
        procedure = handling.procedure
        yield procedure.title, procedure.key
        yield from ((state.title, state.key) for state in procedure.states)
        yield from ((action.title, action.key) for action in procedure.actions)
    yield from ((figure.title, figure.code) for figure in registered())


def found(looked_for: str) -> Iterator[Term]:
    """Those that hold the word in any of the three names; the closest ones first."""
    wanted = looked_for.strip().lower()
    hits = [term for term in all_terms() if wanted in _told(term)]
    return iter(sorted(hits, key=lambda term: (len(term.chinese), term.chinese)))


def _told(term: Term) -> str:
    return f"{term.chinese} {term.english} {term.identifier}".lower()
