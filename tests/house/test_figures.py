"""Every published figure is defined in words, and none is fed by the money of penalties."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.apps import apps
from django.db.models import F, PositiveBigIntegerField, Q
from django.utils.translation import override

from chengguan.core.org.kinds import Role
from chengguan.core.work.acting import Actor, Scope
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, Figure, Per, Selection, registered, rows_of
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.models import PenaltyDecision, TreasuryReceipt
from tests.house.test_glossary import HAN, rows

READERS = (Role.BUREAU_LEADER, Role.DISPATCHER, Role.OFFICER)


def asked(role: Role) -> Asked:
    at = datetime(2026, 9, 15, tzinfo=ZONE)
    return Asked(Actor(1, "某人", (Scope(role, 1),)), Period.read("2026-09"), at)


def money() -> set[str]:
    """Every column of the cases that holds fen."""
    columns = {
        field.column
        for model in apps.get_app_config("cases").get_models()
        for field in model._meta.fields
        if isinstance(field, PositiveBigIntegerField)
    }
    assert {"fine", "amount", "confiscation"} <= columns
    return columns


def money_read(figure: Figure) -> list[str]:
    """The columns of money that a figure counts by, whoever asks."""
    read = set()
    for role in READERS:
        counted = rows_of(figure, asked(role)).values("is_met", "counted_score", "counted_at")
        said = str(counted.query)
        read |= {column for column in money() if f'."{column}"' in said}
    return sorted(read)


@pytest.mark.trap(46)
def test_no_figure_is_fed_by_the_money_of_penalties() -> None:
    """行政处罚法 74: neither directly nor in disguise."""
    assert {f.code: read for f in registered() if (read := money_read(f))} == {}


@pytest.mark.trap(46)
@pytest.mark.parametrize(
    "selection",
    [
        Selection(PenaltyDecision.objects.all(), "decided_at", score=F("fine")),
        Selection(PenaltyDecision.objects.all(), "decided_at", Q(fine__gte=100_000)),
        Selection(PenaltyDecision.objects.filter(confiscation__gt=0), "decided_at"),
        Selection(
            PenaltyDecision.objects.filter(
                case__in=TreasuryReceipt.objects.filter(amount__gt=0).values("case")
            ),
            "decided_at",
        ),
    ],
    ids=["score", "condition", "selection", "beyond"],
)
def test_a_figure_fed_by_money_is_found(selection: Selection) -> None:
    selection = replace(selection, matter="case__matter")
    planted = Figure("fines", "", counts="", by="", selects=lambda _: selection, per=Per.MEAN)
    assert money_read(planted)


def test_every_figure_is_defined_in_words_of_both_languages() -> None:
    for figure in registered():
        said = [figure.title, figure.counts, figure.by]
        said += [figure.meets] if figure.per is not Per.COUNT else []
        for language, is_chinese in (("zh-hans", True), ("en", False)):
            with override(language):
                assert all(bool(HAN.search(str(words))) is is_chinese for words in said), figure


def test_every_figure_is_a_term_under_its_code() -> None:
    known = {(term, identifier) for term, _english, identifier in rows()}
    with override("zh-hans"):
        missing = [
            f"{figure.title} {figure.code}"
            for figure in registered()
            if (str(figure.title), f"`{figure.code}`") not in known
        ]
    assert not missing
