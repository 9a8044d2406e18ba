"""Six whole lives, and what must be true of each when it is over."""

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.work.models import Matter, MatterClock, MatterFinding
from chengguan.enforcement.cases.models import AddedFine
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau

LATE = {"instalments_and_court": {"PAY_PLAN"}}
"""The second instalment came late: that is said, and closes nothing off."""


@pytest.mark.ref("CK01", "CK09", "CK12")
@pytest.mark.parametrize("live", lives.LIVES, ids=lambda live: live.__name__)
def test_a_whole_life_ends_in_the_archive(bureau: Bureau, live) -> None:
    """行政处罚法 54–73: nothing runs on, nothing is hidden, and the record holds."""
    case = live(bureau)
    matter = Matter.objects.get(pk=case)
    assert (matter.state, matter.is_open, matter.next_due_at) == ("archived", False, None)
    clocks = MatterClock.objects.filter(matter=case)
    assert not clocks.filter(stopped_at=None)
    late = {clock.ref for clock in clocks if clock.is_overdue(bureau.clock)}
    assert late == LATE.get(live.__name__, set())
    assert not MatterFinding.objects.filter(matter=case)
    assert verify().findings == []


@pytest.mark.ref("GD72a", "CK12", "PAY_PLAN")
def test_the_added_fine_of_a_plan_counts_from_its_last_day_without_the_remedy(
    bureau: Bureau,
) -> None:
    """行政处罚法 72.1, 73.3: 300 yuan left, ten days after a remedy of forty days."""
    case = lives.instalments_and_court(bureau)
    added = AddedFine.objects.get(case=case)
    assert added.days == 11
    assert added.amount == 11 * 900
