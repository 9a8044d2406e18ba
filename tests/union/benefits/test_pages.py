"""The pages of cover: the staff runs a round by them, a member sees his own alone."""

from io import BytesIO
from uuid import UUID

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.journal.models import Look
from chengguan.core.pages.sentences import SENTENCES as KNOWN
from chengguan.core.work.models import Matter
from chengguan.union.benefits.insurance.tasks import remind_of_covers
from chengguan.union.benefits.models import ClaimHelp, Enrolment, InsuranceRound
from chengguan.union.benefits.words import SENTENCES
from tests.union.benefits.club import JULY, Club
from tests.untranslated import untranslated

SECRET = "胃癌早期手术"


def seen(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def typed(club: Club, **said: object) -> dict[str, object]:
    usual = {
        "organ": club.top.pk,
        "product": "insurance",
        "batch": "july",
        "year": 2026,
        "carrier": "市职工保障互助中心",
        "fee": "24",
        "share": "12",
    }
    return usual | said


@pytest.fixture
def july(club: Club) -> Club:
    club.now = JULY
    club.carded("队员甲", person=club.people["队员甲"])
    club.carded("无卡", card="")
    return club


def form_of(client, matter: UUID, action: str) -> str:
    return reverse("work:act", args=[matter, action])


def post(client, matter: UUID, action: str, **said: object):
    version = Matter.objects.values_list("version", flat=True).get(pk=matter)
    path = form_of(client, matter, action)
    return client.post(path, {"version": version, "key": f"{action}{version}", **said})


def test_a_round_is_run_in_the_browser(july: Club, at_desk) -> None:
    head = july.money()
    client = at_desk("局干部")
    assert "准备参保批次" in seen(client, reverse("benefits:rounds"))
    shown = seen(client, reverse("benefits:open_round"))
    answer = client.post(reverse("benefits:open_round"), typed(july))
    round_ = InsuranceRound.objects.get()
    assert answer.url == reverse("work:matter", args=[round_.pk])
    assert "核对以前不写入任何参保记录" in seen(client, answer.url)
    assert post(client, round_.pk, "take_snapshot").status_code == 302
    told = seen(client, answer.url)
    assert "有 1 人不能参保" in told
    back = seen(client, f"{reverse('benefits:lines', args=[round_.pk])}?view=back")
    assert "无卡" in back
    assert "没有会员服务卡" in back
    shown = seen(client, form_of(client, round_.pk, "confirm_list"))
    assert "职工服务支出" in shown
    taken = round_.snapshots.get()
    said = post(client, round_.pk, "confirm_list", snapshot=taken.pk, head=head.pk)
    assert said.status_code == 302
    assert Enrolment.objects.get().person.name == "队员甲"
    sheet = client.post(reverse("benefits:carrier_sheet", args=[round_.pk]))
    book = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0)
    assert any("队员甲" in map(str, row) for row in book.to_python())
    assert Look.objects.filter(reason="报送承保单位").count() == 1
    assert post(client, round_.pk, "send_list", sent_on="2026-07-06").status_code == 302
    row = Enrolment.objects.get()
    refused = post(client, round_.pk, "take_receipt", enrolment=row.pk, is_accepted="0")
    assert refused.status_code == 422
    assert "承保单位的理由" in refused.content.decode()
    answer = post(client, round_.pk, "take_receipt", enrolment=row.pk, is_accepted="1", policy="Z1")
    assert answer.status_code == 302
    assert post(client, round_.pk, "close").status_code == 302
    ended = seen(client, f"{reverse('benefits:rounds')}?view=ended")
    assert "CB2026-001" in ended
    for name in ("rounds_sheet", "covers_sheet", "claims_sheet"):
        assert client.get(reverse(f"benefits:{name}")).status_code == 200
    assert client.get(reverse("benefits:lines_sheet", args=[round_.pk])).status_code == 200


def test_people_on_the_list_are_found_by_name(july: Club, at_desk) -> None:
    round_ = july.listed(july.money())
    client = at_desk("局干部")
    path = reverse("benefits:look_listed", args=[round_])
    answer = client.post(path, {"pick": "enrolment", "look-enrolment": "队员"})
    assert "队员甲" in answer.content.decode()
    assert at_desk("东干部").post(path, {"pick": "enrolment"}).status_code == 404
    assert at_desk("东主席").post(path, {"pick": "enrolment"}).status_code == 403


