"""强制拆除: refused before the law allows it, possible where it does, recorded where it happened.

行政强制法 44 of what is finished; 沪拆违规定 11 of what is being erected.
"""

from datetime import date, datetime, timedelta

import pytest

from chengguan.core.org import services as org
from chengguan.core.work.acting import At
from chengguan.core.work.available import available
from chengguan.core.work.errors import BadMoment, Refused
from chengguan.core.work.models import Matter, MatterFinding
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs
from chengguan.law.parameters import Force
from tests.enforcement.structures.compound import Built, Compound

pytestmark = pytest.mark.django_db

# Served and announced on 2 March 2026: six months end on 2 September.
LAST = date(2026, 9, 2)
FREE = datetime(2026, 9, 3, 10, tzinfo=ZONE)


def reasons(built: Built, **changed: object) -> dict[str, str]:
    return built.refusals("force_demolition", "甲", built.force(**changed))


def urged(compound: Compound) -> Built:
    return compound.register().to_urged()


@pytest.fixture
def decided(compound: Compound) -> Built:
    """Decided on 8 September, things told to be taken out: everything is in order."""
    built = compound.register().to_forced()
    return built.tell_property()


# -- finished: refused until the later period has lapsed, the remedy ended, the decision exists --


@pytest.mark.ref("GD43")
def test_when_all_is_in_order_it_is_possible(decided: Built) -> None:
    """行政强制法 44; 沪拆违规定 10."""
    assert reasons(decided) == {}
    assert decided.state == "demolished"


@pytest.mark.ref("GD43", "GD56")
def test_without_any_order_it_is_refused(compound: Compound) -> None:
    """行政强制法 44; 沪拆违规定 12.1."""
    built = compound.register().check()
    with pytest.raises(Refused) as told:
        built.act("force_demolition", "甲", built.force())
    codes = [f.reason.code for f in told.value.findings if f.refuses]
    assert codes == [
        "structure.no_order",
        "structure.no_forced_decision",
        "structure.property_not_told",
    ]
    assert built.state == "checked"


@pytest.mark.ref("GD43")
@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ((), "structure.not_served"),
        (("serve",), "structure.not_announced"),
        (("announce",), "structure.not_served"),
        (("serve", "announce"), "structure.too_early"),
    ],
)
def test_an_order_alone_is_not_enough(compound: Compound, steps, code: str) -> None:
    """行政强制法 44; 沪拆违规定 9."""
    built = compound.register().to_ordered().tell_property()
    for step in steps:
        getattr(built, step)()
    with pytest.raises(Refused) as told:
        built.act("force_demolition", "甲", built.force())
    codes = [f.reason.code for f in told.value.findings if f.refuses]
    assert codes == [code, "structure.no_forced_decision"]


@pytest.mark.ref("GD43", "CK50")
@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        (datetime(2026, 5, 6, 10, tzinfo=ZONE), "structure.too_early"),  # reconsideration lapsed
        (datetime(2026, 9, 2, 17, tzinfo=ZONE), "structure.too_early"),  # the last day itself
        (FREE, ""),
    ],
)
def test_the_government_decides_after_the_later_period(
    compound: Compound, on: datetime, refusal: str
) -> None:
    """行政强制法 44: sixty days are not enough where six months run."""
    built = urged(compound)
    compound.now = on
    said = inputs.DecideForced("示府强〔2026〕1 号", "示范区人民政府")
    found = built.refusals("decide_forced", "业务", said)
    assert found == ({"GD43": refusal} if refusal else {})
    assert built.state == ("urged" if refusal else "forced_decided")


@pytest.mark.ref("GD43", "CK50")
def test_the_reason_names_the_first_lawful_day(compound: Compound) -> None:
    """行政强制法 44."""
    built = urged(compound)
    with pytest.raises(Refused) as told:
        built.act("decide_forced", "业务", inputs.DecideForced("一号", "区政府"))
    (finding,) = [f for f in told.value.findings if f.refuses and f.ref == "GD43"]
    assert finding.reason.params["day"] == LAST + timedelta(days=1)
    assert [str(cite) for cite in finding.cites] == [
        "行政强制法 44",
        "沪拆违规定 9、10",
        "城乡规划法 68",
    ]
    assert finding.force is Force.UNLAWFUL


