"""Pages forwards and back: every row once, ties of the column included."""

from datetime import timedelta

import pytest

from chengguan.plans.boards import paging
from chengguan.plans.boards.models import PeriodReport
from tests.plans.annual.office import Office


@pytest.fixture
def keys(office: Office, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Seven reports, the newest first, two of them of one moment."""
    plan = office.issued()
    monkeypatch.setattr(paging, "PAGE", 3)
    for number in (0, 1, 2, 2, 3, 4, 5):
        PeriodReport.objects.create(
            plan_id=plan.pk,
            period="2026-Q1",
            key=f"{PeriodReport.objects.count()}",
            by=office.people["科长"],
            made_at=office.now + timedelta(days=number),
        )
    rows = PeriodReport.objects.order_by("-made_at", "-pk")
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def page(**asked: str) -> tuple[list[str], str, str]:
    shown = paging.window(PeriodReport.objects.all(), asked, "made_at")
    return [str(row.pk) for row in shown.rows], shown.older, shown.newer


def test_older_pages_and_back_again(keys: list[str]) -> None:
    first, older, newer = page()
    assert (first, older, newer) == (keys[:3], keys[2], "")
    second, older, newer = page(after=older)
    assert (second, older, newer) == (keys[3:6], keys[5], keys[3])
    assert page(after=older) == (keys[6:], "", keys[6])
    assert page(before=keys[6]) == (keys[3:6], keys[5], keys[3])
    assert page(before=keys[3]) == (keys[:3], keys[2], "")


@pytest.mark.parametrize("cursor", ["x", "", "0" * 32])
def test_a_cursor_of_no_row_is_the_first_page(keys: list[str], cursor: str) -> None:
    assert page(after=cursor)[0] == page(before=cursor)[0] == keys[:3]
