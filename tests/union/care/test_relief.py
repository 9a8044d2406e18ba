"""Relief from the application to the follow-up, and every way out of it."""

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.work import rules, workbench
from chengguan.core.work.errors import NotPermitted, Refused, WrongState
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.queries import is_visible
from chengguan.union.care import inputs
from chengguan.union.care.models import FollowUp, ReliefCase, ReliefPayment, ReliefVisit
from chengguan.union.care.procedures import RELIEF
from tests.union.care.care import OTHER, STAFF, Care
from tests.union.members.union import TODAY

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_the_graph_is_the_one_that_running_matters_keep() -> None:
    assert RELIEF.graph_hash == "135456799bd2d35a"


def test_from_application_to_follow_up(care: Care) -> None:
    matter = care.ask()
    assert care.state(matter) == "applied"
    care.do(matter, "accept", inputs.Accept())
    pair = inputs.NameVisitors(care.people["一组长"], care.people["二组长"])
    care.do(matter, "name_visitors", pair)
    told = inputs.RecordVisit(TODAY, place="家中", words="情况属实。")
    care.do(matter, "record_visit", told, by="二组长")
    care.do(matter, "propose_payment", care.money(matter))
    assert care.kept(matter) == [(1000_00, "reserved")]
    care.do(matter, "approve_payment", by=OTHER)
    care.pay(matter)
    assert care.kept(matter) == [(1000_00, "paid")]
    payment = ReliefPayment.objects.get()
    assert (payment.state, payment.paid_on) == ("paid", TODAY)
    care.wait(days=20)
    care.do(matter, "follow_up", inputs.Follow(care.today, words="已经出院。"))
    care.do(matter, "close_relief", inputs.Close(closing="办结。"))
    assert care.state(matter) == "closed"
    assert FollowUp.objects.get().on == care.today
    assert verify().findings == []


def test_the_title_tells_nothing(care: Care) -> None:
    matter = Matter.objects.get(pk=care.ask())
    assert (matter.title, matter.number) == ("帮扶事项", "BF2026-00001")
    assert matter.party is None


def test_papers_are_asked_for_and_brought(care: Care) -> None:
    matter = care.ask()
    care.do(matter, "return_papers", inputs.ReturnPapers(missing="住院小结"))
    assert care.state(matter) == "returned"
    with pytest.raises(NotPermitted):
        care.do(matter, "supplement", inputs.Supplement())
    brought = inputs.Supplement(supplement="补上。", proofs=(care.file("队员甲"),))
    care.do(matter, "supplement", brought, by="队员甲")
    assert care.state(matter) == "applied"
    running = MatterClock.objects.filter(matter=matter, stopped_at=None)
    assert list(running.values_list("ref", flat=True)) == ["CARE_ACCEPT"]


def test_a_refusal_has_its_reason(care: Care) -> None:
    matter = care.do(care.ask(), "refuse_relief", inputs.Refuse(refusal="不属于帮扶范围。"))
    assert care.state(matter) == "refused"
    assert ReliefCase.objects.get().refusal_id


def test_clocks_of_acceptance_payment_and_follow_up(care: Care) -> None:
    """工会帮扶口径: three working days, five working days, thirty days; each explains itself."""
    matter = care.paid()
    clocks = {c.ref: c for c in MatterClock.objects.filter(matter=matter)}
    days = {ref: c.due_at.astimezone().date().isoformat() for ref, c in clocks.items()}
    assert set(days) == {"CARE_ACCEPT", "CARE_PAY", "CARE_FOLLOW"}
    assert [ref for ref, c in clocks.items() if c.stopped_at is None] == ["CARE_FOLLOW"]
    assert days["CARE_ACCEPT"] == "2026-09-18"


def test_who_owes_what(care: Care) -> None:
    matter = care.ask()

    def owed(name: str) -> list[str]:
        found = workbench.workbench(care.actor(name), care.now)
        return [found.acts[m.pk] for m in found.mine if m.pk == matter]

    assert (owed(STAFF), owed("队员甲"), owed("东主席")) == (["accept"], [], [])
    care.do(matter, "accept", inputs.Accept())
    pair = inputs.NameVisitors(care.people["一组长"], care.people["二组长"])
    care.do(matter, "name_visitors", pair)
    assert (owed("一组长"), owed("二组长")) == (["record_visit"], ["record_visit"])


