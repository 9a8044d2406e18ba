"""The pages of leads in the browser: list, filters, intake, acts, reveal, sheet."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.files.forms import token_of
from chengguan.core.files.models import FileUse
from chengguan.core.journal.models import Look
from chengguan.core.org import signin as org
from chengguan.core.pages import registry
from chengguan.core.registers.services import register_place
from chengguan.core.work.models import Matter
from chengguan.core.work.surface import form_of
from chengguan.enforcement.leads import inputs, services
from chengguan.enforcement.leads.models import Lead
from chengguan.enforcement.leads.procedures import HOTLINE
from tests.core.files.whole_pictures import PNG
from tests.enforcement.leads.conftest import NINE
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(district, client, monkeypatch):
    """Sign somebody in at the district's own moment."""
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: district.now)

    def enter(name):
        person = district.people[name]
        account = getattr(person, "account", None) or org.open_account(
            person=person, username=f"u{person.pk}", by=None, at=NINE
        )
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


def typed(district, **said):
    return {
        "source": "hotline_12345",
        "external_no": "G-77",
        "organ": district.bureau.pk,
        "appeal_kind": "complaint",
        "title": "夜间施工扰民",
        "description": "工地夜里仍在施工。",
        "address_text": "示范路 12 号",
        "caller_name": "林某某",
        "caller_phone": "13800000001",
        "key": "abc",
    } | said


def test_a_dispatcher_takes_in_an_order_with_three_photos(district, signed_in):
    photos = [BytesIO(PNG + bytes([n])) for n in range(3)]
    for n, photo in enumerate(photos):
        photo.name = f"{n}.png"
    answer = signed_in("调度").post(reverse("leads:new"), typed(district) | {"photos": photos})
    matter = Matter.objects.get(kind="lead")
    assert answer.url == reverse("work:matter", args=[matter.pk])
    assert matter.files.count() == 3


def test_the_same_order_typed_twice_leads_to_the_one_that_is_there(district, signed_in):
    browser = signed_in("调度")
    first = browser.post(reverse("leads:new"), typed(district))
    second = browser.post(reverse("leads:new"), typed(district, key="other"))
    assert first.url == second.url
    assert Lead.objects.count() == 1


@pytest.mark.trap(55)
def test_another_order_under_a_known_number_is_told_so_and_keeps_what_was_typed(
    received, district, signed_in
):
    lead = received(external_no="G-77")
    page = reverse("work:matter", args=[lead.pk])
    answer = signed_in("调度").post(reverse("leads:new"), typed(district, title="再录"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "来源编号 G-77 先前已经受理" in text
    assert f'<a href="{page}">' in text
    assert 'value="再录"' in text


@pytest.mark.trap(68)
def test_a_known_number_shows_no_way_to_who_may_not_find_the_lead(received, district, signed_in):
    lead = received(external_no="G-77", source="patrol")
    said = typed(district, source="patrol", organ=district.other_team.pk, title="再录")
    text = signed_in("丙").post(reverse("leads:new"), said).content.decode()
    assert "G-77" in text
    assert str(lead.pk) not in text


def test_what_is_refused_keeps_what_was_typed(district, signed_in):
    answer = signed_in("调度").post(reverse("leads:new"), typed(district, address_text=""))
    assert answer.status_code == 422
    assert "工地夜里仍在施工。" in answer.content.decode()
    assert "没有写明地点" in answer.content.decode()


def test_an_officer_registers_what_he_found_himself(district, signed_in):
    said = typed(district, organ=district.team.pk, source="patrol", external_no="")
    assert signed_in("甲").post(reverse("leads:new"), said).status_code == 302
    assert (
        signed_in("甲")
        .post(reverse("leads:new"), said | {"source": "hotline_12345", "key": "2"})
        .status_code
        == 422
    )


@pytest.mark.trap(23)
@pytest.mark.parametrize(("name", "status"), [("督察", 403), ("局长", 403), ("调度", 200)])
def test_intake_is_open_to_those_who_may_receive(signed_in, name, status):
    assert signed_in(name).get(reverse("leads:new")).status_code == status


def test_the_repeat_hint_appears_while_typing(received, signed_in):
    received()
    answer = signed_in("调度").post(reverse("leads:repeats"), {"caller_phone": "13800000001"})
    assert "XS2026-000001" in answer.content.decode()
    assert (
        "XS"
        not in signed_in("丙")
        .post(reverse("leads:repeats"), {"caller_phone": "13800000001"})
        .content.decode()
    )


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("view=open", 2),
        ("view=mine", 1),
        ("view=overdue", 0),
        ("view=closed", 0),
        ("state=received", 1),
        ("state=nonsense", 0),
        ("appeal_kind=consult", 1),
        ("source=grid", 1),
        ("words=示范路", 2),
        ("words=XS2026-000002", 1),
        ("repeat=1", 0),
        ("after=broken", 2),
    ],
)
def test_the_list_and_its_filters(received, signed_in, query, count):
    received().to_handling()
    received(appeal_kind="consult", source="grid")
    text = signed_in("调度").get(f"{reverse('leads:list')}?{query}").content.decode()
    assert sum(number in text.partition("<main")[2] for number in numbers(2)) >= count
    rows = sum(f">{number}<" in text for number in numbers(2))
    assert rows == count


