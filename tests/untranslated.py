"""What is left untranslated in an English page: Chinese outside what is marked as source text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

CHINESE = re.compile(r"[\u3400-\u9fff]")
READ_ALOUD = frozenset({"title", "alt", "placeholder", "aria-label", "value"})
VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)


class _Reader(HTMLParser):
    """Keeps the languages of the open elements; text counts in the nearest one."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []

    @property
    def language(self) -> str:
        return next((lang for _tag, lang in reversed(self.open) if lang), "")

    @property
    def is_silent(self) -> bool:
        return any(tag in ("script", "style") for tag, _lang in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.open.append((tag, given.get("lang") or ""))
        for name, value in attrs:
            # What a person typed into a field is data, not a word of the interface.
            typed = name == "value" and given.get("type") not in ("submit", "button")
            if name in READ_ALOUD and not typed:
                self.note(value or "")
        if tag in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_silent and not any(tag == "textarea" for tag, _lang in self.open):
            self.note(data)

    def note(self, text: str) -> None:
        if CHINESE.search(text) and not self.language.startswith("zh"):
            self.found.append(text.strip())


def untranslated(html: str) -> list[str]:
    """Every Chinese text and read-aloud attribute outside `lang="zh"`, in the page's order."""
    reader = _Reader()
    reader.feed(html)
    return reader.found
