"""Real data that lies beside the project, where there is some."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[4] / "shared" / "data"
IDENTIFIERS = DATA / "identifiers" / "uscc_changning.csv"
SUBDISTRICTS = DATA / "geo-changning" / "subdistricts.wgs84.geojson"
POINTS = DATA / "geo-changning" / "community_points.csv"
needs_shared = pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not here")
