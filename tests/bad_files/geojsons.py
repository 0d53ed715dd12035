"""GeoJSON that is cut, deep, in the wrong place, of the wrong shape or not GeoJSON at all."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.good import NAMES, good_units
from tests.bad_files.texts import EITHER, file_of
from tests.sources.making import GRID

Json = dict[str, Any]
FILE = "units.geojson"
DEPTH = 1_000_000
SECRET = "nobody-must-read-this"


@cache
def _good(crs: str) -> str:
    return good_units().to_crs(crs).to_json(drop_id=True)


def bare(crs: str) -> Json:
    """The good units as GeoJSON in a reference system, without a word on which."""
    held = json.loads(_good(crs))
    held.pop("crs", None)
    return held


def named(name: str) -> Json:
    return {"type": "name", "properties": {"name": name}}


def collection() -> Json:
    """The good units as GeoJSON in metres, to be spoiled."""
    return {"crs": named("urn:ogc:def:crs:EPSG::27700"), **bare(GRID)}


def spoiled(spoil: Callable[[list[Json]], object], held: Json | None = None) -> str:
    """The good units with something done to the list of features."""
    held = held or collection()
    spoil(held["features"])
    return json.dumps(held)


def third(key: str, value: object) -> str:
    """The good units with a part of the third feature replaced."""
    return spoiled(lambda features: features[2].__setitem__(key, value))


def every_shape(change: Callable[[Any], Any], held: Json | None = None) -> str:
    """The good units with every polygon made another shape."""

    def spoil(features: list[Json]) -> None:
        for feature in features:
            shape = change(shapely.from_geojson(json.dumps(feature["geometry"])))
            feature["geometry"] = json.loads(shapely.to_geojson(shape))

    return spoiled(spoil, held)


def third_shape(change: Callable[[list[Any]], Json], held: Json | None = None) -> str:
    """The good units with the third polygon made from its ring by other means."""

    def spoil(features: list[Json]) -> None:
        features[2]["geometry"] = change(features[2]["geometry"]["coordinates"][0])

    return spoiled(spoil, held)


def polygon(*rings: list[Any]) -> Json:
    return {"type": "Polygon", "coordinates": list(rings)}


def deep_coordinates(folder: Path) -> Path:
    content = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"a"},'
    content += '"geometry":{"type":"Polygon","coordinates":' + "[" * DEPTH + "]" * DEPTH + "}}]}"
    return file_of(content, FILE)(folder)


def deep_properties(folder: Path) -> Path:
    nested = '{"a":' * DEPTH + "1" + "}" * DEPTH
    return file_of(GOOD.replace('"people": 1303', f'"people": {nested}'), FILE)(folder)


def many_points(folder: Path) -> Path:
    """The third square with sixty thousand points on its first edge."""

    def crowd(ring: list[Any]) -> Json:
        (x1, y1), (x2, y2) = ring[0], ring[1]
        steps = np.linspace(0, 1, 60_000)[1:-1, None]
        more = np.array([[x1, y1]]) + steps * np.array([[x2 - x1, y2 - y1]])
        return polygon([ring[0], *more.tolist(), *ring[1:]])

    return file_of(third_shape(crowd), FILE)(folder)


def virtual(folder: Path) -> Path:
    """A description for GDAL of where else to read: another file of this machine."""
    secret = folder / "secret.csv"
    secret.write_text(f"code,name,people,x,y\n{SECRET},{SECRET},1,330000,390000\n")
    return file_of(
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>'
        "<GeometryType>wkbPoint</GeometryType></OGRVRTLayer></OGRVRTDataSource>",
        FILE,
    )(folder)


GOOD = json.dumps(collection())
ESRI = {"geometryType": "esriGeometryPolygon", "features": [{"attributes": {"code": "a"}}]}


def units(
    name: str, content: str | bytes, *must: Outcome, file: str = FILE, **options: Any
) -> Case:
    return Case(name, "units", file_of(content, file), must, options)


DOCUMENTS = [
    units("plain GeoJSON", GOOD, same()),
    units("GeoJSON with a byte order mark", b"\xef\xbb\xbf" + GOOD.encode(), same()),
    units("GeoJSON in UTF-16", GOOD.encode("utf-16"), *EITHER),
    units(
        "GeoJSON in Windows letters",
        GOOD.replace("Testham 002", "Môn").encode("cp1252"),
        refused(),
        same(names=[*NAMES[:2], "Môn", *NAMES[3:]]),
    ),
    units("empty GeoJSON", b"", refused("empty")),
    units("an empty object", "{}", refused()),
    units("a collection of nothing", '{"type":"FeatureCollection","features":[]}', refused()),
    units("GeoJSON cut short", GOOD[: len(GOOD) * 2 // 3], refused()),
    units("GeoJSON cut at its last bracket", GOOD[:-1], refused(), same()),
    units("GeoJSON with more behind it", GOOD + GOOD, *EITHER),
    units("GeoJSON with a comment", GOOD.replace("{", "{ // units\n", 1), *EITHER),
    units("GeoJSON with a comma too many", GOOD.replace("]}", ",]}"), *EITHER),
    units("a feature a line", "\n".join(map(json.dumps, collection()["features"])), *EITHER),
    units("features in a list", json.dumps(collection()["features"]), refused()),
    units("another kind of JSON", '{"hello": ["world"]}', refused()),
    units("ESRI's JSON", json.dumps(ESRI), refused()),
    units("TopoJSON", '{"type":"Topology","objects":{},"arcs":[]}', refused()),
    units("CSV under .geojson", "code,name,people\nE01000001,a,1\n", refused()),
    units("a web page under .geojson", "<html><body>Sign in</body></html>", refused()),
    units("a GeoPackage's start under .geojson", b"SQLite format 3\x00" + bytes(90), refused()),
    Case("a pointer to other files under .geojson", "units", virtual, (refused(),), secret=SECRET),
    Case("a million brackets deep", "units", deep_coordinates, (refused(),)),
    Case("properties a million deep", "units", deep_properties, EITHER),
]

SHAPES = [
    units(
        "NaN in a coordinate",
        third_shape(lambda r: polygon([[math.nan, r[0][1]], *r[1:]])),
        refused(),
    ),
    units(
        "Infinity in a coordinate",
        third_shape(lambda r: polygon([r[0], [math.inf, r[0][1]], *r[2:]])),
        refused(),
    ),
    units("1e400 in a coordinate", GOOD.replace("[333000.0", "[333e400", 1), refused()),
    units(
        "text in a coordinate",
        third_shape(lambda r: polygon([["west", "north"], *r[1:]])),
        refused(),
    ),
    units(
        "numbers as text", third_shape(lambda r: polygon([[str(x), str(y)] for x, y in r])), *EITHER
    ),
    units("no boundary", third("geometry", None), refused("row 3|feature 3|E01000003")),
    units(
        "an empty boundary", third_shape(lambda r: polygon()), refused("row 3|feature 3|E01000003")
    ),
    units(
        "an empty ring", third_shape(lambda r: polygon([])), refused("row 3|feature 3|E01000003")
    ),
    units("a boundary of two points", third_shape(lambda r: polygon(r[:2])), refused()),
    units(
        "a boundary without area",
        third_shape(lambda r: polygon([r[0], r[1], r[0], r[0]])),
        refused("row 3|feature 3|E01000003"),
    ),
    units("a ring not closed", third_shape(lambda r: polygon(r[:-1])), *EITHER),
    units("a ring the other way round", third_shape(lambda r: polygon(r[::-1])), same()),
    units(
        "a point given thrice", third_shape(lambda r: polygon([r[0], r[0], r[0], *r[1:]])), same()
    ),
    units(
        "a hole outside",
        third_shape(lambda r: polygon(r, [[x + 50_000, y] for x, y in r])),
        refused(),
        same("mended", squares=None),
    ),
    units("a ring that goes twice round", third_shape(lambda r: polygon([*r, *r[1:]])), *EITHER),
    units(
        "a spike",
        third_shape(lambda r: polygon([r[0], [r[0][0] + 5000, r[0][1] + 5000], *r])),
        same("1 invalid|mended"),
    ),
    units(
        "a bow-tie",
        third_shape(lambda r: polygon([r[0], r[2], r[1], r[3], r[0]])),
        same("1 invalid|mended", squares=[1.0, 1.0, 0.5, *[1.0] * 5], neighbours=None),
    ),
    units("points", every_shape(lambda s: s.centroid), refused("point|polygon")),
    units("lines", every_shape(lambda s: s.exterior), refused("line|polygon")),
    units(
        "one point among polygons",
        third("geometry", {"type": "Point", "coordinates": [332_500, 389_500]}),
        refused("row 3|feature 3", "point|polygon"),
    ),
    units(
        "collections of one polygon",
        every_shape(lambda s: shapely.GeometryCollection([s])),
        *EITHER,
    ),
    units(
        "collections with a point too",
        every_shape(lambda s: shapely.GeometryCollection([s, s.centroid])),
        *EITHER,
    ),
    units(
        "an unknown kind of shape",
        third("geometry", {"type": "Circle", "coordinates": [1, 2]}),
        refused(),
    ),
    units("heights", every_shape(lambda s: shapely.force_3d(s, 12.0)), same()),
    units(
        "heights that are nan",
        every_shape(lambda s: shapely.force_3d(s, 1.0)).replace("1.0]", "NaN]"),
        *EITHER,
    ),
    Case("a ring of sixty thousand points", "units", many_points, (same(),)),
    units(
        "a unit upon another",
        spoiled(lambda f: f[2].__setitem__("geometry", f[1]["geometry"])),
        refused("E01000003|E01000002|row 3|overlap"),
    ),
    units(
        "a unit given twice",
        spoiled(lambda f: f.append(copy.deepcopy(f[2]))),
        refused("row 3", "row 9"),
    ),
    units(
        "a unit within another",
        third_shape(
            lambda r: polygon([[(x + r[0][0] * 3) / 4 - 1500, (y + r[0][1] * 3) / 4] for x, y in r])
        ),
        *EITHER[:1],
    ),
]


def overlap(metres: float) -> str:
    """The second square reaching into the third by so much, in metres."""

    def widen(features: list[Json]) -> None:
        ring = features[1]["geometry"]["coordinates"][0]
        right = max(x for x, _ in ring)
        features[1]["geometry"]["coordinates"][0] = [
            [x + metres * (x == right), y] for x, y in ring
        ]

    return spoiled(widen)


SEAMS = [
    units("a sliver of overlap", overlap(0.4), same("overlap|sliver|gap", squares=None)),
    units("a sliver of gap", overlap(-0.4), same("overlap|sliver|gap", squares=None)),
    units(
        "a large overlap",
        overlap(500.0),
        refused("E01000002|E01000003|row"),
        same("overlap", squares=[1.0, 1.5, 0.5, *[1.0] * 5], neighbours=None),
    ),
]

GEOJSON_CASES = [*DOCUMENTS, *SHAPES, *SEAMS]
