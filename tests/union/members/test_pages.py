"""The pages: an application on the phone, lists, one's own page; who finds what, who does not."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.journal.models import JournalEntry, Look, SealedValue
from chengguan.core.notices.models import OutboxRow
from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.work import visibility
from chengguan.core.work.models import Matter
from chengguan.union.members import inputs
from chengguan.union.members.models import MemberRecord
from tests.union.members.union import TODAY, Union, number
from tests.untranslated import untranslated

PHONE, CARD = "13812345678", "6222000011112222"
OUTSIDE = ("局长", "队长", "督察", "管理员", "队员乙", "女工委员", "西主席", "二组长")


@pytest.fixture
def at_desk(union: Union, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the union."""
    monkeypatch.setattr(clock, "now", lambda: union.now)

    def enter(name: str) -> Client:
        person = union.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=union.now)
        client.force_login(person.account)
        return client

    return enter


def test_an_application_takes_one_page_with_the_number_alone(union: Union, at_desk) -> None:
    client, address = at_desk("队员甲"), reverse("members:apply")
    assert client.get(address).status_code == 200
    said = {"union": union.east.pk, "group": union.one.pk, "id_number": number(), "key": "k"}
    answer = client.post(address, said)
    assert answer.status_code == 302
    record = MemberRecord.objects.select_related("matter").get()
    assert (record.person, record.sex) == (union.people["队员甲"], "male")
    assert client.get(answer.url).status_code == 200
    again = client.post(address, said)
    assert again.url == answer.url
    assert MemberRecord.objects.count() == 1


