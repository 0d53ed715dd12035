"""GeoPackages before the map library opens them: nothing in one may run or reach elsewhere."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.sqlite_address import sqlite_address

# Functions of the map library and of SQLite that reach files, addresses or other libraries.
REACHING = re.compile(
    r"\b(ogr_\w+|gdal_\w+|load_extension|readfile|writefile|\w*geocode\w*)\s*\(", re.IGNORECASE
)
# Virtual tables that GeoPackages themselves use: indexes of space and of text.
VIRTUAL = re.compile(
    r"\s*CREATE\s+VIRTUAL\s+TABLE\b.*?\bUSING\s+[\"'`\[]?(\w+)", re.IGNORECASE | re.DOTALL
)
INDEXES = {"rtree", "rtree_i32", "fts3", "fts4", "fts5"}
# Views that the standard itself describes.
KNOWN_VIEWS = {"st_spatial_ref_sys", "st_geometry_columns"}
WHOLE = re.compile(r"(TINY|SMALL|MEDIUM|BIG)?INT(EGER)?", re.IGNORECASE)
REAL = re.compile(r"REAL|DOUBLE( PRECISION)?|FLOAT", re.IGNORECASE)
HARMFUL = "Do not use this file: it is faulty or made to do harm."


def check_geopackage(path: Path, file: str) -> None:
    """Check what a GeoPackage would run when it is read.

    Raises
    ------
    InputError
        When it is damaged, or holds views, or triggers or tables that reach outside it.
    """
    with _opened(path, file) as base:
        rows = base.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    for kind, name, text in rows:
        sql = str(text or "")
        virtual = VIRTUAL.match(sql)
        if REACHING.search(sql) or (virtual and virtual[1].lower() not in INDEXES):
            raise InputError(
                f"{file} has a {kind} '{name}' that reaches outside the file.", HARMFUL
            )
        # A view is worked out when it is looked at, which may take for ever.
        if kind == "view" and str(name).lower() not in KNOWN_VIEWS:
            raise InputError(
                f"{file} has a view '{name}', a stored query, which is not read here.",
                "In QGIS save the layer you need to a new GeoPackage (Export, Save Features As).",
            )


def check_numbers(path: Path, file: str, layer: str) -> None:
    """Check that columns of numbers hold numbers: the map library takes a word for 0.

    Raises
    ------
    InputError
        When one holds anything else, naming the row.
    """
    table = _quoted(layer)
    with _opened(path, file) as base:
        columns = base.execute(f"PRAGMA table_info({table})").fetchall()
        kinds = {str(each[1]): _kinds(str(each[2])) for each in columns if _kinds(str(each[2]))}
        if not kinds:
            return
        wrong = [f"typeof({_quoted(name)}) NOT IN ({held})" for name, held in kinds.items()]
        found = base.execute(
            f"SELECT rowid, {', '.join(wrong)} FROM {table} WHERE {' OR '.join(wrong)} LIMIT 1"  # noqa: S608
        ).fetchone()
        if found is None:
            return
        name = next(name for name, is_wrong in zip(kinds, found[1:], strict=True) if is_wrong)
        row, value = base.execute(
            f"SELECT (SELECT count(*) FROM {table} WHERE rowid <= ?1), "  # noqa: S608
            f"substr(CAST({_quoted(name)} AS TEXT), 1, 60) FROM {table} WHERE rowid = ?1",
            found[:1],
        ).fetchone()
    raise InputError(
        f"{file}, row {row} has '{value}' in column '{name}', which is a column of "
        f"{'numbers' if 'real' in kinds[name] else 'whole numbers'}.",
        "Put the cell right or remove it, in QGIS or where the file was made.",
    )


def _kinds(declared: str) -> str:
    """How SQLite may hold the values of a column of numbers; empty for other columns."""
    if WHOLE.fullmatch(declared):
        return "'integer', 'null'"
    return "'real', 'integer', 'null'" if REAL.fullmatch(declared) else ""


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")


@contextmanager
def _opened(path: Path, file: str) -> Generator[sqlite3.Connection]:
    """The database, in which nothing is written and no function of others is called."""
    try:
        base = sqlite3.connect(sqlite_address(path, "mode=ro&immutable=1"), uri=True)
        try:
            base.text_factory = _text
            base.execute("PRAGMA trusted_schema = OFF")
            yield base
        finally:
            base.close()
    except (sqlite3.Error, UnicodeError, ValueError, OverflowError) as error:
        raise InputError(
            f"{file} cannot be read as a file of boundaries: it is damaged or cut short.",
            "Export it again.",
        ) from error
