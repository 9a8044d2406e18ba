"""Sealed batches of looks: each batch as its entry in the security stream says."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..findings import Finding, Report
from ..log import CHUNK
from ..looks import looks_digest
from ..models import Look
from .claims import Claims


def check_looks(report: Report, claims: Claims) -> Iterator[Finding]:
    report.counts["looks"] = Look.objects.count()
    report.counts["looks unsealed"] = Look.objects.filter(batch=None).count()
    for entry, count, digest, stream, sequence in claims.look_batches():
        batch = Look.objects.filter(batch=entry).order_by("id")
        if looks_digest(batch.iterator(CHUNK)) != digest:
            message = _("查看记录与封存批次不符")
            note = f"{batch.count()} / {count}"
            yield Finding("looks.differ", message, stream=stream, sequence=sequence, note=note)
