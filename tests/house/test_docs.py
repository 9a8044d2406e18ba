"""What is documented exists, and what exists is documented."""

import pkgutil
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.house import source

PAGES = [
    *sorted((source.ROOT / "docs").rglob("*.md")),
    source.ROOT / "README.md",
    source.ROOT / "README.zh.md",
]
NAME = re.compile(r"`((?:core|enforcement|flows|law|web)(?:\.\w+)+)`")
COMMAND = re.compile(r"(?:^|[`$ (])chengguan ([a-z][a-z_]+)")
TARGET = re.compile(r"`make ([a-z-]+)|^make ([a-z-]+)", re.M)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
# Data and translations are no rooms.
BESIDE_THE_LAW = {"data", "locale"}
# Named in the changelog or an ADR, a command may belong to another day.
DATED = ("changelog.md", "adr")


def own_commands() -> set[str]:
    return {
        name
        for name, app in get_commands().items()
        if app.startswith("chengguan.") and not name.startswith("_")
    }


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (source.ROOT / "Makefile").read_text(), re.M))


def page_id(page: Path) -> str:
    return str(page.relative_to(source.ROOT))


current = [page for page in PAGES if not any(part in DATED for part in page.parts)]


def test_every_command_of_ours_is_in_operations() -> None:
    operations = (source.ROOT / "docs" / "operations.md").read_text()
    missing = own_commands() - set(COMMAND.findall(operations))
    assert not missing


@pytest.mark.parametrize("page", current, ids=page_id)
def test_every_command_named_exists(page: Path) -> None:
    unknown = set(COMMAND.findall(page.read_text())) - set(get_commands())
    assert not unknown


@pytest.mark.parametrize("page", current, ids=page_id)
def test_every_make_target_named_exists(page: Path) -> None:
    named = {first or second for first, second in TARGET.findall(page.read_text())}
    assert not named - make_targets()


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert not dead


@pytest.mark.parametrize("page", current, ids=page_id)
def test_every_name_in_the_source_exists(page: Path) -> None:
    gone = []
    for name in NAME.findall(page.read_text()):
        try:
            pkgutil.resolve_name(f"chengguan.{name}")
        except (ImportError, AttributeError):
            gone.append(name)
    assert not gone


def test_the_trail_leads_through_the_source() -> None:
    assert len(NAME.findall((source.ROOT / "docs" / "trail.md").read_text())) > 30


def test_every_dependency_has_its_reason() -> None:
    project = (source.ROOT / "pyproject.toml").read_text()
    front = (source.ROOT / "package.json").read_text()
    names = re.findall(r'^    "([A-Za-z0-9_-]+)[\[>]', project, re.M)
    names += re.findall(r'"(@?[a-z/-]+)": "\d', front)
    reasons = (source.ROOT / "docs" / "dependencies.md").read_text()
    assert names
    assert not [name for name in names if f"| {name} " not in reasons]


def test_every_room_is_on_the_map() -> None:
    plan = (source.ROOT / "docs" / "map.md").read_text()
    rooms = [
        str(path.parent.relative_to(source.PACKAGE))
        for path in source.PACKAGE.rglob("apps.py")
        if path.parent.name != "web"
    ]
    law = (source.PACKAGE / "law").glob("[a-z]*")
    rooms += [f"law/{path.stem}" for path in law if path.stem not in BESIDE_THE_LAW]
    assert not [room for room in rooms if f"`{room}`" not in plan]
