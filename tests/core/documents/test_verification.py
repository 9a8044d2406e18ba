"""`verify` finds what is wrong with papers; a healthy record has nothing to find."""

import pytest

from chengguan.core.documents.checks import papers_are_whole
from chengguan.core.documents.models import CasePaper, PaperTemplate
from chengguan.core.files.models import FileUse
from chengguan.core.journal.findings import CHECKS
from chengguan.core.work.models import MatterFile
from tests.core.documents.sample import Desk

pytestmark = pytest.mark.postgres


@pytest.fixture
def papers(desk: Desk) -> list[CasePaper]:
    made = [desk.issue(), desk.issue(party="乙"), desk.issue(party="丙")]
    desk.set_papers()
    return list(CasePaper.objects.filter(pk__in=[paper.pk for paper in made]).order_by("pk"))


def codes() -> set[str]:
    return {finding.code for finding in papers_are_whole()}


def test_verify_asks_about_papers() -> None:
    assert CHECKS["papers"] is papers_are_whole


def test_a_healthy_record_has_no_finding(papers: list[CasePaper]) -> None:
    assert codes() == set()


def test_a_missing_number_is_found(papers: list[CasePaper]) -> None:
    CasePaper.objects.filter(pk=papers[1].pk).delete()
    (finding,) = papers_are_whole()
    assert (finding.code, finding.row) == ("paper.gap", papers[0].series)


def test_a_missing_last_number_is_found(papers: list[CasePaper]) -> None:
    CasePaper.objects.filter(pk=papers[2].pk).delete()
    assert codes() == {"paper.gap"}


def test_the_last_of_all_papers_missing_is_found(papers: list[CasePaper]) -> None:
    CasePaper.objects.all().delete()
    assert codes() == {"paper.gap"}


def test_a_number_given_twice_is_refused_by_the_database(papers: list[CasePaper]) -> None:
    constraint = next(c for c in CasePaper._meta.constraints if c.name == "paper_number_once")
    assert set(constraint.fields) == {"series", "sequence"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"snapshot": '{"number":"x"}'}, "paper.words_changed"),
        ({"number": "沪样城管罚当〔2026〕99号"}, "paper.number_changed"),
        ({"file": None}, "paper.no_sheet"),
        ({"sha256": "0" * 64}, "paper.other_sheet"),
    ],
)
def test_a_changed_paper_is_found(
    papers: list[CasePaper], change: dict[str, object], code: str
) -> None:
    CasePaper.objects.filter(pk=papers[0].pk).update(**change)
    assert codes() == {code}


def test_the_sheet_of_another_paper_is_found(papers: list[CasePaper]) -> None:
    CasePaper.objects.filter(pk=papers[0].pk).update(file=papers[1].file_id)
    assert codes() == {"paper.other_sheet"}


def test_a_sheet_outside_its_matter_is_found(papers: list[CasePaper]) -> None:
    use = FileUse.objects.get(pk=papers[0].file_id)
    MatterFile.objects.filter(use=use).delete()
    assert codes() == {"paper.unbound"}


def test_a_changed_template_is_found(papers: list[CasePaper]) -> None:
    PaperTemplate.objects.update(sources="{}")
    assert codes() == {"template.changed"}