def numbers(count):
    return [f"XS2026-{n:06d}" for n in range(1, count + 1)]


def test_overdue_and_due_today_are_told_apart(received, district, signed_in):
    received().to_handling()
    for days, view in ((1, "today"), (8, "overdue")):
        district.now = NINE.replace(day=NINE.day + days)
        text = signed_in("甲").get(f"{reverse('leads:list')}?view={view}").content.decode()
        assert ">XS2026-000001<" in text


@pytest.mark.trap(27)
@pytest.mark.trap(28)
@pytest.mark.parametrize("query", ["", "view=mine", "state=received&words=示范"])
def test_the_list_costs_the_same_with_one_and_with_ten_rows(received, signed_in, query):
    def cost():
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(f"{reverse('leads:list')}?{query}").status_code == 200
        return len(caught)

    browser = signed_in("调度")
    received()
    browser.get(reverse("leads:list"))
    one = cost()
    for _ in range(9):
        received()
    assert cost() == one <= 10


def test_the_sheet_is_the_list(received, signed_in):
    received()
    answer = signed_in("调度").get(reverse("leads:sheet"))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert book.get_sheet_by_index(0).to_python()[2][0] == "XS2026-000001"


def test_the_complainant_shows_after_a_click_and_the_look_is_recorded(received, signed_in):
    lead = received().to_handling()
    page = reverse("work:matter", args=[lead.pk])
    part = reverse("work:part", args=[lead.pk, 0])
    assert part in signed_in("甲").get(page).content.decode()
    text = signed_in("甲").get(part).content.decode()
    assert "13800000001" not in text
    assert not Look.objects.exists()
    address = reverse("work:reveal", args=[lead.pk, lead.matter.lead.caller_phone_id])
    assert address in text
    assert "13800000001" in signed_in("甲").post(address).content.decode()
    assert Look.objects.count() == 1
    assert address not in signed_in("队长").get(part).content.decode()
    assert signed_in("队长").post(address).status_code == 404


@pytest.mark.parametrize("action", [a.key for a in HOTLINE.actions if a.by != ("system",)])
def test_every_act_has_a_form_that_builds_what_the_act_takes(action):
    taken = HOTLINE.by_action[action].takes
    form = form_of(HOTLINE.key, action)
    assert (taken is None) == (form.__name__ == "BareForm")