@pytest.mark.ref("GD43", "ST15")
@pytest.mark.parametrize("kind", ["reconsideration", "lawsuit"])
def test_a_remedy_that_was_sought_is_waited_for(compound: Compound, kind: str) -> None:
    """行政强制法 44: also when both periods are long over."""
    built = urged(compound)
    built.act("file_remedy", "业务", inputs.FileRemedy(kind, "（2026）示 1 号"))
    compound.now = datetime(2027, 2, 1, 10, tzinfo=ZONE)
    said = inputs.DecideForced("一号", "区政府")
    assert built.refusals("decide_forced", "业务", said) == {"GD43": "structure.remedy_pending"}
    built.act("end_remedy", "业务", inputs.EndRemedy("upheld"))
    expected = {"reconsideration": "structure.too_early", "lawsuit": "structure.too_early"}[kind]
    # On the day of its end itself it is still too early; after a reconsideration for 15 days more.
    assert built.refusals("decide_forced", "业务", said) == {"GD43": expected}
    compound.wait(days=1)
    found = built.refusals("decide_forced", "业务", said)
    assert found == ({} if kind == "lawsuit" else {"GD43": "structure.too_early"})
    if kind == "reconsideration":
        compound.wait(days=15)
        assert built.refusals("decide_forced", "业务", said) == {}


@pytest.mark.ref("GD43", "ST15")
def test_a_remedy_sought_after_the_decision_stops_the_force(
    compound: Compound, decided: Built
) -> None:
    """行政强制法 44: it is judged on the day of the demolition too."""
    decided.act("file_remedy", "业务", inputs.FileRemedy("lawsuit", "（2026）示 2 号"))
    assert reasons(decided) == {"GD43": "structure.remedy_pending"}
    decided.act("end_remedy", "业务", inputs.EndRemedy("withdrawn"))
    compound.wait(days=1)
    assert reasons(decided) == {}


@pytest.mark.ref("GD43")
def test_an_order_that_fell_carries_nothing(compound: Compound, decided: Built) -> None:
    """行政强制法 44: what the court revoked is enforced by nobody."""
    decided.act("file_remedy", "业务", inputs.FileRemedy("lawsuit"))
    decided.act("end_remedy", "业务", inputs.EndRemedy("revoked"))
    compound.wait(days=30)
    assert reasons(decided) == {"GD43": "structure.order_fell"}
    decided.act("revoke_order", "队长", inputs.RevokeOrder("法院判决撤销"))
    assert decided.state == "checked"
    assert reasons(decided)["GD43"] in ("structure.no_order", "structure.no_forced_decision")


@pytest.mark.ref("ST15")
def test_only_what_is_pending_ends_and_one_at_a_time(compound: Compound) -> None:
    """行政强制法 44."""
    built = compound.register().to_ordered()
    ended = inputs.EndRemedy("upheld")
    assert built.refusals("end_remedy", "业务", ended) == {"ST15": "structure.no_remedy_pending"}
    built.act("file_remedy", "业务", inputs.FileRemedy("lawsuit"))
    again = inputs.FileRemedy("reconsideration")
    assert built.refusals("file_remedy", "业务", again) == {"ST15": "structure.remedy_pending"}


@pytest.mark.ref("GD43")
def test_lapsed_periods_without_a_decision_are_not_enough(compound: Compound) -> None:
    """行政强制法 44; 沪拆违规定 10.4: the district government decides."""
    built = urged(compound).tell_property()
    compound.now = FREE
    assert reasons(built) == {"GD43": "structure.no_forced_decision"}


@pytest.mark.ref("ST19")
def test_the_decision_is_announced_before_it_is_carried_out(compound: Compound) -> None:
    """行政强制法 44; 沪拆违规定 10."""
    built = urged(compound).tell_property()
    compound.now = datetime(2026, 9, 8, 10, tzinfo=ZONE)
    built.decide()
    assert reasons(built) == {"ST19": "structure.forced_not_announced"}
    built.announce_forced()
    assert reasons(built) == {}


