"""Footprints as GeoJSON (RFC 7946), with their measures as flat properties.

Longitude and latitude in WGS 84 at 7 decimals (about a centimetre), outer rings anticlockwise, no
``crs`` member. Footprints that border each other share every vertex of the border. The schema
``footprints.schema.json`` in ``resources`` describes the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.feature_collection import (
    feature_collection,
    write_collection,
)
from icp_footprints.exchange.exporting.footprint_properties import footprint_properties

Json = dict[str, Any]


def footprint_features(content: ExportContent) -> Json:
    """The plan's footprints as a FeatureCollection; one without units has a null geometry."""
    return feature_collection(content, footprint_properties(content), content.footprint_degrees)


def write_geojson(path: Path, content: ExportContent) -> None:
    """Write the footprints to a GeoJSON file, one feature a line.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    write_collection(path, footprint_features(content))
