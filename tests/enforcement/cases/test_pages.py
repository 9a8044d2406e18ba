"""A case typed into its forms, the list with its filters and sheet, and who sees what."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from babel.messages.pofile import read_po
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.journal.models import JournalEntry, Look
from chengguan.core.lawbook.items import all_items
from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Person
from chengguan.core.org.signin import open_account
from chengguan.core.pages import clock
from chengguan.core.registers.models import Party
from chengguan.core.work.models import Matter, MatterFinding
from chengguan.enforcement import cases
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.models import Case, Payment
from tests.enforcement.cases.street import FOUNDED, NOON, PNG, Street
from tests.untranslated import untranslated

APP = Path(cases.__file__).parent


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return NOON


def signed_in(person: Person) -> Client:
    account = open_account(person=person, username=f"u{person.pk}", by=None, at=NOON)
    client = Client()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def officer(street: Street, now: datetime) -> Client:
    return signed_in(street.officer)


def typed(street: Street, **changed: object) -> dict[str, object]:
    usual = {
        "item_code": "AY-C002",
        "conduct_on": "2026-09-15",
        "discovered_at": "2026-09-15T11:50",
        "spot": "东路 10 号门前",
        "fact": "张贴小广告六张",
        "party_kind": "person",
        "party_name": "某摊主",
        "party_address": "东路 1 号",
        "organ": street.team.pk,
        "key": uuid4().hex,
    }
    return usual | changed


def post(client: Client, case: Matter, action: str, **said: object):
    case.refresh_from_db()
    form = {"version": case.version, "key": uuid4().hex, **said}
    return client.post(reverse("work:act", args=[case.pk, action]), form)


def test_a_case_is_begun_with_a_party_from_the_register(street: Street, officer: Client) -> None:
    answer = officer.post(reverse("cases:new"), typed(street))
    assert answer.status_code == 302
    case = Case.objects.get()
    assert case.matter.party == street.vendor
    assert Party.objects.count() == 2


def test_an_unknown_party_is_registered(street: Street, officer: Client) -> None:
    officer.post(reverse("cases:new"), typed(street, party_name="另一摊主"))
    assert Case.objects.get().matter.party.name == "另一摊主"


def test_two_of_one_name_at_two_addresses_are_two(street: Street, officer: Client) -> None:
    """行政处罚法 29 counts the fines of one party: nobody bears those of a namesake."""
    officer.post(reverse("cases:new"), typed(street))
    officer.post(reverse("cases:new"), typed(street, party_address="西路 9 号"))
    officer.post(reverse("cases:new"), typed(street, party_address="西路 9 号", spot="西路"))
    parties = list(Case.objects.order_by("pk").values_list("matter__party", flat=True))
    assert parties[0] == street.vendor.pk
    assert parties[1] == parties[2] != parties[0]


def test_a_number_is_one_party_and_is_sealed(street: Street, officer: Client) -> None:
    """行政处罚法 29; the number stands nowhere in the clear (个人信息保护法 28)."""
    number = "11010519491231002X"
    known = {"party_id_kind": "id_card", "party_identifier": number}
    officer.post(reverse("cases:new"), typed(street, **known))
    officer.post(reverse("cases:new"), typed(street, party_address="西路 9 号", **known))
    first, second = (case.matter.party for case in Case.objects.order_by("pk"))
    assert first == second != street.vendor
    assert first.identifier is not None
    assert number not in str(list(JournalEntry.objects.values_list("body", flat=True)))
    assert number.encode() not in bytes(first.identifier.ciphertext)


def test_a_refusal_shows_why_and_keeps_what_was_typed(street: Street, officer: Client) -> None:
    answer = officer.post(reverse("cases:new"), typed(street, conduct_on="2020-01-01"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请按违法行为发生日选择案由" in page
    assert "张贴小广告六张" in page
    assert not Case.objects.exists()


def test_what_is_missing_is_named(street: Street, officer: Client) -> None:
    answer = officer.post(reverse("cases:new"), typed(street, spot=""))
    assert answer.status_code == 422
    assert "违法地点" in answer.content.decode()


ALONE = {
    "certificates_shown_at": "2026-09-15T12:00",
    "record": "当事人承认",
    "harm": "real",
    "signature": "signed",
}
"""An inspection, but for its officers."""


@pytest.fixture
def evening(monkeypatch: pytest.MonkeyPatch, street: Street, officer: Client) -> Matter:
    """A case begun at noon; now it is eight hours later."""
    officer.post(reverse("cases:new"), typed(street))
    monkeypatch.setattr(clock, "now", lambda: NOON.replace(hour=20))
    return Matter.objects.get()


@pytest.mark.ref("GD01")
@pytest.mark.trap(8)
def test_an_unlawful_act_that_has_happened_is_taken_down_with_its_finding(
    street: Street, officer: Client, evening: Matter
) -> None:
    """One officer inspected where the law wants two (行政处罚法 42)."""
    alone = ALONE | {
        "officers": [street.officer.pk],
        "occurred_at": "2026-09-15T13:00",
        "late_reason": "现场没有网络",
    }
    assert post(officer, evening, "inspect", **alone).status_code == 422
    assert not MatterFinding.objects.exists()
    answer = post(officer, evening, "inspect", **alone, has_happened="on")
    assert answer.status_code == 302
    finding = MatterFinding.objects.get(matter=evening, ref="GD01")
    assert (finding.guard, finding.explanation) == (
        "two_certified_officers_inspect",
        "现场没有网络",
    )


@pytest.mark.parametrize("missing", ["occurred_at", "late_reason"])
def test_what_has_happened_says_when_and_why_it_is_late(
    street: Street, officer: Client, evening: Matter, missing: str
) -> None:
    said = {"occurred_at": "2026-09-15T13:00", "late_reason": "现场没有网络", "has_happened": "on"}
    del said[missing]
    both = [street.officer.pk, street.colleague.pk]
    answer = post(officer, evening, "inspect", **ALONE, officers=both, **said)
    assert answer.status_code == 422
    assert "如实补录的，写明发生时间和补录理由。" in answer.content.decode()


def test_the_whole_case_through_its_forms(street: Street, officer: Client) -> None:
    officer.post(reverse("cases:new"), typed(street))
    case = Matter.objects.get()
    both = [street.officer.pk, street.colleague.pk]
    noon = "2026-09-15T12:00"
    steps = [
        (
            "inspect",
            {
                "officers": both,
                "certificates_shown_at": noon,
                "record": "当事人承认",
                "harm": "real",
                "signature": "signed",
                "photos": [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.png", PNG)],
            },
        ),
        ("order_correction", {"requirement": "立即清除"}),
        ("inform", {"fine": "100.00", "reasons": "张贴六张", "basis": "条例"}),
        ("hear", {"is_waived": "on", "waiver": [SimpleUploadedFile("w.png", PNG + b"waiver")]}),
        (
            "decide",
            {
                "item_code": "AY-C002",
                "fine": "100.00",
                "officers": both,
                "served_at": noon,
                "signature": "signed",
            },
        ),
        ("collect", {"ground": "small", "receipt_number": "沪财 1"}),
        ("hand_in", {"received_by": "出纳", "voucher": "1"}),
        ("deposit", {"bank_receipt": "B-1"}),
        ("file_record", {"filed_with": "法制科"}),
        ("close", {}),
    ]
    for action, said in steps:
        shown = officer.get(reverse("work:act", args=[case.pk, action]))
        assert shown.status_code == 200, action
        answer = post(officer, case, action, **said)
        assert answer.status_code == 302, (action, answer.content.decode()[:3000])
    case.refresh_from_db()
    assert (case.state, Payment.objects.get().amount) == ("closed", 10000)
    page = officer.get(reverse("work:matter", args=[case.pk])).content.decode()
    for said in ("张贴小广告六张", "甲队员、乙队员", "当场收缴", "东综罚当〔2026〕1号"):
        assert said in page


def test_a_fine_is_empty_until_somebody_proposes_one(street: Street, officer: Client) -> None:
    case = Matter.objects.get(pk=street.open())
    street.act(case.pk, "inspect", street.inspection())
    street.act(case.pk, "order_correction", inputs.OrderCorrection(requirement="立即清除"))
    shown = officer.get(reverse("work:act", args=[case.pk, "inform"]))
    assert shown.context["view"].form["fine"].value() is None
    said = {"is_warning": "on", "fine": "", "reasons": "张贴六张", "basis": "条例"}
    assert post(officer, case, "inform", **said).status_code == 302
    assert case.case.notices.get().fine == 0


def test_recusal_and_the_ways_out_have_their_forms(street: Street, officer: Client) -> None:
    case = Matter.objects.get(pk=street.open())
    asked = {"officer": street.officer.pk, "reason": "亲属", "is_by_party": "on"}
    assert post(officer, case, "request_recusal", **asked).status_code == 302
    head = signed_in(street.head)
    page = head.get(reverse("work:act", args=[case.pk, "rule_on_recusal"])).content.decode()
    assert "甲队员" in page
    said = {"officer": street.officer.pk, "is_granted": "yes", "reason": "确系亲属"}
    ruled = post(head, case, "rule_on_recusal", **said)
    assert ruled.status_code == 302
    page = officer.get(reverse("work:act", args=[case.pk, "exempt"])).content.decode()
    assert "教育记录" in page
    assert post(officer, case, "convert", reason="须移送").status_code == 302
    page = head.get(reverse("work:act", args=[case.pk, "take_back"])).content.decode()
    assert "退回的理由" in page
    assert post(head, case, "take_back", reason="可以当场处罚").status_code == 302


def test_a_payment_at_the_bank_is_typed_in(street: Street, officer: Client) -> None:
    case = Matter.objects.get(pk=street.decided())
    clock_now = {
        "occurred_at": "",
        "channel": "bank",
        "receipt_number": "B",
        "treasury_account": "1",
    }
    street_at = street.clock
    assert street_at > NOON
    answer = post(officer, case, "record_payment", **clock_now)
    # The page's clock stands at noon, before the decision: the act says so and keeps the form.
    assert answer.status_code == 409
    assert "发生时间早于上一环节" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("?q=西路", 1),
        ("?q=没有", 0),
        ("?state=on_site", 2),
        ("?state=decided", 0),
        ("?item=AY-C001", 1),
        ("?found_from=2026-09-15&found_until=2026-09-15", 2),
        ("?found_from=2026-09-16", 0),
        ("?found_from=nonsense", 2),
        ("?view=closed", 0),
    ],
)
def test_the_list_is_narrowed(street: Street, officer: Client, query: str, count: int) -> None:
    street.open()
    street.open(spot="西路 3 号", item_code="AY-C001")
    answer = officer.get(reverse("cases:list") + query)
    assert len(answer.context["page"].rows) == count


def test_an_empty_list_says_what_to_do(officer: Client) -> None:
    page = officer.get(reverse("cases:list")).content.decode()
    assert "还没有案件" in page
    assert reverse("cases:new") in page


def test_the_list_costs_the_same_with_many(
    street: Street, officer, django_assert_max_num_queries
) -> None:
    for _ in range(3):
        street.open()
    officer.get(reverse("cases:list"))
    with django_assert_max_num_queries(10):
        officer.get(reverse("cases:list"))


def sheet_of(reader: Client) -> list:
    made = reader.get(reverse("cases:sheet")).getvalue()
    return CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()


def test_the_sheet_holds_the_list_and_no_formula(street: Street, officer: Client) -> None:
    street.open(spot="=1+1")
    rows = sheet_of(officer)
    assert rows[1][:3] == ["编号", "当事人", "案由"]
    assert rows[2][3] == "=1+1"
    assert (rows[1][-1], rows[2][-1]) == ("承办人", street.officer.name)


@pytest.mark.trap(21)
def test_who_may_not_see_a_case_finds_it_neither_in_list_nor_sheet(
    street: Street, officer: Client
) -> None:
    case = street.open()
    person = org.register_person(name="外人", by=None, at=NOON)
    west = street.organ(OrganKind.STREET_TEAM, "西路街道综合行政执法队", "西路队", street.bureau)
    org.grant(person=person, role=Role.OFFICER, organ=west, since=FOUNDED, by=None, at=NOON)
    stranger = signed_in(person)
    assert not stranger.get(reverse("cases:list")).context["page"].rows
    assert len(sheet_of(stranger)) == 2  # what it is, and the heads
    assert stranger.get(reverse("work:matter", args=[case])).status_code == 404


def ours_left(page: str) -> list[str]:
    """Words of this app that are still Chinese; names of people and organs are data."""
    with (APP / "locale/en/LC_MESSAGES/django.po").open("rb") as stream:
        ours = [entry.id for entry in read_po(stream) if entry.id]
    names = [item.name for item in all_items().values()]
    left = untranslated(page)
    return [text for text in left if text in ours or any(name in text for name in names)]


@pytest.mark.parametrize("name", ["cases:list", "cases:new"])
def test_pages_are_english_at_a_click(street: Street, officer: Client, name: str) -> None:
    street.open()
    officer.cookies["django_language"] = "en"
    assert ours_left(officer.get(reverse(name)).content.decode()) == []


@pytest.mark.parametrize("action", ["inspect", "inform", "hear", "decide", "exempt", "convert"])
def test_forms_are_english_at_a_click(street: Street, officer: Client, action: str) -> None:
    case = street.heard()
    officer.cookies["django_language"] = "en"
    page = officer.get(reverse("work:act", args=[case, action])).content.decode()
    assert ours_left(page) == []


def test_a_moment_left_as_shown_is_when_the_form_was_sent(
    street: Street, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Filling in takes longer than two clocks may differ."""
    shown = officer.get(reverse("cases:new")).content.decode()
    assert 'name="initial-discovered_at" value="2026-09-15T12:00"' in shown
    assert "不改的，按提交时间记" in shown
    later = NOON + timedelta(minutes=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    noon = "2026-09-15T12:00"
    said = typed(street, discovered_at=noon) | {"initial-discovered_at": noon}
    assert officer.post(reverse("cases:new"), said).status_code == 302
    assert Case.objects.get().discovered_at == later


def test_a_moment_that_was_typed_is_kept_and_checked(street: Street, officer: Client) -> None:
    said = typed(street, discovered_at="2026-09-15T13:00")
    said["initial-discovered_at"] = "2026-09-15T12:00"
    assert officer.post(reverse("cases:new"), said).status_code == 422
    said["discovered_at"] = "2026-09-15T11:00"
    assert officer.post(reverse("cases:new"), said).status_code == 302
    assert Case.objects.get().discovered_at == NOON - timedelta(hours=1)


def test_a_party_found_by_number_is_a_look_on_the_record(street: Street, officer: Client) -> None:
    said = typed(street, party_id_kind="id_card", party_identifier="11010519491231002X")
    assert officer.post(reverse("cases:new"), said).status_code == 302
    [look] = Look.objects.all()
    assert look.actor == f"person:{street.officer.pk}"


def test_a_party_with_an_emoji_is_refused_and_a_rare_name_survives(
    street: Street, officer: Client
) -> None:
    bad = officer.post(reverse("cases:new"), typed(street, party_name="某摊主😀"))
    assert bad.status_code == 422
    assert officer.post(reverse("cases:new"), typed(street, party_name="赟㼆堃")).status_code == 302
    assert Case.objects.get().matter.party.name == "赟㼆堃"
