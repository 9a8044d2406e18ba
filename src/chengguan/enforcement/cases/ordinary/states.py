"""Where an ordinary case can stand, and who acts on it."""

from chengguan.core.org.kinds import Role
from chengguan.law.procedure import State

verifying = State("verifying", "立案前核查")
to_docket = State("to_docket", "待批准立案")
investigating = State("investigating", "调查取证")
suspended = State("suspended", "中止调查", held=True)
concluded = State("concluded", "调查终结待审批")
informing = State("informing", "待告知")
informed = State("informed", "已告知")
hearing = State("hearing", "听证中", held=True)
reviewing = State("reviewing", "法制审核")
to_decide = State("to_decide", "待负责人决定")
decided = State("decided", "已决定待送达")
executing = State("executing", "执行中")
execution_suspended = State("execution_suspended", "中止执行")
to_transfer = State("to_transfer", "待批准移送")
transferring = State("transferring", "待移送公安机关")
with_police = State("with_police", "已移送待公安机关答复")
to_close = State("to_close", "待批准结案")
closed = State("closed", "已结案待归档")

archived = State("archived", "已归档", final=True)
not_docketed = State("not_docketed", "不予立案", final=True)
withdrawn = State("withdrawn", "撤销立案", final=True)
terminated = State("terminated", "终止调查", final=True)
joined = State("joined", "并入他案", final=True)
transferred = State("transferred", "公安机关已立案", final=True)

STATES = (
    verifying,
    to_docket,
    investigating,
    suspended,
    to_transfer,
    transferring,
    with_police,
    concluded,
    informing,
    informed,
    hearing,
    reviewing,
    to_decide,
    decided,
    executing,
    execution_suspended,
    to_close,
    closed,
    archived,
    not_docketed,
    withdrawn,
    terminated,
    joined,
    transferred,
)

BEFORE_DECISION = (investigating, concluded, informing, informed, reviewing, to_decide)
"""The stages in which the period for deciding runs."""

RECUSABLE = (
    verifying,
    to_docket,
    investigating,
    concluded,
    informing,
    informed,
    hearing,
    reviewing,
    to_decide,
)
"""Until it is decided: officers, whoever presides at the hearing, reviewers, heads."""

LEADERS = (Role.BUREAU_LEADER,)
"""Who leads the organ: what only he may approve (移送规定 5)."""

OFFICERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
HEADS = (Role.TEAM_HEAD, Role.BUREAU_LEADER)
REVIEWERS = (Role.LEGAL_REVIEWER,)
