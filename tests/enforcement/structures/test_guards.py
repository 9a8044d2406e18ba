"""Every other condition of a structure: met, not met, at its edge."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chengguan.core.org.kinds import Role
from chengguan.core.registers import services as registers
from chengguan.core.work.acting import At
from chengguan.core.work.errors import NotPermitted, Refused
from chengguan.core.work.present import finding_view
from chengguan.enforcement.structures import inputs, queries, stock
from chengguan.enforcement.structures.models import HazardItem
from tests.enforcement.structures.compound import AREA, VIEW, Built, Compound

pytestmark = pytest.mark.django_db
SIDES = ("owner", "property", "committee", "street")


def site(compound: Compound, **changed: object) -> inputs.CheckOnSite:
    usual = inputs.CheckOnSite(
        officers=compound.crew(),
        found="天井内搭建。",
        is_under_construction=False,
        area=AREA,
        view=VIEW,
        photos=(compound.photo(),),
    )
    return replace(usual, **changed)


@pytest.mark.ref("ST01")
@pytest.mark.parametrize(("address", "code"), [("  ", "structure.no_place"), ("示范路 9 号", "")])
def test_an_entry_says_where(compound: Compound, address: str, code: str) -> None:
    """违建治理口径."""
    said = {"place": None, "address_text": address}
    if not code:
        assert compound.register(**said).row.address_text == address
        return
    with pytest.raises(Refused) as told:
        compound.register(**said)
    assert [f.reason.code for f in told.value.findings] == [code]


@pytest.mark.ref("GD03")
@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("甲乙", ""),
        ("甲", "structure.too_few_officers"),
        ("甲甲", "structure.too_few_officers"),
        ("甲新", "structure.too_few_officers"),
    ],
)
def test_two_certified_officers_are_on_site(compound: Compound, names: str, code: str) -> None:
    """沪城管执法条例 16."""
    built = compound.register()
    said = site(compound, officers=compound.crew(names))
    assert built.refusals("check_on_site", "甲", said) == ({"GD03": code} if code else {})


@pytest.mark.ref("ST02")
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"photos": ()}, "structure.no_photos"),
        ({"view": " "}, "structure.no_view"),
        ({}, ""),
    ],
)
def test_the_site_has_photos_with_a_view(compound: Compound, changed: dict, code: str) -> None:
    """违建治理口径."""
    built = compound.register()
    found = built.refusals("check_on_site", "甲", site(compound, **changed))
    assert found == ({"ST02": code} if code else {})


@pytest.mark.ref("ST02")
def test_what_is_gone_is_shown_from_where_it_was_seen_standing(compound: Compound) -> None:
    """违建治理口径: a view of the round in hand, not of a former one."""
    built = compound.register().check().demolish()

    def seen(view: str, *photos: int) -> dict[str, str]:
        return built.refusals("inspect", "丙", inputs.Inspect(view, True, "已拆除。", photos))

    assert seen(VIEW) == {"ST02": "structure.no_photos"}
    assert seen("北侧", compound.photo("丙")) == {"ST02": "structure.other_view"}
    assert seen(f" {VIEW} ", compound.photo("丙")) == {}
    built.confirm()
    built.act("regrow", "甲", inputs.Regrow(False, AREA, "又建。"))
    built.demolish()
    assert seen(VIEW, compound.photo("丙")) == {"ST02": "structure.other_view"}


@pytest.mark.ref("ST03")
def test_two_others_accept(compound: Compound) -> None:
    """违建治理口径: neither of them took it down, and they are not one."""
    built = compound.register().check().demolish(officers=compound.crew("甲乙"))
    seen = inputs.Inspect(VIEW, True, "已拆除。", (compound.photo(),))
    assert built.refusals("inspect", "甲", seen) == {"ST03": "structure.own_demolition"}
    built.inspect("丙")
    done = inputs.ConfirmAcceptance()
    assert built.refusals("confirm_acceptance", "丙", done) == {"ST03": "structure.own_inspection"}
    assert built.refusals("confirm_acceptance", "乙", done) == {"ST03": "structure.own_demolition"}
    back = inputs.ReturnInspection("照片不清。")
    assert built.refusals("return_inspection", "丙", back) == {"ST03": "structure.own_inspection"}
    built.act("return_inspection", "丁", back)
    built.inspect("丁").confirm("丙")
    assert built.state == "accepted"


@pytest.mark.ref("ST04")
def test_pausing_is_for_what_is_erected_the_order_for_what_is_finished(
    compound: Compound,
) -> None:
    """沪拆违规定 8, 11."""
    finished = compound.register().check()
    said = inputs.Pause(compound.crew())
    assert finished.refusals("pause", "甲", said) == {"ST04": "structure.is_finished"}
    erected = compound.register(is_under_construction=True)
    erected.check(is_under_construction=True).identify()
    review = inputs.ReviewOrder(True, "同意。")
    assert erected.refusals("review_order", "法制", review) == {"ST04": "structure.is_being_built"}
    order = inputs.OrderDemolition(compound.crew(), compound.now.date())
    assert erected.refusals("order_demolition", "队长", order)["ST04"] == "structure.is_being_built"
    assert erected.refusals("pause", "甲", said) == {}


VERDICTS = {"must_go": "order", "correctable": "legalise", "cannot_go": "confiscate"}


@pytest.mark.ref("GD54")
@pytest.mark.parametrize("verdict", ["", *VERDICTS, "not_illegal"])
def test_each_verdict_has_its_own_way(compound: Compound, verdict: str) -> None:
    """城乡规划法 64: none without a verdict."""
    built = compound.register().check()
    if verdict:
        built.identify(verdict)
    tried = {
        "order": ("review_order", "法制", inputs.ReviewOrder(True, "同意。")),
        "legalise": ("legalise", "甲", inputs.Legalise("许可 1 号")),
        "confiscate": ("confiscate", "队长", inputs.Confiscate("没收 1 号", "实物")),
    }
    code = "structure.other_verdict" if verdict else "structure.not_identified"
    for way, act in tried.items():
        if way != VERDICTS.get(verdict):
            assert built.refusals(*act) == {"GD54": code}
    if verdict in VERDICTS:
        assert built.refusals(*tried[VERDICTS[verdict]]) == {}


@pytest.mark.ref("GD23")
def test_the_order_goes_through_legal_review(compound: Compound) -> None:
    """沪重大执法审核办法 3: agreed, and by somebody else than who decides."""
    built = compound.register().check().identify()
    order = inputs.OrderDemolition(compound.crew(), compound.now.date())
    assert built.refusals("order_demolition", "队长", order) == {"GD23": "structure.not_reviewed"}
    built.act("review_order", "法制", inputs.ReviewOrder(False, "面积不清。"))
    assert built.refusals("order_demolition", "队长", order) == {"GD23": "structure.review_refused"}
    built.act("review_order", "法制", inputs.ReviewOrder(True, "已补正。"))
    assert built.refusals("order_demolition", "队长", order) == {}


@pytest.mark.ref("GD23")
def test_who_reviewed_does_not_decide(compound: Compound) -> None:
    """沪重大执法审核办法 3."""

    compound.person("法制", Role.BUREAU_LEADER, compound.bureau)
    built = compound.register().check().identify()
    built.act("review_order", "法制", inputs.ReviewOrder(True, "同意。"))
    order = inputs.OrderDemolition(compound.crew(), compound.now.date())
    assert built.refusals("order_demolition", "法制", order) == {"GD23": "structure.own_review"}
    assert built.refusals("order_demolition", "局长", order) == {}


@pytest.mark.ref("ST10")
@pytest.mark.parametrize(("days", "code"), [(-1, "structure.term_is_over"), (0, "")])
def test_no_term_is_over_when_it_is_set(compound: Compound, days: int, code: str) -> None:
    """违建治理口径."""
    day, told = compound.now.date() + timedelta(days=days), {"ST10": code} if code else {}
    erected = compound.register(is_under_construction=True).check(is_under_construction=True)
    erected.act("pause", "甲", inputs.Pause(compound.crew()))
    assert erected.refusals("order_stop", "甲", inputs.OrderStop(compound.crew(), day)) == told
    built = compound.register().check().identify()
    built.act("review_order", "法制", inputs.ReviewOrder(True, "同意。"))
    order = inputs.OrderDemolition(compound.crew(), day)
    assert built.refusals("order_demolition", "队长", order) == told
    gone = compound.register().check().demolish()
    assert gone.refusals("notify_cleaning", "甲", inputs.NotifyCleaning(day)) == told


@pytest.mark.ref("ST10")
@pytest.mark.parametrize(("days", "code"), [(-1, "structure.term_is_over"), (0, "")])
def test_nor_that_of_the_letter_and_of_taking_out(compound: Compound, days: int, code: str) -> None:
    """违建治理口径."""
    built = compound.register().to_ordered().serve().announce()
    compound.wait(days=20)
    day, told = compound.now.date() + timedelta(days=days), {"ST10": code} if code else {}
    assert built.refusals("notify_property", "甲", inputs.NotifyProperty(day)) == told
    assert built.refusals("urge", "业务", inputs.Urge("催 1 号", day)) == told


@pytest.mark.ref("ST12", "CK49")
@pytest.mark.parametrize(
    ("until", "code"),
    [(date(2026, 3, 11), "structure.notice_too_short"), (date(2026, 3, 12), "")],
)
def test_a_notice_is_up_long_enough(compound: Compound, until: date, code: str) -> None:
    """沪拆违规定 9: posted on 2 March, ten days end on the 12th."""
    built = compound.register().to_ordered()
    said = inputs.PostNotice("当事人难以确定", until, (compound.photo(),))
    assert built.refusals("post_notice", "甲", said) == ({"ST12": code} if code else {})


@pytest.mark.ref("ST11", "ST13")
def test_the_government_urges_after_service_announcement_and_term(compound: Compound) -> None:
    """沪拆违规定 9, 10.2."""
    built = compound.register().to_ordered()

    def urged() -> dict[str, str]:
        said = inputs.Urge("催 1 号", compound.now.date() + timedelta(days=10))
        return built.refusals("urge", "业务", said)

    both = {"ST11": "structure.not_served", "ST13": "structure.term_still_runs"}
    assert urged() == both
    built.serve()
    assert urged() == both | {"ST11": "structure.not_announced"}
    built.announce()
    compound.wait(days=15)
    assert urged() == {"ST13": "structure.term_still_runs"}
    compound.wait(days=1)
    assert urged() == {}


@pytest.mark.ref("ST11")
def test_a_notice_counts_as_service_when_its_last_day_is_over(compound: Compound) -> None:
    """沪拆违规定 9."""
    built = compound.register().check().identify().order(days=2)
    until = compound.now.date() + timedelta(days=10)
    built.act("post_notice", "甲", inputs.PostNotice("难以送达", until, (compound.photo(),)))
    compound.wait(days=10)
    said = inputs.Urge("催 1 号", compound.now.date() + timedelta(days=10))
    assert built.refusals("urge", "业务", said) == {"ST11": "structure.not_served"}
    compound.wait(days=1)
    assert built.refusals("urge", "业务", said) == {}


@pytest.mark.ref("ST13")
def test_the_decision_waits_for_the_term_of_the_letter(compound: Compound) -> None:
    """沪拆违规定 10.2: urged late, on the last day before the periods lapse."""
    built = compound.register().to_ordered().serve().announce()
    compound.wait(days=190)
    built.urge(days=10)
    said = inputs.DecideForced("强 1 号", "区政府")
    compound.wait(days=10)
    assert built.refusals("decide_forced", "业务", said) == {"ST13": "structure.term_still_runs"}
    compound.wait(days=1)
    assert built.refusals("decide_forced", "业务", said) == {}


@pytest.mark.ref("ST05")
@pytest.mark.parametrize(
    ("action", "area", "code"),
    [
        ("demolish", "24.49", "structure.other_area"),
        ("demolish", "24.51", "structure.other_area"),
        ("demolish", "24.50", ""),
        ("demolish_part", "0", "structure.no_part"),
        ("demolish_part", "24.50", "structure.no_part"),
        ("demolish_part", "24.49", ""),
    ],
)
def test_what_comes_down_fits_what_stands(
    compound: Compound, action: str, area: str, code: str
) -> None:
    """违建治理口径."""
    built = compound.register().check()
    said = inputs.Demolish(way="self", area=Decimal(area), waste_to="中转场")
    assert built.refusals(action, "甲", said) == ({"ST05": code} if code else {})


@pytest.mark.ref("ST09")
def test_three_looks_and_no_more_then_the_archive(compound: Compound) -> None:
    """违建治理口径."""
    built = compound.register().check().demolish().inspect().confirm()
    bare = inputs.LookAgain("没有反弹。", VIEW)
    assert built.refusals("look_again", "丁", bare) == {"ST09": "structure.no_photos"}
    built.look().look()
    assert built.refusals("archive", "甲") == {"ST09": "structure.looks_owed"}
    built.look()
    again = inputs.LookAgain("没有反弹。", VIEW, (compound.photo("丁"),))
    assert built.refusals("look_again", "丁", again) == {"ST09": "structure.no_look_owed"}
    assert built.refusals("archive", "甲") == {}


@pytest.mark.ref("ST14", "CK48")
def test_who_reported_is_answered_once(compound: Compound) -> None:
    """沪拆违规定 5.4: also when it is all over; nobody else has an answer to get."""
    said = inputs.AnswerReporter("已责令限期拆除。")
    own = compound.register()
    assert own.refusals("answer_reporter", "甲", said) == {"ST14": "structure.no_reporter"}
    built = compound.register(source="report", reporter_name="林某某", reporter_phone="138")
    built.act("void", "队长", inputs.Void("重复登记"))
    assert built.clock("CK48").stopped_at is None
    assert built.refusals("answer_reporter", "队长", said) == {}
    assert built.clock("CK48").stopped_at == compound.now
    again = built.refusals("answer_reporter", "队长", said)
    assert again == {"ST14": "structure.answered_already"}


@pytest.mark.ref("ST17")
@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        ("", "structure.cannot_be_voided"),
        ("must_go", "structure.cannot_be_voided"),
        ("not_illegal", ""),
    ],
)
def test_what_was_checked_is_voided_only_as_not_illegal(
    compound: Compound, verdict: str, code: str
) -> None:
    """违建治理口径."""
    built = compound.register().check()
    if verdict:
        built.identify(verdict)
    found = built.refusals("void", "队长", inputs.Void("查无违法"))
    assert found == ({"ST17": code} if code else {})


# -- as long as it stands ----------------------------------------------------------------------


@pytest.mark.ref("ST06", "structures.check_within_a", "structures.check_within_b")
@pytest.mark.parametrize(
    ("grade", "days", "is_fit"),
    [
        ("A", 30, True),
        ("A", 31, False),
        ("A", 0, False),
        ("A", None, False),
        ("B", 90, True),
        ("B", 91, False),
        ("B", None, False),
        ("C", None, True),
        ("D", 365, True),
    ],
)
def test_a_dangerous_one_is_seen_again_in_time(
    compound: Compound, grade: str, days: int | None, is_fit: bool
) -> None:
    """违建治理口径: A within 30 days, B within 90."""
    built = compound.stock()
    next_on = None if days is None else compound.now.date() + timedelta(days=days)
    said = inputs.CheckSafety(grade, "墙体开裂。", next_on=next_on)
    found = built.refusals("check_safety", "甲", said)
    assert found == ({} if is_fit else {"ST06": "structure.check_too_late"})
    if is_fit:
        assert (built.row.safety_grade, built.row.next_check_on) == (grade, next_on)


def hazard(built: Built, by: str = "甲") -> HazardItem:
    due = built.world.now.date() + timedelta(days=7)
    built.act("report_hazard", by, inputs.ReportHazard("fire", "私拉电线。", due))
    return HazardItem.objects.latest("pk")


@pytest.mark.ref("ST07", "ST16")
def test_a_hazard_is_closed_by_a_third(compound: Compound) -> None:
    """违建治理口径: found by one, put right as another says, closed by neither."""
    built = compound.stock()
    found = hazard(built)
    close = inputs.CloseHazard(found.pk)
    assert built.refusals("close_hazard", "丙", close) == {"ST16": "structure.hazard_not_rectified"}
    built.act("rectify_hazard", "乙", inputs.RectifyHazard(found.pk, "已拆除。"))
    for name in "甲乙":
        assert built.refusals("close_hazard", name, close) == {"ST07": "structure.own_hazard"}
    assert built.refusals("close_hazard", "丙", close) == {}
    assert built.refusals("close_hazard", "丁", close) == {"ST16": "structure.no_such_hazard"}
    again = inputs.RectifyHazard(found.pk, "又改。")
    assert built.refusals("rectify_hazard", "乙", again) == {"ST16": "structure.no_such_hazard"}


@pytest.mark.ref("ST16")
def test_a_sheet_is_signed_by_a_side_that_somebody_answers_for(compound: Compound) -> None:
    """违建治理口径."""
    built, on = compound.stock(), compound.now.date()
    signed = inputs.SignSide("property")
    assert built.refusals("sign_side", "甲", signed) == {"ST16": "structure.no_such_side"}
    later = on + timedelta(days=30)
    said = inputs.AssignSide("property", "某经理", "每月走访一次。", later)
    built.act("assign_side", "甲", said)
    assert built.refusals("sign_side", "甲", signed) == {}
    visit = inputs.VisitSide("property", later)
    assert built.refusals("visit_side", "甲", visit) == {}
    side = built.row.responsibilities.get()
    assert (side.signed_on, side.last_visit_on, side.next_visit_on) == (on, on, later)
    built.act("assign_side", "甲", replace(said, name="新经理"))
    assert built.row.responsibilities.filter(until=None).get().signed_on is None


@pytest.mark.ref("ST08")
def test_screening_is_decided_by_another_and_only_then_it_may_stay(compound: Compound) -> None:
    """违建治理口径."""
    built = compound.stock()
    decide = inputs.DecideScreening("同意")
    stay = inputs.Retain("暂予保留")
    waits = {"ST08": "structure.no_screening_waits"}
    assert built.refusals("approve_screening", "队长", decide) == waits
    assert built.refusals("retain", "队长", stay) == {"ST08": "structure.not_screened"}
    said = inputs.ProposeScreening("retain", "历史形成。")
    built.act("propose_screening", "队长", said)
    own = {"ST08": "structure.own_screening"}
    assert built.refusals("approve_screening", "队长", decide) == own
    assert built.refusals("refuse_screening", "队长", decide) == own
    again = built.refusals("propose_screening", "甲", said)
    assert again == {"ST08": "structure.screening_waits"}
    built.act("refuse_screening", "业务", decide)
    assert built.refusals("retain", "队长", stay) == {"ST08": "structure.not_screened"}
    built.act("propose_screening", "甲", said)
    built.act("approve_screening", "业务", decide)
    assert built.refusals("retain", "队长", stay) == {}


@pytest.mark.ref("ST08")
def test_one_that_must_go_does_not_stay(compound: Compound) -> None:
    """违建治理口径: the newest approved result counts."""
    built = compound.stock()
    for result in ("retain", "remove"):
        built.act("propose_screening", "甲", inputs.ProposeScreening(result, "见清单。"))
        built.act("approve_screening", "业务", inputs.DecideScreening())
    stay = inputs.Retain("暂予保留")
    assert built.refusals("retain", "队长", stay) == {"ST08": "structure.not_screened"}


@pytest.mark.ref("ST08")
def test_what_is_new_or_there_again_does_not_stay(compound: Compound) -> None:
    """违建治理口径: only stock is retained; keeping the new ones reaches no zero."""
    stay = inputs.Retain("暂予保留")

    def screened(built: Built) -> dict[str, str]:
        built.act("propose_screening", "甲", inputs.ProposeScreening("retain", "历史形成。"))
        built.act("approve_screening", "业务", inputs.DecideScreening("同意"))
        return built.refusals("retain", "队长", stay)

    new = {"ST08": "structure.new_is_not_retained"}
    assert screened(compound.register().check()) == new
    again = compound.stock().check().demolish().inspect().confirm()
    again.act("regrow", "甲", inputs.Regrow(False, AREA, "又建。"))
    assert screened(again.check()) == new


def test_what_was_kept_may_still_be_identified_and_ordered_down(compound: Compound) -> None:
    """城乡规划法 64: retained is no end of the way."""
    built = compound.stock()
    built.act("propose_screening", "甲", inputs.ProposeScreening("retain", "历史形成。"))
    built.act("approve_screening", "业务", inputs.DecideScreening("同意"))
    built.act("retain", "队长", inputs.Retain("暂予保留"))
    assert built.identify().order().state == "ordered"


@pytest.mark.ref("ST18")
@pytest.mark.parametrize("action", ["demolish", "demolish_part"])
def test_force_goes_by_its_own_name(compound: Compound, action: str) -> None:
    """沪拆违规定 10.1; 行政强制法 44: also as what has happened it is recorded as force alone."""
    built = compound.register().check()
    area = AREA if action == "demolish" else Decimal("1.00")
    said = inputs.Demolish(way="forced", area=area, waste_to="中转场")
    refused = {"ST18": "structure.forced_by_another_name"}
    assert built.refusals(action, "甲", said) == refused
    happened = compound.now
    compound.wait(days=1)
    at = At(happened, compound.now, "专项行动中一并拆除", has_happened=True)
    assert built.refusals(action, "甲", said, at=at) == refused
    assert built.state == "checked"


@pytest.mark.ref("ST20")
@pytest.mark.parametrize(
    ("corners", "position", "code"),
    [
        ((), (None, None), ""),
        ((), ("121.4", None), "structure.half_a_position"),
        ((("121.4", "31.2"), ("121.5", "31.2")), (None, None), "structure.no_outline"),
        (
            (("121.4", "31.2"), ("121.5", "31.3"), ("121.6", "31.4")),
            (None, None),
            "structure.no_outline",
        ),
        (
            (("121.4", "31.2"), ("121.5", "31.2"), ("121.5", "91.3")),
            (None, None),
            "structure.no_outline",
        ),
        ((("121.4", "31.2"), ("121.5", "31.2"), ("121.5", "31.3")), ("121.45", "31.25"), ""),
    ],
)
def test_a_position_is_whole_and_an_outline_one(
    compound: Compound, corners: tuple, position: tuple, code: str
) -> None:
    """违建治理口径."""
    built = compound.register()
    outline = tuple(inputs.Corner(Decimal(x), Decimal(y)) for x, y in corners)
    x, y = (Decimal(one) if one else None for one in position)
    found = built.refusals("locate", "甲", inputs.Locate(x, y, outline))
    assert found == ({"ST20": code} if code else {})
    if outline and not code:
        assert built.row.outline.startswith("[[121.4,31.2],")


@pytest.mark.ref("ST20")
def test_half_a_position_is_refused_from_the_start(compound: Compound) -> None:
    """违建治理口径."""
    with pytest.raises(Refused) as told:
        compound.register(longitude=Decimal("121.4"))
    assert [f.reason.code for f in told.value.findings] == ["structure.half_a_position"]


def assigned(built: Built, *sides: str, days: int = 30) -> Built:
    on = built.world.now.date() + timedelta(days=days)
    for side in sides:
        built.act("assign_side", "甲", inputs.AssignSide(side, "某人", "每月走访。", on))
    return built


@pytest.mark.ref("ST21")
def test_the_sheet_names_all_four(compound: Compound) -> None:
    """违建治理口径."""
    built = assigned(compound.stock(), "owner", "property", "committee")
    assert built.refusals("issue_sheet", "甲") == {"ST21": "structure.sides_open"}
    assert assigned(built, "street").refusals("issue_sheet", "甲") == {}


@pytest.mark.ref("ST21")
def test_what_grows_again_gets_its_own_names(compound: Compound) -> None:
    """违建治理口径: who answered for the former round answers for it no more."""
    built = assigned(compound.stock().check(), *SIDES)
    built.demolish().act("regrow", "甲", inputs.Regrow(False, AREA, "又建。"))
    assert built.refusals("issue_sheet", "甲") == {"ST21": "structure.sides_open"}
    assert assigned(built, *SIDES).refusals("issue_sheet", "甲") == {}


@pytest.mark.ref("ST21")
def test_the_open_sides_go_by_the_names_of_the_bureau(compound: Compound) -> None:
    """违建治理口径: as the sheet names them."""
    said = {"by": compound.people["业务"], "at": compound.now}
    stock.rename_side(side="street", label="街道办事处", **said)
    built = assigned(compound.stock(), "owner", "property", "committee")
    with pytest.raises(Refused) as refused:
        built.act("issue_sheet", "甲")
    (found,) = refused.value.findings
    assert finding_view(found).text == "还没有确定责任人：街道办事处。"


@pytest.mark.ref("ST22")
@pytest.mark.parametrize(("days", "code"), [(-1, "structure.term_is_over"), (0, "")])
def test_no_day_to_come_is_over(compound: Compound, days: int, code: str) -> None:
    """违建治理口径."""
    built, told = assigned(compound.stock(), "owner"), {"ST22": code} if code else {}
    day = compound.now.date() + timedelta(days=days)
    tried = (
        ("report_hazard", inputs.ReportHazard("fire", "私拉电线。", day)),
        ("assign_side", inputs.AssignSide("street", "某人", "每月走访。", day)),
        ("visit_side", inputs.VisitSide("owner", day)),
    )
    for action, said in tried:
        assert built.refusals(action, "甲", said) == told, action


@pytest.mark.ref("ST23")
def test_consent_is_asked_for_in_a_pilot_that_runs(compound: Compound) -> None:
    """违建治理口径: neither in one that is not there nor in one that is over."""
    said = {"by": compound.people["局长"], "at": compound.now}
    today = compound.now.date()
    campaign = stock.open_campaign(
        kind="courtyard",
        name="天井试点",
        organ=compound.bureau,
        starts_on=today,
        ends_on=today,
        aim="一户一策",
        **said,
    )
    pilot = stock.add_pilot(
        campaign=campaign, place=compound.estate, method="征询", party_steps="联席", **said
    )
    built, none = compound.stock(), {"ST23": "structure.no_such_pilot"}
    assert built.refusals("ask_consent", "甲", inputs.AskConsent(pilot.pk + 1, True)) == none
    assert built.refusals("ask_consent", "甲", inputs.AskConsent(pilot.pk, True)) == {}
    room = registers.register_place(
        kind="building", name="3 幢", parent=compound.estate, by=None, at=compound.now
    )
    below = compound.stock(place=room)
    assert below.refusals("ask_consent", "甲", inputs.AskConsent(pilot.pk, True)) == {}
    elsewhere = compound.stock(place=None, address_text="他路 1 号")
    assert elsewhere.refusals("ask_consent", "甲", inputs.AskConsent(pilot.pk, True)) == none
    assert queries.pilot_choices(elsewhere.row.matter, today) == []
    compound.wait(days=1)
    assert built.refusals("ask_consent", "甲", inputs.AskConsent(pilot.pk, False)) == none


def test_others_have_no_part_in_it(compound: Compound) -> None:
    """Neither another team nor an officer in the head's place."""
    built = compound.register()
    with pytest.raises(NotPermitted):
        built.act("check_on_site", "西", site(compound))
    built.check().identify()
    built.act("review_order", "法制", inputs.ReviewOrder(True, "同意。"))
    order = inputs.OrderDemolition(compound.crew(), compound.now.date())
    with pytest.raises(NotPermitted):
        built.act("order_demolition", "甲", order)