def test_what_is_wrong_stands_beside_its_field(july: Club, at_desk) -> None:
    answer = at_desk("局干部").post(
        reverse("benefits:open_round"), typed(july, share="30", year="1999")
    )
    assert answer.status_code == 422
    assert {"share", "year"} <= set(answer.context["view"].form.errors)
    july.round()
    answer = at_desk("局干部").post(reverse("benefits:open_round"), typed(july))
    assert answer.status_code == 422
    assert "还没有办结" in answer.content.decode()


def test_a_member_sees_his_own_cover_and_asks_for_help(july: Club, at_desk) -> None:
    july.closed(july.money(), july.round(cap=1000_00))
    own = reverse("members:me")
    text = seen(at_desk("队员甲"), own)
    assert "2027-06-30" in text
    assert "￥1,000.00" in text
    assert "我的保障" not in seen(at_desk("队员乙"), own)
    said = {"product": "insurance", "event_on": "2026-07-05", "words": SECRET}
    answer = at_desk("队员甲").post(reverse("benefits:ask_help"), said)
    claim = ClaimHelp.objects.get()
    assert answer.url == reverse("work:matter", args=[claim.pk])
    page = seen(at_desk("队员甲"), answer.url)
    assert SECRET not in page
    assert claim.matter.number in seen(at_desk("队员甲"), own)
    told = at_desk("队员甲").post(reverse("benefits:ask_help"), said | {"event_on": "2026-06-30"})
    assert told.status_code == 422
    assert SECRET in told.content.decode()


@pytest.mark.trap(68)
def test_what_happened_is_shown_for_a_reason_and_to_nobody_else(july: Club, at_desk) -> None:
    july.closed(july.money())
    claim = july.claim("队员甲", july.today, words=SECRET)
    sealed = ClaimHelp.objects.get(pk=claim).words_id
    path = reverse("work:reveal", args=[claim, sealed])
    for name in ("东干部", "东主席", "女工委员", "队员乙", "局长", "管理员", "督察"):
        client = at_desk(name)
        assert client.get(reverse("work:matter", args=[claim])).status_code == 404
        assert client.post(path, {"reason": "看看"}).status_code == 404
        for listing in ("claims", "covers", "rounds", "claims_sheet", "covers_sheet"):
            answer = client.get(reverse(f"benefits:{listing}"))
            found = answer.content.decode("utf-8", "ignore")
            assert answer.status_code in (200, 403)
            assert "队员甲" not in found.partition("<main")[2]
            assert SECRET not in found
    page = seen(at_desk("局干部"), reverse("work:matter", args=[claim]))
    assert SECRET not in page
    assert SECRET in at_desk("局干部").post(path, {"reason": "准备材料"}).content.decode()
    assert "准备材料" in seen(at_desk("队员甲"), reverse("members:me"))


def test_expiring_cover_is_listed_and_told_once(july: Club, at_desk) -> None:
    july.closed(july.money())
    address = f"{reverse('benefits:covers')}?view=expiring"
    july.now = JULY.replace(year=2027, month=5, day=31)
    assert "队员甲" not in seen(at_desk("局干部"), address)
    assert remind_of_covers(july.now) == 0
    july.now = JULY.replace(year=2027, month=6, day=1)
    assert "队员甲" in seen(at_desk("局干部"), address)
    assert remind_of_covers(july.now) == 2
    assert remind_of_covers(july.now) == 0
    july.now = JULY.replace(year=2027, month=7, day=1)
    assert "队员甲" not in seen(at_desk("局干部"), address)


def test_every_page_speaks_english(july: Club, at_desk) -> None:
    round_ = july.closed(july.money(), july.round(cap=1000_00))
    claim = july.claim("队员甲", july.today)
    client = at_desk("局干部")
    client.cookies["django_language"] = "en"
    for path in (
        *(reverse(f"benefits:{name}") for name in ("rounds", "open_round", "covers", "claims")),
        reverse("benefits:lines", args=[round_]),
        f"{reverse('benefits:lines', args=[round_])}?view=gone",
        reverse("work:matter", args=[round_]),
        reverse("work:matter", args=[claim]),
        reverse("benefits:ask_help"),
        reverse("work:act", args=[claim, "take_up"]),
    ):
        assert untranslated(seen(client, path)) == [], path
    member = at_desk("队员甲")
    assert untranslated(seen(member, reverse("members:me"))) == []


def test_every_code_has_its_sentence() -> None:
    assert SENTENCES.items() <= KNOWN.items()
