"""What is committed names no registry host and no path of somebody's machine."""

import re

import pytest

from tests.house import source

# Spelt apart, or this file would find itself.
HOSTS = re.compile(
    "|".join(
        ("pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", r"deb\.debian" + r"\.org")
    )
)
PATHS = re.compile(r"(?<![\w.])/(?:root|home|Users|work)/[\w.]")


def findings(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{source.name(path)}:{number}: {line.strip()[:80]}"
        for path in source.kept_files()
        if path != source.ROOT / "tests/house/test_kept_files.py"
        for number, line in enumerate(source.text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_registry_host_is_named() -> None:
    assert not findings(HOSTS)


def test_no_machine_path_is_named() -> None:
    assert not findings(PATHS)


@pytest.mark.parametrize("line", ["url = /Users/me/x", "'/root/.cache'", "cd /home/me"])
def test_a_machine_path_is_found(line: str) -> None:
    assert PATHS.search(line)


@pytest.mark.parametrize("line", ["core/work/models.py", "../work/x", "postgres://root@/x"])
def test_a_path_of_ours_is_not(line: str) -> None:
    assert not PATHS.search(line)
