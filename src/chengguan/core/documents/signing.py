"""签名件: the signed sheet comes back as a scan and is bound to its paper.

The sheet that was set stays what it was; the scan stands beside it, and says who brought it and
when, not that the signatures on it are genuine.
"""

from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from chengguan.core.documents.errors import PaperRefused
from chengguan.core.documents.models import CasePaper, SignedSheet
from chengguan.core.documents.writing import bind, hold, record
from chengguan.core.files import services as files
from chengguan.core.files.media import JPEG, PDF, PNG
from chengguan.core.org.models import Person
from chengguan.core.work import queries
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter

SCANS = frozenset({PDF, JPEG, PNG})


class MayNotSign(PaperRefused):
    code = "documents.may_not_sign"

    def __init__(self) -> None:
        super().__init__(gettext("签名件由经办这一事项的人上传。"))


class NoScan(PaperRefused):
    code = "documents.no_scan"

    def __init__(self) -> None:
        super().__init__(gettext("签名件请上传 PDF、JPEG 或 PNG。"))


class PaperIsVoid(PaperRefused):
    code = "documents.paper_is_void"

    def __init__(self, number: str) -> None:
        super().__init__(gettext("%(number)s 已经作废，不再收签名件。") % {"number": number})


def may_add(actor: Actor, matter: Matter) -> bool:
    """Whoever has the matter, had it, or began it."""
    if actor.person_id is None:
        return False
    had = Assignment.objects.filter(matter=matter, task=Assignment.Task.HANDLE)
    mine = had.filter(person_id=actor.person_id) | had.filter(queries.desk_of(actor))
    return actor.person_id == matter.opened_by_id or mine.exists()


def add(
    paper: CasePaper, scan: BinaryIO, *, name: str, by: Actor, at: datetime, note: str = ""
) -> SignedSheet:
    """Keep a scan beside its paper. Raises ``MayNotSign``, ``PaperIsVoid``, ``NoScan``."""
    if by.person_id is None or not may_add(by, paper.matter):
        raise MayNotSign
    if paper.state == CasePaper.State.VOIDED:
        raise PaperIsVoid(paper.number)
    with transaction.atomic():
        hold(paper.matter)
        person = Person.objects.get(pk=by.person_id)
        use = files.store(scan, name=name, by=person, at=at, subject_kind="signed")
        if use.file.media_type not in SCANS:
            raise NoScan
        sheet = SignedSheet.objects.create(
            paper=paper, file=use, sha256=use.file.sha256, added_by=person, added_at=at, note=note
        )
        kept = bind(paper.matter, use, "paper.signed", at)
        record(
            paper.matter,
            "paper.signed",
            gettext_noop("上传签名件"),
            by=by,
            at=at,
            rows=[sheet, kept],
            paper=paper.number,
            sha256=sheet.sha256,
        )
    return sheet
