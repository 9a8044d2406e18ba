"""Keys are made knowingly, and never over a key that is there."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from chengguan.core.journal import keys


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.CHENGGUAN_KEYS_CREATE = False
    settings.KEYS_ROOT = tmp_path / "keys"
    return tmp_path / "keys"


def spoken(**options: Any) -> str:
    out = StringIO()
    call_command("keys", stdout=out, **options)
    return out.getvalue()


def test_looking_makes_nothing(folder: Path) -> None:
    assert spoken().count("none: add --create") == 3
    assert not folder.exists()


def test_creating_twice_makes_one_of_each_that_only_the_owner_reads(folder: Path) -> None:
    spoken(create=True)
    spoken(create=True)
    found = sorted(folder.glob("*.key"))
    assert len(found) == 3
    assert {path.stat().st_mode & 0o077 for path in found} == {0}


def test_a_new_key_is_used_and_the_old_one_stays(folder: Path) -> None:
    spoken(create=True)
    before = keys.keyring().newest(keys.SIGNING)[0]
    spoken(new=keys.SIGNING)
    ring = keys.keyring()
    assert ring.newest(keys.SIGNING)[0] > before
    assert ring.secret(keys.SIGNING, before)
