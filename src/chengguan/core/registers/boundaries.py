"""chengguan import areas SOURCE: the outlines of the subdistricts, from GeoJSON."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from chengguan.core.org.record import Refused
from chengguan.core.pages import clock
from chengguan.core.pages.imports import Import, Report
from chengguan.core.registers.coordinates import Datum
from chengguan.core.registers.locating import import_boundaries
from chengguan.core.registers.services import locate_pending


def run(source: Path, *, datum: str) -> Report:
    """Outlines by name of subdistrict, from a file or all ``*.geojson`` of a folder; afterwards
    every waiting place is asked again.

    A file of a folder that names no subdistrict at all is about something else.
    """
    at, is_folder = clock.now(), source.is_dir()
    files = sorted(source.glob("*.geojson")) if is_folder else [source]
    counts, problems = {"written": 0, "unchanged": 0}, []
    for file in files:
        try:
            done = import_boundaries(_read(file), datum=datum, by=None, at=at)
        except Refused as refused:
            problems.append(f"{file.name}: {refused.message}")
            continue
        counts["written"] += done.written
        counts["unchanged"] += done.unchanged
        if not is_folder or done.written or done.unchanged:
            problems += [_("没有叫“%(name)s”的街镇。") % {"name": name} for name in done.unknown]
    if not any(counts.values()):
        nothing = _("这里没有街镇的边界。请给出 GeoJSON 文件或者装有它们的文件夹。")
        return Report({}, tuple(problems) or (nothing,))
    settled = locate_pending(by=None, at=at)
    return Report({**counts, "places settled": settled}, tuple(problems))


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise Refused("boundaries.shape", _("文件不是 JSON。")) from None


def arguments(parser: CommandParser) -> None:
    parser.add_argument("--datum", choices=[str(one) for one in Datum], default=str(Datum.WGS84))


IMPORT = Import(
    "areas",
    "outlines of subdistricts from GeoJSON, a file or a folder (properties: name, code)",
    run,
    arguments,
)