def test_the_applicant_takes_it_back(care: Care) -> None:
    matter = care.approved()
    with pytest.raises(NotPermitted):
        care.do(matter, "withdraw_relief")
    care.do(matter, "withdraw_relief", by="队员甲")
    assert (care.state(matter), care.kept(matter)) == ("withdrawn", [(1000_00, "released")])
    assert verify().findings == []


@pytest.mark.trap(43)
def test_money_is_kept_when_it_is_first_named(care: Care) -> None:
    """Not at the last signature: the head is short before anybody has signed."""
    care.budget = care.head(1500_00, "小额")
    care.proposed(amount=1000_00)
    matter = care.visited("队员乙")
    with pytest.raises(Refused) as refused:
        care.do(matter, "propose_payment", care.money(matter))
    assert {found.ref for found in refused.value.findings if found.refuses} == {"FN03"}
    assert (care.state(matter), care.kept(matter)) == ("visited", [])


@pytest.mark.trap(66)
def test_an_application_refused_leaves_nothing_that_could_be_drawn(care: Care) -> None:
    """A denied request pays nothing, and the next one is judged by its own facts."""
    matter = care.do(care.ask(), "refuse_relief", inputs.Refuse(refusal="材料不实。"))
    with pytest.raises(WrongState):
        care.do(matter, "propose_payment", care.money(matter))
    again = care.proposed()
    assert care.kept(again) == [(1000_00, "reserved")]


@pytest.mark.trap(66)
def test_the_same_illness_is_known_whatever_the_application(care: Care) -> None:
    """皖工经费办法: once a year for one illness; the row warns until it is confirmed (LIM19)."""
    care.paid()
    matter = care.visited(cause=" 肺炎 ")
    outcome = care.money(matter).judged(rules.current())
    assert [found.ref for found in outcome.warnings] == ["LIM19"]
    other = care.visited(cause="骨折")
    assert care.money(other).judged(rules.current()).findings == ((),)


@pytest.mark.trap(67)
@pytest.mark.parametrize("way", ["reject_payment", "drop_payment", "return_payment"])
def test_a_payment_given_up_frees_and_the_next_one_counts(care: Care, way: str) -> None:
    """Removed, aborted or returned it blocks nothing; a follow-up payment does."""
    begun = {"reject_payment": care.proposed, "drop_payment": care.approved}
    matter = begun.get(way, care.paid)()
    care.do(matter, way, inputs.Unpaid(outcome="账号有误。"))
    assert (care.state(matter), care.kept(matter)) == ("visited", [(1000_00, "released")])
    assert care.money(matter).judged(rules.current()).findings == ((),)
    care.do(matter, "propose_payment", care.money(matter))
    second = care.visited()
    assert [f.ref for f in care.money(second).judged(rules.current()).warnings] == ["LIM19"]
    assert verify().findings == []


@pytest.mark.trap(67)
def test_a_payment_after_the_follow_up_counts_with_the_first(care: Care) -> None:
    matter = care.do(care.paid(), "follow_up", inputs.Follow(TODAY, words="仍在家休养。"))
    more = care.money(matter, 1500_00)
    assert {f.ref for f in more.judged(rules.current()).warnings} >= {"LIM18", "LIM19"}


def test_visitors_see_it_until_they_have_been_there(care: Care) -> None:
    matter = care.visiting()
    assert is_visible(care.actor("一组长"), matter)
    told = inputs.RecordVisit(TODAY, place="家中", words="情况属实。")
    care.do(matter, "record_visit", told, by="一组长")
    assert not is_visible(care.actor("一组长"), matter)
    assert not is_visible(care.actor("二组长"), matter)
    assert is_visible(care.actor("队员甲"), matter)
    assert ReliefVisit.objects.get().visited_on == TODAY
