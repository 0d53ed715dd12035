"""Files that go out and come back: the plan file, GeoJSON, CSV and JSON."""
