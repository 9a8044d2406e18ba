"""An original is served only to whom the owner of the file lets in."""

import io

import pytest
from django.urls import reverse

from chengguan.core.files import services
from chengguan.core.files.ports import gate
from chengguan.core.org.kinds import Role
from tests.core.files.whole_pictures import JPEG
from tests.core.org.people import AT, district, holder

pytestmark = pytest.mark.django_db
PHOTO = JPEG + b" photo"


@pytest.fixture
def use():
    return services.store(io.BytesIO(PHOTO), name="现场.jpg", by=None, at=AT)


@pytest.fixture
def officer(client):
    who = holder("甲", Role.OFFICER, district(), username="a")
    client.post(reverse("org:enter"), {"account": who.account.pk})
    return who


@pytest.fixture(autouse=True)
def shut(monkeypatch):
    monkeypatch.setattr(gate, "_may_see", None)


@pytest.mark.trap(21)
def test_nobody_sees_a_file_until_somebody_answers_for_it(client, officer, use):
    assert client.get(reverse("files:original", args=[use.pk])).status_code == 404


def test_a_file_that_may_not_be_seen_looks_like_one_that_is_not_there(client, officer, use):
    gate.register(lambda person, use: False)
    assert client.get(reverse("files:original", args=[use.pk])).status_code == 404
    assert client.get(reverse("files:original", args=[999_999])).status_code == 404


def test_without_signing_in_nothing_is_served(client, use):
    gate.register(lambda person, use: True)
    assert client.get(reverse("files:original", args=[use.pk])).status_code == 404


def test_who_may_see_it_gets_the_bytes_under_their_own_type(client, officer, use):
    gate.register(lambda person, use: person == officer)
    response = client.get(reverse("files:original", args=[use.pk]))
    assert b"".join(response.streaming_content) == PHOTO
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")


def test_text_is_handed_over_not_shown(client, officer):
    gate.register(lambda person, use: True)
    page = io.BytesIO(b"<script>alert(1)</script>")
    use = services.store(page, name="a.html", by=None, at=AT)
    response = client.get(reverse("files:original", args=[use.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "text/plain"
