"""The plain tables of a plan file: all that is not geometry, in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from icp_footprints import __version__
from icp_footprints.errors import PlanFileError
from icp_footprints.exchange.tables import adjacency, layers, people, plan_settings, sources
from icp_footprints.exchange.tables.forms import Forms, Row
from icp_footprints.exchange.tables.upgrades import upgrade
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.sources.opening.sqlite_address import sqlite_address

# 2 (2026): bands of several ledgers, targets, exceptions, ages, profile, points, join reports.
# 3 (2026): clinical leads, partners and chosen colours of footprints.
# 4 (2026): status, version and the history of both.
SCHEMA_VERSION = 4
OLDEST_SCHEMA = 1
TABLES: Forms = {
    **plan_settings.FORMS,
    **people.FORMS,
    **layers.FORMS,
    **adjacency.FORMS,
    **sources.FORMS,
}


@contextmanager
def reading(path: Path) -> Generator[sqlite3.Connection]:
    """A read-only connection that can neither change the file nor run what it holds."""
    with closing(sqlite3.connect(sqlite_address(path, "mode=ro"), uri=True)) as base:
        base.execute("PRAGMA trusted_schema = OFF")
        yield base


def write_tables(path: Path, place: Place, plan: Plan) -> None:
    """Add the plain tables to a GeoPackage that holds the map layers already."""
    rows = _rows(place, plan)
    with closing(sqlite3.connect(path)) as base, base:
        for table, form in TABLES.items():
            base.execute(f"CREATE TABLE {table} ({form.columns}, PRIMARY KEY ({form.key}))")
            base.execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
                "VALUES (?, 'attributes', ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
                (table, table),
            )
            marks = ", ".join("?" * len(form.names))
            base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])  # noqa: S608


def _rows(place: Place, plan: Plan) -> dict[str, list[Row]]:
    """The rows of every table."""
    return {
        **plan_settings.rows(place, plan, SCHEMA_VERSION),
        **people.rows(place),
        **layers.rows(place.layers),
        **adjacency.rows(place.adjacency),
        **sources.rows(place.sources),
    }


def open_tables(base: sqlite3.Connection) -> dict[str, str]:
    """Make a plan file's tables ready to be read, whichever schema it was saved in.

    Returns
    -------
    settings
        Its key-value table.

    Raises
    ------
    PlanFileError
        When the file was written by a newer program.
    ValueError, sqlite3.Error
        When the file is damaged.
    """
    settings = plan_settings.read_settings(base)
    version = int(settings["schema_version"])
    if version > SCHEMA_VERSION:
        raise PlanFileError(
            f"It was saved by a newer version of this program ({settings['program_version']}, "
            f"plan file schema {version}; this is {__version__}, which reads schemas up to "
            f"{SCHEMA_VERSION}).",
            "Install the newer version to open it; the file has not been changed.",
        )
    if version < OLDEST_SCHEMA:
        raise ValueError(f"there is no plan file schema {version}")
    faults = [str(row[0]) for row in base.execute("PRAGMA main.quick_check(1)")]
    if faults != ["ok"]:
        raise ValueError(faults[0])
    added = upgrade(base, version, TABLES)
    _check_tables(base)
    return settings | added


def _check_tables(base: sqlite3.Connection) -> None:
    """Refuse a file that lacks a table or map layer, before GDAL looks for it."""
    held = {
        str(row[0])
        for schema in ("sqlite_master", "sqlite_temp_master")
        for row in base.execute(f"SELECT name FROM {schema} WHERE type = 'table'")  # noqa: S608
    }
    needed = {*TABLES, "footprints"}
    if (
        "point_layers" in held
        and base.execute("SELECT max(points) FROM point_layers").fetchone()[0]
    ):
        needed.add("points")
    missing = sorted(needed - held)
    if missing:
        raise ValueError(f"its table {missing[0]} is missing")
