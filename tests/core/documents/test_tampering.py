"""A copy of an archive FILE with something altered fails its check; the FILE itself stays whole."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.documents.archive import layout, tampering, verifying
from chengguan.core.journal import services as journal
from tests.core.documents.filing import Filing
from tests.core.documents.test_dossiers import scan
from tests.core.documents.test_views import signed_in

NOTICED = {
    "value": {"member.altered", "body.altered"},
    "file": {"member.altered"},
    "covered": {"sums.signature", "proof.fails"},
}
"""What the check must say of each way, besides what else it finds."""


@pytest.fixture
def kept(filing: Filing, tmp_path: Path) -> Path:
    """The FILE of a matter whose record is sealed, as it lies on the disk."""
    filing.signed(filing.issue(), scan())
    filing.photo()
    journal.checkpoint(filing.at)
    path = tmp_path / "original.zip"
    path.write_bytes(filing.archive())
    return path


@pytest.mark.parametrize("way", tampering.WAYS)
def test_each_way_is_noticed_in_the_copy_and_leaves_the_original_whole(
    kept: Path, tmp_path: Path, way: str
) -> None:
    before, copy = kept.read_bytes(), tmp_path / "copy.zip"
    change = tampering.altered(kept, copy, way)
    found = verifying.verify_file(copy).findings
    assert {finding.code for finding in found} >= NOTICED[way]
    assert change.before != change.after
    if change.sequence:
        assert change.member == layout.ENTRIES
        assert change.sequence in {finding.sequence for finding in found}
    assert kept.read_bytes() == before
    assert verifying.verify_file(kept).ok


def test_nothing_to_alter_is_said(kept: Path, tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        tampering._alter([{"sequence": 1, "body": None}])
    with pytest.raises(LookupError):
        tampering._file({layout.ENTRIES: b"[]"})
    with pytest.raises(LookupError):
        tampering.altered(kept, tmp_path / "copy.zip", "unknown")


@pytest.fixture
def reader(filing: Filing, settings: object) -> Client:
    settings.CHENGGUAN_DEMONSTRATION = True
    return signed_in(filing, filing.officer)


def test_the_page_alters_a_copy_and_shows_where(filing: Filing, reader: Client, kept: Path) -> None:
    address = reverse("documents:tamper", args=[filing.matter.pk])
    assert reader.get(address).context["copy"] is None
    shown = reader.post(address, {"way": "value"}).context
    assert shown["original"].tone == "done"
    assert shown["copy"].tone == "overdue"
    assert "body.altered" in {code for code, _text, _place in shown["findings"]}
    assert reader.post(address, {"way": "all"}).status_code == 404


def test_only_a_demonstration_has_the_page(
    filing: Filing, reader: Client, settings: object
) -> None:
    settings.CHENGGUAN_DEMONSTRATION = False
    address = reverse("documents:tamper", args=[filing.matter.pk])
    assert reader.get(address).status_code == 404
