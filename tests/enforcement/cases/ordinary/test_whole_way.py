"""Ordinary cases through `perform`, from the first look to the archive."""

from chengguan.core.work.models import MatterClock
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from tests.enforcement.cases.ordinary.bureau import Bureau


def running(case) -> set[str]:
    clocks = MatterClock.objects.filter(matter=case, stopped_at=None)
    return set(clocks.values_list("ref", flat=True))


def test_a_small_fine_paid_at_once(bureau: Bureau) -> None:
    case = bureau.decided_ordinarily()
    assert bureau.state(case) == "decided"
    assert running(case) == {"CK09"}
    bureau.wait(hours=1)
    bureau.act(case, "serve", bureau.service())
    assert running(case) == {"CK12", "CK30", "CK36"}
    paid = executing.RecordReceipt(
        amount=50000,
        purpose="fine",
        channel="bank",
        receipt_number="沪财 1",
        treasury_account="专户 1",
    )
    bureau.wait(days=3)
    bureau.act(case, "record_payment", paid)
    assert running(case) == {"CK30", "CK36"}
    ended = executing.RequestClosing(way="performed", summary="罚款已缴清")
    bureau.act(case, "request_closing", ended)
    bureau.act(case, "close", executing.RuleOnClosing(opinion="同意"), by=bureau.head)
    assert running(case) == set()
    filed = executing.MakeArchive(retention="thirty", title="某摊主张贴小广告案")
    bureau.act(case, "archive", filed)
    assert bureau.state(case) == "archived"
