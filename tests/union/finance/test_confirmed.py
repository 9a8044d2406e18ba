"""What two persons confirm of a limit holds for events from its day on."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from chengguan.core.lawbook import overlay
from chengguan.core.lawbook import services as lawbook
from chengguan.core.lawbook.models import ChangeKind
from chengguan.core.lawbook.services import Proposed
from chengguan.core.org.kinds import Role
from chengguan.core.work.errors import Refused
from chengguan.law.spending import Form
from tests.union.finance.chest import Chest

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
SINCE = date(2026, 10, 1)
BEFORE = SINCE - timedelta(days=1)
GIFT = {"item": "birthday", "form": Form.PICKUP_VOUCHER}


@pytest.fixture(autouse=True)
def fresh_overlay() -> Iterator[None]:
    yield
    overlay.forget()


def confirmed(chest: Chest, what: Proposed) -> None:
    one, two = (chest.person(name, Role.LEGAL_REVIEWER, chest.bureau) for name in ("法甲", "法乙"))
    change = lawbook.propose(what, by=one, at=chest.now)
    lawbook.confirm(change=change, remark="", by=two, at=chest.now)


@pytest.mark.trap(63)
@pytest.mark.ref("FN01", "FN02")
def test_a_row_that_warned_refuses_once_confirmed(chest: Chest) -> None:
    """工会经费口径, 皖工经费办法: 500 yuan at a birthday, for birthdays from the confirmed day."""
    head = chest.confirmed(9000_00)
    said = Proposed(ChangeKind.FORCE, "LIM16", SINCE, "工会纪要", "本市标准", force="unlawful")
    confirmed(chest, said)
    chest.wait(days=30)
    chest.ask(head, 500_01, on=BEFORE, people=("同事",), **GIFT)
    with pytest.raises(Refused) as refused:
        chest.ask(head, 500_01, on=SINCE, **GIFT)
    assert {finding.ref for finding in refused.value.findings} == {"FN01"}
    chest.ask(head, 500_00, on=SINCE, **GIFT)


@pytest.mark.trap(63)
@pytest.mark.ref("FN01", "limit.show_each")
def test_a_number_that_was_confirmed_holds_from_its_day(chest: Chest) -> None:
    """工会经费口径, 沪文旅消费措施 2: what was seen before is judged by what held then."""
    head = chest.confirmed(9000_00)
    said = Proposed(ChangeKind.AMOUNT, "limit.show_each", SINCE, "新文件", "调整", number=400_00)
    confirmed(chest, said)
    chest.wait(days=30)
    with pytest.raises(Refused):
        chest.ask(head, 300_01, on=BEFORE)
    chest.ask(head, 400_00, on=SINCE, cause="新片")
    with pytest.raises(Refused):
        chest.ask(head, 400_01, on=SINCE, people=("同事",))
