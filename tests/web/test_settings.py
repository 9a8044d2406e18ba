"""Settings refuse what would be unsafe, in a process of their own."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "CHENGGUAN_ENV": "production",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "chengguan.example",
}
INHERITED = {"PATH", "HOME", "PYTHONPATH", "LANG"}


def load(environment: dict[str, str], show: str = "1") -> subprocess.CompletedProcess[str]:
    code = f"from chengguan.web import settings as s; print({show})"
    kept = {name: value for name, value in os.environ.items() if name in INHERITED}
    return subprocess.run(
        [sys.executable, "-c", code], env={**kept, **environment}, capture_output=True, text=True
    )


def test_production_loads_with_secure_cookies_and_without_debug() -> None:
    shown = "s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECOND_FACTOR_REQUIRED"
    assert load(SAFE, shown).stdout.strip() == "False True True True"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"CHENGGUAN_DEMONSTRATION": "1"}, "CHENGGUAN_DEMONSTRATION"),
        ({"CHENGGUAN_DEBUG": "1"}, "CHENGGUAN_DEBUG"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
    ],
)
def test_production_refuses(change: dict[str, str], named: str) -> None:
    done = load({**SAFE, **change})
    assert done.returncode != 0
    assert f"ImproperlyConfigured: {named}:" in done.stderr


def test_a_desk_needs_nothing_and_is_no_demonstration_unless_asked() -> None:
    assert load({}, "s.PRODUCTION, s.CHENGGUAN_DEMONSTRATION").stdout.strip() == "False False"


def test_an_unknown_environment_is_refused() -> None:
    assert "CHENGGUAN_ENV" in load({"CHENGGUAN_ENV": "produktion"}).stderr
