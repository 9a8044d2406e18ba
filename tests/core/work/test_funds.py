"""The port of money without anybody behind it: what the guards ask, and how often."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from chengguan.core.work import funds
from chengguan.core.work.funds import GUARDS, Judgement, Payment, funds_port, set_funds_port
from chengguan.law.guards import Finding, Reason, judge
from chengguan.law.parameters import Force, RuleBook, shipped
from chengguan.law.spending import Claim, Form, Fund, Recipient

ON = date(2026, 9, 15)
CLAIM = Claim(1, "show", ON, 1, Fund.UNION, Form.SERVICE, 7, Recipient.MEMBER, cause="电影")


@dataclass
class Purse:
    """Says what it was told to say, and counts how often it was asked."""

    says: Judgement = field(default_factory=Judgement)
    asked: int = 0

    def judge(self, claims: Sequence[Claim], head: int | None, law: RuleBook) -> Judgement:
        self.asked += 1
        return self.says


@dataclass(frozen=True)
class Pay(Payment):
    head: int | None = None

    @property
    def claims(self) -> Sequence[Claim]:
        return (CLAIM,)


@pytest.fixture
def purse() -> Iterator[Purse]:
    """In the place of whoever keeps the money; afterwards that one is back."""
    before = list(funds._ports)
    made: Any = Purse()
    set_funds_port(made)
    yield made
    funds._ports[:] = before


def said(force: Force, number: str) -> Finding:
    return Finding("limit", number, "限额", "V", force, (), Reason("spending.never", ref=number))


def found(purse: Purse, **says: Any) -> list[tuple[str, Reason]]:
    purse.says = Judgement(**says)
    return [(f.ref, f.reason) for f in judge(GUARDS, shipped(), ON, None, Pay())]


def test_nothing_is_paid_where_nobody_keeps_the_money(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(funds, "_ports", [])
    with pytest.raises(LookupError, match="keeps the money"):
        funds_port()


@pytest.mark.ref("FN01", "FN02", "FN03", "FN04")
def test_what_is_in_order_is_let_pass_and_asked_for_once(purse: Purse) -> None:
    """工会经费口径, 皖工经费办法: four guards, one question."""
    assert found(purse) == []
    assert purse.asked == 1


@pytest.mark.ref("FN01", "FN02")
def test_what_refuses_and_what_warns_come_apart(purse: Purse) -> None:
    """工会经费口径: each guard says its first; the other's are not its own."""
    hard, soft = said(Force.UNLAWFUL, "LIM02"), said(Force.WARNING, "LIM30")
    assert found(purse, findings=((soft, hard),)) == [("FN01", hard.reason), ("FN02", soft.reason)]
    assert found(purse, findings=((soft,), ())) == [("FN02", soft.reason)]
    assert found(purse, findings=((), (hard,))) == [("FN01", hard.reason)]
    assert shipped().guard("FN02").force is Force.WARNING
    assert shipped().guard("FN01").force is Force.UNLAWFUL


@pytest.mark.ref("FN03", "FN04")
def test_money_that_is_not_there_and_a_head_that_does_not_fit(purse: Purse) -> None:
    """皖工经费办法: nothing beyond the budget; 工会经费口径: the head bears the item."""
    lacking = Reason("funds.head_lacks", amount=1)
    assert found(purse, lacking=1) == [("FN03", lacking)]
    assert found(purse, misfit="funds.no_head") == [("FN04", Reason("funds.no_head"))]
    assert shipped().guard("FN04").force is Force.IMPOSSIBLE


def test_the_input_of_a_payment_has_no_field_with_its_claims() -> None:
    assert set(vars(Pay())) == {"head"}
    with pytest.raises(TypeError, match="claims"):
        Payment()  # type: ignore[abstract]  # an input that names money says for whom
