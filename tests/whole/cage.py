"""Strings that occur nowhere else: each says where it was put, so that a leak names its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LETTERS = "bcdfghjkmnpqrstvwxyz"
WORD = re.compile(r"zzq[bcdfghjkmnpqrstvwxyz]{4}qzz|1397\d{7}")


@dataclass(frozen=True)
class Canary:
    """One string: of which class, whose organ, which field of law, and where it was written."""

    text: str
    group: str
    organ: str
    field: str
    where: str

    def __repr__(self) -> str:
        return f"{self.group}/{self.organ}/{self.field}/{self.where}"


class Cage:
    """All canaries that were set free."""

    def __init__(self) -> None:
        self.by_text: dict[str, Canary] = {}

    def bird(self, group: str, organ: str, field: str, where: str) -> str:
        return self._keep(_word(len(self.by_text)), group, organ, field, where)

    def phone(self, group: str, organ: str, field: str, where: str = "phone") -> str:
        return self._keep(f"1397{len(self.by_text):07d}", group, organ, field, where)

    def _keep(self, text: str, group: str, organ: str, field: str, where: str) -> str:
        self.by_text[text] = Canary(text, group, organ, field, where)
        return text

    def heard_in(self, text: str) -> set[Canary]:
        """The canaries that sing in a text, also across the line breaks of a sheet."""
        found = set(WORD.findall(text)) | set(WORD.findall(re.sub(r"\s+", "", text)))
        return {self.by_text[word] for word in found if word in self.by_text}

    def of(self, *groups: str) -> list[Canary]:
        return [bird for bird in self.by_text.values() if bird.group in groups]

    def where(self, places: Iterable[str]) -> list[Canary]:
        wanted = set(places)
        return [bird for bird in self.by_text.values() if bird.where in wanted]


def _word(number: int) -> str:
    letters = ""
    for _place in range(4):
        number, digit = divmod(number, len(LETTERS))
        letters += LETTERS[digit]
    return f"zzq{letters}qzz"
