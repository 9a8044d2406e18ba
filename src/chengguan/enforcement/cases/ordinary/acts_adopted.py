"""How a case that another system began goes on here: what it was told to have is done again, or its
papers are brought in (行政处罚法 47)."""

from chengguan.enforcement.cases.ordinary import guards_adopted as its
from chengguan.enforcement.cases.ordinary import inputs_adopted as inputs
from chengguan.enforcement.cases.ordinary.states import (
    HEADS,
    OFFICERS,
    REVIEWERS,
    closed,
    concluded,
    decided,
    executing,
    execution_suspended,
    investigating,
    reviewing,
    to_close,
    to_decide,
)
from chengguan.law.citations import cite
from chengguan.law.procedure import Action, from_any, while_in

ADOPTED = (
    Action(
        "redo_adopted",
        "退回调查补办",
        from_any(concluded, reviewing, to_decide) >> investigating,
        by=(*OFFICERS, *HEADS, *REVIEWERS),
        basis=cite("行政处罚法", 54),
        takes=inputs.RedoAdopted,
        needs=(its.course_was_told_only,),
        happens_here=True,
    ),
    Action(
        "bring_decision",
        "补录原决定",
        while_in(decided, executing, execution_suspended, to_close, closed),
        by=OFFICERS,
        basis=cite("行政处罚法", 47),
        takes=inputs.BringDecision,
        needs=(its.decision_was_made_elsewhere,),
        given=(its.brought_decision_is_whole,),
        happens_here=True,
    ),
)
