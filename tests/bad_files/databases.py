"""GeoPackages that are cut, empty of shapes, point to other files or are not GeoPackages."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import shapely

from tests.bad_files.case import Case, Outcome, refused, same
from tests.bad_files.good import CODES, NAMES, PEOPLE, good_units, zones_frame
from tests.bad_files.texts import EITHER, file_of
from tests.sources.making import write

FILE = "units.gpkg"
SECRET = "nobody-must-read-this"
Frame = Callable[[], Any]


@cache
def good() -> bytes:
    """The good units as a GeoPackage."""
    with TemporaryDirectory() as folder:
        return write(Path(folder) / FILE, good_units(), layer="units").read_bytes()


def after(*statements: str, values: Sequence[object] = ()) -> Callable[[Path], Path]:
    """A builder of the good GeoPackage with these statements of SQL run in it."""

    def build(folder: Path) -> Path:
        path = file_of(good(), FILE)(folder)
        with closing(sqlite3.connect(path)) as connection:
            # Without GDAL there are none of the functions that these triggers call.
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                connection.execute(statement, values if "?" in statement else ())
            connection.commit()
        return path

    return build


def with_secret(*statements: str) -> Callable[[Path], Path]:
    """Likewise, beside another file, whose path is ``{secret}`` in the statements."""

    def build(folder: Path) -> Path:
        secret = folder / "secret.csv"
        secret.write_text(f"code,name,people\n{SECRET},{SECRET},1\n")
        return after(*(each.format(secret=secret) for each in statements))(folder)

    return build


def virtual_table(kind: str) -> Callable[[Path], Path]:
    """A table of the GeoPackage that is really another file, by an extension of SQLite."""
    return with_secret(
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_master WHERE name = 'units'",
        "INSERT INTO sqlite_master VALUES ('table', 'units', 'units', 0, "
        f"'CREATE VIRTUAL TABLE units USING {kind}(''{{secret}}'')')",
    )


def other_crs(number: int) -> Callable[[Path], Path]:
    return after(
        f"UPDATE gpkg_contents SET srs_id = {number}",
        f"UPDATE gpkg_geometry_columns SET srs_id = {number}",
    )


def blob(shape: Any) -> bytes:
    """A shape as GeoPackages hold it."""
    return b"GP\x00\x01" + struct.pack("<i", 27700) + shapely.to_wkb(shape)


def shape_of_third(raw: bytes | None) -> Callable[[Path], Path]:
    return after("UPDATE units SET geom = ? WHERE fid = 3", values=(raw,))


def curved() -> bytes:
    """The third square as a polygon of arcs, which are straight here, in well-known binary."""
    ring = shapely.get_coordinates(good_units().geometry.iloc[2])
    head = struct.pack("<BI", 1, 10) + struct.pack("<I", 1)
    points = [ring[0]]
    for a, b in pairwise(ring):
        points += [(a + b) / 2, b]
    line = struct.pack("<BII", 1, 8, len(points)) + b"".join(struct.pack("<2d", *p) for p in points)
    return b"GP\x00\x01" + struct.pack("<i", 27700) + head + line


def measured() -> bytes:
    """The third square with heights and measures."""
    square = good_units().geometry.iloc[2]
    return blob(
        shapely.from_wkt(
            shapely.to_wkt(shapely.force_3d(square, 7.0)).replace(" 7", " 7 9").replace("Z", "ZM")
        )
    )


def two_layers(folder: Path) -> Path:
    path = write(folder / FILE, good_units(), layer="units")
    return write(path, zones_frame(), layer="zones", append=True)


def no_shapes(folder: Path) -> Path:
    """A GeoPackage with a table and nothing on a map."""
    import pyogrio

    pyogrio.write_dataframe(
        pd.DataFrame({"code": CODES, "name": NAMES, "people": PEOPLE}), folder / FILE, driver="GPKG"
    )
    return folder / FILE


def plain_database(folder: Path) -> Path:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        connection.execute("CREATE TABLE units (code TEXT, people INTEGER)")
        connection.execute("INSERT INTO units VALUES ('E01000001', 5)")
        connection.commit()
    return folder / FILE


def write_ahead(folder: Path) -> Path:
    """A GeoPackage whose last writer left it in the mode that needs files beside it."""
    return after("PRAGMA journal_mode = WAL")(folder)


def frame_file(frame: Frame, name: str = FILE) -> Callable[[Path], Path]:
    return lambda folder: write(folder / name, frame(), crs=None)


def flipped(part: float) -> bytes:
    """The good GeoPackage with a page's worth of bytes turned to rubbish."""
    raw = bytearray(good())
    at = int(len(raw) * part)
    raw[at : at + 3000] = bytes(range(256)) * 11 + bytes(184)
    return bytes(raw)


def case(name: str, build: Callable[[Path], Path | str], *must: Outcome, **options: Any) -> Case:
    return Case(name, "units", build, must, options)


def secretive(name: str, build: Callable[[Path], Path], *must: Outcome) -> Case:
    return Case(name, "units", build, must, secret=SECRET)


