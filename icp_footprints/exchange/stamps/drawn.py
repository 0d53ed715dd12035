"""Footprints as a file has them: what it says of each, and how much ground its outline holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError, ProjError
from shapely.errors import ShapelyError

from icp_footprints.exchange.stamps.stamp import Drawn, Row
from icp_footprints.geography.crs import is_national_grid, to_national_grid

# Of a GeoPackage's shape: letters, version, flags and system; then its box, by what flags say.
BEFORE_BOX = 8
BOX_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def text_row(properties: Mapping[str, object]) -> Row:
    """Texts and figures of a feature as text, the same as in other formats."""
    return {
        str(key): "" if value is None else _text(value)
        for key, value in properties.items()
        if value is None or isinstance(value, str | int | float | np.integer | np.floating)
    }


def drawn(rows: Sequence[Row], shapes: Sequence[object], crs: CRS | str) -> tuple[Drawn, ...]:
    """Rows with the area of their shapes, none where a shape has none that can be worked out."""
    try:
        is_exact = is_national_grid(crs)
    except CRSError:
        return tuple(Drawn(row, None, is_exact=False) for row in rows)
    return tuple(
        Drawn(row, _area_km2(shape, crs), is_exact=is_exact)
        for row, shape in zip(rows, shapes, strict=True)
    )


def drawn_in(frame: Any) -> tuple[Drawn, ...]:
    """The features of a layer as GDAL gives it; none where it has no shapes."""
    if "geometry" not in frame:
        return ()
    held: list[dict[str, Any]] = frame.drop(columns="geometry").to_dict("records")
    return drawn([text_row(each) for each in held], frame["geometry"].tolist(), frame.crs or "")


def are_footprints(rows: Sequence[Row]) -> bool:
    """Whether rows are those of footprints, not of units, which name theirs."""
    return bool(rows) and "id" in rows[0] and "footprint_id" not in rows[0]


def shape_of_json(geometry: object) -> object:
    """A shape of GeoJSON; None where there is none, or it is none."""
    if not isinstance(geometry, dict):
        return None
    try:
        return shapely.from_geojson(json.dumps(geometry))
    except (ShapelyError, ValueError, RecursionError):
        return None


def shape_of_geopackage(blob: object) -> object:
    """A shape as a GeoPackage holds it; None where there is none, or it is damaged."""
    if not isinstance(blob, bytes) or blob[:2] != b"GP" or len(blob) <= BEFORE_BOX:
        return None
    box = BOX_BYTES.get(blob[3] >> 1 & 7)
    if box is None:
        return None
    try:
        return shapely.from_wkb(blob[BEFORE_BOX + box :])
    except (ShapelyError, ValueError):
        return None


def _text(value: object) -> str:
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _area_km2(shape: object, crs: CRS | str) -> float | None:
    if not isinstance(shape, shapely.Geometry):
        return None
    try:
        flat = np.array([shapely.force_2d(shape)], dtype=object)
        # Coordinates that the grid cannot hold are infinite there.
        with np.errstate(all="ignore"):
            area = float(shapely.area(to_national_grid(flat, crs))[0]) / 1e6
    except (ShapelyError, ProjError, CRSError, ValueError, OverflowError):
        return None
    return area if np.isfinite(area) else None
