"""What a page says of a clock: done, late, given up with its matter, or a right that ran out."""

from datetime import datetime, timedelta

import pytest
from django.utils.translation import override

from chengguan.core.files.forms import UploadField
from chengguan.core.pages import markup
from chengguan.core.pages.shapes import Tone
from chengguan.core.work import present, story
from chengguan.core.work.models import Matter, MatterClock
from tests.core.work.sample import BEGAN

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
DUE, LONG_AFTER = BEGAN + 3 * DAY, BEGAN + 90 * DAY


def clock(state: str, *, ended: datetime | None, stopped: datetime | None, owed: bool = True):
    """The clock of signing for a task whose matter stands in that state."""
    matter = Matter(state=state, is_open=ended is None, closed_at=ended)
    return MatterClock(
        matter=matter,
        ref="TASK_SIGN",
        started_at=BEGAN,
        due_at=DUE,
        first_due_at=DUE,
        stopped_at=stopped,
        is_owed=owed,
    )


IN_TIME, LATE = DUE - DAY, DUE + 2 * DAY


@pytest.mark.parametrize(
    ("one", "tone", "words"),
    [
        (clock("cancelled", ended=IN_TIME, stopped=IN_TIME), Tone.HELD, "不再计时"),
        (clock("voided", ended=IN_TIME, stopped=None), Tone.HELD, "不再计时"),
        (clock("cancelled", ended=LATE, stopped=LATE), Tone.OVERDUE, "逾期 2 日 · 不再计时"),
        (clock("cancelled", ended=LATE, stopped=IN_TIME), Tone.DONE, "按时办结"),
        (clock("signed_off", ended=LATE, stopped=LATE), Tone.OVERDUE, "逾期办结 · 2 日"),
        (clock("running", ended=None, stopped=None), Tone.OVERDUE, "逾期 87 日"),
        (clock("cancelled", ended=IN_TIME, stopped=IN_TIME, owed=False), Tone.NORMAL, "已届满"),
    ],
)
def test_what_ended_with_a_matter_that_was_given_up_was_not_done(
    one: MatterClock, tone: Tone, words: str
) -> None:
    (shown,) = present.clock_views([one], LONG_AFTER)
    assert shown.due.tone is tone
    assert markup.standing(shown.due, LONG_AFTER) == words


@pytest.mark.parametrize(
    ("ref", "number", "words"),
    [
        ("CK67a", "CK67a", "热线工单先行联系 CK67a"),
        ("TASK_SIGN", "", "督办事项签收"),
        ("EST_VISIT", "", "装修违规到场"),
    ],
)
def test_a_period_of_the_house_has_a_name_and_no_number(ref: str, number: str, words: str) -> None:
    assert present.number_of(ref) == number
    assert present.clock_words(ref) == words


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("zh-hans", "国办发〔2020〕53号"),
        (
            "en",
            "State Council Office Document 53 of 2020 "
            '(<span lang="zh" class="source">国办发〔2020〕53号</span>)',
        ),
    ],
)
def test_the_law_of_a_clock_is_named_once_in_either_language(language: str, shown: str) -> None:
    """Its cites go to the page as they are cited; the page itself adds the English name."""
    with override(language):
        one = clock("running", ended=None, stopped=None)
        one.ref = "CK67a"
        due = present.due_view(one, DUE, LONG_AFTER)
        assert [markup.cited(cite) for cite in due.cites] == [shown]


def test_a_file_of_which_the_story_knows_the_number_is_counted() -> None:
    """Rows of files stand in old entries by their numbers alone."""
    field = UploadField()
    assert story._said([7, 9], field) == "2 份"
    assert story._said(7, field) == "1 份"


def test_the_story_names_a_recounted_period_the_same_way() -> None:
    told = {"ref": "TASK_SIGN", "before": None, "after": None, "stays_late": False}
    change, _notice = story._recounted({"recounted": [told], "notice": "国办发明电"})
    assert change.label == "督办事项签收"
