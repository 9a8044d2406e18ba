"""What a monitor and a keeper are told, and that it is told when something lacks."""

import json
from datetime import datetime, timedelta
from io import StringIO
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.utils import timezone

from chengguan.core.journal.triggers import remove_triggers
from chengguan.core.notices.models import WorkerBeat
from chengguan.core.pages import clock
from chengguan.web import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def beat(settings: Any) -> WorkerBeat:
    settings.CHENGGUAN_KEYS_CREATE = True
    return WorkerBeat.objects.create(name="test", beat_at=timezone.now())


def doctor() -> tuple[dict[str, bool], str]:
    out, refusal = StringIO(), ""
    try:
        call_command("doctor", json=True, stdout=out)
    except CommandError as error:
        refusal = str(error)
    return {finding["what"]: finding["ok"] for finding in json.loads(out.getvalue())}, refusal


@pytest.mark.postgres
def test_everything_in_order(beat: WorkerBeat) -> None:
    findings, refusal = doctor()
    assert all(findings.values())
    assert not refusal
    assert set(findings) == {
        *("database", "migrations", "triggers", "worker", "files", "keys", "fonts")
    }


@pytest.mark.postgres
def test_missing_triggers_are_found_and_stop_traffic(client: Client, beat: WorkerBeat) -> None:
    remove_triggers(connection)
    findings, refusal = doctor()
    assert not findings["triggers"]
    assert refusal == "1 of 7 not in order"
    assert client.get("/healthz").status_code == 503


def test_a_silent_worker_is_told_but_requests_are_served(client: Client, beat: WorkerBeat) -> None:
    WorkerBeat.objects.update(beat_at=timezone.now() - timedelta(minutes=3))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "database": True, "worker": False, "triggers": True}


def test_missing_keys_name_their_remedy(settings: Any, tmp_path: Any) -> None:
    settings.CHENGGUAN_KEYS_CREATE = False
    settings.KEYS_ROOT = tmp_path / "nowhere"
    finding = health.keyring()
    assert not finding.ok
    assert "nowhere" in finding.remedy


def test_files_that_cannot_be_written_are_found(settings: Any, tmp_path: Any) -> None:
    (tmp_path / "a-file").write_text("")
    settings.FILES_ROOT = tmp_path / "a-file" / "below"
    assert not health.files().ok


def test_metrics_are_lines_that_a_monitor_reads(client: Client) -> None:
    text = client.get("/metrics").content.decode()
    assert "# TYPE chengguan_open_matters gauge\nchengguan_open_matters 0\n" in text
    assert "chengguan_overdue_matters 0\n" in text
    assert "chengguan_outbox_waiting 0\n" in text


def test_figures_are_of_the_moment_of_the_request(client: Client, settings: Any) -> None:
    settings.CHENGGUAN_DEMONSTRATION = True
    asked: list[datetime] = []
    health.show(health.Figure("moment", "When it was asked", lambda at: asked.append(at) or 0))
    try:
        client.get("/metrics")
    finally:
        del health._figures["moment"]
    assert asked == [clock.now()]


TOKEN = {"HTTP_AUTHORIZATION": "Bearer a-token"}


@pytest.mark.parametrize(
    ("come", "status"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "10.1.2.3"}, 200),
        ({"REMOTE_ADDR": "10.2.2.3"}, 403),
        ({"REMOTE_ADDR": ""}, 403),
        ({"REMOTE_ADDR": "10.2.2.3", **TOKEN}, 200),
        ({"REMOTE_ADDR": "10.2.2.3", "HTTP_AUTHORIZATION": "Bearer another"}, 403),
        # Behind a proxy on this machine everybody comes from this machine.
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, 403),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9", **TOKEN}, 200),
    ],
)
def test_only_a_monitor_reads_figures(
    client: Client, settings: Any, come: dict[str, str], status: int
) -> None:
    settings.CHENGGUAN_METRICS_TOKEN = "a-token"
    settings.CHENGGUAN_METRICS_FROM = [ip_network(n) for n in ("127.0.0.1", "::1", "10.1.0.0/16")]
    assert client.get("/metrics", **come).status_code == status  # type: ignore[arg-type]


def test_without_a_token_none_opens(client: Client, settings: Any) -> None:
    settings.CHENGGUAN_METRICS_TOKEN = ""
    come = {"REMOTE_ADDR": "10.2.2.3", "HTTP_AUTHORIZATION": "Bearer "}
    assert client.get("/metrics", **come).status_code == 403  # type: ignore[arg-type]
