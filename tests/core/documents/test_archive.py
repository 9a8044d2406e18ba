"""The archive FILE verifies without a database, and names the place of every alteration."""

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from chengguan.core.documents.archive import layout, verifying
from chengguan.core.documents.models import CasePaper
from chengguan.core.journal import keys
from chengguan.core.journal import services as journal
from tests.browser.house import CHROMIUM, chromium
from tests.core.documents.filing import Filing
from tests.core.documents.sample import install
from tests.core.documents.test_dossiers import scan
from tests.core.documents.test_drafts import first

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

Members = dict[str, bytes]
Change = Callable[[Members], None]


@pytest.fixture(scope="module")
def files(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, bytes]:
    """One case filed, as archives for the office and for outside; made once."""
    with django_db_blocker.unblock(), rolled_back():
        install()
        filing = Filing()
        filing.signed(filing.issue(), scan())
        filing.photo()
        filing.photo(name="讨论记录.png", purpose="minutes")
        filing.photo(name="投诉人.png", confidentiality="complainant")
        filing.write()
        journal_head(filing)
        filing.bound()
        made = {
            "whole": filing.archive(),
            "open": filing.archive(with_internal=False),
            "colleague": filing.archive(by=filing.colleague),
        }
    return made


@contextmanager
def rolled_back() -> Iterator[None]:
    """Only the archives stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def journal_head(filing: Filing) -> None:
    journal.seal_leaves()
    journal.checkpoint(filing.at)


def unpacked(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Members) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def verdict(data: bytes, tmp_path: Path, deposits: Path | None = None) -> verifying.Verdict:
    place = tmp_path / "archive.zip"
    place.write_bytes(data)
    return verifying.verify_file(place, deposits)


def codes(found: verifying.Verdict) -> set[tuple[str, str]]:
    """Code and place of each finding."""
    return {
        (one.code, one.row or (str(one.sequence) if one.sequence is not None else ""))
        for one in found.findings
    }


def signed_again(members: Members, *, drop: str = "") -> None:
    """What an alterer with the house's key, or one of his own, could do to the list."""
    digests = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in members.items()
        if name not in (layout.SUMS, layout.SIGNATURE, drop)
    }
    sums = layout.sums_text(digests)
    ring = keys.keyring()
    key, _secret = ring.newest(keys.SIGNING)
    _key, signature = ring.sign(layout.signed_text(sums, key))
    said = {"key": key, "public_key": ring.public[key].hex(), "signature": signature}
    members[layout.SUMS] = sums.encode()
    members[layout.SIGNATURE] = layout.json_text(said).encode()


# -- whole ------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["whole", "open", "colleague"])
def test_an_archive_as_it_was_made_verifies(
    files: dict[str, bytes], which: str, tmp_path: Path
) -> None:
    found = verdict(files[which], tmp_path)
    assert found.ok, str(found)
    assert found.counts["entries"] > found.counts["entries under head"] > 0
    assert found.counts["rows"] > 5
    assert found.claims["matter"].startswith("样例")


def test_it_holds_the_bound_volumes_papers_originals_record_and_lists(
    files: dict[str, bytes],
) -> None:
    members = unpacked(files["whole"])
    index = json.loads(members[layout.INDEX])
    assert {line["what"] for line in index["members"]} == {"dossier", "paper", "signed", "file"}
    assert set(layout.REQUIRED) <= set(members)
    assert members[layout.TABLE].decode("utf-8-sig").startswith(",".join(layout.COLUMNS))
    assert len(members[layout.TABLE].decode().splitlines()) == len(index["members"]) + 1


