"""Upload fields: judged by bytes, kept once, and given back to nobody else."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from chengguan.core.files.forms import ManyFiles, PhotoField, UploadField, token_of, use_behind
from chengguan.core.files.media import EVIDENCE
from chengguan.core.files.models import FileUse, StoredFile
from tests.core.files.whole_pictures import JPEG, PNG
from tests.core.org.people import AT, person

pytestmark = pytest.mark.django_db
HEIC = b"\0\0\0\x18ftypheic" + bytes(40)
PDF = b"%PDF-1.7\n"
MP4 = b"\0\0\0\x18ftypisom" + bytes(40)
PROGRAM = b"MZ\x90\0" + bytes(60)


def office(part: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(part, "x")
    return packed.getvalue()


def sent(*uploads, tokens=(), removed=()):
    """What the widget of a field called "photos" makes of a posted form."""
    data = QueryDict(mutable=True)
    data.setlist("received-photos", list(tokens))
    data.setlist("removed-photos", list(removed))
    files = MultiValueDict({"photos": list(uploads)})
    return ManyFiles().value_from_datadict(data, files, "photos")


LARGE = JPEG + bytes(200)


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


@pytest.mark.parametrize(
    ("content", "photo", "document", "evidence"),
    [
        (JPEG, True, True, True),
        (PNG, True, True, True),
        (HEIC, False, True, True),
        (PDF, False, True, True),
        (office("word/document.xml"), False, True, True),
        (office("xl/workbook.xml"), False, True, True),
        (office("ppt/presentation.xml"), False, False, False),
        (MP4, False, False, True),
        (PROGRAM, False, False, False),
        (b"<script>alert(1)</script>", False, False, False),
    ],
)
def test_what_a_field_takes_is_told_by_the_bytes_alone(content, photo, document, evidence):
    for field, taken in (
        (PhotoField(required=False), photo),
        (UploadField(required=False), document),
        (UploadField(required=False, kinds=EVIDENCE), evidence),
    ):
        brought = sent(upload(content, "现场.jpg"))
        if taken:
            assert len(field.clean(brought)) == 1
        else:
            with pytest.raises(Exception, match=r"“现场\.jpg”不能用在这里"):
                field.clean(brought)


def test_a_file_that_is_too_large_or_empty_is_named(settings):
    settings.FILES_PHOTO_MAX_BYTES, settings.FILES_MAX_BYTES = 100, 1000
    field = PhotoField(required=False)
    with pytest.raises(Exception, match=r"“大\.jpg”超过 0 MB"):
        field.clean(sent(upload(LARGE, "大.jpg")))
    with pytest.raises(Exception, match=r"“空\.jpg”是空的"):
        field.clean(sent(upload(b"", "空.jpg")))
    assert UploadField(required=False).clean(sent(upload(LARGE, "大.jpg")))


def test_good_files_are_kept_beside_a_bad_one_and_the_act_takes_them_up():
    officer = person("甲")
    field = PhotoField(required=False)
    field.belongs_to(person=officer.pk, subject="m")
    with pytest.raises(Exception, match=r"程序\.jpg"):
        field.clean(sent(upload(JPEG, "好.jpg"), upload(PROGRAM, "程序.jpg")))
    field.keep(by=officer, at=AT)
    [shown] = field.widget.received
    assert (shown.use.original_name, shown.is_picture) == ("好.jpg", True)

    again = PhotoField(required=True)
    again.belongs_to(person=officer.pk, subject="m")
    again.clean(sent(upload(JPEG, "同一张.jpg"), tokens=[shown.token]))
    assert again.keep(by=officer, at=AT) == [shown.use]
    assert (StoredFile.objects.count(), FileUse.objects.count()) == (1, 1)


def test_a_received_file_can_be_left_out():
    officer = person("甲")
    field = PhotoField(required=False)
    field.belongs_to(person=officer.pk, subject="m")
    field.clean(sent(upload(JPEG, "好.jpg")))
    token = token_of(field.keep(by=officer, at=AT)[0], person=officer.pk, subject="m")
    assert field.clean(sent(tokens=[token], removed=[token])) == []
    assert field.keep(by=officer, at=AT) == []


def test_a_token_is_good_for_one_person_and_one_matter(monkeypatch):
    officer, other = person("甲"), person("乙")
    field = PhotoField(required=False)
    field.belongs_to(person=officer.pk, subject="m")
    field.clean(sent(upload(JPEG, "好.jpg")))
    [use] = field.keep(by=officer, at=AT)
    token = token_of(use, person=officer.pk, subject="m")
    assert use_behind(token, person=officer.pk, subject="m") == use
    assert use_behind(token, person=other.pk, subject="m") is None
    assert use_behind(token, person=officer.pk, subject="n") is None
    assert use_behind(f"{use.pk}{token[2:]}", person=officer.pk, subject="m") is None
    field.belongs_to(person=other.pk, subject="m")
    with pytest.raises(Exception, match="不是您为这一事项上传的"):
        field.clean(sent(tokens=[token]))
    monkeypatch.setattr("chengguan.core.files.forms.GOOD_FOR", -1)
    assert use_behind(token, person=officer.pk, subject="m") is None


def test_a_token_does_not_carry_a_document_into_a_field_of_photos():
    officer = person("甲")
    documents, photos = UploadField(required=False), PhotoField(required=False)
    for field in (documents, photos):
        field.belongs_to(person=officer.pk, subject="m")
    documents.clean(sent(upload(PDF, "证明.pdf")))
    documents.keep(by=officer, at=AT)
    with pytest.raises(Exception, match=r"“证明\.pdf”不能用在这里"):
        photos.clean(sent(tokens=[documents.widget.received[0].token]))