WALK = [
    ("调度", "dispatch", {"appeal_kind": "complaint"}),
    ("班长", "return_order", {"reason": "wrong_place", "basis": "职责规定", "evidence": "界外"}),
    ("调度", "redispatch", {}),
    ("甲", "sign", {}),
    ("班长", "assign", {}),
    ("甲", "contact", {"channel": "phone", "result": "connected", "said": "夜里更吵"}),
    ("甲", "check_on_site", {"found": "施工中", "item_code": "AY-C001"}),
    ("甲", "ask_extension", {"reason": "须检测"}),
    ("队长", "grant_extension", {"remark": "同意"}),
    ("队长", "hold", {"reason": "等待鉴定"}),
    ("队长", "resume", {}),
    ("甲", "submit", {"result": "solved", "found": "查", "done": "办", "next_step": "无"}),
    ("班长", "return_submission", {"mark_found": "写明时间"}),
    ("甲", "submit", {"result": "solved", "found": "查", "done": "办", "next_step": "无"}),
    ("甲", "withdraw_submission", {}),
    ("甲", "submit", {"result": "solved", "found": "查", "done": "办", "next_step": "无"}),
    ("班长", "approve_submission", {"remark": ""}),
    ("甲", "answer", {"channel": "phone", "told": "已告知"}),
    ("队长", "order_redo", {"instruction": "带队复查"}),
    ("甲", "submit", {"result": "explained", "found": "查", "done": "办", "next_step": "无"}),
    ("队长", "approve_submission", {}),
    ("甲", "answer", {"channel": "phone", "told": "已再次告知"}),
    ("调度", "call_back", {"satisfaction": "fairly"}),
]


def test_a_whole_life_in_the_browser_in_both_languages(received, district, signed_in):
    lead = received()
    given = {
        "dispatch": {"organ": district.team.pk},
        "redispatch": {"organ": district.team.pk},
        "assign": {"officer": district.people["甲"].pk},
        "check_on_site": {"officers": [district.people["甲"].pk, district.people["乙"].pk]},
    }
    for number, (name, action, said) in enumerate(WALK):
        browser = signed_in(name)
        address = reverse("work:act", args=[lead.pk, action])
        assert browser.get(address).status_code == 200, action
        posted = (
            said | given.get(action, {}) | {"version": lead.matter.version, "key": f"k{number}"}
        )
        answer = browser.post(address, posted)
        assert answer.status_code == 302, (action, answer.content.decode()[:3000])
        # Whoever returns an order gives it out of his hands and out of his sight.
        seen = 404 if action == "return_order" else 200
        assert browser.get(reverse("work:matter", args=[lead.pk])).status_code == seen, action
    assert lead.matter.state == "closed"
    browser.cookies["django_language"] = "en"
    text = browser.get(reverse("work:matter", args=[lead.pk])).content.decode()
    assert not said_by_leads(untranslated(text))


def test_who_rules_on_an_extension_reads_what_was_asked_and_refuses_with_a_reason(
    received, district, signed_in
):
    lead = received()
    given = {
        "dispatch": {"organ": district.team.pk},
        "sign": {},
        "assign": {"officer": district.people["甲"].pk},
    }
    walk = [("调度", "dispatch", {"appeal_kind": "complaint"}), ("甲", "sign", {})]
    walk += [("班长", "assign", {}), ("甲", "ask_extension", {"reason": "须检测"})]
    for number, (name, action, said) in enumerate(walk):
        posted = (
            said | given.get(action, {}) | {"version": lead.matter.version, "key": f"x{number}"}
        )
        answer = signed_in(name).post(reverse("work:act", args=[lead.pk, action]), posted)
        assert answer.status_code == 302, (action, answer.content.decode()[:3000])
    browser, address = signed_in("队长"), reverse("work:act", args=[lead.pk, "refuse_extension"])
    shown = browser.get(address).content.decode()
    assert "申请延期：须检测" in shown
    assert "现办结期限 20" in shown
    empty = browser.post(address, {"version": lead.matter.version, "key": "x9", "remark": ""})
    assert empty.status_code == 422


def said_by_leads(texts):
    """Only what leads says itself: the frame and the organs' names have tests of their own."""
    catalogue = Path(services.__file__).parent / "locale/en/LC_MESSAGES/django.po"
    with catalogue.open("rb") as stream:
        own = {message.id for message in read_po(stream) if message.id}
    return [text for text in texts if text in own]


@pytest.mark.parametrize("page", ["leads:list", "leads:new"])
def test_no_word_of_leads_is_left_untranslated(received, signed_in, page):
    received()
    browser = signed_in("调度")
    browser.cookies["django_language"] = "en"
    assert not said_by_leads(untranslated(browser.get(reverse(page)).content.decode()))


