"""What `verify` asks of papers, and what is checked before anybody is served."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error
from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from chengguan.core.documents import registry
from chengguan.core.documents.fonts import typefaces
from chengguan.core.documents.models import CasePaper, PaperTemplate, SignedSheet
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.journal.canonical import digest_text
from chengguan.core.journal.services import Finding
from chengguan.core.work.models import MatterFile, NumberSequence


def papers_are_whole() -> Iterator[Finding]:
    """Words, template, sheet and matter of every paper belong together; no number is missing."""
    yield from _templates()
    rows = CasePaper.objects.select_related("file__file").order_by("id")
    for paper in rows.iterator(chunk_size=500):
        for code, message in _faults(paper):
            yield Finding(
                code,
                message,
                stream=paper.matter_id,
                model=paper._meta.label_lower,
                row=str(paper.pk),
                note=paper.number,
            )
    yield from _bindings()
    yield from _scans()
    yield from _gaps()


def _templates() -> Iterator[Finding]:
    for kept in PaperTemplate.objects.order_by("pk").iterator():
        if digest_text(kept.sources) != kept.version:
            yield Finding(
                "template.changed",
                _("文书模板与其版本号不符"),
                model=kept._meta.label_lower,
                row=kept.pk,
            )


def _faults(paper: CasePaper) -> Iterator[tuple[str, str]]:
    snapshot = Snapshot(paper.snapshot)
    if snapshot.digest != paper.snapshot_digest:
        yield "paper.words_changed", _("文书内容与签发时不同")
    elif snapshot.said["number"] != paper.number:
        yield "paper.number_changed", _("文号与文书内容不符")
    if paper.state == CasePaper.State.TYPESET and paper.file is None:
        yield "paper.no_sheet", _("已排版的文书没有排版文件")
    if paper.file is not None and paper.file.file.sha256 != paper.sha256:
        yield "paper.other_sheet", _("排版文件不是排版时的那一份")


def _bindings() -> Iterator[Finding]:
    """A sheet must lie in the file of its own matter."""
    pairs = CasePaper.objects.filter(file__isnull=False).values_list("pk", "matter", "file")
    for pk, matter, use in pairs.order_by("pk").iterator():
        if not MatterFile.objects.filter(matter=matter, use=use).exists():
            yield Finding(
                "paper.unbound",
                _("排版文件没有归入所属事项"),
                stream=matter,
                model=CasePaper._meta.label_lower,
                row=str(pk),
            )


def _scans() -> Iterator[Finding]:
    """A signed sheet is the file it was when it came."""
    rows = SignedSheet.objects.select_related("file__file", "paper").order_by("pk")
    for sheet in rows.iterator():
        if sheet.file.file.sha256 != sheet.sha256:
            yield Finding(
                "paper.other_scan",
                _("签名件不是上传时的那一份"),
                stream=sheet.paper.matter_id,
                model=sheet._meta.label_lower,
                row=str(sheet.pk),
                note=sheet.paper.number,
            )


def _gaps() -> Iterator[Finding]:
    """Every series runs from one to its last number; doubles the database refuses."""
    counted = CasePaper.objects.values("series").annotate(
        first=Min("sequence"), highest=Max("sequence"), papers=Count("pk")
    )
    held = {row["series"]: row for row in counted.order_by("series")}
    given = NumberSequence.objects.filter(series__startswith="paper/").order_by("series")
    last = dict(given.values_list("series", "last"))
    for series in sorted(held.keys() | last.keys()):
        row = held.get(series, {"first": 0, "highest": 0, "papers": 0})
        if (row["first"], row["highest"], row["papers"]) != (1, last.get(series), last.get(series)):
            yield Finding(
                "paper.gap",
                _("文号不连续"),
                model=CasePaper._meta.label_lower,
                row=series,
                note=_("已编到 %(last)s 号，实有 %(papers)s 份")
                % {"last": last.get(series, 0), "papers": row["papers"]},
            )


def own_templates_fit(**_kwargs: Any) -> list[Error]:
    """A misnamed template would silently never be used."""
    try:
        strange = set(registry.own_templates()) - {known.key for known in registry.templates()}
    except ValueError as error:
        return [
            Error(
                f"A file in CHENGGUAN_TEMPLATES is not named KEY@YYYY-MM-DD.typ: {error}",
                id="documents.E003",
            )
        ]
    return [
        Error(f"CHENGGUAN_TEMPLATES: there is no paper {key!r}.", id="documents.E002")
        for key in sorted(strange)
    ]


def typefaces_are_there(**_kwargs: Any) -> list[Error]:
    """A family that is named and not there would silently print in another typeface."""
    return [
        Error(
            f"No font in the folder of CHENGGUAN_FONTS has the family {family!r}.",
            hint="Mend fonts.toml, or put the font file beside it.",
            id="documents.E001",
        )
        for family in typefaces().unknown
    ]
