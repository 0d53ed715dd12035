"""Units as GeoJSON (RFC 7946), each with its footprint.

They are drawn as in `geojson`: those that border each other share every vertex of the border. The
schema ``units.schema.json`` in ``resources`` describes the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.feature_collection import (
    feature_collection,
    write_collection,
)
from icp_footprints.exchange.exporting.unit_properties import unit_properties

Json = dict[str, Any]


def unit_features(content: ExportContent) -> Json:
    """The place's units as a FeatureCollection, in place order."""
    return feature_collection(content, unit_properties(content), content.unit_degrees)


def write_unit_geojson(path: Path, content: ExportContent) -> None:
    """Write the units to a GeoJSON file, one feature a line.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    write_collection(path, unit_features(content))