@pytest.mark.ref("GD43", "ST12")
def test_a_notice_stands_in_for_service_when_its_days_are_over(compound: Compound) -> None:
    """沪拆违规定 9: posted on 2 March until the 12th; six months later it is 12 September, a
    Saturday that rolls to Monday the 14th."""
    built = compound.register(party=None).to_ordered()
    posted = inputs.PostNotice("当事人难以确定", date(2026, 3, 12), (compound.photo(),))
    built.act("post_notice", "甲", posted)
    compound.wait(days=20)
    built.urge()
    said = inputs.DecideForced("一号", "区政府")
    compound.now = datetime(2026, 9, 14, 10, tzinfo=ZONE)
    assert built.refusals("decide_forced", "业务", said) == {"GD43": "structure.too_early"}
    compound.wait(days=1)
    assert built.refusals("decide_forced", "业务", said) == {}


# -- it happened all the same -------------------------------------------------------------------


@pytest.mark.ref("GD43")
def test_what_happened_unlawfully_is_recorded_with_reason_and_finding(compound: Compound) -> None:
    """行政强制法 44: the finding names each rule; the matter goes on from where it really is."""
    built = urged(compound)
    happened = compound.now + timedelta(hours=1)
    compound.wait(days=1)
    at = At(happened, compound.now, "专项行动中一并拆除，事后补录", has_happened=True)
    assert built.refusals("force_demolition", "甲", built.force(), at=at) == {}
    assert built.state == "demolished"
    found = MatterFinding.objects.filter(matter=built.pk)
    assert set(found.values_list("ref", flat=True)) == {"GD43", "GD56"}
    assert {f.explanation for f in found} == {"专项行动中一并拆除，事后补录"}
    assert built.row.demolished_at == happened


@pytest.mark.ref("GD43", "GD56")
def test_of_stock_that_nobody_had_checked_too_and_what_was_kept_is_not_lost(
    compound: Compound,
) -> None:
    """行政强制法 44; 沪拆违规定 12.1: kept without a day, it waits for one that claims it."""
    built = compound.stock()
    happened = compound.now + timedelta(hours=1)
    compound.wait(days=1)
    at = At(happened, compound.now, "街道集中整治时一并拆除", has_happened=True)
    kept = (inputs.KeptItem("花架", "2 个", "仓库"),)
    said = built.force(kept=kept)
    assert "GD43" in built.refusals("force_demolition", "甲", said)
    assert built.refusals("force_demolition", "甲", said, at=at) == {}
    assert MatterFinding.objects.filter(matter=built.pk, ref="GD43").exists()
    thing = built.row.kept_things.get()
    disposed = inputs.DisposeThing(thing.pk, "变卖", (compound.photo(),))
    assert built.refusals("dispose_thing", "甲", disposed) == {"GD56": "structure.no_claim_term"}
    assert built.refusals("claim_thing", "甲", inputs.ClaimThing(thing.pk, "某住户")) == {}


@pytest.mark.ref("GD43")
def test_without_a_reason_it_is_not_taken_down(compound: Compound) -> None:
    """行政强制法 44."""
    built = urged(compound)
    happened = compound.now + timedelta(hours=1)
    compound.wait(days=1)
    at = At(happened, compound.now, "", has_happened=True)
    with pytest.raises(BadMoment):
        built.act("force_demolition", "甲", built.force(), at=at)
    assert built.state == "urged"
    assert not MatterFinding.objects.exists()


@pytest.mark.ref("GD43")
def test_nothing_unlawful_is_done_now_by_calling_it_past(compound: Compound) -> None:
    """行政强制法 44: "has happened" is for the past alone."""
    built = urged(compound)
    at = At(compound.now, compound.now, "马上要拆", has_happened=True)
    assert "GD43" in built.refusals("force_demolition", "甲", built.force(), at=at)


# -- being erected: at once, with its papers -----------------------------------------------------


