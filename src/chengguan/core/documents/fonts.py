"""The typefaces of papers: what is shipped, and what a bureau has put into its folder.

The setting `CHENGGUAN_FONTS` names a folder with font files and a `fonts.toml` such as
`fangsong = ["FangSong_GB2312"]`. Whatever a bureau's font lacks, the shipped one shows.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from pylopdf_fonts_zh_cn import serif_path

from chengguan.core.documents import glyphs

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
SHIPPED = {
    "fangsong": [SERIF, SANS],
    "biaosong": [SERIF, SANS],
    "kaiti": [SERIF, SANS],
    "heiti": [SANS, SERIF],
    "songti": [SERIF, SANS],
}
DESCRIPTIONS = "ideographs.toml"


@dataclass(frozen=True)
class Typefaces:
    """Font folders, the families of each style in the order of preference, descriptions."""

    folders: tuple[Path, ...]
    families: Mapping[str, list[str]]
    descriptions: Mapping[str, str]

    @cached_property
    def compiler(self) -> typst.Compiler:
        """Made once: it reads the fonts."""
        return typst.Compiler(font_paths=list(map(str, self.folders)), ignore_system_fonts=True)

    @cached_property
    def files(self) -> dict[str, list[tuple[Path, int]]]:
        """The files of each family we use (path and number in a collection)."""
        found: dict[str, list[tuple[Path, int]]] = {}
        wanted = {family for chain in self.families.values() for family in chain}
        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=list(map(str, self.folders)),
        )
        for font in fonts.fonts():
            if font.family in wanted and font.path:
                found.setdefault(font.family, []).append((Path(font.path), font.index))
        return found

    @property
    def unknown(self) -> list[str]:
        """Families that are named and not there."""
        named = {family for chain in self.families.values() for family in chain}
        return sorted(named - set(self.files))

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that every style can show, in one of its families."""
        covered = {
            family: frozenset().union(*(glyphs.characters_of(*place) for place in places))
            for family, places in self.files.items()
        }
        chains = [[covered.get(f, frozenset()) for f in chain] for chain in self.families.values()]
        return frozenset.intersection(*(frozenset().union(*chain) for chain in chains))

    @cached_property
    def digest(self) -> str:
        """Of the font files and their order: part of what makes the same bytes."""
        total = hashlib.sha256(repr(sorted(self.families.items())).encode())
        for path in sorted({path for places in self.files.values() for path, _number in places}):
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
        return total.hexdigest()

    def mark(self, letter: str) -> str:
        """What stands for a character that no font can show: its parts, and its number."""
        return f"〔{self.descriptions.get(letter, '')}U+{ord(letter):04X}〕"


def typefaces() -> Typefaces:
    return _typefaces(str(getattr(settings, "CHENGGUAN_FONTS", "") or ""))


@lru_cache(maxsize=4)
def _typefaces(folder: str) -> Typefaces:
    own = Path(folder) if folder else None
    chosen = _table(own / "fonts.toml") if own else {}
    if strange := set(chosen) - set(SHIPPED):
        raise ValueError(f"fonts.toml: no such styles: {', '.join(sorted(strange))}")
    families = {
        style: list(dict.fromkeys([*chosen.get(style, []), *fallback]))
        for style, fallback in SHIPPED.items()
    }
    described = _table(Path(__file__).parent / "data" / DESCRIPTIONS)
    if own:
        described |= _table(own / DESCRIPTIONS)
    folders = (*([own] if own else []), Path(serif_path()).parent)
    return Typefaces(folders, families, described)


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
