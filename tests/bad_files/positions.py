"""GeoJSON in the wrong place: coordinates swapped, or in a system that nobody said."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely

from tests.bad_files.case import refused, same
from tests.bad_files.geojsons import bare, every_shape, named, polygon, third_shape, units
from tests.bad_files.texts import EITHER
from tests.sources.making import GRID

GLOBE = "EPSG:4326"


def with_crs(crs: object, coordinates: str = GLOBE) -> str:
    return json.dumps({**bare(coordinates), "crs": crs})


def swapped(shape: Any) -> Any:
    return shapely.transform(shape, lambda xy: np.asarray(xy)[:, ::-1])


def moved(x: float, y: float) -> Callable[[Any], Any]:
    return lambda shape: shapely.transform(shape, lambda xy: xy + np.array([x, y]))


POSITION_CASES = [
    units("longitude and latitude", json.dumps(bare(GLOBE)), same()),
    units(
        "swapped coordinates",
        every_shape(swapped, bare(GLOBE)),
        refused(),
        same("swap|order|exchanged"),
    ),
    units(
        "metres without a reference system",
        json.dumps(bare(GRID)),
        refused("--crs|reference system"),
        same("27700|National Grid"),
    ),
    units("metres and --crs", json.dumps(bare(GRID)), same(), crs=GRID),
    units("a crs member of metres", with_crs(named("urn:ogc:def:crs:EPSG::27700"), GRID), same()),
    units(
        "a crs member of another kind",
        with_crs({"type": "EPSG", "properties": {"code": 27700}}, GRID),
        *EITHER,
    ),
    units(
        "a crs member that is not so",
        with_crs(named("urn:ogc:def:crs:OGC:1.3:CRS84"), GRID),
        refused(),
        same("27700|National Grid"),
    ),
    units("a crs member of no known system", with_crs(named("EPSG:999999")), *EITHER),
    units("a crs member that is null", with_crs(None), *EITHER),
    units(
        "a crs member that is a link",
        with_crs(
            {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs", "type": "ogcwkt"}}
        ),
        *EITHER,
    ),
    units("web Mercator without saying so", json.dumps(bare("EPSG:3857")), refused()),
    units(
        "web Mercator that says so",
        with_crs(named("urn:ogc:def:crs:EPSG::3857"), "EPSG:3857"),
        same(),
    ),
    units(
        "in France",
        every_shape(moved(6, -6), bare(GLOBE)),
        refused(),
    ),
    units(
        "on the island of nowhere",
        every_shape(lambda s: shapely.transform(s, lambda xy: xy * 0), bare(GLOBE)),
        refused(),
    ),
    units(
        "one unit elsewhere",
        third_shape(lambda ring: polygon([[x + 40, y] for x, y in ring]), bare(GLOBE)),
        refused(),
    ),
]