def building(compound: Compound) -> Built:
    return compound.register(is_under_construction=True).check(is_under_construction=True)


@pytest.mark.ref("GD55a")
def test_each_step_before_the_force_is_asked_for(compound: Compound) -> None:
    """沪拆违规定 11: paused, ordered in writing, refused; then at once."""
    built = building(compound)
    assert reasons(built)["GD55a"] == "structure.not_stopped"
    built.act("pause", "甲", inputs.Pause(compound.crew()))
    assert reasons(built)["GD55a"] == "structure.not_stopped"
    built.act("order_stop", "甲", inputs.OrderStop(compound.crew(), compound.now.date()))
    assert reasons(built)["GD55a"] == "structure.not_refused"
    built.act("record_refusal", "甲", inputs.RecordRefusal("继续施工。"))
    assert reasons(built) == {"GD56": "structure.property_not_told"}
    built.act("notify_property", "甲", inputs.NotifyProperty(compound.now.date(), True))
    assert reasons(built) == {}
    assert built.state == "demolished"
    assert not MatterFinding.objects.exists()


@pytest.mark.ref("GD55b")
def test_at_once_warns_with_both_articles(compound: Compound) -> None:
    """沪拆违规定 11 and 行政强制法 44 differ: a warning for the legal section, no refusal."""
    built = building(compound)
    offered = available(
        Matter.objects.get(pk=built.pk), compound.actor("甲"), At.once(compound.now)
    )
    (force,) = [one for one in offered if one.action.key == "force_demolition"]
    (warning,) = [f for f in force.findings if f.ref == "GD55b"]
    assert not warning.refuses
    assert [str(cite) for cite in warning.cites] == ["沪拆违规定 11", "行政强制法 44"]


@pytest.mark.ref("GD55b")
def test_what_is_finished_has_no_doubt(compound: Compound, decided: Built) -> None:
    """行政强制法 44 alone."""
    outcome = decided.act("force_demolition", "甲", decided.force())
    assert not outcome.findings


@pytest.mark.ref("GD43")
def test_what_is_being_erected_waits_for_no_government(compound: Compound) -> None:
    """行政强制法 44 is asked of what is finished alone."""
    assert "GD43" not in reasons(building(compound))


# -- how it is carried out -----------------------------------------------------------------------


@pytest.mark.ref("GD42", "coercion.night_from", "coercion.night_until")
@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (datetime(2026, 9, 8, 21, 59, tzinfo=ZONE), ""),
        (datetime(2026, 9, 8, 22, 0, tzinfo=ZONE), "structure.at_night"),
        (datetime(2026, 9, 9, 5, 59, tzinfo=ZONE), "structure.at_night"),
        (datetime(2026, 9, 9, 6, 0, tzinfo=ZONE), ""),
        (datetime(2026, 9, 12, 10, 0, tzinfo=ZONE), ""),  # an ordinary Saturday is no holiday
        (datetime(2026, 10, 1, 10, 0, tzinfo=ZONE), "structure.on_holiday"),
        (datetime(2026, 10, 10, 10, 0, tzinfo=ZONE), ""),  # a make-up Saturday
    ],
)
def test_neither_at_night_nor_on_a_holiday(
    compound: Compound, decided: Built, moment: datetime, code: str
) -> None:
    """行政强制法 43."""
    compound.now = moment
    assert reasons(decided) == ({"GD42": code} if code else {})


@pytest.mark.ref("GD42")
@pytest.mark.parametrize(("urgency", "code"), [("即将坍塌", ""), (" ", "structure.at_night")])
def test_urgency_says_what_is_urgent(
    compound: Compound, decided: Built, urgency: str, code: str
) -> None:
    """行政强制法 43."""
    compound.now = datetime(2026, 9, 8, 23, tzinfo=ZONE)
    found = reasons(decided, is_urgent=True, urgency=urgency)
    assert found == ({"GD42": code} if code else {})


