"""The registers on their pages: found by words, paged, given as Excel, changed by acts."""

from datetime import date, time, timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.org.record import Refused
from chengguan.core.registers.models import Place
from chengguan.core.work.errors import WrongState
from chengguan.enforcement.estates import community, grids, inputs, points, registering
from chengguan.enforcement.estates.models import (
    CommunityStudio,
    Estate,
    GridCell,
    GridLayer,
    GridMapping,
    LiaisonBoard,
    PatrolFinding,
    PropertyCompany,
)
from tests.enforcement.estates.compound import Compound
from tests.enforcement.estates.test_pages import at_desk, text
from tests.untranslated import untranslated

__all__ = ["at_desk"]
GRID = "310105005001001"
LISTS = ("list", "companies", "community", "visits", "studios", "boards", "points", "cells")


@pytest.fixture
def kept(compound: Compound) -> Compound:
    """One of everything."""
    at, committee = compound.now, compound.organs["committee"]
    put = {"by": None, "at": at}
    community.open_studio(
        committee=committee, name="榆荫工作室", address="1 号", on=at.date(), **put
    )
    community.link_officer(
        officer=compound.people["队员"],
        committee=committee,
        team=compound.organs["team"],
        phone="021-00000101",
        since=at.date() - timedelta(weeks=3),
        **put,
    )
    grids.put_up_board(committee=committee, spot="东门", on=at.date(), **put)
    Place.objects.filter(pk=compound.estate.place_id).update(grid=GRID)
    layer = grids.lay_layer(name="警务格", place=1, **put)
    cell = grids.name_cell(layer=layer, code="J-1", name="一号格", responsible="祁守正", **put)
    grids.map_grid(grid=GRID, cell=cell, **put)
    return compound


def rows(client: Client, name: str, query: str = "") -> list[str]:
    """The lines of the sheet, as text."""
    answer = client.get(f"{reverse(f'estates:{name}_sheet')}?{query}")
    assert answer.status_code == 200, name
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    return [" ".join(map(str, line)) for line in sheet.to_python()[2:]]


@pytest.mark.parametrize(
    ("name", "word", "lines"),
    [
        ("list", "榆荫", 1),
        ("companies", "榆荫", 1),
        ("community", "队员", 1),
        ("visits", "队员", 4),
        ("studios", "榆荫工作室", 1),
        ("boards", "东门", 1),
        ("points", "榆荫新村", 1),
        ("cells", "祁守正", 1),
    ],
)
def test_each_list_is_searched_and_given_as_excel(
    kept: Compound, at_desk, name: str, word: str, lines: int
) -> None:
    client, path = at_desk("业务科"), reverse(f"estates:{name}")
    assert word in text(client, f"{path}?words={word}")
    assert len(rows(client, name, f"words={word}")) == lines
    assert rows(client, name, "words=查无此词") == []
    assert "没有符合条件" in text(client, f"{path}?words=查无此词")


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_speak_english(kept: Compound, at_desk, name: str) -> None:
    client = at_desk("业务科")
    client.cookies["django_language"] = "en"
    assert untranslated(text(client, reverse(f"estates:{name}"))) == []


def test_lists_are_paged(kept: Compound, at_desk) -> None:
    for number in range(60):
        grids.put_up_board(
            committee=kept.organs["committee"],
            spot=f"{number:02d} 号楼",
            on=kept.now.date(),
            by=None,
            at=kept.now,
        )
    client, path = at_desk("居委"), reverse("estates:boards")
    page = text(client, path)
    assert "59 号楼" in page
    assert "东门" not in page
    cursor = LiaisonBoard.objects.order_by("-pk")[49].pk
    assert f"after={cursor}" in page
    assert "东门" in text(client, f"{path}?after={cursor}")


def test_nobody_reads_registers_beyond_his_own(kept: Compound, at_desk) -> None:
    for name, word in (
        ("list", "榆荫新村"),
        ("companies", "榆荫物业"),
        ("community", "021-00000101"),
        ("visits", "榆荫居委"),
        ("studios", "榆荫工作室"),
        ("boards", "东门"),
    ):
        for reader in ("别家经理", "别居委", "邻队员"):
            assert word not in text(at_desk(reader), reverse(f"estates:{name}")), (name, reader)
    for name in ("points", "cells"):
        assert at_desk("经理").get(reverse(f"estates:{name}")).status_code == 403