def test_what_leads_register_leads_somewhere():
    dead = [link for link in registry.dead_links() if "leads:" in link]
    assert not dead


# -- forms that come back -----------------------------------------------------------------


def photo(name="现场.png"):
    made = BytesIO(PNG + name.encode())
    made.name = name
    return made


def tokens(answer, field="photos"):
    return re.findall(f'name="received-{field}" value="([^"]+)"', answer.content.decode())


@pytest.fixture
def at_hand(received, district, signed_in):
    """A lead that 甲 handles, and how she posts a site check."""
    lead, team = received(), district.team.pk
    for number, (name, action, said) in enumerate(
        [
            ("调度", "dispatch", {"appeal_kind": "complaint", "organ": team}),
            ("甲", "sign", {}),
        ]
    ):
        said |= {"version": lead.matter.version, "key": f"s{number}"}
        signed_in(name).post(reverse("work:act", args=[lead.pk, action]), said)

    def check(name="甲", **changed):
        said = {
            "officers": [district.people["甲"].pk, district.people["乙"].pk],
            "found": "施工中",
            "item_code": "AY-C001",
            "version": lead.matter.version,
            "key": "c1",
        }
        address = reverse("work:act", args=[lead.pk, "check_on_site"])
        posted = {k: v for k, v in (said | changed).items() if v is not None}
        return signed_in(name).post(address, posted)

    return lead, check


@pytest.mark.parametrize(
    ("refused", "status"),
    [({"found": ""}, 422), ({"officers": 1}, 422), ({"version": 1}, 409), ({"version": "x"}, 400)],
)
def test_photos_of_a_refused_form_come_back_and_are_taken_up_once(
    at_hand, district, refused, status
):
    lead, check = at_hand
    if refused.get("officers"):
        refused = {"officers": [district.people["甲"].pk]}
    first = check(photos=[photo("一.png"), photo("二.png")], **refused)
    assert first.status_code == status
    kept = tokens(first)
    assert len(kept) == 2
    assert "已收到，不必再选" in first.content.decode()
    again = check(**{"received-photos": kept, "photos": [photo("一.png")]})
    assert again.status_code == 302, again.content.decode()[:3000]
    assert lead.matter.files.filter(action="check_on_site").count() == 2
    assert FileUse.objects.count() == 2


def test_a_received_photo_can_be_left_out(at_hand):
    lead, check = at_hand
    kept = tokens(check(found="", photos=[photo("一.png"), photo("二.png")]))
    said = {"received-photos": kept, "removed-photos": kept[:1]}
    assert check(**said).status_code == 302
    names = lead.matter.files.values_list("use__original_name", flat=True)
    assert list(names) == ["二.png"]


def test_anothers_photo_and_that_of_another_matter_are_refused(at_hand, received, signed_in):
    lead, check = at_hand
    kept = tokens(check(found="", photos=[photo()]))
    foreign = check("队长", **{"received-photos": kept})
    assert foreign.status_code == 422
    assert "不是您为这一事项上传的" in foreign.content.decode()
    other = received(external_no="G-78", title="另一件")
    wrong = signed_in("调度").post(
        reverse("work:act", args=[other.pk, "void"]), {"version": other.matter.version}
    )
    assert wrong.status_code == 422
    use = FileUse.objects.get()
    for person, matter in (("甲", other.pk), ("乙", lead.pk)):
        pk = use.uploaded_by_id if person == "甲" else use.uploaded_by_id + 1
        forged = token_of(use, person=pk, subject=str(matter))
        assert check(**{"received-photos": [forged]}).status_code == 422
    assert not lead.matter.files.exists()


def test_a_photo_field_names_the_file_it_refuses(at_hand):
    program = BytesIO(b"MZ\x90\0" + bytes(60))
    program.name = "现场.jpg"
    answer = at_hand[1](photos=[program])
    assert answer.status_code == 422
    assert "“现场.jpg”不能用在这里。可以上传：JPEG、PNG、WebP。" in answer.content.decode()


