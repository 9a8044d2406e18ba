"""Issuing, voiding, setting and reprinting papers."""

import secrets
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from chengguan.core.documents import registry, typesetting
from chengguan.core.documents.errors import (
    AlreadyVoid,
    NotTypeset,
    OtherTypesetter,
    VoidWithoutReason,
)
from chengguan.core.documents.models import CasePaper, PaperTemplate
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.documents.typesetting import Sheet
from chengguan.core.files import services as files
from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.journal.canonical import canonical
from chengguan.core.journal.models import Stream
from chengguan.core.notices import services as notices
from chengguan.core.work import numbers
from chengguan.core.work.act import Act
from chengguan.core.work.models import Matter, MatterFile
from chengguan.core.work.queries import PAPER

PURPOSE = PAPER
TYPESETTER = "system:documents"
# Crockford's letters: none of them is taken for another when read from paper.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16


class Issuer:
    """The duty that `work` leaves to this app: an act that names a paper issues it."""

    def issue(self, act: Act, paper: str, data: object) -> None:
        issue(act, paper)


# -- in the act ---------------------------------------------------------------------------


def issue(act: Act, key: str) -> CasePaper:
    """Number and freeze a paper inside the act's transaction (three statements).

    Raises ``PaperIncomplete`` before a number is taken; an act that fails later gives the
    number back.
    """
    template = registry.template(key)
    fields, issuer = template.filled(act), template.issuer(act)
    day = timezone.localdate(act.at.occurred)
    year, edition = day.year, template.edition(day)
    _keep(edition)
    series = f"paper/{template.series or template.key}/{issuer.pk}/{year}"
    sequence = numbers.next_number(series)
    number = template.number_pattern.format(prefix=issuer.number_prefix, year=year, seq=sequence)
    code = _new_code()
    snapshot = Snapshot.freeze(template, fields, number, issuer.name, act.at.occurred, code)
    paper = CasePaper(
        matter=act.matter,
        template_id=edition.version,
        organ=issuer,
        key=template.key,
        title=template.title,
        number=number,
        series=series,
        sequence=sequence,
        code=code,
        snapshot=snapshot.text,
        snapshot_digest=snapshot.digest,
        issued_at=act.at.occurred,
    )
    act.save(paper)
    act.note(**{f"paper:{number}": _said_of(paper)})
    return paper


def void(act: Act, paper: CasePaper, reason: str) -> None:
    """Void a paper inside an act of its matter: number, words and sheet stay, with the reason."""
    if paper.matter_id != act.matter.pk:
        raise ValueError(f"{paper.number} belongs to another matter")
    if paper.state == CasePaper.State.VOIDED:
        raise AlreadyVoid(paper.number)
    if not reason.strip():
        raise VoidWithoutReason
    paper.state = CasePaper.State.VOIDED
    paper.void_reason, paper.voided_at = reason, act.at.occurred
    act.save(paper)
    act.note(**{f"voided:{paper.number}": reason})


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


def _keep(edition: registry.Edition) -> None:
    """Remember this version of the template; the first paper set with it does."""
    PaperTemplate.objects.bulk_create(
        [PaperTemplate(version=edition.version, sources=canonical(edition.sources))],
        ignore_conflicts=True,
    )


def _said_of(paper: CasePaper) -> dict[str, str]:
    return {
        "number": paper.number,
        "title": paper.title,
        "template": paper.template_id,
        "digest": paper.snapshot_digest,
    }


# -- afterwards ---------------------------------------------------------------------------


def typeset(paper: CasePaper, at: datetime, recorded: datetime | None = None) -> None:
    """Set an issued paper, keep the sheet and bind it to its matter. Twice does nothing more.

    ``at`` is when it is set, ``recorded`` when that is written down, if not at once.
    """
    if paper.state != CasePaper.State.ISSUED:
        return
    sheet = set_again(paper)
    with transaction.atomic():
        # The matter first, as `perform` locks it: the other order could wait for ever.
        Matter.objects.select_for_update(of=("self",)).get(pk=paper.matter_id)
        paper.refresh_from_db(fields=["state"])
        if paper.state == CasePaper.State.ISSUED:
            _bind(paper, sheet, at, recorded or at)
            if sheet.unshown:
                _tell_handlers(paper, at)


def _bind(paper: CasePaper, sheet: Sheet, at: datetime, recorded: datetime) -> None:
    name = f"{paper.number} {paper.title}.pdf"
    use = files.store(BytesIO(sheet.pdf), name=name, by=None, at=at, subject_kind="paper")
    paper.file, paper.sha256, paper.typeset_at = use, use.file.sha256, at
    paper.typesetter, paper.unshown = sheet.typesetter, sheet.unshown[:100]
    paper.state = CasePaper.State.TYPESET
    paper.save()
    kept = _into_matter(paper, use, at)
    journal.append(
        stream=Stream(pk=paper.matter_id),
        action="paper.typeset",
        actor=TYPESETTER,
        occurred_at=at,
        recorded_at=recorded,
        values={
            "title": gettext_noop("文书排版"),
            "by": gettext_noop("系统"),
            "paper": _said_of(paper),
            "sha256": paper.sha256,
            "typesetter": paper.typesetter,
        },
        rows=[paper, kept],
    )


def _into_matter(paper: CasePaper, use: FileUse, at: datetime) -> MatterFile:
    return MatterFile.objects.create(
        matter=paper.matter,
        use=use,
        action="paper.typeset",
        purpose=PURPOSE,
        confidentiality=paper.matter.confidentiality,
        added_at=at,
    )


def _tell_handlers(paper: CasePaper, at: datetime) -> None:
    """Whoever has the matter mends the sheet by hand, or has a fuller font installed."""
    desk = paper.matter.assignments.filter(until=None, task="", person__isnull=False)
    people = [held.person_id for held in desk] or [paper.matter.opened_by_id]
    for person in filter(None, dict.fromkeys(people)):
        notices.notify(
            person_id=person,
            title=gettext("文书有缺字"),
            body=gettext(
                "%(number)s 中的“%(letters)s”在字库里没有字形，已按部件和编码印出。"
                "请在送达前手写补正并签章，或请管理员安装字库。"
            )
            % {"number": paper.number, "letters": paper.unshown},
            link=reverse("documents:paper", args=[paper.pk]),
            matter=paper.matter_id,
            at=at,
            source=f"paper:{paper.pk}:{person}",
        )


def set_again(paper: CasePaper) -> Sheet:
    """The sheet from the frozen words and the template version of the day of issue."""
    return typesetting.set_paper(paper.template.files, Snapshot(paper.snapshot), paper.issued_at)


def open_sheet(paper: CasePaper) -> BinaryIO:
    """The sheet as it was set: the kept bytes, never a new one."""
    if paper.file is None:
        raise NotTypeset(paper.number)
    return files.open_file(paper.file.file)


def reprint(paper: CasePaper) -> bytes:
    with open_sheet(paper) as kept:
        return kept.read()


def render_again(paper: CasePaper) -> bytes:
    """Set the paper anew: byte for byte the kept sheet, as long as the typesetter is the same.

    Raises ``OtherTypesetter`` where fonts or typesetter have changed since.
    """
    if paper.typesetter != typesetting.typesetter():
        raise OtherTypesetter(f"{paper.number}: {paper.typesetter}")
    return set_again(paper).pdf
