"""Claims for the tests of limits: one that every row lets pass for each item, to be changed."""

from dataclasses import replace
from datetime import date
from typing import Any

from chengguan.law.parameters import shipped
from chengguan.law.spending import Claim, Form, Fund, Recipient, Use, UseState, judge

ON = date(2026, 9, 15)
ANNA, BERT = 1, 2
HERE, THERE = 7, 8

PLAIN = Claim(ANNA, "", ON, 100_00, Fund.UNION, Form.GOODS, HERE, Recipient.MEMBER, cause="一次")
LAWFUL: dict[str, dict[str, Any]] = {
    "lepin": {},
    "show": {"form": Form.SERVICE, "in_shanghai": True},
    "scenic_pass": {"form": Form.SINGLE_VOUCHER, "fund": Fund.DUES},
    "outing": {"form": Form.SERVICE, "in_shanghai": True, "meals": 50_00},
    "festival": {"cause": "mid_autumn"},
    "birthday": {"form": Form.PICKUP_VOUCHER},
    "marriage": {"form": Form.TRANSFER},
    "birth": {"form": Form.TRANSFER},
    "illness": {"form": Form.TRANSFER},
    "bereavement": {"form": Form.TRANSFER},
    "retirement": {"form": Form.GOODS},
    "hardship": {"form": Form.TRANSFER, "files": frozenset({"hardship_file"})},
    "recuperation": {"form": Form.SERVICE, "files": frozenset({"accident_insurance"})},
    "checkup": {"form": Form.SERVICE, "fund": Fund.ADMINISTRATION},
    "insurance": {"form": Form.SERVICE, "cause": "2027-06-30"},
}
"""By item, what a claim that no row finds fault with says besides the plain one."""


def claim(item: str, **said: Any) -> Claim:
    return replace(PLAIN, **{"item": item, **LAWFUL.get(item, {}), **said})


def used(item: str, state: UseState = UseState.PAID, **said: Any) -> Use:
    return Use(claim(item, **said), state)


def found(one: Claim, *uses: Use) -> set[str]:
    """The numbers of the rows that speak against a claim."""
    return {finding.ref for finding in judge(one, uses, shipped())}
