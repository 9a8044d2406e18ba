"""Plans of other styles through both doors, command and upload; a letter through neither."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from chengguan.plans.annual import giving
from chengguan.plans.annual.models import AnnualPlan, PlanItem, PlanSentence
from tests.plans.annual.office import Enter, Office
from tests.plans.annual.test_commands import run
from tests.plans.reading import making, samples
from tests.plans.reading.test_refusals import LETTER

Told = tuple[str, tuple[str, ...], tuple[str, ...]]

QUARTERS = ("2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31")
MONTHS = tuple(
    f"2026-{month:02d}-{day}"
    for month, day in enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)
)
PLANS: dict[str, tuple[str, tuple[int, int], list[Told]]] = {
    "arabic": (
        samples.ARABIC,
        (4, 0),
        [
            ("1.1.1", MONTHS, ()),
            ("1.2.1", ("2026-03-31",), ()),
            ("2.1.1", ("2026-12-31",), ()),
            ("2.2.1", ("2026-12-31",), ("区规划资源局",)),
        ],
    ),
    "quarterly": (
        samples.QUARTERLY,
        (3, 3),
        [
            ("1.1.1", ("2026-03-31",), ()),
            ("1.2.1", ("2026-03-31",), ()),
            ("2.1.1", ("2026-06-30",), ("区生态环境局",)),
            ("A.1", ("2026-06-30",), ("市容环境科", "信息中心", "各街镇")),
            ("A.2", QUARTERS, ("执法大队", "绿化市容科")),
            ("A.3", ("2026-12-31",), ("办公室",)),
        ],
    ),
    "campaign": (
        samples.CAMPAIGN,
        (5, 0),
        [
            ("2.1.1", ("2026-04-30",), ("执法大队", "各街镇")),
            ("2.2.1", ("2026-07-31", "2026-10-31"), ("法制科", "宣传科")),
            ("2.3.1", ("2026-12-31",), ("宣传科", "各社区")),
            ("3.1.1", ("2026-12-31",), ()),
            ("3.2.1", ("2026-12-31",), ()),
        ],
    ),
    "notice": (
        samples.NOTICE,
        (3, 3),
        [
            ("1.1.1", ("2026-06-30",), ("区交通局", "区建管局")),
            ("1.1.2", QUARTERS, ()),
            ("1.2.1", ("2026-09-15",), ()),
            ("2.1.1", ("2026-06-30",), ()),
            ("A.1", ("2026-05-31",), ("执法大队", "法制科")),
            ("A.2", ("2026-04-30", "2026-05-31"), ("市容科", "执法大队")),
            ("A.3", ("2027-01-31",), ("办公室",)),
        ],
    ),
}
"""Text, paragraphs and rows, and each item by hand: path, ends of its windows, owners."""


def told(document: dict[str, Any]) -> list[Told]:
    return [
        (
            item["path"].partition("/")[2],
            tuple(window["until"] for window in item["windows"]),
            tuple(owner["name"] for owner in item["owners"]),
        )
        for item in document["items"]
    ]


def nothing_is_lost() -> bool:
    return not (
        PlanSentence.objects.filter(holds_duty=True, items=None).exists()
        or PlanItem.objects.filter(sentences=None).exists()
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", PLANS)
def test_the_command_confirms_and_counts_what_it_read(name: str, tmp_path: Path) -> None:
    text, (paragraphs, rows), items = PLANS[name]
    source = tmp_path / "7.txt"
    source.write_text(text)
    (counted,) = run("import", "plan", str(source), "--yes")["documents"]
    assert (counted["paragraphs"], counted["rows"], counted["items"]) == (
        paragraphs,
        rows,
        len(items),
    )
    (given,) = run("export", "plan")["documents"]
    assert counted["title"] == given["title"] == AnnualPlan.objects.get().matter.title
    assert told(given) == items
    assert all(item["confirmed"] for item in given["items"])
    assert nothing_is_lost()


@pytest.mark.parametrize("name", PLANS)
def test_an_upload_proposes_the_same(name: str, office: Office, enter: Enter) -> None:
    text, _counts, items = PLANS[name]
    original = SimpleUploadedFile("7.txt", text.encode())
    sent = {"organ": office.district.pk, "key": "k", "original": original}
    answer = enter("科长").post(reverse("annual:new"), sent)
    assert answer.status_code == 302
    (given,) = giving.everything()["documents"]
    assert told(given) == items
    assert not any(item["confirmed"] for item in given["items"])
    assert nothing_is_lost()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_word_and_pdf_come_in_by_upload_like_the_text(
    kind: str, office: Office, enter: Enter
) -> None:
    make = {"docx": making.word_of, "pdf": making.pdf_of}[kind]
    original = SimpleUploadedFile(f"7.{kind}", make(samples.NOTICE))
    sent = {"organ": office.district.pk, "key": "k", "original": original}
    assert enter("科长").post(reverse("annual:new"), sent).status_code == 302
    (given,) = giving.everything()["documents"]
    assert told(given) == PLANS["notice"][2]


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_a_letter_is_refused_with_advice_at_both_doors(
    kind: str,
    office: Office,
    enter: Enter,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make = {"txt": str.encode, "docx": making.word_of, "pdf": making.pdf_of}[kind]
    data = make(LETTER)
    original = SimpleUploadedFile(f"信.{kind}", data)
    sent = {"organ": office.district.pk, "key": "k", "original": original}
    refused = enter("科长").post(reverse("annual:new"), sent)
    assert refused.status_code == 422
    assert "编号" in refused.content.decode()
    source = tmp_path / f"信.{kind}"
    source.write_bytes(data)
    with pytest.raises(SystemExit):
        call_command("import", "plan", str(source), "--yes", "--json")
    said = capsys.readouterr()
    assert "编号" in said.out + said.err
    assert not AnnualPlan.objects.exists()
