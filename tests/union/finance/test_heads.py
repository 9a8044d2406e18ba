"""A head of the budget is entered by one of the union's staff and confirmed by another person."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from chengguan.core.journal import services as journal
from chengguan.core.org.record import Refused
from chengguan.union.finance import queries, services
from chengguan.union.finance.models import BudgetHead, HeadState
from tests.union.finance.chest import Chest

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as said:
        act()
    return said.value.code


def test_another_person_confirms(chest: Chest) -> None:
    head = chest.entered()

    def confirm(name: str) -> BudgetHead:
        by = chest.people[name]
        return services.confirm_head(head=head, remark="同意", by=by, at=chest.now)

    assert refused(lambda: confirm("甲")) == "head.same_person"
    for stranger in ("另一干部", "经审", "局长", "会员"):
        assert refused(lambda name=stranger: confirm(name)) == "head.office"
    done = confirm("主席")
    assert (done.state, done.decided_by) == (HeadState.CONFIRMED, chest.people["主席"])
    assert refused(lambda: confirm("乙")) == "head.decided"


def test_who_enters_is_of_the_staff_of_this_union_or_of_one_above(chest: Chest) -> None:
    def enter(name: str, organ: object = chest.base) -> object:
        by = chest.people[name]
        said = {"organ": organ, "year": 2026, "head": "activity", "plan_item": name}
        return services.enter_head(**said, amount=1, by=by, at=chest.now)

    for name in ("主席", "另一干部", "经审", "局长", "会员"):
        assert refused(lambda who=name: enter(who)) == "head.office"
    enter("基层干部")
    enter("甲")
    assert refused(lambda: enter("基层干部", chest.union)) == "head.office"
    assert refused(lambda: enter("局长", chest.bureau)) == "head.office"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"amount": 0}, "head.amount"),
        ({"head": "banquets"}, "head.unknown"),
        ({"plan_item": " 观影 "}, "head.known"),
    ],
)
def test_what_makes_no_sense_is_refused(chest: Chest, said: dict[str, object], code: str) -> None:
    chest.entered()
    assert refused(lambda: chest.entered(**said)) == code  # type: ignore[arg-type]  # as typed


def test_an_organ_that_is_no_union_has_no_budget(chest: Chest) -> None:
    chest.union.kind = "audit_committee"
    assert refused(lambda: chest.entered(organ=chest.union)) == "head.organ"


def test_what_was_refused_is_entered_anew(chest: Chest) -> None:
    head, by = chest.entered(), chest.people["乙"]
    assert (
        refused(lambda: services.refuse_head(head=head, remark=" ", by=by, at=chest.now))
        == "head.remark"
    )
    services.refuse_head(head=head, remark="金额有误", by=by, at=chest.now)
    assert chest.entered(500_00).amount == 500_00


def test_the_database_holds_what_the_service_says(chest: Chest) -> None:
    head = chest.entered()
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetHead.objects.filter(pk=head.pk).update(decided_by=head.entered_by_id)
    again = BudgetHead.objects.get(pk=head.pk)
    again.pk, again.key = None, uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_the_record_vouches_for_heads_and_what_is_kept(chest: Chest) -> None:
    head = chest.confirmed()
    matter = chest.ask(head, 100_00)
    chest.act(matter, "pay")
    assert not journal.verify().findings
    BudgetHead.objects.filter(pk=head.pk).update(amount=9999_00)
    assert journal.verify().findings


def test_a_head_is_found_by_the_offices_of_its_union_and_of_those_above(chest: Chest) -> None:
    head = chest.confirmed()
    for name in ("甲", "主席", "基层干部", "经审"):
        assert list(queries.heads_of(chest.actor(name))) == [head]
    for name in ("另一干部", "局长", "会员"):
        assert not queries.heads_of(chest.actor(name)).exists()
