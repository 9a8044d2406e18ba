"""An ordinary case that began in another system stands where it stood."""

import csv
import io

import pytest

from chengguan.core.exchange import services
from chengguan.core.exchange.models import Job
from chengguan.core.work.acting import At
from chengguan.core.work.available import available
from chengguan.core.work.models import Assignment, Matter, MatterClock, MatterFinding
from chengguan.core.work.page import histories
from chengguan.enforcement.cases.models import CaseOfficer, PenaltyDecision
from chengguan.enforcement.cases.ordinary.procedures import TAKING_OVER
from chengguan.enforcement.cases.panels import panels
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.street import LEAFLETS, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

STATES = [action.move.target for action in TAKING_OVER]
USUAL = {
    "原案号": "旧-1",
    "程序": "普通程序",
    "环节": "调查取证",
    "承办单位": "东路队",
    "发现人": "甲队员",
    "协办人": "乙队员",
    "当事人": "某摊主",
    "案由": LEAFLETS,
    "发现时间": "2026-08-03 09:00",
    "违法地点": "东路 10 号门前",
    "违法事实": "张贴小广告六十张",
    "立案批准时间": "2026-08-05 10:00",
    "告知送达时间": "2026-09-01 10:00",
    "告知听证权": "否",
    "决定时间": "2026-09-10 10:00",
    "交付时间": "2026-09-11 10:00",
    "罚款": "500",
}


def bring(**said: str) -> Job:
    text = io.StringIO()
    row = USUAL | said
    csv.writer(text).writerows([row.keys(), row.values()])
    job = services.receive(
        io.BytesIO(text.getvalue().encode()), name="案件.csv", key="cases", by=None, at=NOON
    )
    services.start(job, at=NOON, queued=False)
    while (job := services.advance(job.pk, at=NOON, queued=False)).is_at_work:
        pass
    return job


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.key)
def test_a_case_is_taken_over_in_every_open_state_and_its_page_opens(bureau, state) -> None:
    job = bring(环节=state.title)
    assert (job.created, job.bad) == (1, 0)
    matter = Matter.objects.get(kind="case")
    assert (matter.procedure, matter.state) == ("case.ordinary", state.key)
    officer = bureau.actor()
    assert panels(matter, officer)
    assert "不作为办理依据" in histories(officer, matter, NOON)[0].title
    assert not PenaltyDecision.objects.exists()
    assert not MatterFinding.objects.exists()
    for person in (bureau.officer, bureau.head, bureau.reviewer, bureau.leader_in_charge):
        assert available(matter, bureau.actor(person), At.once(NOON)) is not None


@pytest.mark.parametrize(
    ("state", "said", "clocks"),
    [
        ("立案前核查", {}, {"CK03": "08-03"}),
        ("调查取证", {}, {"CK01": "08-05"}),
        ("已告知", {}, {"CK01": "08-05", "CK08": "09-01"}),
        ("已告知", {"告知听证权": "是"}, {"CK01": "08-05", "CK08": "09-01", "CK06": "09-01"}),
        ("已决定待送达", {}, {"CK09": "09-10"}),
        ("执行中", {}, {"CK12": "09-11", "CK30": "09-11", "CK36": "09-11"}),
        ("执行中", {"罚款": "0"}, {"CK30": "09-11", "CK36": "09-11"}),
        ("已结案待归档", {}, {}),
    ],
)
def test_its_periods_run_from_the_moments_told(bureau, state, said, clocks) -> None:
    """行政处罚法 45, 60, 61, 64, 67; 行政复议法 20; 行政诉讼法 46."""
    bring(环节=state, **said)
    running = MatterClock.objects.values_list("ref", "started_at")
    assert {ref: f"{moment:%m-%d}" for ref, moment in running} == clocks


@pytest.mark.parametrize(
    ("state", "person", "role"),
    [("调查取证", "甲队员", ""), ("待负责人决定", None, "team_head"), ("法制审核", None, "legal")],
)
def test_it_lies_with_whoever_acts_next(bureau, state, person, role) -> None:
    bring(环节=state)
    desk = Assignment.objects.get(until=None)
    assert (desk.person and desk.person.name) == person
    assert desk.role.startswith(role)
    assert set(CaseOfficer.objects.values_list("person", flat=True)) == set(bureau.two)


def test_what_was_told_satisfies_no_guard(bureau: Bureau) -> None:
    """行政处罚法 44: what another system announced is announced here before it is decided."""
    bring(环节="待负责人决定")
    case = Matter.objects.get(kind="case").pk
    refused = bureau.refusals(case, "decide", bureau.penalty(), by=bureau.head)
    assert "GD16" in refused


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"环节": "听证中"}, "不认识的环节"),
        ({"环节": "已当场决定"}, "不认识的环节"),
        ({"程序": "快办"}, "不认识的程序"),
        ({"立案批准时间": ""}, "立案批准时间"),
        ({"环节": "已告知", "告知送达时间": ""}, "告知送达时间"),
        ({"环节": "执行中", "交付时间": ""}, "交付时间"),
    ],
)
def test_a_row_that_cannot_stand_says_why(bureau, said, reason) -> None:
    job = bring(**said)
    assert (job.created, job.bad) == (0, 1)
    assert reason in job.rows.get().note


def test_without_a_procedure_the_word_of_the_state_tells(bureau) -> None:
    bring(程序="")
    assert Matter.objects.get(kind="case").procedure == "case.ordinary"
