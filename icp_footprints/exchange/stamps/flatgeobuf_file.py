"""The stamps of a FlatGeobuf file: columns of its features."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyogrio

from icp_footprints.exchange.stamps.bounded import reading_map
from icp_footprints.exchange.stamps.drawn import are_footprints, drawn_in, text_row
from icp_footprints.exchange.stamps.stamp import Found, different, simplified_from_json, stamp_from

MOST_ROWS = 500_000


def read_flatgeobuf_file(path: Path) -> Found:
    """The stamps and properties of its features, and the outlines of footprints.

    Raises
    ------
    InputError
        When it is damaged.
    """
    with reading_map(path):
        frame: Any = pyogrio.read_dataframe(path, layer=0, max_features=MOST_ROWS)
        # GDAL gives back what the header says of the whole file here.
        about: Any = (pyogrio.read_info(path, layer=0)["layer_metadata"] or {}).get("DESCRIPTION")
    held: list[dict[str, Any]] = frame.drop(columns="geometry", errors="ignore").to_dict("records")
    rows = tuple(text_row(each) for each in held)
    return Found(
        "a FlatGeobuf file",
        different(None, map(stamp_from, held)),
        rows,
        drawn_in(frame) if are_footprints(rows) else (),
        simplified_from_json(about or ""),
    )
