"""The stamp of a GeoJSON file, and of the JSON file that stands beside a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from icp_footprints.exchange.stamps.bounded import damaged, read_bytes
from icp_footprints.exchange.stamps.stamp import Found, Row, different, stamp_from


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
    properties: list[dict[str, Any]] = [
        each["properties"]
        for each in (features if isinstance(features, list) else [])
        if isinstance(each, dict) and isinstance(each.get("properties"), dict)
    ]
    own = stamp_from(whole.get("metadata")) or stamp_from(whole)
    kind = "a GeoJSON file" if features is not None else "a JSON file"
    return Found(
        kind,
        different(own, map(stamp_from, properties)),
        tuple(_row(each) for each in properties),
    )


def _row(properties: dict[str, Any]) -> Row:
    return {
        key: "" if value is None else str(value)
        for key, value in properties.items()
        if value is None or isinstance(value, str | int | float)
    }
