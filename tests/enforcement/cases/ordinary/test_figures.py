"""The figures of cases, worked by hand; each number is the length of the list behind it."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from chengguan.core.org.models import Person
from chengguan.core.work import figures
from chengguan.core.work.acting import actor_of
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.figures import FIGURES
from chengguan.enforcement.cases.models import Remedy
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.street import Street

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WHY = finding.EndOrPause(reason="当事人下落不明")
NEW_YEAR = datetime(2027, 1, 1, 12, 0, tzinfo=ZONE)


def asked(person: Person, period: str, at: datetime = NEW_YEAR) -> Asked:
    return Asked(actor_of(person, at), Period.read(period), at)


def counts(code: str, question: Asked) -> tuple[int, int]:
    """Numerator and denominator; the list has exactly as many rows."""
    figure = figures.figure_of(code)
    found, rows = figures.measure(figure, question), list(figures.rows_of(figure, question))
    assert found.counted == len(rows) == len({row.pk for row in rows})
    assert found.met == sum(row.is_met for row in rows)
    return found.met, found.counted


@pytest.fixture
def four(bureau: Bureau) -> Bureau:
    """Of 15 September: paid and closed; under investigation; fined on the spot and unpaid; looked
    into and not yet docketed."""
    lives.small_fine(bureau)
    bureau.docketed(party=bureau.shop)
    fined_on_the_spot(bureau)
    bureau.begin(party=bureau.party("person", "第三摊主"))
    return bureau


def fined_on_the_spot(bureau: Bureau) -> None:
    case = bureau.open(party=bureau.party("person", "另一摊主"))
    bureau.act(case, "inspect", bureau.inspection(photos=(bureau.photo(),)))
    bureau.act(case, "order_correction", bureau.correction())
    bureau.act(case, "inform", Street.notice(bureau))
    bureau.act(case, "hear", bureau.defence())
    served = bureau.clock + timedelta(minutes=5)
    bureau.act(case, "decide", bureau.decision(served_at=served))


def test_the_numbers_are_those_worked_by_hand(four: Bureau) -> None:
    leader = four.leader_in_charge
    assert counts("cases_filed", asked(leader, "2026-09")) == (0, 3)
    assert counts("cases_filed", asked(leader, "2026-10")) == (0, 0)
    assert counts("case_closing_rate", asked(leader, "2026-09")) == (1, 3)
    # Two were open when October began; nothing was filed or closed in it.
    assert counts("case_closing_rate", asked(leader, "2026-10")) == (0, 2)
    assert counts("case_ontime_rate", asked(leader, "2026-Q3")) == (0, 0)
    assert counts("case_ontime_rate", asked(leader, "2026-Q4")) == (1, 2)
    assert counts("execution_rate", asked(leader, "2026")) == (1, 2)
    assert counts("litigation_loss_rate", asked(leader, "2026")) == (0, 0)


def test_what_is_heard_here_and_not_seen_elsewhere(four: Bureau) -> None:
    """Somebody of another bureau counts nothing of it."""
    stranger = four.leader("外局长")
    stranger.grants.all().delete()
    for figure in FIGURES:
        assert counts(figure.code, asked(stranger, "2026")) == (0, 0)


def test_paying_moves_the_rate_of_execution(bureau: Bureau) -> None:
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=60)
    question = asked(bureau.leader_in_charge, "2026-H2", bureau.clock + timedelta(days=1))
    assert counts("execution_rate", question) == (0, 1)
    bureau.pay(case, 20000)
    assert counts("execution_rate", question) == (0, 1)
    bureau.pay(case, 30000)
    assert counts("execution_rate", question) == (1, 1)


def test_a_plan_moves_the_day_and_a_decision_that_fell_is_owed_by_nobody(bureau: Bureau) -> None:
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=20)
    remedied(bureau, case, "revoked")
    question = asked(bureau.leader_in_charge, "2026")
    assert counts("execution_rate", question) == (0, 0)
    assert counts("litigation_loss_rate", question) == (1, 1)
    lives.instalments_and_court(other_party(bureau))
    # The last instalment was due in January; reconsideration upheld the decision then, too.
    year = asked(bureau.leader_in_charge, "2027", bureau.clock)
    assert counts("execution_rate", year) == (1, 1)
    assert counts("litigation_loss_rate", year) == (0, 1)


def remedied(bureau: Bureau, case: UUID, result: str) -> None:
    filed = executing.RecordRemedy(kind="lawsuit", filed_at=bureau.clock, body="法院")
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=40)
    ended = executing.RecordRemedyResult(remedy=Remedy.objects.get(case=case).pk, result=result)
    bureau.act(case, "record_remedy_result", ended)


def other_party(bureau: Bureau) -> Bureau:
    """What follows is against somebody else."""
    bureau.vendor = bureau.party("person", "又一摊主")
    return bureau


def test_a_case_that_ends_before_its_limit_without_decision_is_not_due(bureau: Bureau) -> None:
    case = bureau.docketed()
    question = asked(bureau.leader_in_charge, "2026-Q4")
    assert counts("case_ontime_rate", question) == (0, 1)
    bureau.act(case, "withdraw_docketing", WHY, by=bureau.head)
    assert counts("case_ontime_rate", question) == (0, 0)


@pytest.mark.parametrize("live", lives.LIVES, ids=lambda live: live.__name__)
def test_after_every_life_the_numbers_are_their_lists(bureau: Bureau, live) -> None:
    live(bureau)
    at = bureau.clock + timedelta(days=100)
    for figure in FIGURES:
        for year in ("2026", "2027"):
            met, counted = counts(figure.code, asked(bureau.leader_in_charge, year, at))
            assert 0 <= met <= counted <= 1, figure.code
    closed = [counts("case_closing_rate", asked(bureau.head, y, at)) for y in ("2026", "2027")]
    assert sum(met for met, _counted in closed) == 1
