"""The bureau's changes: two persons of the legal section, from a day to come, in the journal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.lawbook import overlay, services
from chengguan.core.lawbook.competence import competence_of, rules_of
from chengguan.core.lawbook.models import ChangeKind, ChangeState, RuleChange
from chengguan.core.lawbook.queries import rulings
from chengguan.core.lawbook.services import Proposed
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ
from chengguan.core.org.record import Refused
from chengguan.core.work import rules
from chengguan.law.parameters import Force, shipped
from chengguan.law.periods import due
from tests.core.org.people import AT, district, holder

pytestmark = pytest.mark.django_db

TODAY = AT.date()
SINCE = TODAY + timedelta(days=30)
SLOWER = Proposed(ChangeKind.CLOCK, "CK08", SINCE, "法制科纪要 3 号", "试行", number=3)


@pytest.fixture
def legal():
    where = district()
    return holder("甲", Role.LEGAL_REVIEWER, where), holder("乙", Role.LEGAL_REVIEWER, where)


def settled(what, legal):
    row = services.propose(what, by=legal[0], at=AT)
    return services.confirm(change=row, remark="", by=legal[1], at=AT)


@pytest.mark.trap(10)
def test_a_confirmed_period_holds_from_its_day_and_not_before(legal):
    settled(SLOWER, legal)
    law = rules.current()
    assert law.clock_version("CK08", SINCE - timedelta(days=1)).length == 5
    assert law.clock_version("CK08", SINCE).length == 3
    assert law.clock_version("CK08", SINCE).source == "法制科纪要 3 号"
    assert shipped().clock_version("CK08", SINCE).length == 5


@pytest.mark.trap(10)
def test_a_running_period_is_counted_to_its_end_as_it_was_begun(legal):
    """Its version is that of its trigger: a later change does not touch it."""
    begun = AT + timedelta(days=29)
    before = due(rules.current(), "CK08", begun).moment
    settled(SLOWER, legal)
    assert due(rules.current(), "CK08", begun).moment == before
    assert due(rules.current(), "CK08", AT + timedelta(days=30)).version.length == 3


def test_a_confirmed_amount_and_force_hold_from_their_day(legal):
    settled(
        Proposed(ChangeKind.AMOUNT, "discretion.light_top", SINCE, "裁量", "市文件", number=4_000),
        legal,
    )
    settled(Proposed(ChangeKind.FORCE, "GD28", SINCE, "纪要", "从严", force="unlawful"), legal)
    law = rules.current()
    assert law.amount("discretion.light_top", on=SINCE - timedelta(days=1)) == 3_000
    assert law.amount("discretion.light_top", on=SINCE) == 4_000
    assert law.guard("GD28", SINCE - timedelta(days=1)).force is Force.WARNING
    assert law.guard("GD28", SINCE).force is Force.UNLAWFUL


def test_competence_changes_from_its_day(legal):
    what = Proposed(
        ChangeKind.COMPETENCE, "AY-C001", SINCE, "市政府目录", "更正", organ_kind="district_bureau"
    )
    settled(what, legal)
    rules.current()
    before = competence_of("AY-C001", SINCE - timedelta(days=1))
    after = competence_of("AY-C001", SINCE)
    assert (before.organ_kind, after.organ_kind) == (
        OrganKind.STREET_TEAM,
        OrganKind.DISTRICT_BUREAU,
    )
    assert (after.source, after.grade) == ("市政府目录", "B")
    assert [rule.until for rule in rules_of("AY-C001")] == [SINCE, None]
    assert competence_of("AY-C002", SINCE).organ_kind == OrganKind.STREET_TEAM


def test_a_ruling_on_a_conflict_is_kept_and_decides_nothing_else(legal):
    what = Proposed(ChangeKind.CONFLICT, "load_bearing", SINCE, "纪要", "案例", ruling="用第83条")
    row = settled(what, legal)
    assert rulings(["load_bearing", "barbecue"]) == {"load_bearing": row}
    assert rules.current() is shipped()


def test_what_is_only_proposed_or_refused_changes_nothing(legal):
    row = services.propose(SLOWER, by=legal[0], at=AT)
    assert rules.current() is shipped()
    services.refuse(change=row, remark="依据不足", by=legal[1], at=AT)
    overlay.forget()
    assert rules.current() is shipped()
    assert RuleChange.objects.get().state == ChangeState.REFUSED


def test_two_persons_are_needed(legal):
    row = services.propose(SLOWER, by=legal[0], at=AT)
    for decide in (services.confirm, services.refuse):
        with pytest.raises(Refused, match="另一人"):
            decide(change=row, remark="同意", by=legal[0], at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleChange.objects.update(decided_by=legal[0], state=ChangeState.CONFIRMED)


def test_both_must_be_of_the_legal_section(legal):
    leader = holder("丙", Role.BUREAU_LEADER, Organ.objects.get(name="区局"))
    with pytest.raises(Refused, match="法制科"):
        services.propose(SLOWER, by=leader, at=AT)
    row = services.propose(SLOWER, by=legal[0], at=AT)
    with pytest.raises(Refused, match="法制科"):
        services.confirm(change=row, remark="", by=leader, at=AT)


@pytest.mark.parametrize("since", [TODAY, TODAY - timedelta(days=1)])
def test_nothing_is_changed_for_today_or_the_past(legal, since):
    with pytest.raises(Refused, match="晚于今天"):
        services.propose(replace(SLOWER, since=since), by=legal[0], at=AT)


def test_what_waited_too_long_is_not_confirmed_for_a_past_day(legal):
    row = services.propose(replace(SLOWER, since=TODAY + timedelta(days=1)), by=legal[0], at=AT)
    with pytest.raises(Refused, match="晚于今天"):
        services.confirm(change=row, remark="", by=legal[1], at=AT + timedelta(days=1))
    assert RuleChange.objects.get().state == ChangeState.PROPOSED


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"target": "CK99"}, "没有这个期限"),
        ({"number": 0}, "不小于 1"),
        ({"number": None}, "不小于 1"),
        ({"source": " "}, "来源"),
        ({"reason": ""}, "理由"),
        ({"kind": ChangeKind.FORCE, "target": "GD99"}, "没有这个条件"),
        ({"kind": ChangeKind.FORCE, "target": "GD28", "force": "harsh"}, "选择新的效力"),
        ({"kind": ChangeKind.AMOUNT, "target": "nothing"}, "没有这个参数"),
        ({"kind": ChangeKind.AMOUNT, "target": "officers.least", "number": -1}, "不小于 0"),
        ({"kind": ChangeKind.CONFLICT, "target": "nothing"}, "没有这个冲突"),
        ({"kind": ChangeKind.CONFLICT, "target": "barbecue"}, "写明裁定"),
        ({"kind": ChangeKind.COMPETENCE, "target": "AY-X1"}, "没有这个事项"),
        ({"kind": ChangeKind.COMPETENCE, "target": "AY-C001"}, "执法主体"),
    ],
)
def test_what_cannot_be_is_not_proposed(legal, changed, message):
    with pytest.raises(Refused, match=message):
        services.propose(replace(SLOWER, **changed), by=legal[0], at=AT)
    assert not RuleChange.objects.exists()


def test_a_decision_is_taken_once_and_a_refusal_says_why(legal):
    row = services.propose(SLOWER, by=legal[0], at=AT)
    with pytest.raises(Refused, match="理由"):
        services.refuse(change=row, remark=" ", by=legal[1], at=AT)
    services.confirm(change=row, remark="", by=legal[1], at=AT)
    with pytest.raises(Refused, match="已经处理"):
        services.refuse(change=row, remark="不妥", by=legal[1], at=AT)


def test_two_changes_of_one_row_do_not_begin_on_one_day(legal):
    settled(SLOWER, legal)
    with pytest.raises(Refused, match="同一天"):
        settled(replace(SLOWER, number=4), legal)
    settled(replace(SLOWER, number=4, since=SINCE + timedelta(days=1)), legal)
    overlay.forget()
    assert rules.current().clock_version("CK08", date(2027, 12, 1)).length == 4


def test_proposal_and_decision_stand_in_the_journal_which_verifies(legal):
    settled(SLOWER, legal)
    entries = JournalEntry.objects.filter(action__startswith="rule.").order_by("sequence")
    assert [entry.action for entry in entries] == ["rule.propose", "rule.confirm"]
    assert [entry.actor for entry in entries] == [f"person:{who.pk}" for who in legal]
    assert '"number":3' in entries[0].body.replace(" ", "")
    assert verify().ok
    RuleChange.objects.update(number=1)
    assert not verify().ok


def test_a_process_asks_once_in_a_while(legal, django_assert_num_queries):
    rules.current()
    with django_assert_num_queries(0):
        rules.current()
    overlay.forget()
    with django_assert_num_queries(1):
        rules.current()
