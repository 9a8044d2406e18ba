"""The edge of every request: headers, clean input, the clock, the language, plain errors."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from chengguan.core.pages import clock, finders, registry, views
from chengguan.core.pages.middleware import CleanInput, is_clean_json
from chengguan.core.pages.models import START, DemonstrationClock

pytestmark = pytest.mark.django_db


def test_every_page_carries_the_strict_policy(client: Client) -> None:
    policy = client.get("/keys/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'")
    assert "unsafe" not in policy


def test_an_error_page_carries_the_policy_too(client: Client) -> None:
    assert "default-src 'self'" in client.get("/nowhere/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["q=%00", "%00=1"])
@pytest.mark.trap(25)
def test_nul_in_the_address_is_refused_in_plain_words(client: Client, query: str) -> None:
    answer = client.get(f"/search/?{query}")
    assert answer.status_code == 400
    assert "无法保存的字符" in answer.content.decode()


def test_nul_in_a_form_is_refused(client: Client) -> None:
    assert client.post("/language/", {"language": "en\x00"}).status_code == 400


@pytest.mark.parametrize(
    ("body", "clean"),
    [
        (b'{"a": "\\u5f20"}', True),
        (b'{"a": "\\ud83d\\ude00"}', True),
        (b'{"a": "\\ud800"}', False),
        (b'{"a": "\\u0000"}', False),
        (b'{"\\udfff": 1}', False),
        (b'{"a": "\\\\u0000"}', True),
        (b'{"a": "\\u0000" broken', True),
    ],
)
def test_json_with_lone_surrogates_or_nul_is_not_clean(body: bytes, clean: bool) -> None:
    assert is_clean_json(body) is clean


def test_unclean_json_never_reaches_the_view(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        raise AssertionError("reached")

    request = rf.post("/api/", b'{"a": "\\ud800"}', content_type="application/json")
    answer = CleanInput(view).process_view(request, view)
    assert answer is not None
    assert answer.status_code == 400


# ── the clock ──────────────────────────────────────────────────────────────────


def test_outside_a_demonstration_the_clock_is_the_real_one(settings: object) -> None:
    settings.CHENGGUAN_DEMONSTRATION = False
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)
    with pytest.raises(clock.NoDemonstration):
        clock.advance("day")


def test_outside_a_demonstration_its_pages_do_not_exist(client: Client, settings: object) -> None:
    settings.CHENGGUAN_DEMONSTRATION = False
    assert client.post("/demonstration/advance/", {"step": "day"}).status_code == 404
    assert client.get("/design/").status_code == 404
    assert not DemonstrationClock.objects.exists()


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_begins_in_september_and_moves_by_its_buttons(client: Client) -> None:
    assert clock.now() == START
    client.post("/demonstration/advance/", {"step": "day", "next": "/keys/"})
    answer = client.post("/demonstration/advance/", {"step": "week", "next": "/keys/?a=1"})
    assert answer.headers["Location"] == "/keys/?a=1"
    assert clock.now() == START + timedelta(days=8)


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_no_click_leads_to_another_house(client: Client, wanted: str) -> None:
    answer = client.post("/demonstration/advance/", {"step": "day", "next": wanted})
    assert answer.headers["Location"] == "/"


@pytest.mark.usefixtures("demonstration")
def test_an_unknown_step_moves_nothing(client: Client) -> None:
    assert client.post("/demonstration/advance/", {"step": "year"}).status_code == 404
    assert clock.now() == START


@pytest.mark.usefixtures("demonstration")
def test_reading_the_clock_is_one_small_query(
    client: Client, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(1):
        clock.now()


# ── language and errors ────────────────────────────────────────────────────────


def test_one_click_changes_the_language_and_returns_to_the_page(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/keys/?x=1"})
    assert answer.headers["Location"] == "/keys/?x=1"
    assert "Keyboard" in client.get("/keys/").content.decode()


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (views.bad_request, 400),
        (views.forbidden, 403),
        (views.csrf_failure, 403),
        (views.not_found, 404),
        (views.conflict, 409),
        (views.server_error, 500),
    ],
)
@pytest.mark.trap(26)
def test_an_error_says_what_to_do_and_keeps_its_status(
    rf: RequestFactory, view: object, status: int
) -> None:
    answer = view(rf.get("/x/"))
    assert answer.status_code == status
    assert "返回首页" in answer.content.decode()


def test_a_conflict_says_what_happened(rf: RequestFactory) -> None:
    assert (
        "周敏已于 09:12 立案"
        in views.conflict(rf.get("/x/"), "周敏已于 09:12 立案").content.decode()
    )


@pytest.fixture
def signed_in(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody before the frame; no moment of the demonstration is needed."""
    who = registry.FrameView(person="周敏", organ="区局", role="队员", sign_out_url="/out/")
    monkeypatch.setattr(registry.entries, "frame", lambda request: who)
    return client


def test_who_is_signed_in_keeps_the_menu_and_the_search_where_a_page_is_missing(
    signed_in: Client,
) -> None:
    page = signed_in.get("/nowhere/").content.decode()
    assert 'id="menu"' in page
    assert 'id="search"' in page
    assert "请核对地址" in page
    assert page.count("<h1") == 1


def test_who_is_not_signed_in_sees_no_menu(client: Client) -> None:
    assert 'id="menu"' not in client.get("/nowhere/").content.decode()


def test_an_error_keeps_the_frame_and_falls_back_where_that_breaks_too(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: HttpRequest) -> registry.FrameView:
        raise OSError("no database")

    who = registry.FrameView(person="周敏", sign_out_url="/out/")
    for frame, is_framed in ((lambda request: who, True), (broken, False)):
        monkeypatch.setattr(registry.entries, "frame", frame)
        answer = views.server_error(rf.get("/x/"))
        assert answer.status_code == 500
        assert ('id="menu"' in answer.content.decode()) is is_framed


# ── static files ───────────────────────────────────────────────────────────────


def test_only_the_listed_files_of_node_modules_are_found() -> None:
    finder = finders.NpmFinder()
    assert finder.find("npm/../package.json") == []
    assert finder.find("@tabler/core/package.json") == []
    assert {name for name, _storage in finder.list(None)} <= set(finders.FILES)


@pytest.mark.skipif(
    not Path(django_settings.NODE_MODULES, "@tabler").exists(), reason="npm ci has not run"
)
def test_the_listed_files_exist_and_can_be_opened() -> None:
    finder = finders.NpmFinder()
    for name, storage in finder.list(None):
        assert finder.find(name) == storage.path(name)
        assert storage.open(name).read(1)
    assert len(list(finder.list(None))) == len(finders.FILES)
