"""The dated data of the law as TOML files, and the one strict way to read them."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any


class DataError(ValueError):
    """A row of law data is wrong; the message names file, row and remedy."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}：{problem}。{remedy}")


def file_names(prefix: str) -> tuple[str, ...]:
    """The data files whose name begins with `prefix`, in order of name.

    >>> file_names("calendar")
    ('calendar.toml',)
    """
    names = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(n for n in names if n.startswith(prefix) and n.endswith(".toml")))


def read(name: str) -> dict[str, Any]:
    """The parsed content of one data file of this package."""
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))


def check_keys(
    row: dict[str, Any], where: str, required: Iterable[str], optional: Iterable[str] = ()
) -> None:
    """Refuse a row that lacks a key or has one nobody reads.

    >>> check_keys({"ref": "CK06"}, "clocks.toml CK06", ["ref", "title"])
    Traceback (most recent call last):
    ...
    chengguan.law.data.DataError: clocks.toml CK06：缺少键 title。请补上
    """
    missing = set(required) - set(row)
    if missing:
        raise DataError(where, f"缺少键 {', '.join(sorted(missing))}", "请补上")
    unknown = set(row) - set(required) - set(optional)
    if unknown:
        raise DataError(where, f"不认识的键 {', '.join(sorted(unknown))}", "请改正拼写或删去")
