"""Files of footprints, as this program and others write them, for places drawn in ASCII art."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.geography.crs import to_longitude_latitude
from icp_footprints.geography.dissolve import dissolve_footprints
from tests.grids import ORIGIN_M, SQUARE_M


def content(place, plan, **options) -> ExportContent:
    """What exports are made from."""
    return ExportContent(place, plan, date(2026, 11, 22), **options)


def box(left: float, top: float, right: float, bottom: float) -> shapely.Polygon:
    """A rectangle over a drawing: columns from the left, rows from the top, in cells."""
    east, north = ORIGIN_M
    return shapely.box(
        east + left * SQUARE_M, north - bottom * SQUARE_M, east + right * SQUARE_M,
        north - top * SQUARE_M,
    )  # fmt: skip


def frame_of(place, plan, **columns) -> gpd.GeoDataFrame:
    """The footprints of a plan as another program would hold them, in EPSG:27700."""
    shapes = dissolve_footprints(place.units, plan.assignment, range(len(plan.footprints)))
    held = {"id": [each.id for each in plan.footprints]}
    held |= {"name": [each.name for each in plan.footprints], **columns}
    return gpd.GeoDataFrame(held, geometry=shapes, crs="EPSG:27700")


def write_shapes(path: Path, shapes: Sequence[Any], crs: str = "EPSG:27700", **columns) -> Path:
    """Polygons drawn by hand, with the columns given."""
    gpd.GeoDataFrame(columns, geometry=list(shapes), crs=crs).to_file(path)
    return path


def write_geojson_of(path: Path, shapes: Sequence[Any], properties: Sequence[dict]) -> Path:
    """A GeoJSON file, exactly as said: nothing in between that could put it right."""
    moved = to_longitude_latitude(np.array(shapes, dtype=object), 9)
    features = [
        {
            "type": "Feature",
            "properties": each,
            "geometry": None if shape is None else shapely.geometry.mapping(shape),
        }
        for shape, each in zip(moved, properties, strict=True)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def lookup_rows(place, plan) -> list[tuple[str, str, str, str]]:
    """Unit, its name, footprint and its name, as ONS publishes look-ups."""
    named = [("", ""), *((each.id, each.name) for each in plan.footprints)]
    return [
        (code, name, *named[number + 1])
        for code, name, number in zip(
            place.units.ids, place.units.names, plan.assignment.tolist(), strict=True
        )
    ]


def kinds(imported) -> dict[str, int]:
    """How often each kind of finding was counted."""
    return {each.kind: each.count for each in imported.report.findings}


def words(imported, kind: str) -> str:
    """What a finding of a kind says."""
    return next(each.words for each in imported.report.findings if each.kind == kind)
