"""From papers to the shapes that pages show."""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chengguan.core.documents import queries
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.snapshots import PRINTED
from chengguan.core.pages.shapes import Fact, FactGroup, PaperView, StateView, Tone
from chengguan.core.work.models import Matter

TONES = {
    CasePaper.State.ISSUED: Tone.NORMAL,
    CasePaper.State.TYPESET: Tone.DONE,
    CasePaper.State.VOIDED: Tone.HELD,
}


def state_view(paper: CasePaper) -> StateView:
    state = CasePaper.State(paper.state)
    return StateView(str(state.label), TONES[state])


def paper_view(paper: CasePaper) -> PaperView:
    return PaperView(
        title=paper.title,
        url=reverse("documents:paper", args=[paper.pk]),
        state=state_view(paper),
        number=paper.number,
        day=timezone.localdate(paper.issued_at),
    )


def paper_views(matter: UUID) -> tuple[PaperView, ...]:
    """The papers of a matter for its page; one statement."""
    return tuple(paper_view(paper) for paper in queries.papers_of(matter))


def panel(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """What the page of every matter shows of its papers: each with the mark of its words."""
    papers = queries.papers_of(matter.pk)
    return {"papers": [(paper_view(paper), mark(paper.snapshot_digest)) for paper in papers]}


def mark(digest: str) -> str:
    """As it is printed on the sheet: a3f0 9c77 d1e2."""
    return " ".join(digest[at : at + 4] for at in range(0, PRINTED, 4))


def groups(paper: CasePaper) -> tuple[FactGroup, ...]:
    issued = (
        Fact(_("文号"), paper.number, source=True),
        Fact(_("发文机关"), paper.organ.name, source=True),
        Fact(_("签发时间"), paper.issued_at),
        Fact(
            _("所属事项"),
            f"{paper.matter.number} {paper.matter.title}",
            url=reverse("work:matter", args=[paper.matter_id]),
            source=True,
        ),
    )
    proof = (
        Fact(_("校验码"), paper.code),
        Fact(_("内容摘要"), mark(paper.snapshot_digest)),
        Fact(_("排版时间"), paper.typeset_at),
        Fact(_("PDF 的 SHA-256"), paper.sha256, wide=True),
        Fact(_("模板版本"), paper.template_id, wide=True),
    )
    return (FactGroup(_("签发"), issued), FactGroup(_("核验"), proof))
