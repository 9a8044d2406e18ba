"""From papers to the shapes that pages show."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chengguan.core.documents import drafts, queries, registry
from chengguan.core.documents.dossier_plans import has_plan
from chengguan.core.documents.models import CasePaper, SignedSheet
from chengguan.core.documents.shapes import declared
from chengguan.core.documents.snapshots import PRINTED
from chengguan.core.pages.shapes import (
    Crumb,
    Fact,
    FactGroup,
    FileView,
    Link,
    NoticeView,
    PaperView,
    StateView,
    Tone,
)
from chengguan.core.pages.words import moment
from chengguan.core.work.models import Matter
from chengguan.core.work.requests import actor_of_request

MADE = frozenset({"record", "list", "receipt", "approval"})
"""Shapes of papers that are made in the house or on the spot, and go out to nobody."""


def state_view(paper: CasePaper) -> StateView:
    """The state as people say it: that the sheet is set says nothing to them. ``paper`` comes
    from a query that says whether it ``is_signed``."""
    if paper.state == CasePaper.State.VOIDED:
        return StateView(str(CasePaper.State.VOIDED.label), Tone.HELD)
    if paper.is_signed:  # type: ignore[attr-defined]  # annotated
        return StateView(_("已有签名件"), Tone.DONE)
    return StateView(str(CasePaper.State.ISSUED.label))


def paper_view(paper: CasePaper) -> PaperView:
    return PaperView(
        title=paper.title,
        url=reverse("documents:paper", args=[paper.pk]),
        state=state_view(paper),
        number=paper.number,
        day=timezone.localdate(paper.issued_at),
    )


def panel(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """What the page of every matter shows of its papers: each with the mark of its words."""
    papers = queries.papers_of(matter.pk)
    drafted = drafts.to_read(actor_of_request(request), matter)
    return {
        "papers": [(paper_view(paper), mark(paper.snapshot_digest)) for paper in papers],
        "drafts": [
            Link(
                registry.template(key).title,
                reverse("documents:draft", args=[matter.pk, key]),
            )
            for key in drafted
        ],
        "dossier": (
            reverse("documents:dossier", args=[matter.pk]) if has_plan(matter.kind) else ""
        ),
    }


def in_brief(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """The same beside the form of an act, once there are papers or drafts to read."""
    shown = panel(request, matter)
    return shown if shown["papers"] or shown["drafts"] else {}


def answer(paper: CasePaper | None) -> NoticeView:
    """What everybody is told of a sheet."""
    if paper is None:
        no = _(
            "没有签发过校验码和内容摘要都与此相符的文书。请核对后再试；仍不相符的，请向文书上的机关查询。"
        )
        return NoticeView(no, Tone.OVERDUE)
    if paper.state == CasePaper.State.VOIDED:
        return NoticeView(_("这份文书由下列机关签发，现已作废。"), Tone.WARNING)
    return NoticeView(
        _("这份文书由下列机关签发，校验码和内容摘要相符。请再核对纸面上的文号、日期与这里一致。"),
        Tone.DONE,
    )


def public_facts(paper: CasePaper) -> tuple[FactGroup, ...]:
    """What everybody may know of a paper: nothing of the party."""
    facts = (
        Fact(_("发文机关"), paper.organ.name, source=True),
        Fact(_("文书名称"), paper.title, source=True),
        Fact(_("文号"), paper.number, source=True),
        Fact(_("签发日期"), timezone.localdate(paper.issued_at)),
    )
    return (FactGroup(_("查到的文书"), facts),)


def mark(digest: str) -> str:
    """As it is printed on the sheet: a3f0 9c77 d1e2."""
    return in_fours(digest[:PRINTED])


def in_fours(code: str) -> str:
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def remarks(paper: CasePaper, *, worker_runs: bool) -> list[NoticeView]:
    """What the reader must know before he uses the sheet."""
    said = []
    if paper.state == CasePaper.State.VOIDED:
        why = _("%(when)s 作废，理由：%(reason)s")
        why %= {"when": moment(paper.voided_at), "reason": paper.void_reason}
        said.append(NoticeView(why, Tone.OVERDUE, _("已作废")))
    elif not paper.has_sheet:
        waits = _("正在排版，请稍后刷新。")
        stuck = _("后台排版程序没有运行，文书还没有排版。请联系系统管理员。")
        said.append(NoticeView(waits if worker_runs else stuck, Tone.WARNING))
    if paper.unshown:
        letters = "、".join(f"{letter}（U+{ord(letter):04X}）" for letter in paper.unshown)
        mend = _("字库没有 %(letters)s，已按部件和编码印出，送达前请手写补正并签章。")
        said.append(NoticeView(mend % {"letters": letters}, Tone.WARNING, _("有缺字")))
    return said


def groups(paper: CasePaper) -> tuple[FactGroup, ...]:
    known = declared(paper.key)
    is_made = known is not None and known.shape in MADE
    issued = (
        Fact(
            _("所属事项"),
            f"{paper.matter.number} {paper.matter.title}",
            url=reverse("work:matter", args=[paper.matter_id]),
            source=True,
            wide=True,
        ),
        Fact(_("文号"), paper.number, source=True),
        Fact(_("制作单位") if is_made else _("发文机关"), paper.organ.name, source=True),
        Fact(_("制作时间") if is_made else _("签发时间"), paper.issued_at),
    )
    proof = (
        Fact(_("校验码"), in_fours(paper.code), url=reverse("documents:verify", args=[paper.code])),
        Fact(_("内容摘要"), mark(paper.snapshot_digest)),
    )
    return (
        FactGroup(_("制作") if is_made else _("签发"), issued),
        FactGroup(_("核验"), proof),
    )


def technical(paper: CasePaper) -> tuple[FactGroup, ...]:
    """What only those ask for who examine the house itself."""
    facts = (
        Fact(_("排版时间"), paper.typeset_at),
        Fact(_("PDF 的 SHA-256"), paper.sha256, wide=True),
        Fact(_("模板版本"), paper.template_id, wide=True),
    )
    return (FactGroup(_("排版"), facts),)


def crumbs(paper: CasePaper) -> tuple[Crumb, ...]:
    matter = paper.matter
    url = reverse("work:matter", args=[matter.pk])
    return (Crumb(matter.number, url), Crumb(pgettext("one paper", "文书")))


def scan_view(sheet: SignedSheet) -> FileView:
    return FileView(
        name=sheet.file.original_name,
        url=reverse("files:original", args=[sheet.file_id]),
        digest=sheet.sha256,
        taken_at=sheet.added_at,
        by=sheet.added_by.name,
        note=sheet.note,
    )
