"""A case that began in another system stands where it stood; what was told opens no way."""

import csv
import io

import pytest

from chengguan.core.exchange import services
from chengguan.core.exchange.models import Job
from chengguan.core.org.kinds import Role
from chengguan.core.work.errors import Refused
from chengguan.core.work.models import AdoptedFact, Matter, MatterClock
from chengguan.core.work.page import histories
from chengguan.enforcement.cases.models import Case, PenaltyDecision
from tests.enforcement.cases.street import LEAFLETS, NOON, Street

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HEAD = [
    *("案号", "状态", "单位", "承办人", "当事人", "案由", "立案时间", "地点", "案情"),
    *("处罚决定时间", "送达时间", "罚款金额"),
]


def line(number: str = "旧-1", **said: str) -> list[str]:
    usual = {
        "state": "已当场决定",
        "organ": "东路队",
        "officer": "甲队员",
        "party": "某摊主",
        "item": LEAFLETS,
        "found": "2026-09-10 10:00",
        "spot": "东路 10 号门前",
        "fact": "张贴小广告",
        "decided": "2026-09-10 10:30",
        "served": "2026-09-10 10:40",
        "fine": "100",
    }
    return [number, *(usual | said).values()]


@pytest.fixture
def bring(street: Street):
    def brought(*rows: list[str], by=None) -> Job:
        text = io.StringIO()
        csv.writer(text).writerows([HEAD, *rows])
        job = services.receive(
            io.BytesIO(text.getvalue().encode()), name="案件.csv", key="cases", by=by, at=NOON
        )
        services.start(job, at=NOON, queued=False)
        while (job := services.advance(job.pk, at=NOON, queued=False)).is_at_work:
            pass
        return job

    return brought


def counts(job: Job) -> tuple[int, int, int, int]:
    return job.created, job.existing, job.changed, job.bad


def test_a_case_stands_in_its_state_with_its_clocks_from_the_moments_told(bring, street):
    job = bring(line())
    assert (counts(job), job.rows.count()) == ((1, 0, 0, 0), 0)
    matter = Matter.objects.get(kind="case")
    assert (matter.state, matter.organ, matter.party) == ("decided", street.team, street.vendor)
    assert matter.number == "东路队接〔2026〕1号"
    clocks = dict(MatterClock.objects.values_list("ref", "started_at"))
    assert set(clocks) == {"CK04", "CK12", "CK30"}
    assert clocks["CK12"].isoformat() == "2026-09-10T02:40:00+00:00"
    assert Case.objects.get().officer == street.officer


def test_what_was_told_is_shown_and_is_no_decision_of_ours(bring, street):
    bring(line())
    told = dict(AdoptedFact.objects.values_list("name", "text"))
    assert told["原案号"] == "旧-1"
    assert told["罚款"] == "100"
    assert not PenaltyDecision.objects.exists()
    matter = Matter.objects.get(kind="case")
    first = histories(street.actor(), matter, NOON)[0]
    assert "不作为办理依据" in first.title
    assert "罚款：100" in [line.text for line in first.lines]


def test_adopted_facts_satisfy_no_guard(bring, street):
    bring(line())
    case = Matter.objects.get(kind="case")
    with pytest.raises(Refused) as refused:
        street.act(case.pk, "close")
    assert refused.value.findings


def test_the_same_case_comes_in_once(bring):
    bring(line())
    job = bring(line(), line("旧-2", state="现场查处"), line("旧-1", fine="200"))
    assert counts(job) == (1, 1, 1, 0)
    assert Matter.objects.filter(kind="case").count() == 2


def test_at_the_scene_nothing_runs_yet(bring):
    bring(line(state="现场查处", decided="", served="", fine=""))
    assert not MatterClock.objects.exists()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"state": "已结案"}, "不认识的环节"),
        ({"organ": "无此队"}, "没有单位"),
        ({"officer": "无此人"}, "没有登记过"),
        ({"item": "XX-1"}, "不认识的案由"),
        ({"decided": "", "served": ""}, "决定时间"),
        ({"decided": "2999-01-01 00:00"}, "不能晚于现在"),
    ],
)
def test_a_row_that_cannot_stand_says_why(bring, said, reason):
    job = bring(line(**said))
    assert counts(job) == (0, 0, 0, 1)
    assert reason in job.rows.get().note


def test_only_who_may_open_cases_takes_them_over(bring, street):
    assert counts(bring(line(), by=street.head)) == (1, 0, 0, 0)
    stranger = street.person("己督察", Role.SUPERVISOR)
    assert counts(bring(line("旧-2"), by=stranger)) == (0, 0, 0, 1)