def test_what_is_wrong_comes_back_beside_its_field(union: Union, at_desk) -> None:
    client, address = at_desk("队员甲"), reverse("members:apply")
    said = {"union": union.east.pk, "group": union.three.pk, "id_number": "123", "key": "k"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "没有通过校验" in shown
    assert "不属于所选的工会" in shown
    assert not MemberRecord.objects.exists()


@pytest.mark.ref("MB02")
def test_a_refusal_shows_its_rule_and_keeps_what_was_typed(union: Union, at_desk) -> None:
    """会员管理口径: a member applies no more."""
    union.apply()
    client = at_desk("队员甲")
    said = {"union": union.east.pk, "id_number": number(), "key": "k"}
    answer = client.post(reverse("members:apply"), said)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "不能重复入会" in shown
    assert number() in shown


def test_the_leader_enters_an_application_with_its_paper(union: Union, at_desk) -> None:
    client = at_desk("一组长")
    said = {
        "person": union.people["队员甲"].pk,
        "union": union.east.pk,
        "group": union.one.pk,
        "id_number": number(),
        "applied_on": str(TODAY),
        "key": "k",
    }
    assert client.post(reverse("members:enter"), said).status_code == 422
    paper = BytesIO(b"%PDF-1.4\n%%EOF\n")
    paper.name = "申请.pdf"
    answer = client.post(reverse("members:enter"), {**said, "application": paper})
    assert answer.status_code == 302
    assert Matter.objects.get().state == "applied"


def test_every_act_has_a_page(union: Union, at_desk) -> None:
    matter = union.enrol()
    client = at_desk("东主席")
    shown = client.get(reverse("work:matter", args=[matter])).content.decode()
    for action in ("issue_card", "transfer", "retain", "amend_particulars", "expel"):
        page = client.get(reverse("work:act", args=[matter, action]))
        assert page.status_code == 200, action
        assert reverse("work:act", args=[matter, action]) in shown or action == "expel"


# -- who finds what --------------------------------------------------------------------------------


def secret(union: Union) -> object:
    """A member with everything that is kept sealed of him."""
    return union.enrol("林某", id_number=number(), phone=PHONE, card=CARD)


@pytest.mark.trap(68)
@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_else_finds_a_member_by_any_door(union: Union, at_desk, name: str) -> None:
    matter = secret(union)
    client = at_desk(name)
    row = Matter.objects.get(pk=matter)
    assert not visibility.may_see(union.actor(name), row)
    assert client.get(reverse("work:matter", args=[matter])).status_code == 404
    sealed = MemberRecord.objects.get().id_number_id
    reveal = reverse("work:reveal", args=[matter, sealed])
    assert client.post(reveal, {"reason": "看看"}).status_code == 404
    for address in ("list", "sheet", "snapshot", "snapshot_sheet", "statistics"):
        page = client.get(reverse(f"members:{address}"))
        assert page.status_code in (200, 403)
        assert "林某" not in page.content.decode(errors="replace")
    assert not Look.objects.exists()


@pytest.mark.parametrize("name", ["东主席", "东干部", "一组长", "局干部"])
def test_group_union_and_the_union_above_find_him(union: Union, at_desk, name: str) -> None:
    matter = secret(union)
    client = at_desk(name)
    assert client.get(reverse("work:matter", args=[matter])).status_code == 200
    assert "林某" in client.get(reverse("members:list")).content.decode()
    assert "林某" in client.get(reverse("members:snapshot")).content.decode()


def test_a_leader_sees_his_group_alone(union: Union, at_desk) -> None:
    union.enrol("组员", group=union.two)
    secret(union)
    shown = at_desk("二组长").get(reverse("members:snapshot")).content.decode()
    assert "组员" in shown
    assert "林某" not in shown


def test_who_moved_away_is_found_by_the_new_union_alone(union: Union, at_desk) -> None:
    matter = union.enrol("林某", by="东干部")
    union.act(matter, "transfer", inputs.Move(TODAY, union.west, "调动。", union.three))
    for name, status in (("东主席", 404), ("一组长", 404), ("西主席", 200), ("局干部", 200)):
        page = at_desk(name).get(reverse("work:matter", args=[matter]))
        assert page.status_code == status, name


@pytest.mark.trap(68)
def test_a_look_wants_a_reason_and_the_member_sees_it(union: Union, at_desk) -> None:
    matter = union.member(id_number=number(), phone=PHONE)
    sealed = MemberRecord.objects.get(pk=matter).id_number_id
    page = at_desk("东主席").get(reverse("work:matter", args=[matter])).content.decode()
    assert number() not in page
    assert 'name="reason"' in page
    shown = at_desk("东主席").post(
        reverse("work:reveal", args=[matter, sealed]), {"reason": "办理参保"}
    )
    assert number() in shown.content.decode()
    mine = at_desk("队员甲").get(reverse("members:me")).content.decode()
    assert "东主席" in mine
    assert "办理参保" in mine
    assert number() not in mine
    others = at_desk("队员乙").get(reverse("members:me")).content.decode()
    assert "办理参保" not in others


@pytest.mark.trap(68)
def test_no_table_and_no_sheet_holds_a_number(union: Union, at_desk) -> None:
    """Journal, outbox, sheets: the numbers stand nowhere in plain words."""
    secret(union)
    plain = " ".join(JournalEntry.objects.values_list("body", flat=True))
    plain += " ".join(OutboxRow.objects.values_list("payload", flat=True))
    client = at_desk("东主席")
    for address in ("sheet", "snapshot_sheet"):
        answer = client.get(reverse(f"members:{address}"))
        book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
        plain += str(book.get_sheet_by_index(0).to_python())
    assert "林某" in plain
    assert not [one for one in (number(), PHONE, CARD) if one in plain]
    assert SealedValue.objects.count() == 3


def test_search_in_the_list_finds_no_sealed_number(union: Union, at_desk) -> None:
    secret(union)
    for words in (number(), PHONE, CARD, "2222"):
        shown = at_desk("东主席").get(reverse("members:list"), {"words": words})
        assert "林某" not in shown.content.decode()


# -- one's own page, and English -------------------------------------------------------------------


def test_ones_own_page_before_and_after(union: Union, at_desk) -> None:
    before = at_desk("队员甲").get(reverse("members:me")).content.decode()
    assert reverse("members:apply") in before
    matter = union.member(id_number=number())
    union.act(matter, "issue_card", inputs.IssueCard(TODAY, card=CARD))
    after = at_desk("队员甲").get(reverse("members:me")).content.decode()
    assert "东工会" in after
    assert "2222" in after
    assert CARD not in after
    assert reverse("members:apply") not in after


@pytest.mark.parametrize(
    "address",
    ["unions", "list", "apply", "enter", "enrol", "transfer_in", "snapshot", "statistics", "me"],
)
def test_no_page_is_left_untranslated(union: Union, at_desk, address: str) -> None:
    union.member(id_number=number(), phone=PHONE)
    client = at_desk("东主席")
    client.cookies["django_language"] = "en"
    shown = client.get(reverse(f"members:{address}"))
    assert shown.status_code == 200
    assert untranslated(shown.content.decode()) == []


def test_union_and_membership_speak_english(union: Union, at_desk) -> None:
    matter = union.expelled(union.member(id_number=number()))
    client = at_desk("东主席")
    client.cookies["django_language"] = "en"
    addresses = [
        reverse("work:matter", args=[matter]),
        *(reverse("work:act", args=[matter, key]) for key in ("transfer", "expel", "consider")),
        reverse("members:union", args=[union.east.pk]),
        *(
            reverse(f"members:{key}", args=[union.east.pk])
            for key in ("file", "committee", "assembly", "days")
        ),
    ]
    for address in addresses:
        shown = client.get(address)
        assert untranslated(shown.content.decode()) == [], address
