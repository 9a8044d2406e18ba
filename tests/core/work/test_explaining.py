"""Whoever is refused reads what happened and what to do."""

from datetime import datetime

import pytest

from chengguan.core.work import errors, rules
from chengguan.core.work.views import explain

SINCE = datetime(2026, 9, 14, 10, 20, tzinfo=rules.ZONE)


class ToldToPeople(errors.WorkError):
    is_for_people = True


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.Conflict(3), "别人刚刚办理了这一事项"),
        (errors.WrongState("decide", "closed"), "已不在可以办理此操作的环节"),
        (errors.NotPermitted(("legal_reviewer",)), "此操作由"),
        (errors.KeyReused(), "请重新打开表单"),
        (errors.BadMoment("work.in_the_future"), "不能晚于现在"),
        (
            errors.BadMoment("work.before_its_cause", stage="办理中", since=SINCE),
            "早于上一环节：2026-09-14 10:20 进入“办理中”",
        ),
        (errors.BadMoment("work.happens_here"), "不能补录"),
        (errors.BadMoment("work.before_its_clock"), "早于期限起算"),
        (errors.BadMoment("work.late_without_reason"), "这是补录"),
        (ToldToPeople("《决定书》缺少必填内容。"), "《决定书》缺少必填内容。"),
        (errors.WorkError("seal 7 of stream 3"), "没有办成"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_each_error_is_told_in_words(error: Exception, said: str) -> None:
    assert said in explain(error)


def test_what_is_meant_for_engineers_stays_with_them() -> None:
    assert "stream" not in explain(errors.WorkError("seal 7 of stream 3"))
