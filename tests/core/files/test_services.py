"""Originals are kept as they came, by content; the server's own hash counts."""

import hashlib
import io
import zipfile

import pytest

from chengguan.core.files import services, storage
from chengguan.core.files.media import OFFICE
from chengguan.core.files.models import FileUse, StoredFile
from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.org.record import Refused
from tests.core.files.whole_pictures import JPEG, PNG
from tests.core.org.people import AT, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PHOTO = JPEG + bytes(range(256)) * 20


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return packed.getvalue()


def bring(content: bytes, name: str = "现场.jpg", **more) -> FileUse:
    return services.store(io.BytesIO(content), name=name, by=None, at=AT, **more)


@pytest.mark.trap(19)
def test_the_bytes_stay_as_they_came():
    use = bring(PHOTO)
    with services.open_file(use.file) as kept:
        assert kept.read() == PHOTO
    assert use.file.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert use.file.length == len(PHOTO)


@pytest.mark.trap(20)
def test_a_file_that_is_not_what_the_sender_hashed_is_refused_and_not_kept():
    with pytest.raises(Refused) as refused:
        bring(PHOTO, client_sha256="0" * 64)
    assert refused.value.code == "file.changed"
    assert not StoredFile.objects.exists()
    assert not [path for path in storage.root().rglob("*") if path.is_file()]


@pytest.mark.trap(60)
def test_the_senders_hash_is_kept_beside_ours_and_both_times_stay_apart():
    claimed = hashlib.sha256(PHOTO).hexdigest().upper()
    use = bring(PHOTO, client_sha256=claimed, taken_at=AT.replace(year=2007), device="DV-1")
    assert use.is_hashed_at_source
    assert (use.taken_at.year, use.uploaded_at) == (2007, AT)


def test_the_same_bytes_are_kept_once_and_every_bringing_is_remembered():
    first, second = bring(PHOTO, "a.jpg"), bring(PHOTO, "b.jpg")
    assert first.file == second.file
    assert [use.original_name for use in FileUse.objects.order_by("id")] == ["a.jpg", "b.jpg"]
    assert JournalEntry.objects.filter(action="file.store").count() == 2


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PHOTO, "image/jpeg"),
        (PNG, "image/png"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00", "video/mp4"),
        (b"%PDF-1.7\n", "application/pdf"),
        ("询问笔录\n".encode(), "text/plain"),
        ("询问笔录\n".encode("gb18030"), "text/plain"),
        (("笔录" * 3000 + "a").encode(), "text/plain"),
        (archive("word/document.xml"), f"{OFFICE}.wordprocessingml.document"),
        (archive("OFD.xml"), "application/ofd"),
    ],
    ids=["jpeg", "png", "webp", "heic", "mp4", "pdf", "utf-8", "gb18030", "cut", "docx", "ofd"],
)
def test_the_kind_is_read_from_the_bytes_whatever_the_name_says(content, kind):
    assert bring(content, "whatever.exe").file.media_type == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00\x03", "file.kind"),
        (JPEG[:3] + bytes(range(256)) * 20, "file.kind"),
        (JPEG[:-2], "file.kind"),
        (JPEG.replace(b"\x08\x00\x01\x00\x01", b"\x08\x00\x00\x00\x01"), "file.kind"),
        (PNG[:-12], "file.kind"),
        (PNG[:8] + b"\x01" * 40 + PNG[-12:], "file.kind"),
        (archive("run.sh"), "file.kind"),
        (b"PK\x03\x04 broken", "file.kind"),
        (b"", "file.empty"),
    ],
    ids=[
        "program",
        "noise",
        "endless",
        "no_size",
        "endless_png",
        "no_header",
        "archive",
        "broken",
        "empty",
    ],
)
def test_other_kinds_are_refused_and_leave_nothing(content, code):
    with pytest.raises(Refused) as refused:
        bring(content, "photo.jpg")
    assert refused.value.code == code
    assert not [path for path in storage.root().rglob("*") if path.is_file()]


@pytest.mark.parametrize(("extra", "is_kept"), [(0, True), (1, False)])
def test_the_limit_is_the_last_size_that_fits(settings, extra, is_kept):
    settings.FILES_MAX_BYTES = len(PHOTO)
    if is_kept:
        assert bring(PHOTO + b"x" * extra).file.length == len(PHOTO)
    else:
        with pytest.raises(Refused, match="MB"):
            bring(PHOTO + b"x" * extra)


@pytest.mark.trap(25)
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\照片\\现场.jpg", "现场.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("", "未命名"),
    ],
)
def test_a_name_is_only_a_name(sent, kept):
    assert bring(PHOTO, sent).original_name == kept


def test_verification_finds_bytes_changed_or_gone():
    use = bring(PHOTO)
    assert verify().ok
    place = storage.path_of(use.file.sha256)
    place.chmod(0o640)
    place.write_bytes(PHOTO[:-1] + b"!")
    assert "file.changed" in {found.code for found in verify().findings}
    place.unlink()
    assert "file.missing" in {found.code for found in verify().findings}


def test_who_brought_a_file_is_on_the_record():
    who = person("甲")
    services.store(io.BytesIO(PHOTO), name="a.jpg", by=who, at=AT)
    assert JournalEntry.objects.get(action="file.store").actor == f"person:{who.pk}"