def test_missed_visits_have_a_list(kept: Compound, at_desk) -> None:
    linked = community.liaison_of(kept.organs["committee"])
    assert linked is not None
    community.visit(
        assignment=linked, received=1, handled=1, text="噪声", by=kept.people["队员"], at=kept.now
    )
    client = at_desk("队长")
    assert len(rows(client, "visits", "view=missed")) == 3
    assert len(rows(client, "visits", "view=made")) == 1


def test_companies_and_estates_are_registered_and_amended(kept: Compound, at_desk) -> None:
    client, office = at_desk("业务科"), kept.organs["other_office"]
    code = "91310105MA0000002X"
    new, other = reverse("estates:new_company"), kept.organs["other_company"].pk
    said = {"organ": other, "credit_code": code, "phone": "abc"}
    assert "这不是电话号码" in client.post(new, said).content.decode()
    said["phone"] = "021-60000001"
    assert client.post(new, said).status_code == 302
    made = PropertyCompany.objects.get(credit_code=code)
    amend = reverse("estates:amend_company", args=[made.pk])
    assert client.post(amend, {"credit_code": code, "phone": "021-60000002"}).status_code == 302
    made.refresh_from_db()
    assert made.phone == "021-60000002"
    card = reverse("estates:estate", args=[kept.estate.pk])
    page = text(client, card)
    for name in ("amend_estate", "change_manager"):
        path = reverse(f"estates:{name}", args=[kept.estate.pk])
        assert path in page
        assert path not in text(at_desk("居委"), card)
        assert at_desk("队长").get(path).status_code == 403
    client, path = at_desk("业务科"), reverse("estates:amend_estate", args=[kept.estate.pk])
    fields = {
        "street_team": kept.organs["team"].pk,
        "bureau_team": kept.organs["special"].pk,
        "housing_office": kept.organs["housing"].pk,
        "residents_committee": kept.organs["committee"].pk,
        "owners_committee": "",
        "households": 1300,
        "covenant_work_opens": "09:00",
    }
    assert client.post(path, fields).status_code == 302
    kept.estate.refresh_from_db()
    assert (kept.estate.households, kept.estate.owners_committee) == (1300, None)
    change = reverse("estates:change_manager", args=[kept.estate.pk])
    moved = {"office": office.pk, "since": str(kept.now.date())}
    assert client.post(change, moved).status_code == 302
    assert client.post(change, moved).status_code == 422, "a second click"
    assert "曾管物业" in text(client, card)


def test_studios_open_and_close_once(kept: Compound, at_desk) -> None:
    client = at_desk("队长")
    said = {"committee": kept.organs["committee"].pk, "name": "榆荫工作室", "address": "2 号"}
    said["on"] = str(kept.now.date())
    assert client.post(reverse("estates:new_studio"), said).status_code == 422, "known"
    studio = CommunityStudio.objects.get()
    path = reverse("estates:close_studio", args=[studio.pk])
    assert client.post(path, {"on": "2026-01-01"}).status_code == 422
    assert client.post(path, {"on": str(kept.now.date())}).status_code == 302
    assert client.post(path, {"on": str(kept.now.date())}).status_code == 422
    assert "榆荫工作室" not in text(client, reverse("estates:studios"))
    assert "榆荫工作室" in text(client, reverse("estates:studios") + "?view=closed")
    elsewhere = said | {"committee": kept.organs["other_committee"].pk}
    assert client.post(reverse("estates:new_studio"), elsewhere).status_code == 422, "not his"


def test_a_board_comes_down_once(kept: Compound, at_desk) -> None:
    path = reverse("estates:take_down", args=[LiaisonBoard.objects.get().pk])
    assert at_desk("居委").get(path).status_code == 403
    assert at_desk("队长").post(path, {"on": str(kept.now.date())}).status_code == 302
    assert at_desk("队长").post(path, {"on": str(kept.now.date())}).status_code == 422
    assert "东门" not in text(at_desk("队长"), reverse("estates:boards"))


