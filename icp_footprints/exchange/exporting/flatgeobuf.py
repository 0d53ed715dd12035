"""Footprints as FlatGeobuf, which web maps and QGIS read piece by piece.

In longitude and latitude, with the shapes and properties of the GeoJSON file.
"""

from __future__ import annotations

import json
from pathlib import Path

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.footprint_properties import footprint_properties
from icp_footprints.exchange.exporting.frames import feature_frame, write_frame
from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.crs import LONGITUDE_LATITUDE


def write_flatgeobuf(path: Path, content: ExportContent) -> None:
    """Write the footprints, in plan order.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    frame = feature_frame(
        "footprints",
        footprint_properties(content),
        content.footprint_degrees,
        LONGITUDE_LATITUDE,
    )
    with replacing(path) as temporary:
        write_frame(
            temporary,
            frame,
            path,
            driver="FlatGeobuf",
            layer="footprints",
            # An index would put footprints in another order, and refuses those without ground.
            layer_options={"SPATIAL_INDEX": "NO", "DESCRIPTION": json.dumps(content.metadata)},
        )
