"""Verification: clean when all is well, one moment of the database, open to other apps' checks."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils.translation import override

from chengguan.core.journal import findings, verification
from chengguan.core.journal.models import JournalEntry, Look
from chengguan.core.journal.services import Finding, register_check, seal_looks, verify
from tests.core.journal.conftest import AT
from tests.core.journal.history import History, drop_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_lawful_history_has_no_findings_and_is_counted() -> None:
    history = History(1).grow(5)
    report = verify()
    assert report.findings == []
    assert report.counts["entries"] == JournalEntry.objects.count()
    assert report.counts["streams"] == len(history.streams)
    assert report.counts["rows"] == len(history.rows)


def test_looks_wait_until_they_are_sealed_and_are_sealed_once() -> None:
    History(1).grow(0)
    waiting = Look.objects.count()
    assert (seal_looks(at=AT), seal_looks(at=AT)) == (waiting, 0)
    assert verify().counts["looks unsealed"] == 0
    assert verify().ok


def test_other_apps_add_their_checks(monkeypatch) -> None:
    checks: dict = {}
    monkeypatch.setattr(findings, "CHECKS", checks)
    monkeypatch.setattr(verification, "CHECKS", checks)
    lost = Finding("file.missing", "文件缺失", model="files.original", row="7")
    register_check("files", lambda: [lost])
    assert verify().findings == [lost]


def test_a_finding_says_what_and_where() -> None:
    finding = Finding("entry.altered", "日志条目被改动", stream="ab", sequence=3, note="核对")
    with override("zh-hans"):
        assert str(finding) == "日志条目被改动 · 流 ab，第 3 条 · 核对"
    row = Finding("row.differs", "不符", model="leads.lead", row="7")
    assert row.as_dict() == {
        "code": "row.differs",
        "message": "不符",
        "model": "leads.lead",
        "row": "7",
    }


def test_a_value_nobody_can_read_is_a_finding_and_the_rest_is_still_checked(monkeypatch) -> None:
    """SQLite takes any text for a moment; a check of another app may fail on a forged row."""
    History(1).grow(0)
    monkeypatch.setitem(verification.CHECKS, "broken", lambda: [Finding("x", str(1 // 0))])
    drop_triggers()
    codes = {(finding.code, finding.model) for finding in verify().findings}
    assert ("check.failed", "broken") in codes
    assert "trigger.missing" in {code for code, _ in codes}


@pytest.mark.django_db(transaction=True)
def test_reading_one_moment_leaves_the_connection_as_it_was() -> None:
    before = getattr(connection, "transaction_mode", None)
    assert verify().ok
    assert getattr(connection, "transaction_mode", None) == before


@pytest.mark.django_db(transaction=True)
def test_the_commands_deposit_and_verify(tmp_path, capsys) -> None:
    call_command("deposit", tmp_path)
    assert "head-000000000000.json" in capsys.readouterr().out
    call_command("verify", "--json", "--deposits", str(tmp_path))
    report = json.loads(capsys.readouterr().out)
    assert report["ok"] is True
    assert report["counts"]["deposits"] == 1


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_one_and_names_the_place(tmp_path, capsys) -> None:
    call_command("deposit", tmp_path)
    (tmp_path / "head-000000000000.json").write_text("{")
    with pytest.raises(SystemExit) as ended:
        call_command("verify", "--deposits", str(tmp_path))
    assert ended.value.code == 1
    assert "deposit.damaged" in capsys.readouterr().out


def test_a_folder_of_deposits_that_is_not_there_is_no_clean_bill(tmp_path) -> None:
    with pytest.raises(CommandError):
        call_command("verify", "--deposits", str(tmp_path / "typo"))


def test_the_command_puts_triggers_back(capsys) -> None:
    drop_triggers()
    call_command("triggers")
    assert "+ journal_journalentry_keeps" in capsys.readouterr().out
    assert verify().ok
