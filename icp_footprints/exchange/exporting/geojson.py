"""Footprints and units as GeoJSON (RFC 7946), with what is known of each as flat properties.

Longitude and latitude in WGS 84 at 7 decimals (about a centimetre), outer rings anticlockwise, no
``crs`` member. Shapes that border each other share every vertex of the border. The schemas
``footprints.schema.json`` and ``units.schema.json`` in ``resources`` describe the files.
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
from icp_footprints.exchange.exporting.unit_properties import unit_properties

Json = dict[str, Any]


def footprint_features(content: ExportContent) -> Json:
    """The plan's footprints as a FeatureCollection; one without units has a null geometry."""
    return feature_collection(content, footprint_properties(content), content.footprint_degrees)


def unit_features(content: ExportContent) -> Json:
    """The place's units as a FeatureCollection, in place order."""
    return feature_collection(content, unit_properties(content), content.unit_degrees)


def write_geojson(path: Path, content: ExportContent) -> None:
    """Write the footprints to a GeoJSON file, one feature a line.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    write_collection(path, footprint_features(content))


def write_unit_geojson(path: Path, content: ExportContent) -> None:
    """Write the units, each with its footprint, to a GeoJSON file, one feature a line.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    write_collection(path, unit_features(content))
