"""Every number is the length of the list behind it: for every figure, reader, page and sheet."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.work import figures, visibility
from chengguan.core.work.acting import actor_of
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_rows import follow
from chengguan.core.work.figure_words import counts_words, value_words
from chengguan.core.work.figures import Asked, Figure, Per
from tests.whole.test_canaries import client_of
from tests.whole.town import NOW, Town

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

READERS = ("leader", "head", "officer", "limited", "section", "north_officer", "sysadmin")
PERIODS = ("2026-09", "2026-Q3", "2026-H1", "2026", "2025")


@pytest.fixture(scope="module")
def town(whole_database: None) -> Town:
    return Town().filled()


def asked(town: Town, reader: str, period: str) -> Asked:
    return Asked(actor_of(town.people[reader], NOW), Period.read(period), NOW)


@pytest.mark.parametrize("reader", READERS)
def test_the_number_is_the_length_of_its_list_and_the_reader_may_see_each_row(
    town: Town, reader: str
) -> None:
    for figure in figures.registered():
        for period in PERIODS:
            question = asked(town, reader, period)
            found, rows = figures.measure(figure, question), figures.rows_of(figure, question)
            listed = list(rows)
            assert found.counted == len(listed) == len({row.pk for row in listed}), figure.code
            assert found.met == sum(row.is_met for row in listed)
            assert found.total == sum(row.counted_score for row in listed)
            path = figure.selects(question).matter
            matters = [follow(row, path) for row in listed]
            assert all(visibility.may_see(question.actor, matter) for matter in matters)
            if found.counted == 0:
                assert found.value in (None, 0)


def test_there_is_something_to_count(town: Town) -> None:
    def counted(reader: str, code: str) -> int:
        figure = figures.figure_of(code)
        return figures.measure(figure, asked(town, reader, "2026")).counted

    whole = counted("leader", "leads_received")
    assert whole == 9
    assert [counted(r, "leads_received") for r in ("head", "limited", "section")] == [3, 1, 3]
    assert counted("sysadmin", "leads_received") == 0
    assert counted("leader", "cases_filed") > counted("head", "cases_filed") > 0


@pytest.mark.parametrize("reader", ["leader", "officer", "sysadmin"])
def test_page_and_sheet_show_the_number_and_exactly_its_rows(
    town: Town, at_noon: None, reader: str
) -> None:
    client = client_of(reader)
    for figure in figures.registered():
        found = figures.measure(figure, asked(town, reader, "2026"))
        page = client.get(reverse("work:figure", args=[figure.code]) + "?period=2026")
        assert page.status_code == 200
        said = unescape(page.content.decode())
        assert said.count("data-row ") == found.counted < 50, figure.code
        assert counts_words(found) in said
        assert len(sheet_rows(client, figure, "")) == found.counted
        if figure.per is not Per.COUNT:
            assert len(sheet_rows(client, figure, "&view=met")) == found.met
            assert len(sheet_rows(client, figure, "&view=rest")) == found.counted - found.met


def test_the_catalogue_shows_every_figure_with_its_counts(town: Town, at_noon: None) -> None:
    for reader in ("leader", "head"):
        client = client_of(reader)
        page = unescape(client.get("/figures/?period=2026").content.decode())
        sheet = client.get("/figures/sheet/?period=2026").content
        book = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
        lines = {row[0]: row[1:3] for row in book[2:]}
        for figure in figures.registered():
            found = figures.measure(figure, asked(town, reader, "2026"))
            assert lines[str(figure.title)] == [value_words(found), counts_words(found)]
            assert counts_words(found) in page
    assert len(lines) == len(figures.registered())
    one = client_of("leader").get("/figures/?period=2026&q=推诿").content.decode()
    assert one.count("data-row ") == 1


def sheet_rows(client, figure: Figure, more: str) -> list[list[object]]:
    path = reverse("work:figure_sheet", args=[figure.code])
    answer = client.get(f"{path}?period=2026{more}")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return book.get_sheet_by_index(0).to_python()[2:]


def test_the_parts_of_the_list_are_as_many_as_they_say(town: Town, at_noon: None) -> None:
    path = reverse("work:figure", args=["resolve_rate"])
    said = unescape(client_of("leader").get(f"{path}?period=2026").content.decode())
    parts = dict(re.findall(r">(全部|符合|不符合) <span class=\"count-quiet\">(\d+)<", said))
    assert int(parts["全部"]) == int(parts["符合"]) + int(parts["不符合"])
    for view, title in (("met", "符合"), ("rest", "不符合")):
        page = client_of("leader").get(f"{path}?period=2026&view={view}").content.decode()
        assert page.count("data-row ") == int(parts[title])


def test_what_an_address_asks_for_and_does_not_exist_breaks_nothing(
    town: Town, at_noon: None
) -> None:
    client = client_of("leader")
    for query in ("period=2026-13", "period=", "organ=999999", "organ=x", "after=x~y", "view=x"):
        assert client.get(f"/figures/resolve_rate/?{query}").status_code == 200
    assert client.get("/figures/no_such_figure/").status_code == 404
    assert client.get("/figures/no_such_figure/sheet/").status_code == 404
    assert client_of("nobody").get("/figures/").status_code == 302
    foreign = town.organs["b"].pk
    mine = client.get(f"/figures/leads_received/?period=2026&organ={foreign}").content.decode()
    whole = figures.measure(figures.figure_of("leads_received"), asked(town, "leader", "2026"))
    assert value_words(whole) in mine


def test_the_catalogue_costs_one_statement_a_figure(
    town: Town, at_noon: None, django_assert_max_num_queries
) -> None:
    client = client_of("leader")
    client.get("/figures/")
    with django_assert_max_num_queries(len(figures.registered()) + 8):
        client.get("/figures/?period=2026")
    with django_assert_max_num_queries(20):
        client.get("/figures/return_rate/?period=2026")


def test_the_place_in_the_menu_is_theirs_who_answer_for_others(town: Town, at_noon: None) -> None:
    for reader, has_it in (
        ("leader", True),
        ("supervisor", True),
        ("legal", True),
        ("section", True),
        ("head", True),
        ("officer", False),
        ("sysadmin", False),
    ):
        page = client_of(reader).get("/").content.decode()
        assert ('href="/figures/"' in page) is has_it, reader
        assert client_of(reader).get("/figures/").status_code == (200 if has_it else 403)