@pytest.mark.ref("GD03")
@pytest.mark.parametrize(("names", "is_enough"), [("甲", False), ("甲甲", False), ("甲新", False)])
def test_two_certified_officers_carry_it_out(
    compound: Compound, decided: Built, names: str, is_enough: bool
) -> None:
    """沪城管执法条例 16: the same one twice is one, without a certificate he is none."""
    found = reasons(decided, officers=compound.crew(names))
    assert found == {"GD03": "structure.too_few_officers"}
    org.certify(
        person=compound.people["新"], number="ZS9", since=date(2026, 1, 1), by=None, at=compound.now
    )
    assert reasons(decided, officers=compound.crew("甲新")) == {}


@pytest.mark.ref("GD56")
def test_things_are_told_to_be_taken_out(compound: Compound) -> None:
    """沪拆违规定 12.1."""
    built = compound.register().to_forced()
    assert reasons(built) == {"GD56": "structure.property_not_told"}


@pytest.mark.ref("GD56")
@pytest.mark.parametrize(
    ("days", "code"),
    [(None, "structure.no_claim_term"), (0, "structure.no_claim_term"), (1, "")],
)
def test_what_is_kept_has_a_day_until_which_it_is_claimed(
    compound: Compound, decided: Built, days: int | None, code: str
) -> None:
    """沪拆违规定 12.1."""
    until = None if days is None else compound.now.date() + timedelta(days=days)
    kept = (inputs.KeptItem("空调外机", "1 台", "中队仓库"),)
    found = reasons(decided, kept=kept, claim_until=until)
    assert found == ({"GD56": code} if code else {})


@pytest.mark.ref("GD56", "ST16")
def test_what_nobody_claimed_is_dealt_with_after_its_day_and_with_evidence(
    compound: Compound, decided: Built
) -> None:
    """沪拆违规定 12.1; 违建治理口径: each thing once."""
    until = compound.now.date() + timedelta(days=5)
    kept = (inputs.KeptItem("空调外机", "1 台", "仓库"), inputs.KeptItem("花架", "2 个", "仓库"))
    decided.act("force_demolition", "甲", decided.force(kept=kept, claim_until=until))
    first, second = decided.row.kept_things.order_by("pk")

    def disposed(*files: int) -> dict[str, str]:
        said = inputs.DisposeThing(first.pk, "依法变卖", files)
        return decided.refusals("dispose_thing", "甲", said)

    compound.wait(days=5)
    assert disposed(compound.photo()) == {"GD56": "structure.term_still_runs"}
    compound.wait(days=1)
    assert disposed() == {"GD56": "structure.no_evidence_kept"}
    assert disposed(compound.photo()) == {}
    assert disposed(compound.photo()) == {"ST16": "structure.no_such_thing"}
    claimed = inputs.ClaimThing(second.pk, "某住户")
    assert decided.refusals("claim_thing", "甲", claimed) == {}
    assert decided.refusals("claim_thing", "甲", claimed) == {"ST16": "structure.no_such_thing"}


@pytest.mark.ref("GD57")
def test_the_unit_of_a_public_servant_is_told_before_the_file_is_closed(
    compound: Compound,
) -> None:
    """沪拆违规定 22: where he had to be forced."""
    built = compound.register(is_public_servant=True).to_forced().tell_property()
    built.act("force_demolition", "甲", built.force())
    built.inspect().confirm().look().look().look()
    assert built.refusals("archive", "甲") == {"GD57": "structure.unit_not_told"}
    built.act("notify_servant_unit", "甲", inputs.NotifyServantUnit("某机关", "建议给予处分"))
    assert built.refusals("archive", "甲") == {}


@pytest.mark.ref("GD57")
def test_who_took_it_down_himself_is_reported_to_nobody(compound: Compound) -> None:
    """沪拆违规定 22; and of nobody else a unit is told."""
    built = compound.register(is_public_servant=True).check()
    built.demolish().inspect().confirm().look().look().look()
    assert built.refusals("archive", "甲") == {}
    other = compound.register().check()
    said = inputs.NotifyServantUnit("某机关", "建议给予处分")
    assert other.refusals("notify_servant_unit", "甲", said) == {
        "GD57": "structure.no_public_servant"
    }
