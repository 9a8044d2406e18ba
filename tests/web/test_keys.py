"""Keys are made knowingly, and never over a key that is there."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from chengguan.core.journal import keys
from chengguan.core.journal.models import SealedValue
from chengguan.core.journal.services import reveal, seal

AT = datetime(2026, 9, 15, 1, 0, tzinfo=UTC)


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


@pytest.mark.django_db
def test_rotation_makes_a_master_key_that_reads_what_was_sealed_before(folder: Path) -> None:
    spoken(create=True)
    sealed = seal(subject=uuid4(), kind="phone", value="13800000000")
    before = keys.keyring().newest(keys.MASTER)[0]
    assert "1 keys of subjects" in spoken(rotate=True)
    (folder / f"master-{before}.key").unlink()
    again = SealedValue.objects.get(pk=sealed.pk)
    assert reveal(again, actor="person:1", reason="核对", at=AT) == "13800000000"


def test_one_does_not_rotate_and_make_another_key_at_once(folder: Path) -> None:
    with pytest.raises(CommandError):
        call_command("keys", "--rotate", "--new", "signing")
