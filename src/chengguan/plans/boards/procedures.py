"""进度通报: issued once, signed for by each addressed unit; nothing in it changes afterwards."""

from datetime import date

from chengguan.core.work.permission import HANDLER, SYSTEM
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Clock, Procedure, State
from chengguan.plans.boards import guards as must
from chengguan.plans.boards import inputs
from chengguan.plans.boards.facts import SIGN
from chengguan.plans.boards.offices import BULLETIN, ISSUERS, OWNERS

BASIS = cite("计划管理口径")
SINCE = date(2021, 1, 1)
PAPER = "plan_bulletin"

out = State("out", "通报已印发")
received = State("received", "通报签收完毕", final=True)

PLAN_BULLETIN = Procedure(
    "bulletin",
    "进度通报",
    basis=BASIS,
    since=SINCE,
    confidentiality=BULLETIN.key,
    states=(out, received),
    actions=(
        Action(
            "issue_bulletin",
            "印发通报",
            START >> out,
            by=ISSUERS,
            takes=inputs.IssueBulletin,
            given=(
                must.plan_was_issued,
                must.somebody_answers_for_each,
                must.addressed_units_stand_below,
            ),
            papers=(PAPER,),
            happens_here=True,
        ),
        Action("all_received", "全部签收", out >> received, by=(SYSTEM,), happens_here=True),
    ),
)

waiting = State("waiting", "通报待签收")
signed = State("signed", "通报已签收", final=True)

BULLETIN_RECEIPT = Procedure(
    "bulletin_receipt",
    "通报签收",
    basis=BASIS,
    since=SINCE,
    confidentiality=BULLETIN.key,
    states=(waiting, signed),
    actions=(
        Action(
            "address_bulletin",
            "送达通报",
            START >> waiting,
            by=(SYSTEM,),
            takes=inputs.AddressBulletin,
            starts=(Clock(SIGN),),
            happens_here=True,
        ),
        Action(
            "receive_bulletin",
            "签收通报",
            waiting >> signed,
            by=(*OWNERS, HANDLER),
            needs=(must.received_by_the_unit,),
            stops=(Clock(SIGN),),
            happens_here=True,
        ),
    ),
)
