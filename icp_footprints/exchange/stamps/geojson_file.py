"""The stamp of a GeoJSON file, and of the JSON file that stands beside a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from icp_footprints.exchange.stamps.bounded import damaged, read_bytes
from icp_footprints.exchange.stamps.drawn import are_footprints, drawn, shape_of_json, text_row
from icp_footprints.exchange.stamps.stamp import (
    Drawn,
    Found,
    Row,
    different,
    simplified_from,
    stamp_from,
)
from icp_footprints.geography.crs import LONGITUDE_LATITUDE


def read_json_file(path: Path) -> Found:
    """The stamps of the collection and of every feature, and the features' properties.

    Raises
    ------
    InputError
        When it is no JSON, or too large.
    """
    try:
        held: Any = json.loads(read_bytes(path))
    except (ValueError, RecursionError, MemoryError) as error:
        raise damaged(path) from error
    if not isinstance(held, dict):
        return Found("a JSON file")
    whole: dict[str, Any] = held
    features = whole.get("features")
    listed: list[dict[str, Any]] = [
        each
        for each in (features if isinstance(features, list) else [])
        if isinstance(each, dict) and isinstance(each.get("properties"), dict)
    ]
    properties: list[dict[str, Any]] = [each["properties"] for each in listed]
    # A collection, the measures of a plan, and the file beside a table say it in different places.
    said = (whole.get("metadata"), whole.get("export"), whole)
    own = next((stamp for each in said if (stamp := stamp_from(each))), None)
    rows = tuple(text_row(each) for each in properties)
    kind = "a GeoJSON file" if features is not None else "a JSON file"
    return Found(
        kind,
        different(own, map(stamp_from, properties)),
        rows,
        _footprints(rows, listed),
        simplified_from(whole.get("metadata")),
        is_listing=features is not None,
    )


def _footprints(rows: tuple[Row, ...], listed: list[dict[str, Any]]) -> tuple[Drawn, ...]:
    """The features with their outlines, unless they are units."""
    if not are_footprints(rows):
        return ()
    shapes = [shape_of_json(each.get("geometry")) for each in listed]
    return drawn(rows, shapes, LONGITUDE_LATITUDE)
