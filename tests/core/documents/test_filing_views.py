"""Pages of drafts, dossiers and signed sheets, with and without rights and scripts."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.documents import drafts
from chengguan.core.documents.models import Dossier, Draft, DraftComment, SignedSheet
from tests.core.documents.filing import WORDS, Filing
from tests.core.documents.sample import KEY
from tests.core.documents.test_archive import unpacked
from tests.core.documents.test_dossiers import scan
from tests.core.documents.test_drafts import first
from tests.core.documents.test_views import signed_in

HTMX = {"headers": {"HX-Request": "true"}}


def page(filing: Filing, name: str = "draft") -> str:
    words = [filing.matter.pk, KEY] if name in ("draft", "docx", "preview") else [filing.matter.pk]
    return reverse(f"documents:{name}", args=words)


def comment_at(filing: Filing, draft: Draft) -> str:
    return reverse("documents:comment", args=[filing.matter.pk, first(draft).pk])


# -- drafts -----------------------------------------------------------------------------------


def test_the_officer_writes_the_first_version_and_the_next(filing: Filing) -> None:
    client = signed_in(filing, filing.officer)
    assert "还没有成稿" in client.get(page(filing)).content.decode()
    sent = client.post(page(filing), {"words": "\n".join(WORDS), "after": 0})
    assert sent.status_code == 302
    client.post(page(filing), {"words": "\n".join([*WORDS[:2], "罚款壹佰元。"]), "after": 1})
    text = client.get(page(filing)).content.decode()
    assert "第 2 稿" in text
    assert f"<del>{WORDS[2]}</del>" in text
    assert "<ins>罚款壹佰元。</ins>" in text
    assert "有改动" not in client.get(f"{page(filing)}?version=1").content.decode()


def test_words_written_over_anothers_version_are_kept_in_the_form(filing: Filing) -> None:
    client = signed_in(filing, filing.officer)
    filing.write()
    answer = client.post(page(filing), {"words": "我的新稿", "after": 0})
    assert answer.status_code == 422
    assert "我的新稿" in answer.content.decode()
    assert "新的一稿" in answer.content.decode()


def test_the_reviewer_comments_without_scripts(filing: Filing) -> None:
    draft = filing.write()
    client = signed_in(filing, filing.reviewer)
    assert "写下一稿" not in client.get(page(filing)).content.decode()
    sent = client.post(comment_at(filing, draft), {"text": "请写明时间。"})
    assert sent.headers["Location"] == f"{page(filing)}#p1"
    assert "请写明时间。" in client.get(page(filing)).content.decode()


def test_the_reviewer_comments_in_place(filing: Filing) -> None:
    draft = filing.write()
    client = signed_in(filing, filing.reviewer)
    text = client.post(comment_at(filing, draft), {"text": "请写明时间。"}, **HTMX).content.decode()
    assert text.lstrip().startswith("<section")
    assert "请写明时间。" in text


def test_who_may_not_review_is_told_and_keeps_what_was_typed(filing: Filing) -> None:
    draft = filing.write()
    client = signed_in(filing, filing.colleague)
    assert "提出意见" not in client.get(page(filing)).content.decode()
    answer = client.post(comment_at(filing, draft), {"text": "我看不行。"})
    assert answer.status_code == 422
    assert "不由您审核" in answer.content.decode()
    assert "我看不行。" in answer.content.decode()
    assert not DraftComment.objects.exists()


def test_a_version_resolves_the_comments_it_names(filing: Filing) -> None:
    said = drafts.comment(
        filing.matter, first(filing.write()).pk, "请写明时间。", by=filing.reviewer, at=filing.at
    )
    client = signed_in(filing, filing.officer)
    assert "1 条意见待解决" in client.get(page(filing)).content.decode()
    client.post(page(filing), {"words": "新的一段", "after": 1, "resolves": [said.pk]})
    assert "条意见待解决" not in client.get(page(filing)).content.decode()
    assert "已在第 2 稿解决" in client.get(f"{page(filing)}?version=1").content.decode()


def test_words_are_fetched_as_office_document_and_as_preview(filing: Filing) -> None:
    filing.write()
    client = signed_in(filing, filing.officer)
    assert client.get(page(filing, "docx")).content.startswith(b"PK")
    assert client.get(page(filing, "preview")).content.startswith(b"%PDF")
    for name in ("draft", "docx", "preview"):
        assert client.get(f"{page(filing, name)}?version=9").status_code == 404


@pytest.mark.trap(21)
def test_whoever_may_not_see_the_matter_finds_nothing(filing: Filing) -> None:
    draft = filing.write()
    stranger = signed_in(filing, filing.stranger)
    for name in ("draft", "docx", "preview", "dossier", "archive"):
        assert stranger.get(page(filing, name)).status_code == 404
        assert Client().get(page(filing, name)).status_code == 302
    assert stranger.post(comment_at(filing, draft), {"text": "x"}).status_code == 404
    other = filing.opened(filing.east, filing.officer)
    lost = reverse("documents:comment", args=[other.pk, first(draft).pk])
    assert signed_in(filing, filing.officer).post(lost, {"text": "x"}).status_code == 404


def test_a_paper_that_is_not_drafted_has_no_draft_page(filing: Filing) -> None:
    lost = reverse("documents:draft", args=[filing.matter.pk, "no_such_paper"])
    assert signed_in(filing, filing.officer).get(lost).status_code == 404


def test_before_the_first_version_there_is_nothing_to_fetch(filing: Filing) -> None:
    client = signed_in(filing, filing.officer)
    assert client.get(page(filing, "docx")).status_code == 404
    assert client.get(page(filing, "preview")).status_code == 404


# -- signed sheets ----------------------------------------------------------------------------


def test_a_scan_is_uploaded_on_the_page_of_its_paper(filing: Filing) -> None:
    paper = filing.issue()
    address = reverse("documents:paper", args=[paper.pk])
    client = signed_in(filing, filing.officer)
    upload = io.BytesIO(scan())
    upload.name = "签名件.pdf"
    assert client.post(address, {"scan": upload}).status_code == 302
    text = client.get(address).content.decode()
    assert "签名件.pdf" in text
    assert SignedSheet.objects.get().sha256 in text


def test_a_wrong_file_and_a_missing_one_are_refused_on_the_page(filing: Filing) -> None:
    paper = filing.issue()
    address = reverse("documents:paper", args=[paper.pk])
    client = signed_in(filing, filing.officer)
    upload = io.BytesIO("不是扫描件".encode())
    upload.name = "x.txt"
    answer = client.post(address, {"scan": upload})
    assert answer.status_code == 422
    assert "PDF、JPEG 或 PNG" in answer.content.decode()
    assert client.post(address, {}).status_code == 422


# -- dossier and archive ------------------------------------------------------------------------


def test_a_dossier_is_asked_for_and_found_when_it_is_bound(filing: Filing) -> None:
    client = signed_in(filing, filing.officer)
    assert "还没有装订过" in client.get(page(filing, "dossier")).content.decode()
    assert client.post(page(filing, "dossier")).status_code == 302
    waiting = client.get(page(filing, "dossier"), **HTMX).content.decode()
    assert "every 3s" in waiting
    assert client.post(page(filing, "dossier")).status_code == 422
    filing.set_papers()
    ready = client.get(page(filing, "dossier"), **HTMX).content.decode()
    assert "every 3s" not in ready
    volume = Dossier.objects.get().main_id
    assert reverse("files:original", args=[volume]) in ready
    assert client.get(reverse("files:original", args=[volume])).status_code == 200


def test_the_archive_is_sent_whole_or_for_outside(filing: Filing) -> None:
    filing.write()
    client = signed_in(filing, filing.officer)
    whole = b"".join(client.get(page(filing, "archive")))
    outside = b"".join(client.get(f"{page(filing, 'archive')}?open"))
    assert WORDS[0].encode() not in outside
    assert "verify.html" in unpacked(whole)
    assert len(unpacked(outside)) <= len(unpacked(whole))


def test_a_matter_without_plan_has_no_dossier(filing: Filing) -> None:
    type(filing.matter).objects.filter(pk=filing.matter.pk).update(kind="nobody")
    client = signed_in(filing, filing.officer)
    assert client.get(page(filing, "dossier")).status_code == 404
