"""A returned review stands above the page of its case until the case is sent up again."""

import pytest

from chengguan.core.pages.shapes import NoticeView
from chengguan.core.work import steps
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import ReviewPoint
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.panels import panels
from tests.enforcement.cases.ordinary.bureau import Bureau

pytestmark = pytest.mark.django_db


def remarks(bureau: Bureau, case, by=None) -> list[NoticeView]:
    matter = Matter.objects.get(pk=case)
    steps.load([matter], bureau.clock)
    shown = panels(matter, bureau.actor(by))
    return [part for part in shown if isinstance(part, NoticeView)]


def test_the_points_stand_above_the_page_until_they_are_answered(bureau: Bureau) -> None:
    """行政处罚法 58."""
    case = bureau.heard()
    bureau.act(case, "submit_review", deciding.SubmitReview())
    assert remarks(bureau, case) == []
    back = deciding.ReturnReview(opinion="请补充", points=(("facts", "照片没有拍摄时间"),))
    bureau.act(case, "return_review", back, by=bureau.reviewer)
    [told] = remarks(bureau, case)
    assert bureau.reviewer.name in told.text
    assert told.lines[0] == "请补充"
    assert "照片没有拍摄时间" in told.lines[1]
    assert told.url.endswith("/submit_review/")
    [read] = remarks(bureau, case, bureau.head)
    assert (read.lines, read.url) == (told.lines, "")
    point = ReviewPoint.objects.get(review__case=case)
    again = deciding.SubmitReview(answers=((point.pk, "已补正"),))
    bureau.act(case, "submit_review", again)
    assert remarks(bureau, case) == []
