"""Who complained: the handler, the dispatcher and supervision know it, nobody else, by no door."""

import pytest
from python_calamine import CalamineWorkbook

from chengguan.core.journal.models import JournalEntry, Look
from chengguan.core.pages.sheets import workbook
from chengguan.core.work import queries as work
from chengguan.core.work import services, visibility
from chengguan.core.work.acting import At
from chengguan.core.work.errors import NotFound
from chengguan.enforcement.leads import inputs, listing, panels, queries
from chengguan.enforcement.leads.models import Lead

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

NAME, PHONE = "林某某", "13800000001"
EVERYBODY = ("调度", "督察", "局长", "队长", "班长", "甲", "乙", "丙")


@pytest.mark.trap(21)
@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("调度", True),
        ("督察", True),
        ("甲", True),
        ("乙", False),
        ("班长", False),
        ("队长", False),
        ("局长", False),
        ("丙", False),
    ],
)
def test_only_handler_dispatcher_and_supervision_read_the_complainant(
    received, district, name, may
):
    matter = received().to_handling().matter
    actor = district.actor(name)
    asked = {"class_key": "complainant", "by": actor, "at": At.once(district.now)}
    assert visibility.may_read(actor, matter, "complainant") is may
    if may:
        assert services.reveal(matter, matter.lead.caller_phone, reason="联系", **asked) == PHONE
        assert Look.objects.get().actor == actor.key
    else:
        with pytest.raises(NotFound):
            services.reveal(matter, matter.lead.caller_phone, reason="联系", **asked)
        assert not Look.objects.exists()


def test_whoever_hands_the_order_on_no_longer_reads_the_complainant(received, district):
    lead = received().to_handling()
    lead.act("assign", "班长", inputs.Assign(district.people["乙"]))
    assert not visibility.may_read(district.actor("甲"), lead.matter, "complainant")
    assert visibility.may_read(district.actor("乙"), lead.matter, "complainant")


@pytest.mark.trap(68)
@pytest.mark.parametrize("words", [NAME, PHONE, "138", "林某"])
def test_no_search_finds_a_lead_by_its_complainant(received, district, words):
    received().to_handling()
    for name in EVERYBODY:
        actor = district.actor(name)
        assert not work.search(actor, words)
        asked = queries.Asked(words=words)
        assert not queries.lead_list(actor, asked, district.now).matters


def sheet_of(district, name):
    """The rows of the sheet somebody takes: the title, the heads, the leads."""
    actor, asked = district.actor(name), queries.Asked()
    found = queries.lead_sheet(actor, asked, district.now)
    made = workbook(listing.sheet(found, asked, actor, district.now))
    return CalamineWorkbook.from_filelike(made).get_sheet_by_index(0).to_python()


@pytest.mark.trap(21)
def test_the_sheet_says_nothing_of_the_complainant_and_obeys_the_list(received, district):
    received().to_handling()
    for name, rows in (("调度", 2), ("局长", 2), ("甲", 2), ("丙", 1)):
        told = sheet_of(district, name)
        text = str(told)
        assert len(told) == 1 + rows
        assert NAME not in text
        assert PHONE not in text


def test_a_formula_in_a_title_stays_text_in_the_sheet(received, district):
    received(title='=HYPERLINK("http://example.invalid")')
    assert sheet_of(district, "调度")[2][1].startswith("=HYPERLINK")


@pytest.mark.trap(68)
def test_the_record_and_the_page_hold_no_word_of_the_complainant(received, district):
    lead = received().to_handling()
    lead.call(said=f"{NAME}说夜里更吵")
    lead.submit()
    lead.act("approve_submission", "班长", inputs.Approve())
    lead.act("answer", "甲", inputs.Answer("phone", f"已告知{NAME}"))
    bodies = "".join(JournalEntry.objects.values_list("body", flat=True))
    shown = str([panels.panels(lead.matter, district.actor(name)) for name in EVERYBODY])
    stored = str(list(Lead.objects.values()))
    for text in (bodies, shown, stored):
        assert NAME not in text
        assert PHONE not in text


def test_another_team_does_not_find_the_lead_at_all(received, district):
    lead = received().to_handling()
    assert not visibility.may_see(district.actor("丙"), lead.matter)
    assert not queries.lead_list(district.actor("丙"), queries.Asked(), district.now).matters


def test_the_handler_still_finds_what_he_finished(received, district):
    lead = received().to_answered()
    lead.act("call_back", "调度", inputs.AnswerBack("satisfied"))
    asked = queries.Asked(view="closed")
    assert [m.pk for m in queries.lead_list(district.actor("甲"), asked, district.now).matters] == [
        lead.pk
    ]


def repeats_shown(district, name, lead):
    """What the page says of repeats to this reader: position, and the other leads."""
    matter = lead.matter
    actor = district.actor(name)
    shown = queries.lead_view(actor, matter)
    return shown.position, [other.pk for other in queries.cluster_of(actor, matter.lead)]


@pytest.mark.trap(68)
@pytest.mark.parametrize("name", EVERYBODY)
def test_that_two_leads_are_of_one_caller_is_shown_only_to_who_may_know_callers(
    received, district, name
):
    first = received(address_text="示范路 1 号", item_code="AY-C001").to_handling()
    second = received(address_text="别处 2 号", item_code="AY-C002").to_handling()
    knows = name in ("调度", "督察")
    assert repeats_shown(district, name, second) == ((2, [first.pk]) if knows else (0, []))
    told = str(panels.panels(second.matter, district.actor(name)))
    assert (first.matter.number in told) is knows
    assert ("重复投诉" in told) is knows


@pytest.mark.trap(68)
@pytest.mark.parametrize("name", EVERYBODY)
def test_that_two_leads_are_about_one_thing_in_one_place_is_shown_to_all_who_find_them(
    received, district, name
):
    one = {"address_text": "示范路 1 号", "item_code": "AY-C001"}
    first = received(**one).to_handling()
    received(address_text="别处 2 号", item_code="AY-C002").to_handling()
    third = received(**one, caller_phone="13900000002").to_handling()
    position, others = repeats_shown(district, name, third)
    assert position == (3 if name in ("调度", "督察") else 2)
    assert (first.pk in others) is (name != "丙")


@pytest.mark.trap(68)
@pytest.mark.parametrize("name", [n for n in EVERYBODY if n != "丙"])
def test_the_list_of_repeats_finds_no_caller_for_who_may_not_know_him(received, district, name):
    for number in range(3):
        received(address_text=f"某路 {number} 号", item_code="AY-C001").to_handling()
    for _ in range(3):
        received(address_text="同一处", item_code="AY-C002", caller_phone="").to_handling()
    actor = district.actor(name)
    found = queries.lead_list(actor, queries.Asked(repeat="1"), district.now).matters
    spots = {matter.lead.address_text for matter in found}
    assert spots == ({"某路 2 号", "同一处"} if name in ("调度", "督察") else {"同一处"})
    assert len(found) == len(spots)
