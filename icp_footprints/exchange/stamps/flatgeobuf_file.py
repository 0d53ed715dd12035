"""The stamps of a FlatGeobuf file: in its header, and as columns of its features."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyogrio

from icp_footprints.exchange.stamps.bounded import reading_map
from icp_footprints.exchange.stamps.drawn import are_footprints, drawn, text_row
from icp_footprints.exchange.stamps.stamp import (
    Found,
    different,
    simplified_from_json,
    stamp_from,
    stamp_from_json,
)

MOST_ROWS = 500_000


def read_flatgeobuf_file(path: Path) -> Found:
    """The stamps of its header and features, their properties, and the outlines of footprints.

    Raises
    ------
    InputError
        When it is damaged.
    """
    with reading_map(path):
        frame: Any = pyogrio.read_dataframe(path, layer=0, max_features=MOST_ROWS)
        # GDAL gives back what the header says of the whole file here.
        said: Any = pyogrio.read_info(path, layer=0)["layer_metadata"] or {}
    about = str(said.get("DESCRIPTION") or "")
    held: list[dict[str, Any]] = frame.drop(columns="geometry", errors="ignore").to_dict("records")
    rows = tuple(text_row(each) for each in held)
    shapes = frame["geometry"].tolist() if "geometry" in frame else [None] * len(rows)
    return Found(
        "a FlatGeobuf file",
        # Another program may leave out what the header said; where it is there, it must agree.
        different(stamp_from_json(about), map(stamp_from, held)),
        rows,
        drawn(rows, shapes, frame.crs or "") if are_footprints(rows) else (),
        simplified_from_json(about),
        is_listing=True,
    )
