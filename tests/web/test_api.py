"""The API says what its description promises."""

import pytest
from django.test import Client

from chengguan.core.org.signin import open_account
from chengguan.core.pages import clock
from chengguan.web.api import shapes
from tests.enforcement.cases.street import NOON, Street


@pytest.fixture
def street(db: None) -> Street:
    return Street()


@pytest.fixture
def officer(street: Street, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    account = open_account(person=street.officer, username="甲", by=None, at=NOON)
    client = Client()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_page_of_matters_has_the_shape_that_is_described(street: Street, officer: Client) -> None:
    case = street.open()
    answer = officer.get("/api/matters?kind=case")
    found = shapes.MatterList.model_validate(answer.json())
    assert [(line.id, line.organ, line.version) for line in found.items] == [
        (case, street.team.name, 1)
    ]
    assert set(answer.json()["items"][0]) == set(shapes.MatterLine.model_fields)


def test_one_matter_has_the_shape_that_is_described(street: Street, officer: Client) -> None:
    case = street.open()
    answer = officer.get(f"/api/matters/{case}")
    found = shapes.MatterDetail.model_validate(answer.json())
    assert "inspect" in {act.key for act in found.acts}
