"""Who sees a paper, and what everybody may ask about a sheet."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.documents import services
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.org.models import Person
from chengguan.core.org.signin import open_account
from chengguan.core.work.acting import Actor
from tests.core.documents.sample import Desk, Void


@pytest.fixture
def paper(desk: Desk) -> CasePaper:
    made = desk.issue()
    desk.set_papers()
    return CasePaper.objects.select_related("file__file").get(pk=made.pk)


def signed_in(desk: Desk, actor: Actor) -> Client:
    person = Person.objects.get(pk=actor.person_id)
    account = open_account(person=person, username=f"p{person.pk}", by=None, at=desk.at)
    account.must_change_password = False
    account.save()
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page_of(paper: CasePaper) -> str:
    return reverse("documents:paper", args=[paper.pk])


def sheet_of(paper: CasePaper) -> str:
    return reverse("documents:sheet", args=[paper.pk])


# -- with rights --------------------------------------------------------------------------


def test_the_handler_sees_the_paper_with_its_marks(desk: Desk, paper: CasePaper) -> None:
    page = signed_in(desk, desk.officer).get(page_of(paper))
    text = page.content.decode()
    assert page.status_code == 200
    for words in (paper.number, "已签发", paper.code, paper.sha256, sheet_of(paper)):
        assert words in text
    assert "已排版" not in text
    assert reverse("work:matter", args=[paper.matter_id]) in text
    assert " ".join(re.findall(".{4}", paper.code)) in text


def test_the_sheet_is_the_kept_bytes_shown_or_sent(desk: Desk, paper: CasePaper) -> None:
    client = signed_in(desk, desk.officer)
    shown, sent = client.get(sheet_of(paper)), client.get(f"{sheet_of(paper)}?download")
    assert b"".join(shown) == b"".join(sent) == services.reprint(paper)
    assert shown.headers["Content-Type"] == "application/pdf"
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert sent.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.trap(21)
@pytest.mark.parametrize("address", [page_of, sheet_of])
def test_whoever_may_not_see_the_matter_finds_no_paper(
    desk: Desk, paper: CasePaper, address: object
) -> None:
    assert signed_in(desk, desk.stranger).get(address(paper)).status_code == 404
    assert signed_in(desk, desk.admin).get(address(paper)).status_code == 404
    assert Client().get(address(paper)).status_code == 302


def test_before_it_is_set_the_page_says_that_no_worker_runs(desk: Desk) -> None:
    paper = desk.issue()
    client = signed_in(desk, desk.officer)
    assert "后台排版程序没有运行" in client.get(page_of(paper)).content.decode()
    assert client.get(sheet_of(paper)).status_code == 404


def test_the_matter_page_lists_its_papers(desk: Desk, paper: CasePaper) -> None:
    address = reverse("work:matter", args=[desk.matter.pk])
    text = signed_in(desk, desk.officer).get(address).content.decode()
    assert paper.number in text
    assert page_of(paper) in text


def test_a_paper_page_is_a_few_statements(
    desk: Desk, paper: CasePaper, django_assert_max_num_queries: object
) -> None:
    client = signed_in(desk, desk.officer)
    with django_assert_max_num_queries(10):
        client.get(page_of(paper))


# -- for everybody ------------------------------------------------------------------------


def ask(code: str, digest: str | None = None) -> str:
    asked = {} if digest is None else {"digest": digest}
    page = Client().get(reverse("documents:verify", args=[code]), asked)
    assert page.status_code == 200
    return page.content.decode()


TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
YES, NO = "校验码和内容摘要相符", "没有签发过"


def test_the_printed_address_says_yes_and_names_no_party(desk: Desk, paper: CasePaper) -> None:
    page = Client().get(Snapshot(paper.snapshot).url).content.decode()
    assert YES in page
    for words in (paper.number, paper.title, "区局", "2026-03-02"):
        assert words in page
    for personal in ("王堃喆", "天山路", "设摊", desk.matter.number, "东一"):
        assert personal not in page


def test_code_and_digest_may_be_typed_as_printed(paper: CasePaper) -> None:
    code = " ".join(paper.code[at : at + 4] for at in range(0, 16, 4)).lower()
    digest = " ".join(paper.snapshot_digest[at : at + 4] for at in range(0, 12, 4)).upper()
    address = reverse("documents:ask")
    assert YES in Client().get(address, {"code": code, "digest": digest}).content.decode()


def test_a_wrong_digest_and_an_unknown_code_get_the_same_answer(paper: CasePaper) -> None:
    right = paper.snapshot_digest[:12]
    wrong = "f" * 12 if right != "f" * 12 else "e" * 12
    other = "0" * 16
    answers = [TOKEN.sub("", ask(*asked)) for asked in ((paper.code, wrong), (other, right))]
    assert all(NO in answer and YES not in answer for answer in answers)
    assert answers[0].replace(paper.code, other).replace(wrong, right) == answers[1]


@pytest.mark.parametrize("length", [1, 11])
def test_a_shorter_digest_proves_nothing(paper: CasePaper, length: int) -> None:
    assert NO in ask(paper.code, paper.snapshot_digest[:length])


def test_the_whole_digest_is_accepted(paper: CasePaper) -> None:
    assert YES in ask(paper.code, paper.snapshot_digest)


def test_without_a_digest_the_page_asks_for_it(paper: CasePaper) -> None:
    page = ask(paper.code)
    assert YES not in page
    assert NO not in page
    assert paper.code in page


def test_a_voided_paper_says_so(desk: Desk, paper: CasePaper) -> None:
    desk.do(desk.matter, "void", desk.officer, Void(paper.number, "写错"))
    page = ask(paper.code, paper.snapshot_digest[:12])
    assert "现已作废" in page
    assert "写错" not in page
    assert YES not in page
