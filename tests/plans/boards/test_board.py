"""The board: every number opens as many rows as it says, in both languages, for each reader."""

import re
from fractions import Fraction
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.org import signin
from chengguan.core.org.kinds import Role
from chengguan.core.pages import clock
from chengguan.core.pages.shapes import Tone
from chengguan.core.work import overviews
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter
from chengguan.plans.annual import asking, listing, standing
from chengguan.plans.annual.models import PlanItem
from chengguan.plans.boards import board, queries, tiles, timeline
from chengguan.plans.instructions.inputs import Give
from tests.plans.annual.office import Office, Plan
from tests.untranslated import untranslated

KEYS = ("due", "late", "risk", "missing", "closed", "closed_late")


@pytest.fixture
def at_desk(office: Office, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the office."""
    monkeypatch.setattr(clock, "now", lambda: office.now)

    def enter(name: str) -> Client:
        person = office.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=office.now)
        client.force_login(person.account)
        return client

    return enter


def running(office: Office) -> Plan:
    plan = office.issued()
    office.on(5, 20)
    plan.item(0).act("start", "东队长")
    plan.item(3).act("start", "西队长").close("西队长")
    return plan


def numbers(view: board.BoardView) -> dict[str, tuple[int, str]]:
    tiles = dict(zip(KEYS, view.tiles[1:7], strict=True))
    return {key: (int(tile.value), tile.url) for key, tile in tiles.items()}


@pytest.mark.trap(48)
def test_every_number_opens_as_many_rows(office: Office) -> None:
    running(office)
    actor = office.actor("局长")
    shown = board.board(actor, board.Asked(), office.now)
    assert shown.plan is not None
    for key, (count, url) in numbers(shown).items():
        assert f"show={key}" in url
        narrowed = board.board(actor, board.Asked(show=key), office.now)
        assert narrowed.rows == count
    for month in shown.months:
        key = re.search(r"month=([\d-]+)", month.url)
        assert key is not None
        assert board.board(actor, board.Asked(month=key[1]), office.now).rows == month.due


@pytest.mark.trap(48)
def test_a_cancelled_item_stands_behind_no_number(office: Office) -> None:
    plan = running(office)
    office.on(9, 1)
    actor = office.actor("局长")
    before = numbers(board.board(actor, board.Asked(), office.now))["missing"][0]
    row = plan.items[0]
    assert row.matter is not None
    # Whatever the act itself releases: a duty that is still there counts no more.
    Matter.objects.filter(pk=row.matter.pk).update(state="cancelled", is_open=False)
    shown = board.board(actor, board.Asked(), office.now)
    count = numbers(shown)["missing"][0]
    assert count == before - 1
    assert board.board(actor, board.Asked(show="missing"), office.now).rows == count


@pytest.mark.trap(48)
def test_late_tasks_are_counted_by_the_list_that_opens(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = office.issued()
    open_matter(
        procedure="instruction",
        action="give",
        by=office.actor("局长"),
        at=At.once(office.now),
        data=Give(
            organ=office.district,
            words="请限期整改。",
            due_on=office.now.date(),
            units=(office.east, office.west),
        ),
        key=uuid4().hex,
    )
    office.on(5, 20)
    monkeypatch.setattr(board, "BESIDE", 1)
    shown = board.board(office.actor("局长"), board.Asked(plan=str(plan.pk)), office.now)
    assert (shown.tiles[-1].value, shown.tiles[-1].denominator) == (2, "2")
    assert len(shown.tasks) == 1


@pytest.mark.trap(48)
def test_the_tile_of_the_first_page_counts_the_list_that_it_opens(office: Office) -> None:
    running(office)
    office.on(6, 2)
    actor = office.actor("局长")
    (tile,) = tiles.late_items(actor, office.now)
    asked = asking.Asked(view="late")
    assert tile.value == len(asking.item_list(actor, asked, office.now).matters) == 1
    # Reports that did not come make no item late.
    assert numbers(board.board(actor, board.Asked(), office.now))["late"][0] == 1


@pytest.mark.trap(49)
def test_a_part_counts_inside_its_parent_only(office: Office) -> None:
    """Four items of weight 1, two of each team; one of east's goes to west and east, 1 to 3."""
    plan = office.issued()
    plan.item(1).act("start", "东队长")
    first = plan.item(1).decompose(office.west, "西队长")
    second = plan.item(1).decompose(office.east, "东队长")
    PlanItem.objects.filter(pk=first.pk).update(weight=1000)
    PlanItem.objects.filter(pk=second.pk).update(weight=3000)
    first.act("start", "西队长").close("西队长")
    found = queries.standing_of(plan.row, office.now)
    lines = queries.lines_of(found, office.now)
    units = {unit.organ.name: unit.tally for unit in queries.by_unit(lines)}
    assert (units["西队"].reached, units["西队"].weights) == (Fraction(1, 4), Fraction(9, 4))
    assert (units["东队"].reached, units["东队"].weights) == (0, Fraction(7, 4))
    assert units["西队"].progress == Fraction(100, 9)
    total = queries.tally(lines)
    assert (total.reached, total.weights) == (found.progress.done, found.progress.of)
    assert total.progress == found.progress.value == Fraction(25, 4)


@pytest.mark.trap(47)
def test_finished_late_is_done_and_late(office: Office) -> None:
    plan = office.issued()
    office.on(10, 12)
    plan.item(3).act("start", "西队长").close("西队长")
    shown = board.board(office.actor("局长"), board.Asked(), office.now)
    counts = numbers(shown)
    assert (counts["closed"][0], counts["closed_late"][0]) == (1, 1)
    lines = queries.lines_of(queries.standing_of(plan.row, office.now), office.now)
    (line,) = [line for line in lines if line.is_closed]
    assert [line.is_met_late(term) for term in line.standing.terms] == [True]


@pytest.mark.trap(49)
def test_board_and_plan_show_one_progress(office: Office) -> None:
    plan = running(office)
    found = standing.plan_standing(plan.row, office.now).progress.value
    assert found is not None
    for name in ("局长", "西队长"):
        tile = board.board(office.actor(name), board.Asked(), office.now).tiles[0]
        assert tile.value == f"{float(found):.2f}"


def test_a_unit_sees_its_own_rows_and_a_union_none(office: Office) -> None:
    running(office)
    west = board.board(office.actor("西队长"), board.Asked(), office.now)
    assert {group.title for group in west.groups} == {"西队"}
    assert board.board(office.actor("工会干部"), board.Asked(), office.now).plan is None


def test_a_week_more_changes_the_board_plausibly(office: Office) -> None:
    plan = running(office)
    office.on(5, 27)
    before = queries.tally(queries.lines_of(queries.standing_of(plan.row, office.now), office.now))
    office.wait(days=7)
    after = queries.tally(queries.lines_of(queries.standing_of(plan.row, office.now), office.now))
    # Only the window "April or May" ends in the week, on the 31st.
    assert (after.late, after.closed) == (before.late + 1, before.closed)


def test_bars_stand_on_their_months(office: Office) -> None:
    plan = running(office)
    lines = queries.lines_of(queries.standing_of(plan.row, office.now), office.now)
    axis = timeline.axis_of(2026, lines)
    assert axis.months == 12
    first, last = axis.first, axis.first.replace(month=12, day=31)
    assert (axis.place(first), axis.place(last, is_end=True)) == (0, 12)
    tones = {timeline.tone_of(line, term) for line in lines for term in line.standing.terms}
    assert "done" in tones
    assert all('aria-label="' in timeline.drawing(line, axis) for line in lines)


@pytest.mark.parametrize("address", ["", "?by=month", "?show=late", "?words=%E6%8E%92%E6%9F%A5"])
def test_the_page_speaks_both_languages(office: Office, at_desk, address: str) -> None:
    running(office)
    client, url = at_desk("局长"), f"{reverse('boards:board')}{address}"
    assert client.get(url).status_code == 200
    client.cookies["django_language"] = "en"
    assert untranslated(client.get(url).content.decode()) == []


@pytest.mark.parametrize("name", ["bulletins", "new_bulletin", "scores", "reports", "glossary"])
def test_the_other_pages_speak_both_languages(office: Office, at_desk, name: str) -> None:
    running(office)
    client, url = at_desk("局长"), reverse(f"boards:{name}")
    assert client.get(url).status_code == 200
    client.cookies["django_language"] = "en"
    assert untranslated(client.get(url).content.decode()) == []


def test_the_sheet_holds_the_narrowed_rows(office: Office, at_desk) -> None:
    running(office)
    answer = at_desk("局长").get(reverse("boards:sheet"), {"show": "closed"})
    assert answer.status_code == 200
    assert answer.content[:2] == b"PK"


def test_a_unit_reads_its_own_score_and_no_other(office: Office, at_desk) -> None:
    running(office)
    own, other = (reverse("boards:unit_score", args=[o.pk]) for o in (office.west, office.east))
    client = at_desk("西队长")
    assert client.get(own).status_code == 200
    assert client.get(other).status_code == 404
    client.cookies["django_language"] = "en"
    assert untranslated(client.get(own).content.decode()) == []
    assert other not in client.get(reverse("boards:scores")).content.decode()


def test_another_role_above_a_unit_gives_no_reach_into_its_score(office: Office, at_desk) -> None:
    running(office)
    office.person("西队长", Role.OFFICER, office.district)
    own, other = (reverse("boards:unit_score", args=[o.pk]) for o in (office.west, office.east))
    client = at_desk("西队长")
    assert client.get(own).status_code == 200
    assert client.get(other).status_code == 404
    assert at_desk("科长").get(other).status_code == 200


def test_the_map_shows_items_with_owner_and_finds_terms(office: Office, at_desk) -> None:
    plan = running(office)
    url = reverse("pages:map")
    row = plan.items[0]
    row.capabilities.create(key="E1.2a")
    text = at_desk("局长").get(url, {"words": "E1.2a"}).content.decode()
    assert reverse("work:matter", args=[row.matter_id]) in text
    assert "东队" in text
    other = at_desk("工会干部").get(url, {"words": "E1.2a"}).content.decode()
    assert reverse("work:matter", args=[row.matter_id]) not in other
    found = at_desk("局长").get(url, {"words": "督办事项"}).content.decode()
    assert "SupervisedTask" in found
    assert "TB01" in at_desk("局长").get(url, {"words": "TB01"}).content.decode()


def test_an_item_has_one_tone_on_the_board_in_the_list_and_among_what_is_late(
    office: Office,
) -> None:
    """A report that did not come makes no item late, but the day by which it was due is over."""
    running(office)
    office.on(6, 2)
    actor = office.actor("局长")
    late = overviews.matters_page(actor, office.now, overviews.LATE)
    items = {str(pk) for pk in Matter.objects.filter(kind="plan_item").values_list("pk", flat=True)}
    red = {row.key for row in late.rows} & items
    shown = board.board(actor, board.Asked(), office.now)
    rows = [row for group in shown.groups for row in group.rows]
    listed = listing.item_page(
        asking.item_list(actor, asking.Asked(), office.now),
        asking.Asked(),
        (),
        actor,
        office.now,
    )
    assert {row.key for row in listed.rows if row.tone is Tone.OVERDUE} == red
    assert {str(row.line.matter.pk) for row in rows if row.tone is Tone.OVERDUE} == red
    missing = [row for row in rows if row.line.standing.missing and not row.line.standing.is_late]
    assert missing
    for row in missing:
        assert row.due is not None
        assert (row.due.tone, row.marks[0].tone) == (Tone.OVERDUE, Tone.OVERDUE)
