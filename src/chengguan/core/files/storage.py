"""Bytes on the local disk, named by their SHA-256. A file appears whole or not at all."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext

from chengguan.core.org.record import Refused

CHUNK = 1 << 20
MAX_BYTES = 200 * CHUNK


@dataclass(frozen=True)
class Received:
    """A complete upload waiting in the temporary folder."""

    path: Path
    sha256: str
    length: int


def root() -> Path:
    return Path(settings.FILES_ROOT)


def path_of(sha256: str) -> Path:
    return root() / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def receiving(source: BinaryIO) -> Iterator[Received]:
    """Write the bytes as they come and hash them on the way; the leftover goes in any case."""
    folder = root() / "arriving"
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, length = _copy(source, target)
            target.flush()
            os.fsync(target.fileno())
        yield Received(path, sha256, length)
    finally:
        path.unlink(missing_ok=True)


def keep(received: Received) -> None:
    """Move it to its place; the same bytes that are there already stay untouched."""
    place = path_of(received.sha256)
    if place.exists() and place.stat().st_size == received.length:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    received.path.chmod(0o440)
    received.path.replace(place)
    _sync_folder(place.parent)


def open_bytes(sha256: str) -> BufferedReader:
    return path_of(sha256).open("rb")


def hash_of(sha256: str) -> str | None:
    """What the bytes at that place hash to today; None when there are none."""
    try:
        with open_bytes(sha256) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _copy(source: BinaryIO, target: BinaryIO) -> tuple[str, int]:
    limit = getattr(settings, "FILES_MAX_BYTES", MAX_BYTES)
    digest, length = hashlib.sha256(), 0
    while chunk := source.read(CHUNK):
        length += len(chunk)
        if length > limit:
            raise Refused(
                "file.large",
                gettext("文件超过 %(limit)s MB，请分段拍摄或压缩清晰度后再上传。")
                % {"limit": limit // CHUNK},
            )
        digest.update(chunk)
        target.write(chunk)
    if not length:
        raise Refused("file.empty", gettext("文件是空的，请重新选择。"))
    return digest.hexdigest(), length


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
