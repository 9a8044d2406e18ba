"""What typesetting takes: one decision, and a dossier of sixty pages.

    python -m chengguan.web.bench.papers

Neither is in the path of a request: the worker sets both. No database is asked.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 5
AT = datetime(2026, 1, 1, tzinfo=UTC)
DECISION_SECONDS, DOSSIER_SECONDS, DOSSIER_PAGES = 0.2, 5.0, 60


def decision() -> bytes:
    """A draft of twelve paragraphs with party names, as a decision is long."""
    from chengguan.core.documents import typesetting  # slow import

    words = ["经查，当事人王堃喆在人行道上设摊经营，占用道路，影响通行。" * 4] * 12
    return typesetting.set_draft("行政处罚决定书", words, "某区城市管理行政执法局", AT)


def dossier(folder: Path) -> bytes:
    """Sixty bound pages out of PDFs that lie in the folder, counted as the worker counts them."""
    from chengguan.core.documents import binding  # slow import

    sheet = folder / "sheet.pdf"
    if not sheet.exists():
        sheet.write_bytes(decision())
    pages = binding.page_count(sheet)
    leaves = [
        {"kind": "pdf", "file": sheet.name, "page": 1 + n % pages, "title": "", "number": n + 1}
        for n in range(DOSSIER_PAGES)
    ]
    said = {
        "title": "卷宗",
        "organ": "某区城市管理行政执法局",
        "kind": "行政处罚案卷",
        "volume": "正卷",
        "facts": [["档号", "2026-0001"]],
        "contents": [[str(n), "文书", "1号", "2026-01-01", str(n), ""] for n in range(1, 31)],
        "leaves": leaves,
        "note": [["本卷情况", "共 60 页"]],
    }
    return binding.typeset(folder, said, AT)


def seconds(probe: Callable[[], object]) -> float:
    """The median of a few rounds; the first, which reads the fonts, does not count."""
    probe()
    taken = []
    for _round in range(ROUNDS):
        began = perf_counter()
        probe()
        taken.append(perf_counter() - began)
    return median(taken)


def measure() -> tuple[tuple[str, float, float], ...]:
    """Title, seconds taken and budget of each."""
    with tempfile.TemporaryDirectory() as name:
        return (
            ("one decision", seconds(decision), DECISION_SECONDS),
            ("dossier of 60 pages", seconds(lambda: dossier(Path(name))), DOSSIER_SECONDS),
        )


def main() -> None:
    import django  # slow import

    django.setup()
    for title, took, budget in measure():
        print(f"{title:24}{took:8.3f} s   budget {budget} s   {'ok' if took <= budget else 'OVER'}")


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chengguan.web.settings")
    main()
