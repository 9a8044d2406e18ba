"""Trap 68: what is sealed is found by nobody else on any path, and stands nowhere in plain."""

from collections.abc import Iterator
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.files.models import FileUse
from chengguan.core.journal.models import Look, SealedValue
from chengguan.core.notices.models import Notice
from chengguan.core.notices.outbox import deliver
from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.work.models import Matter, MatterFile
from chengguan.union.care import inputs
from chengguan.union.care.models import HardshipFile, HardshipProof, Kind, ReliefCase
from chengguan.union.care.registering import Relative
from chengguan.union.finance.models import BudgetHead
from tests.union.care.care import OTHER, STAFF, Care
from tests.union.members.union import PDF, TODAY

pytestmark = [pytest.mark.trap(68), pytest.mark.postgres, pytest.mark.django_db]
SINGS = "金丝雀"
OUTSIDE = ("局长", "管理员", "督察", "东主席", "局干部", "西干部", "经审", "女工委员", "一组长")


@pytest.fixture
def caged(care: Care, monkeypatch: pytest.MonkeyPatch) -> Care:
    """A whole relief matter and a hardship file, every word of them a canary."""
    monkeypatch.setattr(clock, "now", lambda: care.now)
    client = enter(care, "队员甲")
    photo = SimpleUploadedFile(f"{SINGS}诊断.pdf", PDF, "application/pdf")
    said = {
        "key": uuid4().hex,
        "kind": "illness",
        "occurred_on": "2026-09-10",
        "cause": f"{SINGS}症",
        "words": f"{SINGS}情况",
        "union": care.east.pk,
        "proofs": photo,
    }
    answer = client.post(reverse("care:apply"), said)
    assert answer.status_code == 302, unescape(answer.content.decode())
    matter = ReliefCase.objects.get().pk
    care.do(matter, "return_papers", inputs.ReturnPapers(missing=SINGS))
    care.do(matter, "supplement", inputs.Supplement(supplement=SINGS), by="队员甲")
    care.do(matter, "accept", inputs.Accept())
    pair = inputs.NameVisitors(care.people["一组长"], care.people["二组长"])
    care.do(matter, "name_visitors", pair)
    told = inputs.RecordVisit(TODAY, place=SINGS, words=SINGS)
    care.do(matter, "record_visit", told, by="一组长")
    care.do(matter, "propose_payment", care.money(matter, remark=SINGS))
    care.do(matter, "approve_payment", by=OTHER)
    paid = inputs.Pay(TODAY, received_by=SINGS, receipt=(care.file(STAFF),))
    care.do(matter, "pay", paid)
    care.do(matter, "follow_up", inputs.Follow(TODAY, words=SINGS))
    care.hardship(words=SINGS, family=[Relative("self", SINGS, "4321.00")])
    deliver(limit=1000, at=care.now)
    return care


def enter(care: Care, name: str) -> Client:
    person = care.people[name]
    if not hasattr(person, "account"):
        signin.open_account(person=person, username=uuid4().hex, by=None, at=care.now)
    client = Client(raise_request_exception=False)
    client.force_login(person.account)
    return client


def paths() -> Iterator[str]:
    matter = Matter.objects.get(kind="care")
    file = HardshipFile.objects.get()
    yield reverse("work:matter", args=[matter.pk])
    yield reverse("work:record", args=[matter.pk])
    for action in ("accept", "propose_payment", "record_visit", "follow_up"):
        yield reverse("work:act", args=[matter.pk, action])
    for view in ("waiting", "handling", "paying", "following", "ended"):
        yield f"{reverse('care:list')}?view={view}"
        yield f"{reverse('care:sheet')}?view={view}"
    yield reverse("care:hardship_list")
    yield reverse("care:hardship_sheet")
    yield reverse("care:hardship", args=[file.pk])
    yield reverse("care:proof", args=[HardshipProof.objects.get().pk])
    for use in FileUse.objects.values_list("pk", flat=True):
        yield reverse("files:original", args=[use])
    for said in (SINGS, matter.number, "帮扶"):
        yield f"/search/?q={said}"
    head = BudgetHead.objects.get()
    yield reverse("finance:kept", args=[head.pk])
    yield reverse("finance:kept_sheet", args=[head.pk])
    yield reverse("members:me")
    yield reverse("work:workbench")
    yield reverse("work:matters")
    yield "/notices/"


