"""What moves a structure on: the next act, or for what it waits; and the graph it moves on."""

from datetime import datetime
from typing import Any

import pytest

from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.enforcement.structures.steps import decisions, steps
from tests.enforcement.structures.compound import Built, Compound

pytestmark = pytest.mark.django_db


def step_of(built: Built) -> Step:
    matter = Matter.objects.get(pk=built.pk)
    return steps([matter], built.world.now)[built.pk]


def test_the_graph_is_pinned() -> None:
    """Running matters keep the graph they began with: a changed one is a new version."""
    assert STRUCTURE.graph_hash == "a17313d6fa03a048"


def test_the_long_way_step_by_step(compound: Compound) -> None:
    built = compound.register()
    seen = [step_of(built).action]
    for move in ("check", "identify"):
        getattr(built, move)()
        seen.append(step_of(built).action)
    built.act("review_order", "法制", inputs.ReviewOrder(True, "同意。"))
    seen.append(step_of(built).action)
    order = inputs.OrderDemolition(compound.crew(), compound.now.date())
    built.act("order_demolition", "队长", order)
    seen.append(step_of(built).action)
    built.serve()
    seen.append(step_of(built).action)
    built.announce()
    assert step_of(built).waits_for == "当事人在限期内自行拆除"
    compound.wait(days=1)
    assert step_of(built) == Step("urge")
    built.urge(days=1)
    assert step_of(built).waits_for == "复议、起诉期限届满"
    built.act("file_remedy", "业务", inputs.FileRemedy("lawsuit"))
    assert step_of(built) == Step("end_remedy", "复议、诉讼终结")
    built.act("end_remedy", "业务", inputs.EndRemedy("withdrawn"))
    compound.now = datetime(2026, 9, 8, 10, tzinfo=ZONE)
    assert step_of(built) == Step("decide_forced")
    built.decide()
    assert step_of(built) == Step("announce_forced")
    built.announce_forced()
    assert step_of(built).action == "force_demolition"
    assert seen == [
        "check_on_site",
        "identify",
        "review_order",
        "order_demolition",
        "serve_order",
        "announce_order",
    ]


@pytest.mark.parametrize(
    ("verdict", "action"),
    [("correctable", "legalise"), ("cannot_go", "confiscate"), ("not_illegal", "void")],
)
def test_each_verdict_leads_on(compound: Compound, verdict: str, action: str) -> None:
    assert step_of(compound.register().check().identify(verdict)).action == action


def test_at_once_and_down(compound: Compound) -> None:
    built = compound.register(is_under_construction=True).check(is_under_construction=True)
    assert step_of(built).action == "pause"
    built.act("pause", "甲", inputs.Pause(compound.crew()))
    assert step_of(built).action == "order_stop"
    built.act("order_stop", "甲", inputs.OrderStop(compound.crew(), compound.now.date()))
    assert step_of(built) == Step("record_refusal", "当事人停止建设、自行拆除")
    built.demolish()
    assert step_of(built).action == "inspect"
    built.inspect()
    known = compound.people["丙"].pk
    assert step_of(built) == Step("confirm_acceptance", asked_by={"confirm_acceptance": known})
    built.confirm()
    assert step_of(built).action == "look_again"
    built.look().look().look()
    assert step_of(built).action == "archive"


def test_what_somebody_else_asked_for_waits_for_a_decision(compound: Compound) -> None:
    built = compound.stock()
    said = inputs.ProposeScreening("retain", "历史形成。")
    built.act("propose_screening", "甲", said)
    assert step_of(built).decision == "approve_screening"

    def waiting(name: str) -> set[Any]:
        wanted = decisions(compound.actor(name))["approve_screening"]
        return set(Matter.objects.filter(wanted).values_list("pk", flat=True))

    assert waiting("队长") == {built.pk}
    assert waiting("甲") == set()
