"""Receiving originals. The bytes are kept exactly as they came."""

import re
from datetime import datetime
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext

from chengguan.core.files import storage
from chengguan.core.files.media import media_type
from chengguan.core.files.models import FileUse, StoredFile
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused, note, register_stream

LONGEST_NAME = 255


def store(
    stream: BinaryIO,
    *,
    name: str,
    by: Person | None,
    at: datetime,
    client_sha256: str = "",
    taken_at: datetime | None = None,
    device: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    subject_kind: str = "",
) -> FileUse:
    """Keep the bytes and who brought them; refuses what arrived otherwise than it was sent."""
    claimed = client_sha256.strip().lower()
    with storage.receiving(stream) as received:
        if claimed and claimed != received.sha256:
            raise Refused("file.changed", gettext("文件在传输中有变化，没有保存。请重新上传。"))
        with received.path.open("rb") as file:
            kind = media_type(file)
        storage.keep(received)
    use = FileUse(
        original_name=plain_name(name),
        uploaded_by=by,
        uploaded_at=at,
        taken_at=taken_at,
        device=device[:120],
        latitude=latitude,
        longitude=longitude,
        client_sha256=claimed,
        subject_kind=subject_kind,
    )
    return _record(use, received, kind)


@transaction.atomic
def _record(use: FileUse, received: storage.Received, kind: str) -> FileUse:
    facts = {"length": received.length, "media_type": kind, "received_at": use.uploaded_at}
    file, _ = StoredFile.objects.get_or_create(sha256=received.sha256, defaults=facts)
    use.file = file
    use.save()
    note(
        "file.store",
        by=use.uploaded_by,
        at=use.uploaded_at,
        values={"file": file.pk, "sha256": file.sha256, "use": use.pk},
        rows=[file, use],
        stream=register_stream(file.key),
    )
    return use


def open_file(file: StoredFile) -> BinaryIO:
    return storage.open_bytes(file.sha256)


def plain_name(name: str) -> str:
    """The last part of what was sent, without control characters: never used as a path."""
    last = re.split(r"[\\/]", name)[-1]
    return re.sub(r"[\x00-\x1f\x7f]", "", last).strip()[-LONGEST_NAME:] or gettext("未命名")
