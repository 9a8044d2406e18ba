"""Facts of a case in which everything is in order, to be changed one at a time."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chengguan.core.lawbook.governing import Governing, governing, versions_of
from chengguan.core.lawbook.items import item
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.facts import CaseFacts, Correction, Hearing, Money, Scene
from chengguan.law.parameters import shipped

NOW = datetime(2026, 9, 15, 14, 0, tzinfo=ZONE)
TODAY = NOW.date()
EARLIER = NOW - timedelta(minutes=20)
LAW = shipped()
LEAFLETS = "AY-C002"

SCENE = Scene(
    officers=frozenset({1, 2}),
    certified={1: "甲（1）", 2: "乙（2）", 3: "丙（3）"},
    certificates_shown=True,
    has_record=True,
    has_photo=True,
    harm="real",
)
HEARING = Hearing(
    informed_at=EARLIER, heard_at=EARLIER, lowest_announced=20000, is_warning_announced=True
)


def under(code: str, conduct_on: date = TODAY, party_kind: str = "person") -> Governing:
    """Which version governs what is decided now."""
    return governing(versions_of(code), conduct_on, NOW.date(), party_kind)


def case(**changed: Any) -> CaseFacts:
    usual = CaseFacts(
        by=7,
        moment=NOW,
        recorded=NOW,
        on=NOW.date(),
        organ="江北区东路街道综合行政执法队",
        organ_kind="street_team",
        district="江北区城市管理行政执法局",
        party_name="某摊主",
        party_kind="person",
        item=item(LEAFLETS),
        governing=under(LEAFLETS),
        conduct_on=NOW.date(),
        spot="东路 10 号",
        fact="张贴小广告六张",
        scene=SCENE,
        hearing=HEARING,
        correction=Correction(is_ordered=True, requirement="立即清除"),
        money=Money(fine=10000),
        filed_at=NOW,
    )
    return replace(usual, **changed)


def scene(**changed: Any) -> CaseFacts:
    return case(scene=replace(SCENE, **changed))


def hearing(**changed: Any) -> CaseFacts:
    return case(hearing=replace(HEARING, **changed))


def corrected(**changed: Any) -> CaseFacts:
    found = replace(SCENE, **changed)
    return case(scene=found, correction=Correction(is_ordered=True, corrected_at=EARLIER))


def decision(**changed: Any) -> inputs.DecideOnTheSpot:
    usual = inputs.DecideOnTheSpot(
        officers=(1, 2),
        item_code=LEAFLETS,
        is_warning=False,
        fine=20000,
        served_at=NOW,
        signature="signed",
    )
    return replace(usual, **changed)


def inspection(**changed: Any) -> inputs.Inspect:
    usual = inputs.Inspect(
        officers=(1, 2),
        certificates_shown_at=EARLIER,
        record="当事人承认",
        signature="signed",
        harm="real",
    )
    return replace(usual, **changed)
