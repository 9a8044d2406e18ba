"""Governed rows: each as its latest entry says, one entry for every row, no row without."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..findings import Finding, Report
from ..governed import Governed, governed_models
from ..log import CHUNK
from .claims import Claims


def check_rows(report: Report, claims: Claims) -> Iterator[Finding]:
    for model in governed_models():
        # the base manager: no row hides behind a default filter
        rows = model._base_manager.only(*model.governed_fields).iterator(CHUNK)
        for row in rows:
            report.counts["rows"] += 1
            yield from _row(row, claims)
    for model_label, key, stream, sequence in claims.rows_left():
        message = _("受管记录缺失")
        yield Finding(
            "row.missing", message, model=model_label, row=key, stream=stream, sequence=sequence
        )


def _row(row: Governed, claims: Claims) -> Iterator[Finding]:
    label, key = row._meta.label_lower, str(row.pk)
    claim = claims.take_row(label, key)
    if claim is None:
        yield Finding("row.unrecorded", _("受管记录没有日志条目"), model=label, row=key)
        return
    digest, stream, sequence = claim
    if digest is None:
        code, message = "row.returned", _("已登记删除的记录又出现")
    elif digest != row.governed_digest():
        code, message = "row.differs", _("受管记录与最近一条日志不符")
    else:
        return
    yield Finding(code, message, model=label, row=key, stream=stream, sequence=sequence)