def test_the_list_is_one_that_sha256sum_reads(files: dict[str, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(files["whole"])) as archive:
        archive.extractall(tmp_path)
    check = ["sha256sum", "--check", "--strict", layout.SUMS]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 0


def test_what_goes_outside_holds_nothing_internal_and_still_verifies(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    members = unpacked(files["open"])
    everything = b"".join(members.values()).decode("utf-8", "ignore")
    assert "讨论记录" not in everything
    assert "上述事实有现场笔录为证" not in everything
    assert "投诉人.png" not in everything
    found = verdict(files["open"], tmp_path)
    assert found.counts["bodies withheld"] == 1
    assert found.counts["files withheld"] == 3


def test_a_reader_gets_what_he_may_open(files: dict[str, bytes]) -> None:
    for which in ("whole", "colleague"):
        index = json.loads(unpacked(files[which])[layout.INDEX])
        titles = {line["title"] for line in index["members"]}
        assert "现场.png" in titles
        assert "投诉人.png" not in titles
        assert [line["what"] for line in index["withheld"]] == ["file"]


def test_a_cell_that_looks_like_a_formula_is_none() -> None:
    line = {"name": "files/001.png", "title": "=HYPERLINK(1)", "length": 3}
    assert "'=HYPERLINK(1)" in layout.table_text([line])


# -- altered ----------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_altered_byte_in_any_member_is_found_and_named(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    members = unpacked(files["whole"])
    name = data.draw(st.sampled_from(sorted(members)))
    place = data.draw(st.integers(0, len(members[name]) - 1))
    changed = bytearray(members[name])
    changed[place] ^= data.draw(st.integers(1, 255))
    members[name] = bytes(changed)
    found = verdict(packed(members), tmp_path_factory.mktemp("altered"))
    named = {place for _code, place in codes(found)}
    expected = layout.SUMS if name == layout.SIGNATURE else name
    assert expected in named, f"{name} at {place}: {found}"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_altered_byte_of_the_zip_itself_changes_no_content_unseen(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = files["whole"]
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytearray(whole)
    changed[place] ^= data.draw(st.integers(1, 255))
    found = verdict(bytes(changed), tmp_path_factory.mktemp("bytes"))
    if found.ok:  # a date or another mark of the zip that no member's content depends on
        assert unpacked(bytes(changed)) == unpacked(whole)


def edit(name: str, change: Callable[[object], object]) -> Change:
    def apply(members: Members) -> None:
        said = json.loads(members[name])
        members[name] = layout.json_text(change(said) or said).encode()

    return apply


def swap(members: Members) -> None:
    members["files/005.png"], members["files/006.png"] = (
        members["files/006.png"],
        members["files/005.png"],
    )


def rename(members: Members) -> None:
    members["files/999.png"] = members.pop("files/005.png")


def entry(number: int, **changed: object) -> Change:
    return edit(layout.ENTRIES, lambda all_: all_[number - 1].update(changed))


def row(model: str, word: str, other: str) -> Change:
    def change(said: dict) -> dict:
        texts = [t.replace(word, other) if f'"{model}"' in t else t for t in said["texts"]]
        return {**said, "texts": texts}

    return edit(layout.ROWS, change)


def loses(name: str) -> Change:
    def apply(members: Members) -> None:
        members.pop(name)

    return apply


def gains(members: Members) -> None:
    members["files/补充.txt"] = "后加的".encode()


SIMPLE: dict[str, tuple[Change, set[tuple[str, str]]]] = {
    "member lost": (
        loses("files/005.png"),
        {("member.missing", "files/005.png"), ("file.missing", "files/005.png")},
    ),
    "page lost": (loses(layout.PAGE), {("member.missing", layout.PAGE)}),
    "list lost": (loses(layout.SUMS), {("member.missing", layout.SUMS)}),
    "member added": (gains, {("member.added", "files/补充.txt")}),
    "two swapped": (
        swap,
        {
            (code, name)
            for code in ("member.altered", "file.altered")
            for name in ("files/005.png", "files/006.png")
        },
    ),
    "renamed": (
        rename,
        {
            ("member.missing", "files/005.png"),
            ("file.missing", "files/005.png"),
            ("member.added", "files/999.png"),
        },
    ),
    "record no json": (
        lambda members: members.update({layout.ENTRIES: b"[{"}),
        {("member.altered", layout.ENTRIES), ("record.unreadable", "record/")},
    ),
}

# Altered, and the list signed again: only the record itself can tell.
DEEP: dict[str, tuple[Change, set[tuple[str, str]]]] = {
    "actor": (entry(2, actor="person:999"), {("entry.altered", "2")}),
    "moment": (entry(2, occurred_at="2020-01-01T00:00:00.000000Z"), {("entry.altered", "2")}),
    "body": (entry(2, body="{}"), {("body.altered", "2")}),
    "lost": (
        edit(layout.ENTRIES, lambda all_: all_[:1] + all_[2:]),
        {("entry.missing", "2")},
    ),
    "cut off": (edit(layout.ENTRIES, lambda all_: all_[:-1]), set()),
    "order": (
        edit(layout.ENTRIES, lambda all_: [all_[1], all_[0], *all_[2:]]),
        {("entry.missing", "1")},
    ),
    "row": (row("documents.casepaper", "决定书", "通知书"), {("row.differs", "")}),
    "head": (
        edit(layout.PROOF, lambda proof: proof["head"].update(root="0" * 64)),
        {("head.signature", layout.PROOF)},
    ),
    "path": (
        edit(layout.PROOF, lambda proof: proof.update(path=proof["path"][:-1])),
        {("proof.fails", "")},
    ),
    "row lost": (
        edit(layout.ROWS, lambda said: said.update(texts=said["texts"][1:])),
        {("row.missing", "")},
    ),
    "file": (
        lambda members: members.update({"files/005.png": members["files/006.png"] + b"x"}),
        {("file.altered", "files/005.png")},
    ),
}


@pytest.mark.parametrize("name", SIMPLE)
def test_what_is_missing_added_or_swapped_is_named(
    files: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    change, expected = SIMPLE[name]
    members = unpacked(files["whole"])
    change(members)
    assert expected <= codes(verdict(packed(members), tmp_path))


@pytest.mark.parametrize("name", DEEP)
def test_an_altered_record_is_found_even_under_a_new_list(
    files: dict[str, bytes], name: str, tmp_path: Path
) -> None:
    change, expected = DEEP[name]
    members = unpacked(files["whole"])
    change(members)
    signed_again(members)
    found = verdict(packed(members), tmp_path)
    assert not found.ok
    assert {code for code, _place in expected} <= {code for code, _place in codes(found)}
    assert {place for _code, place in expected} - {""} <= {place for _code, place in codes(found)}


def test_a_file_nobody_recorded_is_found_even_under_a_new_list(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    members = unpacked(files["whole"])
    members["files/005.png"] += b"x"
    digest = hashlib.sha256(members["files/005.png"]).hexdigest()

    def change(index: dict) -> None:
        [line] = [one for one in index["members"] if one["name"] == "files/005.png"]
        line["sha256"] = digest

    edit(layout.INDEX, change)(members)
    signed_again(members)
    assert codes(verdict(packed(members), tmp_path)) == {("file.unrecorded", "files/005.png")}


def test_a_member_that_stands_twice_is_named(files: dict[str, bytes], tmp_path: Path) -> None:
    made = io.BytesIO(files["whole"])
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr(layout.INDEX, b"{}")
    assert ("member.doubled", layout.INDEX) in codes(verdict(made.getvalue(), tmp_path))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all" * 50])
def test_what_is_no_zip_is_said(data: bytes, tmp_path: Path) -> None:
    assert codes(verdict(data, tmp_path)) == {("zip.unreadable", "")}


# -- anchored outside, and on the command line --------------------------------------------------


def test_the_head_must_be_the_deposited_one(filing: Filing, tmp_path: Path) -> None:
    filing.issue()
    filing.set_papers()
    journal.seal_leaves()
    deposits = tmp_path / "deposits"
    journal.write_deposit(deposits, journal.checkpoint(filing.at))
    made = filing.archive()
    assert verdict(made, tmp_path, deposits).ok
    empty = tmp_path / "other"
    empty.mkdir()
    assert codes(verdict(made, tmp_path, empty)) == {("head.not_deposited", layout.PROOF)}


def test_a_row_altered_in_the_database_shows_in_the_archive(filing: Filing, tmp_path: Path) -> None:
    paper = filing.issue()
    CasePaper.objects.filter(pk=paper.pk).update(title="通知书")
    found = verdict(filing.archive(), tmp_path)
    assert [(one.code, one.row) for one in found.findings] == [("row.differs", str(paper.pk))]


def test_sealed_and_erased_values_are_not_in_the_archive(filing: Filing, tmp_path: Path) -> None:
    row = first(filing.write())
    journal.seal(subject=filing.matter.pk, kind="complainant.name", value="王某某")
    made = filing.archive()
    assert "王某某".encode() not in made
    assert row.text.encode() not in unpacked(made)[layout.ENTRIES]
    journal.erase(subject=filing.matter.pk, actor="x", reason="依法抹除", at=filing.at)
    assert verdict(filing.archive(), tmp_path).ok


def test_the_command_asks_no_database_and_ends_with_one_where_it_differs(
    files: dict[str, bytes],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    django_db_blocker: DjangoDbBlocker,
) -> None:
    place = tmp_path / "archive.zip"
    place.write_bytes(files["whole"])
    with django_db_blocker.block():
        call_command("verify", str(place), "--json")
    assert json.loads(capsys.readouterr().out)["ok"] is True
    members = unpacked(files["whole"])
    members["files/005.png"] += b"x"
    place.write_bytes(packed(members))
    with pytest.raises(SystemExit) as ended:
        call_command("verify", str(place))
    assert ended.value.code == 1
    assert "files/005.png" in capsys.readouterr().out


# -- the page -----------------------------------------------------------------------------------


@pytest.mark.browser
def test_the_page_gives_the_same_verdicts_without_network(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    if not CHROMIUM:
        pytest.skip("no Chromium")
    page_file = tmp_path / "verify.html"
    page_file.write_bytes(unpacked(files["whole"])[layout.PAGE])
    cases = {"whole": files["whole"], "open": files["open"], "none": b"no zip"}
    for name, (change, _expected) in (SIMPLE | DEEP).items():
        members = unpacked(files["whole"])
        change(members)
        if name in DEEP:
            signed_again(members)
        cases[name] = packed(members)
    with chromium() as browser:
        window = browser.new_context(offline=True)
        page = window.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        for name, data in cases.items():
            place = tmp_path / "dropped.zip"
            place.write_bytes(data)
            page.evaluate("of('answer').replaceChildren()")
            page.set_input_files("#file", str(place))
            page.wait_for_selector("#verdict", timeout=10_000)
            said = page.evaluate("window.report")
            known = verdict(data, tmp_path)
            theirs = [(one["code"], one.get("row") or "") for one in said["findings"]]
            ours = [(one.code, one.row) for one in known.findings]
            assert theirs == ours, name
            assert said["ok"] == known.ok
            assert said["counts"] == dict(known.counts), name
        assert asked == [page_file.as_uri()]
