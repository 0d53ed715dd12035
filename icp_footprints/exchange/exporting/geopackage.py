"""A GeoPackage for QGIS: footprints, units and areas of layers, each shown in its style at once.

All layers are in EPSG:27700. The table ``layer_styles`` holds the styles, where QGIS looks for
them; the table ``footprints_metadata`` says which plan it is, as pairs of key and value.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd

from icp_footprints.exchange.exporting.area_outlines import area_outlines
from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.footprint_properties import footprint_properties
from icp_footprints.exchange.exporting.frames import feature_frame, half_written, write_frame
from icp_footprints.exchange.exporting.geopackage_styles import layer_styles
from icp_footprints.exchange.exporting.storable_text import storable
from icp_footprints.exchange.exporting.unit_properties import unit_properties
from icp_footprints.exchange.map_layers import GEOPACKAGE_VERSION, points_frame
from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.crs import BRITISH_NATIONAL_GRID

METADATA_TABLE = "footprints_metadata"
# As QGIS makes it.
STYLES_TABLE = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
    f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
    owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""


def write_geopackage(path: Path, content: ExportContent) -> None:
    """Write the GeoPackage. Of the same content on the same day, its tables are the same.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    with replacing(path) as temporary:
        for layer, frame in _layers(content).items():
            write_frame(
                temporary,
                frame,
                path,
                driver="GPKG",
                layer=layer,
                geometry_type="Point" if layer == "points" else "MultiPolygon",
                file_options={"VERSION": GEOPACKAGE_VERSION},
            )
        try:
            with closing(sqlite3.connect(temporary)) as base, base:
                _write_tables(base, content)
        except sqlite3.Error as error:
            raise half_written(path) from error


def _layers(content: ExportContent) -> dict[str, gpd.GeoDataFrame]:
    """The map layers, in the order of the file; points only where the place has any."""
    place = content.place
    layers = {
        "footprints": feature_frame(
            "footprints",
            footprint_properties(content),
            content.footprint_shapes,
            BRITISH_NATIONAL_GRID,
        ),
        "units": feature_frame(
            "units", unit_properties(content), content.units.geometry, BRITISH_NATIONAL_GRID
        ),
        **area_outlines(content),
    }
    if any(len(points) for points in place.point_layers):
        layers["points"] = points_frame(place)
    return layers


def _write_tables(base: sqlite3.Connection, content: ExportContent) -> None:
    """The styles and the metadata, listed as the standard asks."""
    made_on = f"{content.made_on.isoformat()}T00:00:00.000Z"
    base.execute(STYLES_TABLE)
    base.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
        "update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
        [
            (layer, layer, qml, f"How {layer} are shown", made_on)
            for layer, qml in layer_styles(content).items()
        ],
    )
    base.execute(f"CREATE TABLE {METADATA_TABLE} (key TEXT PRIMARY KEY NOT NULL, value TEXT)")
    base.executemany(
        f"INSERT INTO {METADATA_TABLE} VALUES (?, ?)",  # noqa: S608 - our own name
        [(key, _text(value)) for key, value in content.metadata.items()],
    )
    base.executemany(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description) "
        "VALUES (?, 'attributes', ?, '')",
        [(table, table) for table in ("layer_styles", METADATA_TABLE)],
    )
    # The day of the export, not the moment: the same export is the same file.
    base.execute("UPDATE gpkg_contents SET last_change = ?", (made_on,))


def _text(value: object) -> str | None:
    """Texts as they are, anything else as JSON."""
    if value is None:
        return None
    return storable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
