"""Six complete files: every paper set, the dossier bound, the archive verified by itself.

`pytest … --basetemp=FOLDER` leaves the sheets and volumes of each life in the folder to look at.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from uuid import UUID

import pypdf
import pytest

from chengguan.core.documents import dossiers
from chengguan.core.documents.archive import building
from chengguan.core.documents.archive.verifying import verify_file
from chengguan.core.documents.dossier_plans import plan_of
from chengguan.core.documents.models import CasePaper, Dossier
from chengguan.core.documents.services import render_again, reprint
from chengguan.core.files import storage
from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.notices.outbox import deliver
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.ordinary import (
    inputs_adopted,
    inputs_decision,
    inputs_execution,
    inputs_investigation,
    inputs_transfer,
)
from chengguan.enforcement.cases.ordinary.papers_dossier import FILES
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.ordinary.stories import RARE, STORIES, tell

COURSE = ("inspection_record", "docketing_approval", "correction_notice", "interview_record")
FILE = ("investigation_report", "investigation_approval")
TOLD = ("advance_notice", "notice_receipt")
DECIDED = ("decision_approval", "penalty_decision", "decision_receipt")
PAPERS = {
    "small_fine": (
        *COURSE,
        *FILE,
        *TOLD,
        "defence_review",
        "defence_record",
        *DECIDED,
        "closing_approval",
    ),
    "correction_refused": (
        "inspection_record",
        "docketing_approval",
        "interview_record",
        "correction_notice",
        "reinspection_record",
        *FILE,
        *TOLD,
        "defence_record",
        *DECIDED,
        "closing_approval",
    ),
    "no_penalty": ("no_penalty_decision", "decision_receipt", "closing_approval"),
    "hearing": (
        *TOLD,
        "hearing_notice",
        "hearing_record",
        "hearing_report",
        "legal_review_opinion",
        "collective_discussion",
        *DECIDED,
    ),
    "returned_review": ("legal_review_opinion", "legal_review_opinion", "collective_discussion"),
    "instalments_and_court": (
        *DECIDED,
        "deferral_approval",
        "added_fine_decision",
        "reminder",
        "court_application",
        "closing_approval",
    ),
}
"""In the order in which they must have come; others may stand between."""


@pytest.mark.parametrize("live", lives.LIVES, ids=lambda live: live.__name__)
def test_a_whole_file(bureau: Bureau, live, tmp_path: Path) -> None:
    for party in (bureau.vendor, bureau.shop):
        type(party).objects.filter(pk=party.pk).update(name=RARE)
        party.name = RARE
    tell(bureau, STORIES[live.__name__])
    case = live(bureau)
    matter = filed(bureau, case)
    papers = list(CasePaper.objects.filter(matter=case).order_by("pk"))
    came = iter(paper.key for paper in papers)
    assert all(key in came for key in PAPERS[live.__name__])
    for number, paper in enumerate(papers, start=1):
        kept = reprint(paper)
        assert render_again(paper) == kept
        assert paper.unshown == ""
        (tmp_path / f"{number:02}_{paper.key}.pdf").write_bytes(kept)
    keeps_its_order(matter)
    dossier = dossiers.newest(matter)
    assert dossier is not None
    assert dossier.state == Dossier.State.READY, dossier.problem
    assert dossier.number == matter.case.archive.number
    for name in ("main", "internal"):
        (tmp_path / f"{name}.pdf").write_bytes(stored(getattr(dossier, name)))
    archive = tmp_path / "case.zip"
    with archive.open("wb") as target:
        building.write(target, matter, plan_of(matter), by=bureau.actor(), at=bureau.clock)
    assert verify_file(archive).findings == []


def test_every_kind_of_file_has_its_place() -> None:
    modules = (inputs, inputs_adopted, inputs_decision, inputs_execution, inputs_investigation)
    declared = {
        one.metadata["files"]
        for module in (*modules, inputs_transfer)
        for shape in vars(module).values()
        if is_dataclass(shape)
        for one in fields(shape)
        if "files" in one.metadata
    }
    assert len(declared) > 15
    assert declared <= set(FILES)


def keeps_its_order(matter: Matter) -> None:
    """Docketing, decision with its receipt, other papers, evidence, execution, closing."""
    contents = "".join(page for page in first_pages(matter))
    wanted = ("立案审批表", "决定书", "送达回证", "现场检查（勘验）笔录", "结案审批表")
    places = [contents.index(title) for title in wanted]
    assert places == sorted(places)
    for hidden in ("法制审核意见书", "集体讨论记录", "处罚决定审批表"):
        assert hidden not in contents


def first_pages(matter: Matter) -> Iterator[str]:
    dossier = dossiers.newest(matter)
    assert dossier is not None
    assert dossier.main is not None
    reader = pypdf.PdfReader(storage.path_of(dossier.main.file.sha256))
    for page in reader.pages[1:4]:
        text = page.extract_text()
        if "卷内目录" in text or "页号" in text:
            yield "".join(text.split())


def filed(bureau: Bureau, case: UUID) -> Matter:
    """Papers set, dossier bound, record sealed, as the worker and the night do it."""
    bureau.wait(minutes=5)
    deliver(limit=1000, at=bureau.clock)
    matter = Matter.objects.get(pk=case)
    dossiers.ask(matter, by=bureau.actor(), at=bureau.clock)
    deliver(limit=1000, at=bureau.clock)
    journal.seal_leaves()
    journal.checkpoint(bureau.clock)
    return Matter.objects.get(pk=case)


def stored(use: FileUse) -> bytes:
    with storage.open_bytes(use.file.sha256) as kept:
        return kept.read()
