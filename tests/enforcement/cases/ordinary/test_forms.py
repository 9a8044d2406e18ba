"""What the forms of an ordinary case offer, ask for, and leave to whoever fills them in."""

from typing import Any

import pytest
from django.utils import translation

from chengguan.core.work import surface
from chengguan.core.work.acting import At
from chengguan.core.work.available import available
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.forms import ExemptForm
from chengguan.enforcement.cases.models import TreasuryReceipt
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary.forms_decision import (
    DecideNoPenaltyForm,
    WaiveHearingForm,
)
from chengguan.enforcement.cases.ordinary.forms_execution import ImposeAddedFineForm
from chengguan.enforcement.cases.ordinary.forms_investigation import OpenForm
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.ordinary.test_after_the_end import back, contested

pytestmark = pytest.mark.django_db


def form_of(bureau: Bureau, case: Any, action: str, **sent: Any) -> ActForm:
    matter = Matter.objects.get(pk=case)
    form = surface.form_of(matter.procedure, action)
    given = {"version": matter.version, **sent} if sent else None
    return form(given, matter=matter, actor=bureau.actor(bureau.head), at=bureau.clock)


def test_a_receipt_whose_money_went_back_is_not_offered_to_be_reversed(bureau: Bureau) -> None:
    """行政处罚法 67: neither in the form nor by the act, which says why not."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.pay(case, 10_000)
    bureau.pay(case, 40_000)
    small, large = TreasuryReceipt.objects.order_by("amount").values_list("pk", flat=True)
    contested(bureau, case, "changed", changed_fine=20_000)
    bureau.act(case, "record_refund", back(bureau, 30_000))
    offered = form_of(bureau, case, "reverse_payment").offered("receipt").choices
    assert [key for key, _words in offered] == [small]
    reversing = executing.ReverseReceipt(receipt=small, reason="重复入账")
    bureau.act(case, "reverse_payment", reversing, by=bureau.head)
    again = executing.ReverseReceipt(receipt=large, reason="重复入账")
    assert bureau.refusals(case, "reverse_payment", again, by=bureau.head)


CHOOSES_A_ROW = (
    "void_evidence",
    "record_sampling_result",
    "approve_preservation",
    "preserve",
    "release_preservation",
    "receive_appraisal",
)


@pytest.mark.parametrize("action", CHOOSES_A_ROW)
def test_an_act_without_anything_to_choose_says_why_not(bureau: Bureau, action: str) -> None:
    matter = Matter.objects.get(pk=bureau.docketed())
    by = bureau.actor(bureau.head if action == "approve_preservation" else bureau.officer)
    known = {one.action.key: one for one in available(matter, by, At.once(bureau.clock))}
    assert not known[action].is_allowed
    assert any(finding.refuses for finding in known[action].findings)


@pytest.mark.parametrize("asked", [DecideNoPenaltyForm, ExemptForm])
def test_no_ground_is_chosen_beforehand(asked: type[ActForm]) -> None:
    field = asked.base_fields["ground"]
    assert field.choices[0][0] == ""
    assert field.initial in (None, "")


def test_neither_item_nor_kind_of_party_is_chosen_beforehand(bureau: Bureau) -> None:
    form = OpenForm(actor=bureau.actor(), at=bureau.clock)
    for name in ("item_code", "party_kind"):
        assert form.offered(name).choices[0][0] == ""
        assert not form.fields[name].initial


def test_no_fine_is_written_where_none_was_proposed(bureau: Bureau) -> None:
    form = form_of(bureau, bureau.investigated(), "conclude")
    for name in ("fine", "confiscation", "confiscated_value"):
        assert form[name].value() is None
        assert "0.00" not in str(form[name])


def test_a_waiver_shows_that_its_paper_is_required() -> None:
    """行政处罚法 64(1)."""
    assert WaiveHearingForm.base_fields["papers"].required


@pytest.mark.parametrize(
    ("sent", "is_wrong"),
    [
        ({"receiver": "门卫老李", "relation": ""}, True),
        ({"receiver": "门卫老李", "relation": "单位负责收件的人"}, False),
        ({"receiver": "某摊主", "relation": ""}, False),
        ({"receiver": "", "relation": ""}, False),
        ({"receiver": "某队", "relation": "", "method": "entrusted"}, False),
    ],
)
def test_who_signs_for_the_party_says_what_he_is_to_it(
    bureau: Bureau, sent: dict[str, str], is_wrong: bool
) -> None:
    """民事诉讼法 88."""
    decided = bureau.decided_ordinarily()
    served = form_of(bureau, decided, "serve", **{"method": "direct", **sent})
    assert ("relation" in served.errors) == is_wrong


def test_notice_and_decision_ask_alike_who_signs(bureau: Bureau) -> None:
    """民事诉讼法 88."""
    told = {"method": "direct", "receiver": "门卫老李", "relation": ""}
    assert "relation" in form_of(bureau, bureau.announced(), "inform_again", **told).errors


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_reckoning_of_an_added_fine_stands_without_a_stray_blank(
    bureau: Bureau, language: str
) -> None:
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    matter = Matter.objects.get(pk=case)
    with translation.override(language):
        form = ImposeAddedFineForm(matter=matter, actor=bureau.actor(), at=bureau.clock)
        told = str(form.fields["until_on"].help_text)
    assert ("。 " in told) is False
    assert (". " in told) is (language == "en")