def test_every_point_has_somebody_in_every_layer(kept: Compound, at_desk) -> None:
    """A room lies where its estate lies; a layer without anybody says so."""
    client = at_desk("业务科")
    assert (
        client.post(reverse("estates:new_layer"), {"name": "党建格", "place": 2}).status_code == 302
    )
    room = kept.room("12-302")
    Place.objects.filter(pk__in=(room.pk, room.parent_id)).update(grid="")
    client = at_desk("队员")
    page = text(client, f"{reverse('estates:points')}?words=302")
    assert "一号格" in page
    assert "祁守正" in page
    assert "没有确定" in page
    client = at_desk("业务科")
    party = GridLayer.objects.get(name="党建格")
    said = {"layer": party.pk, "code": "D-1", "name": "第一网格", "responsible": "卜知秋"}
    assert client.post(reverse("estates:new_cell"), said).status_code == 302
    cell = GridCell.objects.get(code="D-1")
    mapped = {"cell": cell.pk, "grids": f"{GRID}\n{GRID}\n310105005001002"}
    assert client.post(reverse("estates:map_grid"), mapped).status_code == 302
    assert GridMapping.objects.filter(cell=cell).count() == 2
    amend = reverse("estates:amend_cell", args=[cell.pk])
    named = {"name": "第一网格", "responsible": "姜采薇", "organ": "", "phone": ""}
    assert client.post(amend, named).status_code == 302
    page = text(client, f"{reverse('estates:points')}?words=302")
    assert "第一网格" in page
    assert "姜采薇" in page
    assert "没有确定" not in page


def test_the_scorecard_leads_from_each_number_to_its_list(kept: Compound, at_desk) -> None:
    kept.under_way().find("facade").dissuade().correct()
    path = reverse("estates:scorecard")
    client = at_desk("经理")
    page = text(client, f"{path}?words=榆荫&period=2026-04")
    figure = reverse("work:figure", args=["dissuasion_rate"])
    link = f"{figure}?period=2026-04&amp;organ={kept.organs['office'].pk}"
    assert link in page
    assert "1 / 1" in text(client, link.replace("&amp;", "&"))
    assert date(2026, 4, 1) <= kept.now.date()


def test_after_a_refusal_the_visit_is_entered_with_the_next_press(kept: Compound, at_desk) -> None:
    """The page drawn again shows what stands now, and carries it."""
    linked = community.liaison_of(kept.organs["committee"])
    assert linked is not None
    client, path = at_desk("队员"), reverse("estates:visit", args=[linked.pk])
    sat = {"received": 2, "handled": 0, "known": 0}
    assert client.post(path, sat).status_code == 302
    again = client.post(path, sat)
    assert again.status_code == 422
    known = again.context["view"].form["known"].value()
    assert known == 2
    assert client.post(path, sat | {"known": known}).status_code == 302


def test_what_ends_ends_on_its_day(kept: Compound) -> None:
    later = {"on": kept.now.date() + timedelta(days=1), "by": None, "at": kept.now}
    with pytest.raises(Refused, match="还没有到"):
        community.close_studio(studio=CommunityStudio.objects.get(), **later)
    with pytest.raises(Refused, match="还没有到"):
        grids.take_down_board(board=LiaisonBoard.objects.get(), **later)


def test_the_page_says_what_the_works_changed_meanwhile(
    kept: Compound, at_desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def moved_on(**said: object) -> None:
        raise WrongState("take_over", "closed")

    monkeypatch.setattr(registering, "perform", moved_on)
    kept.under_way()
    path = reverse("estates:change_manager", args=[kept.estate.pk])
    said = {"office": kept.organs["other_office"].pk, "since": str(kept.now.date())}
    answer = at_desk("业务科").post(path, said)
    assert answer.status_code == 422
    assert "请返回查看最新情况" in answer.content.decode()


def test_the_card_shows_the_hours_that_hold(kept: Compound, at_desk) -> None:
    """What the covenant leaves open the city's rules say."""
    card = reverse("estates:estate", args=[kept.estate.pk])
    Estate.objects.filter(pk=kept.estate.pk).update(covenant_work_opens=time(9))
    assert "09:00–18:00" in text(at_desk("业务科"), card)


def test_the_page_of_works_counts_its_rounds_and_says_nothing_twice(
    kept: Compound, at_desk
) -> None:
    works = kept.under_way().patrol(inputs.Problem("facade", "拆改外窗"))
    finding = PatrolFinding.objects.get(project=works.pk)
    kept.wait(days=2)
    works.patrol(seen=(inputs.Seen(finding, is_gone=False, note="仍未改正"),))
    client = at_desk("经理")
    page = text(client, reverse("work:matter", args=[works.pk]))
    assert "应巡 3 · 已巡 2 · 漏巡 1" in page
    page = text(client, reverse("work:matter", args=[finding.pk]))
    assert page.count("仍未改正") == 1


def test_a_report_names_the_item_and_its_law(kept: Compound) -> None:
    source = points.competent(kept.estate, "facade", kept.now).source
    assert source.startswith("破坏房屋外貌（沪物业规定56(2)(三)）：")
