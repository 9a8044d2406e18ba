"""Whoever decides on a case sees it beside the form: what it is, who has it, what was said last."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.urls import reverse

from chengguan.core.documents.models import CasePaper
from chengguan.core.org.models import Person
from chengguan.core.pages import clock
from chengguan.core.pages.shapes import NoticeView
from chengguan.core.pages.words import moment
from chengguan.core.work import brief, steps, views
from chengguan.core.work.models import Matter, MatterFile
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.panels import panels
from chengguan.web.bench.measuring import counting
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.test_pages import signed_in
from tests.untranslated import untranslated

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BRIEF = 8
"""The names in the book, the record, clocks and what moved them, who holds it, files, papers,
drafts: what the page of the case reads as well, whose bound stands in `test_cost`."""


@pytest.fixture
def case(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """One that waits for the leader's decision."""
    monkeypatch.setattr(clock, "now", lambda: bureau.clock)
    found = bureau.heard()
    bureau.act(found, "submit_decision", deciding.SubmitDecision(opinion="建议按告知的数额处罚"))
    return found


def page(bureau: Bureau, case: UUID, language: str = "zh-hans") -> str:
    client = signed_in(bureau.leader_in_charge)
    client.cookies["django_language"] = language
    return client.get(reverse("work:act", args=[case, "decide"])).content.decode()


def test_the_form_of_a_decision_stands_beside_the_matter_in_brief(
    bureau: Bureau, case: UUID
) -> None:
    shown, matter = page(bureau, case), Matter.objects.get(pk=case)
    aside, _end, form = shown.partition("</aside>")
    assert '<form class="act-page"' in form
    for said in (matter.number, matter.title, "待负责人决定", "局领导", "作出处罚决定"):
        assert said in aside
    assert "在路灯杆上张贴小广告六十张" in aside
    assert "建议按告知的数额处罚" in aside
    for file in MatterFile.objects.filter(matter=case).exclude(purpose="文书"):
        assert reverse("files:original", args=[file.use_id]) in aside
    for paper in CasePaper.objects.filter(matter=case):
        assert reverse("documents:paper", args=[paper.pk]) in aside
    assert reverse("work:matter", args=[case]) in aside


def test_a_form_with_errors_comes_back_with_the_matter_beside_it(
    bureau: Bureau, case: UUID
) -> None:
    client = signed_in(bureau.leader_in_charge)
    answer = client.post(reverse("work:act", args=[case, "decide"]), {"version": 0, "key": "k"})
    assert answer.status_code == 400
    assert "建议按告知的数额处罚" in answer.content.decode().partition("</aside>")[0]


def test_a_refusal_by_the_law_comes_back_with_reasons_and_the_matter_beside_it(
    bureau: Bureau, case: UUID
) -> None:
    """Dearer than announced (行政处罚法 45.2): the form is whole, a guard refuses it."""
    client, url = signed_in(bureau.leader_in_charge), reverse("work:act", args=[case, "decide"])
    form = client.get(url).context["view"].form
    typed = {name: form[name].value() for name in form.fields}
    said = {name: value for name, value in typed.items() if value not in (None, False)}
    answer = client.post(url, {**said, "fine": "90000.00", "key": "k"})
    assert answer.status_code == 422
    assert answer.context["view"].form.is_valid()
    assert answer.context["view"].reasons
    assert "建议按告知的数额处罚" in answer.content.decode().partition("</aside>")[0]


def test_a_name_is_chinese_and_the_word_of_a_role_is_english(bureau: Bureau, case: UUID) -> None:
    aside = page(bureau, case, "en").partition("</aside>")[0]
    assert re.search(r'<span lang="zh" class="source">[^<]+</span> Head of the street', aside)


def test_a_case_without_papers_shows_no_heading_over_nothing(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: bureau.clock)
    case = bureau.begin()
    client = signed_in(bureau.officer)
    answer = client.get(reverse("work:act", args=[case, "note_mistake"]))
    assert answer.context["brief"].papers == ()
    assert "尚未签发文书" not in answer.content.decode()


def test_in_english_its_words_are_english_and_the_law_has_its_name(
    bureau: Bureau, case: UUID
) -> None:
    _menu, _main, shown = page(bureau, case, "en").partition("<main")
    assert untranslated(shown) == []
    assert "Administrative Penalty Law (" in shown
    assert ">Return</a>" in shown


@pytest.mark.parametrize("live", [lives.hearing, lives.instalments_and_court])
def test_it_costs_the_same_however_long_the_record(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch, live: Callable[[Bureau], UUID]
) -> None:
    monkeypatch.setattr(clock, "now", lambda: bureau.clock)
    client, act = signed_in(bureau.officer), bureau.act
    found: list[tuple[str, int]] = []

    def counted(request: HttpRequest, matter: Matter) -> brief.Brief:
        with counting() as seen:
            made = brief.brief_of(request, matter)
        found.append((matter.state, len(seen)))
        return made

    def looked_at(case: UUID, *said: object, **how: object) -> object:
        outcome = act(case, *said, **how)
        bureau.clock = max(bureau.clock, how.get("recorded", bureau.clock))
        client.get(reverse("work:act", args=[case, "note_mistake"]))
        return outcome

    monkeypatch.setattr(views, "brief_of", counted)
    monkeypatch.setattr(bureau, "act", looked_at)
    live(bureau)
    assert len(found) > 10
    assert max(cost for _state, cost in found) <= BRIEF, found


# -- a hearing of which nothing is on the record -------------------------------------------


def remarks(bureau: Bureau, case: UUID, by: Person | None = None) -> list[NoticeView]:
    matter = Matter.objects.get(pk=case)
    steps.load([matter], bureau.clock)
    return [one for one in panels(matter, bureau.actor(by)) if isinstance(one, NoticeView)]


def test_the_page_says_that_the_day_of_the_hearing_has_passed(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: bureau.clock)
    case = bureau.hearing_requested()
    assert remarks(bureau, case) == []
    hold_at = bureau.clock + timedelta(days=10)
    notice = deciding.NotifyHearing(
        hold_at=hold_at,
        place="局听证室",
        host=bureau.reviewer.pk,
        recorder=bureau.second_reviewer.pk,
    )
    bureau.act(case, "notify_hearing", notice, by=bureau.reviewer)
    bureau.clock = hold_at + timedelta(hours=1)
    assert remarks(bureau, case) == [], "it may be held this very day"
    bureau.wait(days=1)
    [told] = remarks(bureau, case)
    assert told.title == "听证日已过"
    assert moment(hold_at) in told.text
    ways = {
        bureau.officer: reverse("work:act", args=[case, "withdraw_hearing"]),
        bureau.reviewer: reverse("work:act", args=[case, "hold_hearing"]),
        bureau.leader_in_charge: "",
    }
    for person, way in ways.items():
        [told] = remarks(bureau, case, person)
        assert told.url == way
    form = signed_in(bureau.reviewer).get(ways[bureau.reviewer])
    [beside] = form.context["brief"].remarks
    assert (beside.title, beside.url) == ("听证日已过", ""), "it stands beside that very form"
