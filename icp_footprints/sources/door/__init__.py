"""Geometry at the door: reference system, types, mending; what goes in is clean EPSG:27700."""
