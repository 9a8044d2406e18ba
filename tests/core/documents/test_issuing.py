"""Papers are numbered and frozen in the act, or not at all."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

import pytest

from chengguan.core.documents import errors
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.verification import verify
from chengguan.core.org.kinds import OrganKind
from chengguan.core.work.models import NumberSequence
from chengguan.core.work.rules import ZONE
from chengguan.core.work.views import explain
from tests.core.documents.sample import Decide, Desk, Void

pytestmark = pytest.mark.postgres

# Savepoint and release of `perform` inside the test's transaction; the version read by the test.
TRANSACTION_CONTROL = 3


def numbers() -> list[str]:
    return list(CasePaper.objects.order_by("pk").values_list("number", flat=True))


def test_numbers_run_from_one_without_leading_zero_in_six_angle_brackets(desk: Desk) -> None:
    for _time in range(3):
        desk.issue()
    assert numbers() == [f"沪样城管罚当〔2026〕{seq}号" for seq in (1, 2, 3)]


def test_every_year_begins_at_one(desk: Desk) -> None:
    desk.later(datetime(2026, 12, 31, 23, 59, tzinfo=ZONE)).issue()
    desk.later(datetime(2027, 1, 1, 0, 0, tzinfo=ZONE)).issue()
    assert numbers() == ["沪样城管罚当〔2026〕1号", "沪样城管罚当〔2027〕1号"]


def test_every_organ_with_a_prefix_counts_for_itself(desk: Desk) -> None:
    street = desk.organ(OrganKind.SUBDISTRICT, "街道办", desk.district)
    street.number_prefix = "沪样街"
    street.save()
    team = desk.organ(OrganKind.STREET_TEAM, "南中队", street)
    officer = desk.person("南一", "officer", team)
    desk.issue()
    southern = desk.opened(team, officer)
    desk.officer = officer
    paper = desk.issue(southern)
    assert numbers() == ["沪样城管罚当〔2026〕1号", "沪样街罚当〔2026〕1号"]
    assert paper.organ == street


def test_an_organ_without_prefix_issues_nothing(desk: Desk) -> None:
    desk.district.number_prefix = ""
    desk.district.save()
    with pytest.raises(errors.NoNumberPrefix, match="东中队"):
        desk.issue()
    assert not CasePaper.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("party", ""), ("conduct", " \u3000\n"), ("penalties", []), ("penalties", ["", " "])],
)
def test_an_empty_required_field_refuses_the_act_and_writes_nothing(
    desk: Desk, field: str, value: object
) -> None:
    with pytest.raises(errors.PaperIncomplete, match=field) as refused:
        desk.issue(**{field: value})
    assert (refused.value.field, refused.value.title) == (field, "当场行政处罚决定书")
    assert explain(refused.value) == str(refused.value)
    desk.matter.refresh_from_db()
    assert desk.matter.version == 1
    assert not CasePaper.objects.exists()
    assert not NumberSequence.objects.exists()


def test_a_field_that_is_not_required_may_be_empty(desk: Desk) -> None:
    assert desk.issue(place="").number == "沪样城管罚当〔2026〕1号"


@pytest.mark.parametrize("value", [200, None, {"a": "b"}, [[["too deep"]]], [1]])
def test_what_is_not_text_is_refused(desk: Desk, value: object) -> None:
    with pytest.raises(TypeError, match="place"):
        desk.issue(place=value)


def test_an_act_that_fails_gives_its_number_back(desk: Desk) -> None:
    desk.issue()
    with pytest.raises(RuntimeError):
        desk.do(desk.matter, "stumble", desk.officer)
    desk.issue()
    assert numbers() == ["沪样城管罚当〔2026〕1号", "沪样城管罚当〔2026〕2号"]


@pytest.mark.trap(17)
def test_the_words_stay_when_the_record_changes(desk: Desk) -> None:
    paper = desk.issue()
    before = paper.snapshot
    desk.district.name = "改名后的区局"
    desk.district.save()
    paper.refresh_from_db()
    assert paper.snapshot == before
    assert Snapshot(paper.snapshot).said["issuer"] == "区局"
    assert Snapshot(paper.snapshot).digest == paper.snapshot_digest


def test_the_act_says_which_paper_it_issued_and_vouches_for_it(desk: Desk) -> None:
    paper = desk.issue()
    entry = JournalEntry.objects.filter(stream_id=desk.matter.pk).latest("sequence")
    assert paper.number in entry.body
    assert paper.snapshot_digest in entry.body
    assert paper.governed_digest() in entry.body


def test_an_act_with_a_paper_stays_within_the_budget_of_statements(
    desk: Desk, django_assert_max_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    desk.issue()
    with django_assert_max_num_queries(18 + TRANSACTION_CONTROL):
        desk.do(desk.matter, "decide", desk.officer, Decide())


def test_a_voided_paper_keeps_number_words_and_reason(desk: Desk) -> None:
    paper = desk.issue()
    words = paper.snapshot
    desk.do(desk.matter, "void", desk.officer, Void(paper.number, "当事人姓名写错"))
    paper.refresh_from_db()
    assert (paper.state, paper.void_reason) == ("voided", "当事人姓名写错")
    assert (paper.voided_at, paper.snapshot) == (desk.at, words)
    assert desk.issue().number == "沪样城管罚当〔2026〕2号"


@pytest.mark.trap(3)
def test_a_paper_is_voided_once(desk: Desk) -> None:
    paper = desk.issue()
    desk.do(desk.matter, "void", desk.officer, Void(paper.number, "写错"))
    with pytest.raises(errors.AlreadyVoid):
        desk.do(desk.matter, "void", desk.officer, Void(paper.number, "又写错"))


def test_a_paper_of_another_matter_is_not_voided_from_here(desk: Desk) -> None:
    paper = desk.issue(desk.opened(desk.east, desk.officer))
    with pytest.raises(ValueError, match="another matter"):
        desk.do(desk.matter, "void", desk.officer, Void(paper.number, "写错"))


def test_voiding_needs_a_reason(desk: Desk) -> None:
    paper = desk.issue()
    with pytest.raises(errors.VoidWithoutReason):
        desk.do(desk.matter, "void", desk.officer, Void(paper.number, " "))
    paper.refresh_from_db()
    assert paper.state == "issued"


def test_the_record_is_whole_after_issue_sheet_and_void(desk: Desk) -> None:
    paper = desk.issue()
    desk.issue()
    desk.set_papers()
    desk.do(desk.matter, "void", desk.officer, Void(paper.number, "写错"))
    found = [f for f in verify().findings if "organ" not in f.model]
    assert not found
