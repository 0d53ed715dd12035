"""The stamps of a FlatGeobuf file: columns of its features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError

from icp_footprints.exchange.stamps.bounded import damaged
from icp_footprints.exchange.stamps.drawn import drawn, text_row
from icp_footprints.exchange.stamps.stamp import Found, different, simplified_from, stamp_from

MOST_ROWS = 500_000


def read_flatgeobuf_file(path: Path) -> Found:
    """The stamps and properties of its features; geometry is not read.

    Raises
    ------
    InputError
        When it is damaged.
    """
    try:
        frame: Any = pyogrio.read_dataframe(path, layer=0, max_features=MOST_ROWS)
        # GDAL gives back what the header says of the whole file here.
        about: Any = (pyogrio.read_info(path, layer=0)["layer_metadata"] or {}).get("DESCRIPTION")
    except (
        DataSourceError,
        DataLayerError,
        FieldError,
        GeometryError,
        ValueError,
        OverflowError,
        RuntimeError,
    ) as error:
        raise damaged(path) from error
    has_shapes = "geometry" in frame
    held: list[dict[str, Any]] = frame.drop(columns="geometry", errors="ignore").to_dict("records")
    rows = tuple(text_row(each) for each in held)
    footprints = drawn(rows, frame["geometry"].tolist(), frame.crs or "") if has_shapes else ()
    return Found(
        "a FlatGeobuf file",
        different(None, map(stamp_from, held)),
        rows,
        footprints if rows and "id" in rows[0] and "footprint_id" not in rows[0] else (),
        _simplified(about),
    )


def _simplified(about: object) -> float:
    try:
        return simplified_from(json.loads(about)) if isinstance(about, str) else 0.0
    except (ValueError, RecursionError):
        return 0.0
