"""The keys of the house, in a folder outside the database (`KEYS_ROOT`).

`master-ID.key` wraps subject keys, `blind-ID.key` makes blind indexes, `signing-ID.key` signs
heads; `signing-ID.pub` is what others check with. An ID grows with time, the newest is in use;
older ones stay for what was made with them.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from uuid_utils.compat import uuid7

KINDS = MASTER, BLIND, SIGNING = "master", "blind", "signing"
KEY_BYTES = 32


class KeyMissing(Exception):
    """A key that is needed does not lie in the folder of keys."""


@dataclass(frozen=True)
class Keyring:
    """All keys by kind and ID."""

    secrets: dict[str, dict[str, bytes]]
    public: dict[str, bytes]

    def newest(self, kind: str) -> tuple[str, bytes]:
        key_id = max(self.secrets[kind], default="")
        return key_id, self.secret(kind, key_id)

    def secret(self, kind: str, key_id: str) -> bytes:
        try:
            return self.secrets[kind][key_id]
        except KeyError:
            raise KeyMissing(f"no {kind} key {key_id} in {folder()}") from None

    def sign(self, text: str) -> tuple[str, str]:
        """Key ID and Ed25519 signature in hex, by the newest signing key."""
        key_id, secret = self.newest(SIGNING)
        return key_id, Ed25519PrivateKey.from_private_bytes(secret).sign(text.encode()).hex()

    def has_signed(self, text: str, *, key_id: str, signature: str) -> bool:
        if key_id not in self.public:
            return False
        try:
            key = Ed25519PublicKey.from_public_bytes(self.public[key_id])
            key.verify(bytes.fromhex(signature), text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def folder() -> Path:
    return Path(settings.KEYS_ROOT)


def keyring() -> Keyring:
    """The keys as they lie in the folder now."""
    found = _as_they_lie()
    missing = [kind for kind in KINDS if not (found and found.secrets[kind])]
    if missing and getattr(settings, "CHENGGUAN_KEYS_CREATE", False):
        for kind in missing:
            create(kind)
        found = _as_they_lie()
    if found is None:
        raise KeyMissing(f"no folder of keys at {folder()}")
    return found


def _as_they_lie() -> Keyring | None:
    """A new key changes the folder's time, so that other processes see it without a restart."""
    place = folder()
    return _load(place, place.stat().st_mtime_ns) if place.is_dir() else None


@lru_cache(maxsize=4)
def _load(place: Path, _changed: int) -> Keyring:
    return Keyring(
        secrets={kind: _read(place, kind, "key") for kind in KINDS},
        public=_read(place, SIGNING, "pub"),
    )


def _read(place: Path, kind: str, ending: str) -> dict[str, bytes]:
    files = place.glob(f"{kind}-*.{ending}")
    return {file.stem.removeprefix(f"{kind}-"): bytes.fromhex(file.read_text()) for file in files}


def create(kind: str) -> str:
    """Put a new key of this kind into the folder; from now on it is the one in use."""
    key_id, secret = uuid7().hex, os.urandom(KEY_BYTES)
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    if kind == SIGNING:
        public = Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()
        _write(folder() / f"{kind}-{key_id}.pub", public)
    _write(folder() / f"{kind}-{key_id}.key", secret)
    return key_id


def _write(path: Path, key: bytes) -> None:
    # under its name only when it is whole: others may be reading the folder
    draft = path.with_name(f".{path.name}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key.hex())
    draft.rename(path)
