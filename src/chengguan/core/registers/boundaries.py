"""chengguan import boundaries FILE: the polygons of the subdistricts, from GeoJSON."""

import json
from pathlib import Path

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from chengguan.core.org.record import Refused
from chengguan.core.pages import clock
from chengguan.core.pages.imports import Import, Report
from chengguan.core.registers.coordinates import Datum
from chengguan.core.registers.locating import import_boundaries
from chengguan.core.registers.services import locate_pending


def run(source: Path, *, datum: str) -> Report:
    """Boundaries by name of subdistrict; afterwards every waiting place is asked again."""
    at = clock.now()
    try:
        collection = json.loads(source.read_text("utf-8"))
        done = import_boundaries(collection, datum=datum, by=None, at=at)
    except (json.JSONDecodeError, UnicodeDecodeError):
        return Report({}, (_("文件不是 JSON。"),))
    except Refused as refused:
        return Report({}, (refused.message,))
    settled = locate_pending(by=None, at=at)
    counts = {
        "written": done.written,
        "unchanged": done.unchanged,
        "places settled": settled,
    }
    return Report(counts, tuple(_("没有叫“%(name)s”的街镇。") % {"name": n} for n in done.unknown))


def arguments(parser: CommandParser) -> None:
    parser.add_argument("--datum", choices=[str(one) for one in Datum], default=str(Datum.WGS84))


IMPORT = Import(
    "boundaries",
    "subdistrict boundaries from a GeoJSON file (properties: name, code)",
    run,
    arguments,
)
