"""What `verify` asks of the files: the bytes are there and are what they were."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from chengguan.core.files import storage
from chengguan.core.files.models import StoredFile
from chengguan.core.journal.services import Finding


def files_are_whole() -> Iterator[Finding]:
    for file in StoredFile.objects.order_by("id").iterator():
        found = storage.hash_of(file.sha256)
        if found != file.sha256:
            yield Finding(
                code="file.missing" if found is None else "file.changed",
                message=_("附件原件缺失") if found is None else _("附件原件与收到时不同"),
                stream=file.key,
                model=file._meta.label_lower,
                row=str(file.pk),
            )
