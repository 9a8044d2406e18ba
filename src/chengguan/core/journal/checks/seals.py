"""Sealed values and their keys: each as the journal committed to it, erased only on the record."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from ..findings import Finding, Report
from ..keys import KeyMissing
from ..log import CHUNK
from ..models import SealedValue, SubjectKey
from ..sealing import SealBroken, blind_index, opened
from .claims import Claims

VALUE = SealedValue._meta.label_lower
KEY = SubjectKey._meta.label_lower


def check_seals(report: Report, claims: Claims) -> Iterator[Finding]:
    for holder in SubjectKey.objects.iterator(CHUNK):
        yield from _holder(holder, claims)
    for subject, stream, sequence in claims.erasures_left():
        message = _("已抹除的对象密钥记录缺失")
        yield Finding(
            "key.missing", message, model=KEY, row=subject, stream=stream, sequence=sequence
        )
    yield from _without_key()
    for sealed in SealedValue.objects.select_related("subject").iterator(CHUNK):
        report.counts["sealed values"] += 1
        yield from _claimed(sealed, claims)
        yield from _readable(sealed)
    for key, stream, sequence in claims.sealed_left():
        message = _("密封值缺失")
        yield Finding(
            "sealed.missing", message, model=VALUE, row=str(key), stream=stream, sequence=sequence
        )


def _holder(holder: SubjectKey, claims: Claims) -> Iterator[Finding]:
    erasure = claims.take_erasure(holder.pk)
    if holder.wrapped_key is None and erasure is None:
        message = _("对象密钥被移除而没有抹除记录")
        yield Finding("key.removed", message, model=KEY, row=str(holder.pk))
    if holder.wrapped_key is not None and erasure is not None:
        stream, sequence = erasure
        message = _("已抹除的对象密钥又出现")
        yield Finding(
            "key.returned", message, model=KEY, row=str(holder.pk), stream=stream, sequence=sequence
        )


def _without_key() -> Iterator[Finding]:
    holders = SubjectKey.objects.filter(pk=OuterRef("subject_id"))
    lost = SealedValue.objects.filter(~Exists(holders)).values_list("subject_id", flat=True)
    for subject in lost.distinct():
        yield Finding("key.missing", _("对象密钥记录缺失"), model=KEY, row=str(subject))


def _claimed(sealed: SealedValue, claims: Claims) -> Iterator[Finding]:
    row = str(sealed.pk)
    claim = claims.take_sealed(sealed.pk)
    if claim is None:
        yield Finding("sealed.unrecorded", _("密封值没有日志条目"), model=VALUE, row=row)
        return
    *said, stream, sequence = claim
    if said != [str(sealed.subject_id), sealed.kind, sealed.commitment]:
        message = _("密封值与日志的承诺不符")
        yield Finding(
            "sealed.differs", message, model=VALUE, row=row, stream=stream, sequence=sequence
        )


def _readable(sealed: SealedValue) -> Iterator[Finding]:
    row = str(sealed.pk)
    if sealed.subject.wrapped_key is None:
        if sealed.blind_index:
            yield Finding("sealed.index", _("密封值的盲索引不符"), model=VALUE, row=row)
        return
    try:
        index = blind_index(sealed.kind, opened(sealed))
    except SealBroken as error:
        note = str(error)
        yield Finding("sealed.altered", _("密文或其密钥被改动"), model=VALUE, row=row, note=note)
        return
    except KeyMissing as error:
        yield Finding(
            "sealed.unread", _("缺少密钥，密封值未能核验"), model=VALUE, row=row, note=str(error)
        )
        return
    if sealed.blind_index != index:
        yield Finding("sealed.index", _("密封值的盲索引不符"), model=VALUE, row=row)
