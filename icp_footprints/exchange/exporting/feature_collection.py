"""Writing GeoJSON (RFC 7946): one feature a line, so that two files can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.storable_text import storable
from icp_footprints.exchange.replacing import replacing

Json = dict[str, Any]


def feature_collection(
    content: ExportContent, properties: Iterable[Mapping[str, object]], shapes: NDArray[np.object_]
) -> Json:
    """A GeoJSON FeatureCollection; the member ``metadata`` says which plan it is of.

    Parameters
    ----------
    content
        The plan.
    properties
        Those of each feature, with an ``id``.
    shapes
        Array of as many shapes in longitude and latitude; where one is empty, the feature has a
        null geometry.
    """
    collection: Json = {
        "type": "FeatureCollection",
        "name": storable(f"{content.place.name}: {content.plan.name}"),
        "metadata": content.metadata,
    }
    there = shapes[~shapely.is_empty(shapes)]
    if len(there):
        collection["bbox"] = shapely.total_bounds(there).tolist()
    collection["features"] = [
        {
            "type": "Feature",
            "id": storable(each["id"]),
            "geometry": None if shape.is_empty else shapely.geometry.mapping(shape),
            # A NUL ends the text for some who read it.
            "properties": {
                key: storable(value) if isinstance(value, str) else value
                for key, value in each.items()
            },
        }
        for each, shape in zip(properties, shapes, strict=True)
    ]
    return collection


def write_collection(path: Path, collection: Json) -> None:
    """Write a FeatureCollection to a file.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    *head, (last, features) = collection.items()
    lines = ",\n".join(map(json_line, features))
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        file.write(f'{json_line(dict(head))[:-1]}, "{last}": [\n{lines}\n]}}\n')


def json_line(value: object) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
