"""Overlays and points that are awkward: of another kind, elsewhere, twice or without a place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.good import LIBRARY_HEADER, library_rows, zones_frame
from tests.bad_files.texts import EITHER
from tests.sources.making import write


def overlay(name: str, build: Callable[[Path], Path], *must: Outcome) -> Case:
    return Case(name, "overlay", build, must)


def zones(change: Callable[[Any], Any]) -> Callable[[Path], Path]:
    return lambda folder: write(folder / "zones.gpkg", change(zones_frame()))


def points(name: str, build: Callable[[Path], Path], *must: Outcome) -> Case:
    return Case(name, "points", build, must)


def libraries(**columns: object) -> Callable[[Path], Path]:
    """A table of libraries with some columns replaced."""

    def build(folder: Path) -> Path:
        frame = pd.DataFrame(library_rows(), columns=LIBRARY_HEADER)
        for key, value in columns.items():
            frame[key] = value
        frame.to_csv(folder / "libraries.csv", index=False)
        return folder / "libraries.csv"

    return build


OVERLAYS = [
    overlay(
        "overlay of polygons that overlap",
        zones(
            lambda f: f.assign(
                geometry=[f.geometry.iloc[0], f.geometry.iloc[1].union(f.geometry.iloc[1])]
            )
        ),
        same(),
    ),
    overlay(
        "overlay with a polygon twice",
        zones(lambda f: pd.concat([f, f.iloc[:1]])),
        refused("Z1"),
        same(),
    ),
    overlay(
        "overlay with a bow-tie",
        zones(
            lambda f: f.assign(
                geometry=[
                    f.geometry.iloc[0],
                    shapely.Polygon(
                        [
                            *f.geometry.iloc[1].exterior.coords[:4],
                            *f.geometry.iloc[1].exterior.coords,
                        ]
                    ),
                ]
            )
        ),
        same(),
        refused(),
    ),
    overlay(
        "overlay of points",
        zones(lambda f: f.assign(geometry=f.geometry.centroid)),
        refused("point|polygon"),
    ),
    overlay(
        "overlay with a code missing",
        zones(lambda f: f.assign(zone_code=["Z1", None])),
        refused("row 2|zone_code"),
    ),
    overlay(
        "overlay in longitude", lambda f: write(f / "z.gpkg", zones_frame(), "EPSG:4326"), same()
    ),
    overlay(
        "overlay of somewhere else",
        zones(lambda f: f.assign(geometry=f.translate(200_000))),
        refused(),
    ),
    overlay(
        "overlay without the column",
        zones(lambda f: f.rename(columns={"zone_code": "id"})),
        refused("zone_code"),
    ),
    overlay(
        "overlay with an empty polygon too",
        zones(
            lambda f: pd.concat(
                [f, f.iloc[:1].assign(geometry=[shapely.Polygon()], zone_code="Z3")]
            )
        ),
        *EITHER,
    ),
]

POINTS = [
    points("points as a table", libraries(), same()),
    points(
        "points in the wrong order",
        libraries(easting=[r[3] for r in library_rows()], northing=[r[2] for r in library_rows()]),
        refused(),
        same("swap|order|exchanged"),
    ),
    points(
        "a point that is words",
        libraries(easting=[330500.0, "the hall", 333500.0]),
        refused("line 3", "the hall"),
    ),
    points(
        "a point without place",
        libraries(easting=[330500.0, None, 333500.0]),
        refused("line 3"),
        same("1 ", libraries={"L1": 0, "L3": 7}),
    ),
    points("a point at 1e400", libraries(easting=["330500", "1e400", "333500"]), refused("line 3")),
    points(
        "points at zero",
        libraries(easting=[330500, 333500, 0], northing=[389500, 389500, 0]),
        refused("line 4"),
        same("1 ", libraries={"L1": 0, "L2": 3}),
        same("1 ", libraries={"L1": 0, "L2": 3, "L3": -1}),
    ),
    points("points of one id", libraries(id=["L1", "L1", "L3"]), refused("L1")),
    points(
        "points without ids",
        libraries(id=["L1", "", "L3"]),
        refused("line 3"),
        same(libraries={"L1": 0, "line 3": 3, "L3": 7}),
    ),
    points(
        "points in longitude under eastings",
        libraries(easting=[-3.05, -3.0, -3.1], northing=[53.4] * 3),
        refused(),
    ),
    points(
        "points of polygons",
        lambda f: write(f / "p.gpkg", zones_frame()),
        refused("point"),
        same("point inside each", libraries=None),
    ),
    points("points with no columns of places", libraries(easting=None).__call__, refused()),
]

LAYER_CASES = [*OVERLAYS, *POINTS]