def said(client: Client, path: str) -> str:
    answer = client.get(path)
    body = answer.getvalue() if hasattr(answer, "getvalue") else answer.content
    if answer.status_code >= 400:
        return ""
    if "spreadsheetml" in answer.headers.get("Content-Type", ""):
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    return unescape(body.decode("utf-8", "replace")) + str(answer.headers)


def test_nothing_stands_in_plain(caged: Care) -> None:
    """In no text column of any table, neither value nor file name; the journal knows digests."""
    heard = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        for value in model._default_manager.values_list(field.name, flat=True)
        if SINGS in str(value) or "4321.00" in str(value)
    ]
    assert heard == []
    raw = [bytes(value) for value in SealedValue.objects.values_list("ciphertext", flat=True)]
    assert raw
    assert not any(SINGS.encode() in value for value in raw)


def test_nobody_else_hears_it(caged: Care) -> None:
    """No leader, no administrator, no chair, no staff of another or an upper union, no visitor who
    has been there: neither the words, nor the matter, nor its kind beside its number."""
    matter, file = Matter.objects.get(kind="care"), HardshipFile.objects.get()
    values = list(SealedValue.objects.filter(subject__in=[matter.pk, file.key]))
    for name in OUTSIDE:
        client = enter(caged, name)
        for path in paths():
            heard = said(client, path)
            # A search repeats what was asked; a notice of the past keeps the number alone.
            if not path.startswith("/search/"):
                assert SINGS not in heard, (name, path)
                assert "/notices/" in path or matter.number not in heard, (name, path)
            assert str(matter.pk) not in heard or "/notices/" in path, (name, path)
        for value in values:
            for address in (
                reverse("work:reveal", args=[matter.pk, value.pk]),
                reverse("care:reveal_hardship", args=[file.pk, value.pk]),
            ):
                assert client.post(address, {"reason": "看看"}).status_code == 404
    assert not Look.objects.filter(subject__in=[matter.pk, file.key]).exists()


def test_notices_tell_no_kind(caged: Care) -> None:
    titles = list(Notice.objects.values_list("title", flat=True))
    assert titles
    told = [str(label) for label in Kind.labels] + [SINGS, "队员甲"]
    assert not [title for title in titles if any(word in title for word in told)]


def test_it_sings_to_those_to_whom_it_belongs_and_each_look_is_told(caged: Care) -> None:
    """Or the test would listen at doors behind which nothing is said."""
    matter, file = Matter.objects.get(kind="care"), HardshipFile.objects.get()
    staff = enter(caged, STAFF)
    assert matter.number in said(staff, f"{reverse('care:list')}?view=following")
    assert matter.number in said(staff, f"{reverse('care:sheet')}?view=following")
    relief = ReliefCase.objects.get()
    address = reverse("work:reveal", args=[matter.pk, relief.cause_id])
    assert SINGS in staff.post(address, {"reason": "核对材料"}).content.decode()
    address = reverse("care:reveal_hardship", args=[file.pk, file.words_id])
    assert SINGS in staff.post(address, {"reason": "年度复核"}).content.decode()
    assert (
        staff.get(reverse("care:proof", args=[HardshipProof.objects.get().pk])).status_code == 200
    )
    uses = MatterFile.objects.filter(matter=matter, purpose="证明材料").values_list("use")
    assert staff.get(reverse("files:original", args=[uses[0][0]])).status_code == 200
    own = enter(caged, "队员甲")
    shown = said(own, reverse("members:me"))
    for words in ("核对材料", "年度复核", "打开收支证明", "证明材料", STAFF, matter.number):
        assert words in shown
    assert SINGS not in shown
