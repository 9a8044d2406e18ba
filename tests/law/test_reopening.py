"""A final state is left by nothing but an act that says that it reopens."""

from dataclasses import replace
from datetime import date

import pytest

from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, BadProcedure, Procedure, State, validate

OPEN, DONE = State("open", "在办"), State("done", "办结", final=True)
BEGIN = Action("begin", "开始", START >> OPEN, by=("officer",))
END = Action("end", "办结", OPEN >> DONE, by=("officer",))
AGAIN = Action("again", "重启", DONE >> OPEN, by=("officer",), reopens=True)
LAW = cite("沪拆违规定", 7)
STATES = (OPEN, DONE)
KNOWN = Procedure("case.x", "例", LAW, date(2026, 1, 1), STATES, (BEGIN, END, AGAIN), "case")


def test_an_act_that_reopens_leaves_a_final_state() -> None:
    validate(KNOWN, ["officer"])


def test_any_other_act_does_not() -> None:
    closed = replace(KNOWN, actions=(BEGIN, END, replace(AGAIN, reopens=False)))
    with pytest.raises(BadProcedure, match="final state done is left by again"):
        validate(closed, ["officer"])
