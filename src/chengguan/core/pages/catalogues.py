"""Message catalogues, compiled with Babel, so that no system gettext is needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


def catalogues() -> Iterator[Path]:
    """Every catalogue of the package: those of the apps and those of the law."""
    return iter(sorted(ROOT.glob("**/locale/*/LC_MESSAGES/django.po")))


def compiled(catalogue: Path) -> Path:
    return catalogue.with_suffix(".mo")


def stale() -> list[Path]:
    """The catalogues that are newer than what was compiled from them."""
    return [
        catalogue
        for catalogue in catalogues()
        if not compiled(catalogue).exists()
        or compiled(catalogue).stat().st_mtime < catalogue.stat().st_mtime
    ]


def compile_catalogue(catalogue: Path) -> None:
    """Written beside and moved, so that no reader meets half a file; two writers, two halves."""
    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parents[1].name)
    half = compiled(catalogue).with_suffix(f".mo.{os.getpid()}")
    with half.open("wb") as target:
        write_mo(target, messages)
    half.replace(compiled(catalogue))


def compile_all() -> list[Path]:
    done = list(catalogues())
    for catalogue in done:
        compile_catalogue(catalogue)
    return done


def compile_stale() -> list[Path]:
    wanted = stale()
    for catalogue in wanted:
        compile_catalogue(catalogue)
    return wanted
