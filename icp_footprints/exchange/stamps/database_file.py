"""The stamp of an exported GeoPackage: its table ``footprints_metadata`` and layers' columns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from icp_footprints.exchange.plan_tables import reading
from icp_footprints.exchange.stamps.bounded import damaged
from icp_footprints.exchange.stamps.drawn import drawn, shape_of_geopackage, text_row
from icp_footprints.exchange.stamps.stamp import (
    Drawn,
    Found,
    Row,
    Stamp,
    different,
    simplified_from,
    stamp_from,
)
from icp_footprints.geography.crs import BRITISH_NATIONAL_GRID

TABLE = "footprints_metadata"
STAMPED = ("content_hash", "plan_version", "status")
UNITS, FOOTPRINTS = "units", "footprints"
SHAPE = "geom"
MOST_ROWS = 500_000
MOST_TEXT = 10_000_000


def is_plan_file(path: Path) -> bool:
    """Whether a database is a plan file, not an export."""
    try:
        with reading(path) as base:
            return {"plan", "units"} <= _tables(base) and TABLE not in _tables(base)
    except sqlite3.Error as error:
        raise damaged(path) from error


def read_database_file(path: Path) -> Found:
    """The stamps of its metadata and layers, and the rows of its units.

    Raises
    ------
    InputError
        When it is damaged.
    """
    try:
        with reading(path) as base:
            base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TEXT)
            tables = _tables(base)
            said = _said(base) if TABLE in tables else {}
            of_layers = [
                stamp for table in sorted(tables - {TABLE}) for stamp in _stamps(base, table)
            ]
            rows = tuple(_rows(base, UNITS)) if UNITS in tables else ()
            footprints = _footprints(base) if FOOTPRINTS in tables else ()
    except (sqlite3.Error, ValueError, OverflowError, UnicodeDecodeError) as error:
        raise damaged(path) from error
    simplified = simplified_from(said)
    return Found(
        "a GeoPackage",
        different(stamp_from(said), of_layers),
        rows,
        footprints,
        simplified,
        is_listing=UNITS in tables,
    )


def _tables(base: sqlite3.Connection) -> set[str]:
    """Real tables only: a view could be a query without end."""
    return {
        str(row[0]) for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }


def _columns(base: sqlite3.Connection, table: str) -> list[str]:
    return [str(row[1]) for row in base.execute(f"PRAGMA table_info({_quoted(table)})")]


def _said(base: sqlite3.Connection) -> dict[str, object]:
    """What the metadata table says: as keys and values, as columns, or as one JSON text."""
    columns = _columns(base, TABLE)
    held = base.execute(f"SELECT * FROM {_quoted(TABLE)} LIMIT 1000").fetchall()  # noqa: S608
    if {"key", "value"} <= set(columns):
        key, value = columns.index("key"), columns.index("value")
        said: dict[str, object] = {str(row[key]): row[value] for row in held}
    else:
        said = dict(zip(columns, held[0], strict=True)) if held else {}
    for text in said.values():
        if isinstance(text, str) and text.startswith("{") and "content_hash" not in said:
            try:
                held_json: Any = json.loads(text)
            except (ValueError, RecursionError):
                continue
            return dict(held_json)
    return said


def _stamps(base: sqlite3.Connection, table: str) -> Iterator[Stamp]:
    columns = _columns(base, table)
    if "content_hash" not in columns:
        return
    asked = [column for column in STAMPED if column in columns]
    query = f"SELECT DISTINCT {', '.join(asked)} FROM {_quoted(table)} LIMIT 100"  # noqa: S608
    for row in base.execute(query):
        found = stamp_from(dict(zip(asked, row, strict=True)))
        if found is not None:
            yield found


def _rows(base: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The text columns of a layer; its geometry is not read."""
    columns = [
        str(row[1])
        for row in base.execute(f"PRAGMA table_info({_quoted(table)})")
        if str(row[2]).upper().startswith("TEXT")
    ]
    if not columns:
        return
    names = ", ".join(_quoted(column) for column in columns)
    for row in base.execute(f"SELECT {names} FROM {_quoted(table)} LIMIT {MOST_ROWS}"):  # noqa: S608
        yield {
            column: "" if value is None else str(value)
            for column, value in zip(columns, row, strict=True)
        }


def _footprints(base: sqlite3.Connection) -> tuple[Drawn, ...]:
    """The footprints with their outlines, in EPSG:27700 as the program writes them."""
    columns = _columns(base, FOOTPRINTS)
    if SHAPE not in columns:
        return ()
    query = f"SELECT * FROM {_quoted(FOOTPRINTS)} LIMIT {MOST_ROWS}"  # noqa: S608
    held = [dict(zip(columns, row, strict=True)) for row in base.execute(query)]
    shapes = [shape_of_geopackage(each[SHAPE]) for each in held]
    return drawn([text_row(each) for each in held], shapes, BRITISH_NATIONAL_GRID)


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))
