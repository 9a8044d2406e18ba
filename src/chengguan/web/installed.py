"""Which apps the house has, from the ground up; an app's label is the last part of its path.

TEMPORARY while the apps are being written side by side: an app joins when its `apps.py` exists and
what its models import has joined (`present`). `CHENGGUAN_APPS=core.pages,core.journal` names the
only ones wanted, where a half-written neighbour does not load. When all are there, everything but
the lists goes.
"""

import os
import re
import sys
from importlib import import_module
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
IMPORT = re.compile(r"^(?:from|import) (chengguan\.(?:core|enforcement|flows)\.\w+)", re.M)


def _file(module: str) -> Path:
    return (SOURCE / module.replace(".", "/")).with_suffix(".py")


def _models(app: str) -> str:
    folder = _file(app).with_suffix("")
    files = [*folder.glob("models*.py"), *folder.glob("models/*.py")]
    return "\n".join(file.read_text() for file in files)


def _is_ready(app: str) -> bool:
    """Whether the modules that the app's `ready` imports are there."""
    text = _file(f"{app}.apps").read_text()
    wanted = re.findall(rf"from {re.escape(app)} import ([\w, ]+)", text)
    names = [name.split(" as ")[0].strip() for line in wanted for name in line.split(",")]
    folder = _file(app).with_suffix("")
    return all((folder / name).is_dir() or (folder / f"{name}.py").exists() for name in names)


def present(apps: list[str]) -> list[str]:
    """TEMPORARY: those of the apps that are written far enough to load."""
    wanted = os.environ.get("CHENGGUAN_APPS")
    only = {f"chengguan.{app}" for app in wanted.split(",")} if wanted else set(apps)
    joined: list[str] = []
    for app in apps:
        missing = set(IMPORT.findall(_models(app))) - {*joined, app}
        if app == "chengguan.web" or (
            app in only and _file(f"{app}.apps").exists() and not missing and _is_ready(app)
        ):
            joined.append(app)
    return joined


def has_accounts() -> bool:
    """TEMPORARY: whether `org.Account` is written; until then Django's own user stands in."""
    return "chengguan.core.org" in APPS and "class Account(" in _models("chengguan.core.org")


def written(paths: list[str]) -> list[str]:
    """TEMPORARY: those of the dotted names that are ours and written, and all that are not ours."""

    def is_written(path: str) -> bool:
        module, _, name = path.rpartition(".")
        if not path.startswith("chengguan.core"):
            return True
        pattern = rf"^(class|def) {name}\b"
        return any(path.startswith(app) for app in APPS) and (
            _file(module).exists()
            and re.search(pattern, _file(module).read_text(), re.M) is not None
        )

    return [path for path in paths if is_written(path)]


def addressed(prefixes: dict[str, str]) -> dict[str, str]:
    """TEMPORARY: those of the apps whose `urls.py` has been written and loads."""

    def loads(app: str) -> bool:
        try:
            import_module(f"{app}.urls")
        except ImportError as error:
            print(f"{app}.urls left out: {error}", file=sys.stderr)
            return False
        return True

    there = [app for app in prefixes if app in APPS and _file(f"{app}.urls").exists()]
    return {app: prefixes[app] for app in there if loads(app)}


APPS = present(
    [
        "chengguan.core.pages",
        "chengguan.core.journal",
        "chengguan.core.org",
        "chengguan.core.files",
        "chengguan.core.notices",
        "chengguan.core.registers",
        "chengguan.core.lawbook",
        "chengguan.core.work",
        "chengguan.core.documents",
        "chengguan.enforcement.leads",
        "chengguan.enforcement.cases",
        "chengguan.flows.lead_to_case",
        "chengguan.web",
    ]
)
