"""Numbers that Word counts by itself: they are seen on paper, but stand nowhere in the text."""

import re
from xml.etree.ElementTree import Element

from chengguan.plans.reading.numbering import written

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUE = f"{_W}val"
_HAN = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCountingThousand",
)
_LEVEL = re.compile(r"%([1-9])")


class Numbers:
    """The lists of a document and how far each has counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._learn(numbering)
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            if found := _reference(style.find(f"{_W}pPr/{_W}numPr")):
                self.styles[style.get(f"{_W}styleId", "")] = found

    def _learn(self, numbering: Element) -> None:
        shapes = {
            shape.get(f"{_W}abstractNumId", ""): {
                int(level.get(f"{_W}ilvl", "0")): _level(level) for level in shape.iter(f"{_W}lvl")
            }
            for shape in numbering.iter(f"{_W}abstractNum")
        }
        for number in numbering.iter(f"{_W}num"):
            shape = _said(number.find(f"{_W}abstractNumId"))
            self.levels[number.get(f"{_W}numId", "")] = shapes.get(shape, {})

    def of(self, paragraph: Element) -> str:
        """The number Word shows before this paragraph, counted on; empty without one."""
        found = _reference(paragraph.find(f"{_W}pPr/{_W}numPr"))
        if found is None:
            found = self.styles.get(_said(paragraph.find(f"{_W}pPr/{_W}pStyle")))
        if found is None or found[1] not in self.levels.get(found[0], {}):
            return ""
        name, depth = found
        levels, counts = self.levels[name], self.counts.setdefault(name, {})
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _LEVEL.sub(lambda part: self._shown(name, int(part[1]) - 1), levels[depth][1])

    def _shown(self, name: str, depth: int) -> str:
        form, _, start = self.levels[name].get(depth, ("decimal", "", 1))
        count = self.counts[name].get(depth, start)
        if form in _HAN:
            return written(count)
        if form == "decimalEnclosedCircle" and 1 <= count <= 20:
            return chr(ord("①") + count - 1)
        return str(count)


def _level(level: Element) -> tuple[str, str, int]:
    """Form, text such as ``（%1）``, and the first number."""
    form, text = _said(level.find(f"{_W}numFmt")), _said(level.find(f"{_W}lvlText"))
    start = _said(level.find(f"{_W}start"))
    shown = "" if form in ("bullet", "none") else text
    return form, shown, int(start) if start.isdecimal() else 1


def _reference(found: Element | None) -> tuple[str, int] | None:
    if found is None:
        return None
    depth = _said(found.find(f"{_W}ilvl"))
    return _said(found.find(f"{_W}numId")), int(depth) if depth.isdecimal() else 0


def _said(found: Element | None) -> str:
    return found.get(_VALUE, "") if found is not None else ""