FILES = [
    case("a GeoPackage", file_of(good(), FILE), same()),
    case("an empty GeoPackage", file_of(b"", FILE), refused("empty")),
    case("text under .gpkg", file_of("code,name\n", FILE), refused()),
    case(
        "GeoJSON under .gpkg",
        file_of('{"type":"FeatureCollection","features":[]}', FILE),
        refused(),
    ),
    case("a GeoPackage of its first line", file_of(good()[:100], FILE), refused()),
    case("a GeoPackage cut in half", file_of(good()[: len(good()) // 2], FILE), refused()),
    case("a GeoPackage without its last page", file_of(good()[:-4096], FILE), refused(), same()),
    case("a GeoPackage with rubbish at its start", file_of(flipped(0.01), FILE), *EITHER),
    case("a GeoPackage with rubbish in its middle", file_of(flipped(0.6), FILE), *EITHER),
    case("a locked GeoPackage", file_of(bytes(range(256)) * 400, FILE), refused()),
    case("another kind of database", plain_database, refused()),
    case("a GeoPackage without shapes", no_shapes, refused("boundar|polygon|geometry")),
    case("a GeoPackage of two layers", two_layers, refused("units", "zones")),
    case(
        "a layer that is not there",
        lambda f: f"{two_layers(f)}:ward",
        refused("ward", "units", "zones"),
    ),
    case("the layer asked for", lambda f: f"{two_layers(f)}:units", same()),
    case("a GeoPackage left open by its writer", write_ahead, same()),
    case("no rows", frame_file(lambda: good_units().iloc[:0]), refused("no rows")),
    secretive("a table that is another file by GDAL", virtual_table("VirtualOGR"), *EITHER),
    secretive("a table that is another file by SpatiaLite", virtual_table("VirtualText"), *EITHER),
    secretive(
        "a trigger and a view on another file",
        with_secret("CREATE VIEW extra AS SELECT ogr_datasource_load_layers('{secret}')"),
        *EITHER,
    ),
    secretive(
        "an attached database",
        with_secret("CREATE VIEW extra AS SELECT load_extension('{secret}') AS x"),
        *EITHER,
    ),
    case(
        "a layer named like SQL",
        after("ALTER TABLE units RENAME TO 'x\"; DROP TABLE gpkg_contents; --'"),
        *EITHER,
    ),
    case(
        "a view without end",
        after(
            "DROP TABLE units",
            "CREATE VIEW units AS WITH RECURSIVE c(fid) AS "
            "(SELECT 1 UNION ALL SELECT fid + 1 FROM c) "
            "SELECT fid, 'E01' || fid AS code, NULL AS geom FROM c",
        ),
        refused(),
    ),
]

SYSTEMS = [
    case(
        "a reference system of -1",
        other_crs(-1),
        refused("--crs|reference system"),
        same("27700|Grid"),
    ),
    case(
        "a reference system of 0",
        other_crs(0),
        refused("--crs|reference system"),
        same("27700|Grid"),
    ),
    case(
        "a reference system that is not there",
        other_crs(5),
        refused("--crs|reference system"),
        same("27700|Grid"),
    ),
    case(
        "metres that say longitude",
        other_crs(4326),
        refused("--crs|reference system"),
        same("27700|Grid"),
    ),
    case("-1 and --crs", other_crs(-1), same(), crs="EPSG:27700"),
    case(
        "a --crs that is not one",
        file_of(good(), FILE),
        refused("EPSG:1", file=False),
        crs="EPSG:1",
    ),
    case(
        "a reference system on the moon",
        frame_file(lambda: good_units().set_crs("IAU_2015:30100", allow_override=True)),
        refused(),
    ),
]

SHAPES = [
    case("a curved polygon", shape_of_third(curved()), same()),
    case("heights and measures", shape_of_third(measured()), same()),
    case(
        "a shape that is cut", shape_of_third(blob(good_units().geometry.iloc[2])[:40]), refused()
    ),
    case("a shape that is rubbish", shape_of_third(b"rubbish"), refused()),
    case(
        "a shape of four thousand million points",
        shape_of_third(b"GP\x00\x01" + struct.pack("<iBIII", 27700, 1, 3, 1, 0xFFFFFFFF)),
        refused(),
    ),
    case("a shape that is null", shape_of_third(None), refused("row 3|E01000003")),
    case("an empty polygon", shape_of_third(blob(shapely.Polygon())), refused("row 3|E01000003")),
    case(
        "a point at nan",
        shape_of_third(blob(shapely.Point(float("nan"), 1.0))),
        refused("row 3|E01000003"),
    ),
    case(
        "a triangle mesh",
        shape_of_third(b"GP\x00\x01" + struct.pack("<iBII", 27700, 1, 16, 0)),
        refused(),
    ),
    case(
        "people that are blobs",
        after("UPDATE units SET people = x'00ff' WHERE fid = 3"),
        refused("people"),
    ),
    case(
        "people that are words",
        after("UPDATE units SET people = 'many' WHERE fid = 3"),
        refused("people"),
    ),
    case(
        "people that are words, where nobody need live",
        after("UPDATE units SET people = 'many' WHERE fid = 3"),
        refused("people"),
        allow_empty=True,
    ),
    case(
        "people that are 1e400",
        after("UPDATE units SET people = 1e400 WHERE fid = 3"),
        refused("people"),
    ),
]

DATABASE_CASES = [*FILES, *SYSTEMS, *SHAPES]