@pytest.mark.parametrize("version", ["", None, "x", "-1", "0", "99"])
def test_a_page_that_is_not_ours_is_told_plainly(at_hand, version):
    answer = at_hand[1](version=version)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "请重新打开本页再提交" in text
    assert "别人刚刚办理" not in text
    assert "Version" not in text


def test_the_photos_of_intake_are_kept_too(district, signed_in):
    browser = signed_in("调度")
    first = browser.post(reverse("leads:new"), typed(district, title="") | {"photos": [photo()]})
    assert first.status_code == 422
    said = typed(district) | {"received-photos": tokens(first)}
    other = browser.post(reverse("leads:new"), said | {"key": "another form"})
    assert other.status_code == 422
    assert browser.post(reverse("leads:new"), said).status_code == 302
    assert Matter.objects.get(kind="lead").files.count() == 1


def test_the_kind_of_an_order_is_asked_and_proposed_with_its_word(district, signed_in):
    browser = signed_in("调度")
    shown = browser.get(reverse("leads:new")).content.decode()
    assert '<option value="" selected>请选择</option>' in shown
    answer = browser.post(reverse("leads:new"), typed(district, appeal_kind=""))
    assert answer.status_code == 422
    assert "文中写有“扰民”，像是“投诉”。请核对后选定。" in answer.content.decode()
    said = {"title": "举报违建", "description": ""}
    assert "像是“举报”" in browser.post(reverse("leads:kind"), said).content.decode()
    assert "像是" not in browser.post(reverse("leads:kind"), {"title": "路口"}).content.decode()


def test_intake_shows_no_place_until_one_is_looked_for(district, signed_in):
    place = register_place(kind="point", name="示范路东口", address="示范路 1 号", by=None, at=NINE)
    browser = signed_in("调度")
    assert "示范路东口" not in browser.get(reverse("leads:new")).content.decode()
    said = typed(district, title="") | {"look": "place", "look-place": "东口", "photos": [photo()]}
    looked = browser.post(reverse("leads:new"), said)
    text = looked.content.decode()
    assert (looked.status_code, Lead.objects.count()) == (200, 0)
    assert "示范路东口" in text
    assert "需要改" not in text
    assert len(tokens(looked)) == 1
    answer = browser.post(reverse("leads:new"), typed(district, place=place.pk, address_text=""))
    assert answer.status_code == 302
    assert Matter.objects.get(kind="lead").place == place


def test_a_caller_with_a_rare_name_is_taken_in_and_an_emoji_is_not(district, signed_in):
    browser = signed_in("调度")
    bad = browser.post(reverse("leads:new"), typed(district, caller_name="林😀"))
    assert bad.status_code == 422
    assert "不能使用的字符（😀）" in bad.content.decode()
    good = browser.post(reverse("leads:new"), typed(district, caller_name="欧阳堃喆㼆"))
    assert good.status_code == 302


def test_a_long_text_is_folded_in_the_story(at_hand, signed_in):
    lead, check = at_hand
    assert check(found="甲" * 500).status_code == 302
    text = signed_in("甲").get(reverse("work:matter", args=[lead.pk])).content.decode()
    assert text.count('<details class="long">') == 1
    assert "展开全文" in text


@pytest.mark.parametrize("act", ["grant_extension", "refuse_extension"])
def test_what_was_asked_stands_above_the_ruling_and_is_text(received, signed_in, act):
    lead = received().to_handling()
    lead.act("ask_extension", "甲", inputs.AskExtension("<b>须检测</b>&<script>x()</script>"))
    page = signed_in("队长").get(reverse("work:act", args=[lead.pk, act])).content.decode()
    assert "申请延期：&lt;b&gt;须检测&lt;/b&gt;&amp;&lt;script&gt;x()" in page
    assert "<b>须检测" not in page
    assert "<script>x()" not in page


def test_a_caller_without_a_real_number_is_told_so_and_keeps_what_was_typed(district, signed_in):
    wrong = typed(district, caller_phone="abc")
    page = signed_in("调度").post(reverse("leads:new"), wrong)
    assert page.status_code == 422
    shown = page.content.decode()
    assert "这不是电话号码" in shown
    assert 'value="abc"' in shown
    assert not Lead.objects.exists()
