"""一张图: what lies where in the district, by subject and by time."""
