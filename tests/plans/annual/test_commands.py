"""chengguan import plan and export plan: both documents whole, other texts, no structure."""

import json
from calendar import monthrange
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from chengguan.plans.annual.models import AnnualPlan, ItemSentence, PlanItem, PlanSentence
from chengguan.plans.reading import read_plan
from tests.plans.annual.office import TEXT
from tests.plans.reading.test_both_documents import ROWS, digest

SEEDS = sorted((Path(__file__).parents[4] / "shared" / "seeds").glob("*.txt"))
needs_seeds = pytest.mark.skipif(len(SEEDS) < 2, reason="../shared/seeds is not here")


def run(*words: str) -> dict[str, Any]:
    out = StringIO()
    call_command(*words, "--json", stdout=out, stderr=StringIO())
    lines = [line for line in out.getvalue().splitlines() if line]
    assert len(lines) == 1
    found: dict[str, Any] = json.loads(lines[0])
    return found


@needs_seeds
@pytest.mark.django_db
def test_both_documents_come_out_whole_without_edits() -> None:
    told = run("import", "plan", *map(str, SEEDS), "--yes")
    union, bureau = told["documents"]
    assert (union["paragraphs"], union["rows"]) == (11, 13)
    assert (bureau["paragraphs"], bureau["rows"]) == (13, 0)
    given = {one["key"]: one for one in run("export", "plan")["documents"]}
    assert [len(given[key]["items"]) for key in ("000", "004")] == [union["items"], bureau["items"]]
    assert all(item["confirmed"] for one in given.values() for item in one["items"])
    assert not PlanSentence.objects.filter(holds_duty=True, items=None).exists()
    assert not PlanItem.objects.filter(sentences=None).exists()
    assert ItemSentence.objects.count() == PlanItem.objects.count()


@needs_seeds
@pytest.mark.django_db
def test_every_row_has_its_windows_and_owners() -> None:
    run("import", "plan", *map(str, SEEDS), "--yes")
    items = {
        item["path"]: item
        for document in run("export", "plan")["documents"]
        for item in document["items"]
    }
    rows = [items[f"000/A.{number}"] for number in range(1, 14)]
    kinds = [tuple(w["kind"] for w in row["windows"]) for row in rows]
    whole, one, either, each = ("whole",), ("one",), ("either",) * 2, ("each",) * 2
    assert kinds == [whole] * 5 + [one, one, either, one, each, each, each, one]
    assert [w["until"] for w in rows[6]["windows"]] == ["2027-01-31"]
    assert [w["until"][5:7] for w in rows[9]["windows"]] == ["07", "12"]
    assert [len(row["owners"]) for row in rows] == [1, 2, 2, 3, 3, 1, 2, 2, 2, 3, 2, 1, 1]
    assert rows[2]["owners"][0]["share"] == "lead"
    assert {o["name"] for o in rows[1]["owners"] if o["outside"]} == {"组织人事处", "局工会"} - {
        o["name"] for o in rows[1]["owners"] if not o["outside"]
    }


def month(year: int, number: int, kind: str = "one") -> tuple[str, str, str]:
    last = monthrange(year, number)[1]
    return f"{year}-{number:02d}-01", f"{year}-{number:02d}-{last}", kind


WHOLE = [("2026-01-01", "2026-12-31", "whole")]
TWICE = [month(2026, 2, "each"), month(2026, 10, "each")]
WINDOWS = [
    *[WHOLE] * 5,
    [month(2026, 9)],
    [month(2027, 1)],
    [month(2026, 4, "either"), month(2026, 5, "either")],
    [month(2026, 9)],
    [month(2026, 7, "each"), month(2026, 12, "each")],
    TWICE,
    TWICE,
    [month(2026, 3)],
]
"""Of the thirteen rows, read off the table by hand; owners by the digests of the reader's list."""


@needs_seeds
@pytest.mark.django_db
def test_the_thirteen_rows_keep_their_very_windows_and_owners() -> None:
    run("import", "plan", *map(str, SEEDS), "--yes")
    given = {one["key"]: one for one in run("export", "plan")["documents"]}
    items = {item["path"]: item for item in given["000"]["items"]}
    rows = [items[f"000/A.{number}"] for number in range(1, 14)]
    said = [[(w["since"], w["until"], w["kind"]) for w in row["windows"]] for row in rows]
    assert said == WINDOWS
    names = ["|".join(owner["name"] for owner in row["owners"]) for row in rows]
    assert [digest(one, 8) for one in names] == [row[3] for row in ROWS]


@needs_seeds
@pytest.mark.django_db
def test_every_sentence_of_the_source_is_imported() -> None:
    run("import", "plan", *map(str, SEEDS), "--yes")
    for path in SEEDS:
        source = read_plan(path.name, path.read_bytes())
        kept = PlanSentence.objects.filter(paragraph__plan__key=source.key)
        told = dict(kept.values_list("key", "text"))
        assert {one.key: one.text for one in source.sentences}.items() <= told.items()
        assert {row.key for row in source.rows} <= told.keys()


@pytest.mark.django_db
def test_the_same_file_is_the_same_plan_and_what_has_no_structure_is_refused(
    tmp_path: Path,
) -> None:
    good, bad = tmp_path / "099_要点.txt", tmp_path / "001_信.txt"
    good.write_text(TEXT)
    bad.write_text("今天天气很好。\n我们去公园散步。\n")
    assert run("import", "plan", str(good))["documents"][0]["items"] == 4
    assert run("import", "plan", str(good), "--yes")["documents"][0]["items"] == 4
    assert AnnualPlan.objects.count() == 1
    assert not PlanItem.objects.filter(confirmed_at=None).exists()
    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("import", "plan", str(bad), "--json", stdout=StringIO(), stderr=told)
    with pytest.raises(SystemExit):
        call_command("import", "plan", str(bad), stdout=StringIO(), stderr=told)
    assert "编号" in told.getvalue()
