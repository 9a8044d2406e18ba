"""Static files from node_modules: only those on the list, never the whole tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# Name under STATIC_URL → file under node_modules.
FILES = {
    "npm/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    # The style sheet names its map, and a manifest storage insists on what is named.
    "npm/tabler.min.css.map": "@tabler/core/dist/css/tabler.min.css.map",
    "npm/leaflet/leaflet.js": "leaflet/dist/leaflet.js",
    "npm/leaflet/leaflet.js.map": "leaflet/dist/leaflet.js.map",
    "npm/leaflet/leaflet.css": "leaflet/dist/leaflet.css",
    # Named by the style sheet; the map itself draws no pictures.
    "npm/leaflet/images/layers.png": "leaflet/dist/images/layers.png",
    "npm/leaflet/images/layers-2x.png": "leaflet/dist/images/layers-2x.png",
    "npm/leaflet/images/marker-icon.png": "leaflet/dist/images/marker-icon.png",
}


class NpmStorage(FileSystemStorage):
    """Reads node_modules under the names of the list."""

    prefix = ""

    def __init__(self) -> None:
        super().__init__(location=settings.NODE_MODULES)

    def path(self, name: str) -> str:
        return super().path(FILES[str(name)])


class NpmFinder(BaseFinder):
    """Finds exactly the files of the list."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """`kwargs` carries Django's older name for `find_all`."""
        wanted = find_all or kwargs.get("all", False)
        known = FILES.get(path)
        file = Path(settings.NODE_MODULES, known) if known else None
        if file is None or not file.is_file():
            return []
        return [str(file)] if wanted else str(file)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, NpmStorage]]:
        storage = NpmStorage()
        return ((name, storage) for name in FILES if storage.exists(name))
