"""The probes of typesetting set what they say, without a database."""

import io
from pathlib import Path

from pypdf import PdfReader

from chengguan.web.bench import papers


def test_the_probe_of_a_decision_sets_one() -> None:
    assert len(PdfReader(io.BytesIO(papers.decision())).pages) >= 2


def test_the_probe_of_a_dossier_binds_sixty_numbered_pages(tmp_path: Path) -> None:
    pages = PdfReader(io.BytesIO(papers.dossier(tmp_path))).pages
    unnumbered = 4  # cover, two pages of the list, back note
    assert len(pages) == papers.DOSSIER_PAGES + unnumbered
    assert pages[-2].extract_text().split()[-1] == str(papers.DOSSIER_PAGES)


def test_the_median_of_rounds_is_taken() -> None:
    rounds: list[int] = []
    assert papers.seconds(lambda: rounds.append(1)) >= 0
    assert len(rounds) == papers.ROUNDS + 1
