"""Fields for photos and other files: judged by their bytes, and never asked for twice.

A form that is refused has kept what came with it: it comes back with a signed token for each
file, good for this person and this matter alone, and the act then takes those files up.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.files import media, services
from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Person
from chengguan.core.pages.words import listed

SALT = "files.received"
GOOD_FOR = 2 * 24 * 3600
"""Seconds after which a received file has to be chosen again."""
MEGABYTE = 1 << 20
NAMES = {
    media.JPEG: "JPEG",
    media.PNG: "PNG",
    media.WEBP: "WebP",
    media.HEIC: "HEIC",
    media.PDF: "PDF",
    media.OFD: "OFD",
    media.WORD: "Word",
    media.EXCEL: "Excel",
    media.MP4: "MP4",
}


def token_of(use: FileUse, *, person: int | None, subject: str) -> str:
    """What stands in the form for a file that has been received."""
    return signing.dumps(use.pk, salt=f"{SALT}/{person}/{subject}")


def use_behind(token: str, *, person: int | None, subject: str) -> FileUse | None:
    """The file of a token; None where it is another's, another matter's, forged or too old."""
    try:
        pk = signing.loads(token, salt=f"{SALT}/{person}/{subject}", max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return FileUse.objects.select_related("file").filter(pk=pk, uploaded_by=person).first()


@dataclass(frozen=True)
class Brought:
    """What came in one field: new files, tokens of received ones, and those not wanted."""

    uploads: Sequence[UploadedFile] = ()
    tokens: Sequence[str] = ()
    removed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Received:
    """A received file as the form shows it."""

    use: FileUse
    token: str

    @property
    def is_picture(self) -> bool:
        return self.use.file.media_type in media.PHOTOS


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.received: list[Received] = []

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Brought:
        uploads = super().value_from_datadict(data, files, name) or ()
        return Brought(
            uploads if isinstance(uploads, list | tuple) else (uploads,),
            _all(data, f"received-{name}"),
            frozenset(_all(data, f"removed-{name}")),
        )


def _all(data: Any, name: str) -> list[str]:
    """Every value of a posted form; what comes as JSON brings no files."""
    return data.getlist(name) if hasattr(data, "getlist") else []


class UploadField(forms.FileField):
    """Files, several at once. After ``keep`` all of them are stored uses."""

    def __init__(
        self, *, kinds: frozenset[str] = media.DOCUMENTS, limit: str = "FILES_MAX_BYTES", **kw: Any
    ) -> None:
        self.kinds, self.limit = kinds, limit
        kw.setdefault("widget", ManyFiles({"accept": ",".join(sorted(kinds))}))
        super().__init__(**kw)
        self.person: int | None = None
        self.subject = ""
        self.good: list[UploadedFile | FileUse] = []

    def belongs_to(self, *, person: int | None, subject: str) -> None:
        """Who fills in the form, and for which matter: tokens of others are refused."""
        self.person, self.subject = person, subject

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile | FileUse]:
        brought = data if isinstance(data, Brought) else Brought()
        faults: list[str] = []
        self.good = []
        for token in brought.tokens:
            if token not in brought.removed:
                self._take(self._received(token), faults)
        for upload in brought.uploads:
            self._take(self._checked(upload), faults)
        if faults:
            raise ValidationError(list(dict.fromkeys(faults)))
        if self.required and not self.good:
            raise ValidationError(self.error_messages["required"], code="required")
        return self.good

    def _take(self, found: UploadedFile | FileUse | str, faults: list[str]) -> None:
        if isinstance(found, str):
            faults.append(found)
        else:
            self.good.append(found)

    def _received(self, token: str) -> FileUse | str:
        use = use_behind(token, person=self.person, subject=self.subject)
        if use is None:
            return gettext("有附件不是您为这一事项上传的，或者已经过期。请重新选择。")
        return use if use.file.media_type in self.kinds else self._refusal(use.original_name)

    def _checked(self, upload: UploadedFile) -> UploadedFile | str:
        name, limit = services.plain_name(upload.name or ""), getattr(settings, self.limit)
        if not upload.size:
            return gettext("“%(name)s”是空的，请重新选择。") % {"name": name}
        if upload.size > limit:
            return gettext("“%(name)s”超过 %(limit)s MB，请压缩后再上传。") % {
                "name": name,
                "limit": limit // MEGABYTE,
            }
        return upload if media.sniffed(_bytes(upload)) in self.kinds else self._refusal(name)

    def _refusal(self, name: str) -> str:
        kinds = listed(word for kind, word in NAMES.items() if kind in self.kinds)
        return gettext("“%(name)s”不能用在这里。可以上传：%(kinds)s。") % {
            "name": name,
            "kinds": kinds,
        }

    def keep(self, *, by: Person, at: datetime) -> list[FileUse]:
        """Store what is new and show it in the form; the same bytes received before count once."""
        known = {use.file.sha256 for use in self.good if isinstance(use, FileUse)}
        uses: list[FileUse] = []
        for one in self.good:
            if isinstance(one, FileUse):
                uses.append(one)
            elif _digest(one) not in known:
                uses.append(services.store(_bytes(one), name=one.name or "", by=by, at=at))
        self.good = [*uses]
        self.widget.received = [
            Received(use, token_of(use, person=self.person, subject=self.subject)) for use in uses
        ]
        return uses


class PhotoField(UploadField):
    """Photos that every browser can show."""

    def __init__(self, **kw: Any) -> None:
        kw.setdefault("help_text", _("JPEG、PNG、WebP。手机的 HEIC 照片请先存为 JPEG。"))
        super().__init__(kinds=media.PHOTOS, limit="FILES_PHOTO_MAX_BYTES", **kw)


def _digest(upload: UploadedFile) -> str:
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    return found.hexdigest()


def _bytes(upload: UploadedFile) -> BinaryIO:
    """What came, from its beginning."""
    upload.seek(0)
    return cast(BinaryIO, upload.file)
