"""The pages: today's list on the phone, lists and sheets, the card, the scorecard, new entries."""

import json
from datetime import date, time, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.documents import services as documents
from chengguan.core.org import signin
from chengguan.core.org.record import Refused
from chengguan.core.pages import clock
from chengguan.core.registers.models import Place
from chengguan.core.work import rules
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates import boards, community, grids, inputs
from chengguan.enforcement.estates.models import (
    DutyVisit,
    LiaisonBoard,
    PatrolFinding,
    RenovationProject,
)
from tests.enforcement.estates.compound import Compound
from tests.untranslated import untranslated


@pytest.fixture
def at_desk(compound: Compound, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the compound."""
    monkeypatch.setattr(clock, "now", lambda: compound.now)

    def enter(name: str) -> Client:
        person = compound.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=compound.now)
        client.force_login(person.account)
        return client

    return enter


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_beside_a_form_a_renovation_opens_with_what_it_is(compound: Compound, at_desk) -> None:
    """Its agreement is an account in words of its own: it stands open as well, not instead."""
    works = compound.under_way()
    client = at_desk("经理")
    brief = client.get(reverse("work:act", args=[works.pk, "patrol"])).context["brief"]
    assert [group.title for group in brief.about] == ["装修", "装修管理协议"]
    assert not set(brief.about) & set(brief.others)


@pytest.mark.trap(69, 72)
def test_todays_list_shows_colour_and_what_was_found_before(compound: Compound, at_desk) -> None:
    works = compound.under_way()
    today = reverse("estates:today")
    page = text(at_desk("经理"), today)
    assert "待巡查" in page
    assert reverse("work:act", args=[works.pk, "patrol"]) in page
    works.patrol(inputs.Problem("facade", "拆改外窗"))
    assert "已巡查" in text(at_desk("经理"), today)
    compound.wait(days=1)
    page = text(at_desk("经理"), today)
    assert "外立面/门窗（已发现）" in page, "the follow-up shows what was found before"
    compound.until(4, 3, 17, 1)
    assert "还没有巡查" in text(at_desk("经理"), today)
    assert "榆荫新村 12 号" not in text(at_desk("别家经理"), today)


@pytest.mark.trap(72)
def test_the_round_on_the_phone_asks_for_each_open_finding(compound: Compound, at_desk) -> None:
    works = compound.under_way().patrol(inputs.Problem("facade", "拆改外窗"))
    finding = PatrolFinding.objects.get(project=works.pk)
    compound.wait(days=1)
    path = reverse("work:act", args=[works.pk, "patrol"])
    page = text(at_desk("经理"), path)
    field = f"seen_{finding.pk.hex}"
    assert field in page
    assert "拆改外窗" in page
    sent = {"version": Matter.objects.get(pk=works.pk).version, "key": uuid4().hex}
    answer = at_desk("经理").post(path, sent)
    assert answer.status_code in (200, 422)
    assert works.rounds()[1].visited_at is None
    answer = at_desk("经理").post(path, sent | {field: "gone", "points": ["waste"]})
    assert "勾选了问题的" in answer.content.decode()
    sent |= {field: "gone", "points": ["waste"], "description": "垃圾堆在门口"}
    assert at_desk("经理").post(path, sent).status_code == 302
    assert works.rounds()[1].visited_at == compound.now
    assert Matter.objects.get(pk=finding.pk).state == "corrected"
    assert PatrolFinding.objects.filter(project=works.pk, point="waste").exists()


def test_a_renovation_is_registered_on_its_page(compound: Compound, at_desk) -> None:
    client, path = at_desk("经理"), reverse("estates:register")
    plan = BytesIO(b"%PDF-1.4 plan")
    plan.name = "plan.pdf"
    said = {
        "estate": compound.estate.pk,
        "address_text": "榆荫新村 1 号 101 室",
        "organ": compound.organs["office"].pk,
        "firm": "晴川装饰",
        "planned_from": "2026-04-02",
        "planned_until": "2026-05-02",
        "brought": "declared",
        "is_owner": "on",
        "key": uuid4().hex,
    }
    refused = client.post(path, said)
    assert refused.status_code == 422
    assert "没有装修方案" in refused.content.decode()
    assert client.post(path, said | {"plan": plan}).status_code == 302
    project = RenovationProject.objects.get()
    assert project.matter.state == "registered"
    queue = said | {"estate": "", "address_text": "查无此处", "key": uuid4().hex}
    assert client.post(path, queue).status_code == 422, "an address is no way round the plan"
    plan.seek(0)
    queue |= {"plan": plan, "key": uuid4().hex}
    assert client.post(path, queue).status_code == 302
    assert Matter.objects.filter(state="unplaced").count() == 1
    assert "查无此处" in text(client, reverse("estates:renovations") + "?view=unplaced")


@pytest.mark.trap(69)
def test_a_missed_round_stands_on_the_page_of_its_works(compound: Compound, at_desk) -> None:
    """And works beyond their period are said to be, where the rounds of the day are made."""
    works = compound.under_way(planned_until=date(2026, 4, 3))
    compound.until(4, 4, 9)
    assert "漏查" in text(at_desk("经理"), reverse("work:matter", args=[works.pk]))
    page = text(at_desk("经理"), reverse("estates:today"))
    assert "另有 1 户超过施工期限" in page


def test_todays_rounds_are_searched_and_given_as_excel(compound: Compound, at_desk) -> None:
    compound.under_way()
    client, path = at_desk("经理"), reverse("estates:today_sheet")
    for words, lines in (("12 号", 3), ("查无此处", 2)):
        answer = client.get(f"{path}?words={words}")
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        assert len(book.get_sheet_by_index(0).to_python()) == lines


def test_lists_filter_and_give_the_same_rows_as_sheets(compound: Compound, at_desk) -> None:
    works = compound.under_way()
    works.find("facade")
    late = works.find().dissuade().refuse()
    compound.wait(days=2)
    late.send()
    works.find("gas").dissuade().refuse()
    compound.wait(days=2)
    client = at_desk("队员")
    findings, sheet = reverse("estates:findings"), reverse("estates:findings_sheet")
    assert text(client, findings).count("WG2026-") >= 3
    for view, point in (("late", "承重墙"), ("unreported", "燃气管移位")):
        page = text(client, f"{findings}?view={view}")
        assert point in page
        book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{sheet}?view={view}").content))
        rows = book.get_sheet_by_index(0).to_python()
        assert sum("WG2026" in str(cell) for row in rows for cell in row[:1]) == 1
    assert "榆荫新村" not in text(at_desk("邻队员"), findings)


def test_the_card_shows_who_must_be_told_and_what_is_open(compound: Compound, at_desk) -> None:
    works = compound.under_way()
    works.find("facade")
    page = text(at_desk("居委"), reverse("estates:estate", args=[compound.estate.pk]))
    for word in ("榆荫新村管理处", "区房管局", "榆荫业委会", works.project.matter.number):
        assert word in page
    foreign = reverse("estates:estate", args=[compound.other.pk])
    assert at_desk("居委").get(foreign).status_code == 404
    assert at_desk("局长").get(foreign).status_code == 200


def test_the_scorecard_stands_on_counts(compound: Compound, at_desk) -> None:
    works = compound.under_way()
    works.find("facade").dissuade().correct()
    page = text(at_desk("局长"), reverse("estates:scorecard"))
    assert "100.00%（1 / 1）" in page
    assert "松涛苑管理处" in page
    assert "松涛苑管理处" not in text(at_desk("经理"), reverse("estates:scorecard"))


@pytest.mark.parametrize("name", ["list", "today", "scorecard", "community", "renovations"])
def test_the_pages_speak_english(compound: Compound, at_desk, name: str) -> None:
    compound.under_way().find("facade")
    client = at_desk("经理")
    client.cookies["django_language"] = "en"
    assert untranslated(text(client, reverse(f"estates:{name}"))) == []


# -- the notice board ------------------------------------------------------------------------


def test_the_notice_board_names_nobody_who_lives_there(compound: Compound, client: Client) -> None:
    works = compound.under_way(room=compound.room())
    works.act("issue_pass", inputs.IssuePass(("施工甲",), date(2026, 6, 30)))
    community.link_officer(
        officer=compound.people["队员"],
        committee=compound.organs["committee"],
        team=compound.organs["team"],
        phone="021-00000101",
        since=date(2026, 3, 2),
        by=None,
        at=compound.now,
    )
    token = works.project.token
    page = text(client, reverse("estates_public:board", args=[token]))
    for word in (
        "榆荫新村 12 号 302 室",
        "晴川装饰",
        "08:00–18:00",
        "021-00000014",
        "021-00000101",
    ):
        assert word in page
    for word in ("甘棠梨", "13700000021", "施工甲", "经理", compound.people["队员"].name):
        assert word not in page.replace("物业管理处", ""), word
    code = client.get(reverse("estates_public:code", args=[token]))
    assert code.headers["Content-Type"] == "image/svg+xml"
    assert b"style" not in code.content
    assert client.get(reverse("estates_public:board", args=[uuid4()])).status_code == 404


def test_the_board_is_a_numbered_paper_with_a_code_and_nobodys_name(
    compound: Compound, client: Client
) -> None:
    """Issued with the agreement, and again when something on it has changed."""
    works = compound.registered(room=compound.room()).agree()
    paper = Matter.objects.get(pk=works.pk).papers.get()
    assert (paper.key, paper.number) == ("renovation_board", "榆荫装公〔2026〕1号")
    said = json.loads(paper.snapshot)["fields"]
    printed = json.dumps(said, ensure_ascii=False)
    for word in ("榆荫新村 12 号 302 室", "晴川装饰", "08:00–18:00", "不得损坏承重结构"):
        assert word in printed
    for word in ("甘棠梨", "13700000021", "经理"):
        assert word not in printed
    assert said["live"].startswith("<svg")
    drawn = documents.set_again(paper).pdf
    assert drawn.startswith(b"%PDF")
    board = reverse("estates_public:board", args=[works.project.token])
    assert paper.number in text(client, board)
    works.act("extend_period", inputs.Extend(date(2026, 7, 31), "材料未到"))
    works.act("reissue_board")
    page = text(client, board)
    assert "榆荫装公〔2026〕2号" in page
    assert paper.number not in page


def test_the_board_says_what_came_of_reports_and_of_whom_nothing(
    compound: Compound, client: Client
) -> None:
    works = compound.under_way()
    found = works.find().dissuade().refuse().send()
    board = reverse("estates_public:board", args=[works.project.token])
    assert "承重墙" not in text(client, board)
    found.answer()
    page = text(client, board)
    assert "承重墙/梁/柱：已责令限期改正" in page
    for word in ("凿开承重墙一处", "拒不停止", "劝阻无效", compound.people["专业队员"].name):
        assert word not in page


def test_the_board_comes_down_with_the_works(compound: Compound, client: Client) -> None:
    works = compound.registered()
    path = reverse("estates_public:board", args=[works.project.token])
    assert client.get(path).status_code == 200
    works.act("void", inputs.Void("取消装修"))
    assert client.get(path).status_code == 404


@pytest.mark.ref("renovation.work_opens", "renovation.work_closes")
def test_the_covenant_prevails_where_it_is_stricter(compound: Compound) -> None:
    estate, law = compound.estate, rules.current()
    assert boards.hours(estate, law, compound.now).startswith("08:00–18:00")
    estate.covenant_work_opens, estate.covenant_work_closes = time(9), time(20)
    estate.covenant_no_weekends = True
    said = boards.hours(estate, law, compound.now)
    assert said.startswith("09:00–18:00"), "later in the morning, never later in the evening"
    assert said.endswith("周末禁止")


# -- the community ---------------------------------------------------------------------------


@pytest.mark.trap(69)
def test_a_visit_is_owed_each_week_and_counts_by_what_was_done(compound: Compound) -> None:
    linked = community.link_officer(
        officer=compound.people["队员"],
        committee=compound.organs["committee"],
        team=compound.organs["team"],
        phone="021-00000101",
        since=compound.now.date(),
        by=None,
        at=compound.now,
    )
    assert linked.visits.count() == community.AHEAD
    empty = {"received": 0, "handled": 0, "text": "到过"}
    by, at = compound.people["队员"], compound.now
    with pytest.raises(Refused):
        community.visit(assignment=linked, by=by, at=at, **empty)
    other = compound.people["队长"]
    with pytest.raises(Refused):
        community.visit(assignment=linked, received=1, handled=0, text="", by=other, at=at)
    community.visit(assignment=linked, received=2, handled=1, text="噪声", by=by, at=at)
    later = at + timedelta(weeks=3)
    assert community.owe_visits(later) == 3
    assert community.owe_visits(later) == 0
    missed = DutyVisit.objects.filter(assignment=linked, week__lte=later.date(), visited_at=None)
    assert missed.count() == 3


def test_a_board_that_is_gone_is_in_no_order(compound: Compound, at_desk) -> None:
    committee, by = compound.organs["committee"], compound.people["队长"]
    put = {"committee": committee, "on": date(2026, 3, 2), "by": None, "at": compound.now}
    board = grids.put_up_board(spot="东门门卫室", **put)
    wrong = grids.Seen(is_present=False, is_correct=True, is_updated=False, is_used=False)
    with pytest.raises(Refused):
        grids.inspect_board(board=board, seen=wrong, by=by, at=compound.now)
    assert "还没有检查" in text(at_desk("居委"), reverse("estates:boards"))
    gone = grids.Seen(is_present=False, is_correct=False, is_updated=False, is_used=False)
    grids.inspect_board(board=board, seen=gone, by=by, at=compound.now)
    assert "不在位" in text(at_desk("居委"), reverse("estates:boards"))
    assert "东门门卫室" not in text(at_desk("别居委"), reverse("estates:boards"))


def test_every_layer_says_who_answers_for_a_point(compound: Compound, at_desk) -> None:
    grid, place, at = "310105005001001", compound.estate.place, compound.now
    Place.objects.filter(pk=place.pk).update(grid=grid)
    for number, name in enumerate(("警务格", "党建格")):
        layer = grids.lay_layer(name=name, place=number, by=None, at=at)
        for code in ("1", "2"):
            cell = grids.name_cell(
                layer=layer, code=code, name=f"{name}{code}", responsible="某人", by=None, at=at
            )
            grids.map_grid(grid=grid, cell=cell, by=None, at=at)
    place.refresh_from_db()
    told = [(layer.name, cell and cell.name) for layer, cell in grids.responsible_at(place)]
    assert told == [("警务格", "警务格2"), ("党建格", "党建格2")], "one cell a layer, the newest"
    assert [cell for _layer, cell in grids.responsible_at(compound.other.place)] == [None, None]
    page = text(at_desk("居委"), reverse("estates:estate", args=[compound.estate.pk]))
    assert "党建格2" in page


def test_who_renovates_is_told_to_the_office_alone(compound: Compound, at_desk) -> None:
    works = compound.registered()
    sealed = works.project.renovator_phone_id
    path = reverse("work:reveal", args=[works.pk, sealed])
    for name in ("局长", "队员", "居委", "别家经理"):
        assert at_desk(name).post(path).status_code == 404, name
    answer = at_desk("经理").post(path)
    assert "13700000021" in answer.content.decode()
    assert "13700000021" not in text(at_desk("经理"), reverse("work:matter", args=[works.pk]))


def test_the_registers_are_written_on_their_pages(compound: Compound, at_desk) -> None:
    committee, team = compound.organs["committee"].pk, compound.organs["team"].pk
    officer = compound.people["队员"].pk
    said = {"committee": committee, "team": team, "officer": officer, "phone": "021-60000001"}
    said["since"] = str(compound.now.date())
    assert at_desk("队员").get(reverse("estates:link")).status_code == 403
    assert at_desk("队长").post(reverse("estates:link"), said).status_code == 302
    linked = community.liaison_of(compound.organs["committee"])
    assert linked is not None
    visit = reverse("estates:visit", args=[linked.pk])
    sat = {"received": 0, "handled": 0, "text": "到过", "known": 0}
    assert at_desk("邻队员").get(visit).status_code == 404
    refused = at_desk("队员").post(visit, sat)
    assert refused.status_code == 422
    assert "不计为值守" in refused.content.decode()
    assert at_desk("队员").post(visit, sat | {"received": 2}).status_code == 302
    again = at_desk("队员").post(visit, sat | {"received": 2})
    assert (again.status_code, linked.visits.get(week="2026-03-30").received) == (422, 2)
    assert "1/1" in text(at_desk("居委"), reverse("estates:community"))
    board = {"committee": committee, "spot": "东门", "on": str(compound.now.date())}
    assert at_desk("队长").post(reverse("estates:new_board"), board).status_code == 302
    assert at_desk("队长").post(reverse("estates:new_board"), board).status_code == 422, "once"
    inspect = reverse("estates:inspect", args=[LiaisonBoard.objects.get().pk])
    seen = {"is_present": "on", "note": "清晰"}
    assert at_desk("队长").post(inspect, seen).status_code == 302
    assert at_desk("队长").post(inspect, seen).status_code == 422, "once a day"
    assert "须更新" in text(at_desk("居委"), reverse("estates:boards"))
    assert at_desk("业务科").get(reverse("estates:new_estate")).status_code == 200
