"""The stamps of a FlatGeobuf file: columns of its features."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError, GeometryError

from icp_footprints.exchange.stamps.bounded import damaged
from icp_footprints.exchange.stamps.stamp import Found, Row, different, stamp_from

MOST_ROWS = 500_000


def read_flatgeobuf_file(path: Path) -> Found:
    """The stamps and properties of its features; geometry is not read.

    Raises
    ------
    InputError
        When it is damaged.
    """
    try:
        frame: Any = pyogrio.read_dataframe(
            path, layer=0, read_geometry=False, max_features=MOST_ROWS, fid_as_index=False
        )
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
    held: list[dict[str, Any]] = frame.to_dict("records")
    rows: list[Row] = [
        {str(key): value for key, value in each.items() if isinstance(value, str)} for each in held
    ]
    return Found("a FlatGeobuf file", different(None, map(stamp_from, held)), tuple(rows))
