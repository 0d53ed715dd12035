"""Older plan files seen as if they were saved today: what is missing stands in temporary tables.

A file is never changed by opening it: temporary tables belong to the connection, stand before the
file's own of the same name, and go with it.
"""

from __future__ import annotations

import sqlite3

from icp_footprints.exchange.tables.forms import Forms

# What an older file's footprints lack, and what they then are: not locked, nobody named, a colour
# that the program chooses.
ADDED_TO_FOOTPRINTS = {"locked": "0", "lead": "''", "partners": "''", "colour": "NULL"}
# How today reads what schema 1 wrote in another way. Numbers stay text: a damaged one must
# fail where it is read, and not become 0 here.
FROM_SCHEMA_1 = {
    "bands": """
        SELECT 0 AS position,
            (SELECT value FROM main.plan WHERE key = 'band_ledger') AS ledger,
            (SELECT value FROM main.plan WHERE key = 'band_low') AS low,
            (SELECT value FROM main.plan WHERE key = 'band_high') AS high""",
    "ledgers": """
        SELECT position, name, label, source, 'people_' || name AS column_name
        FROM main.ledgers""",
    "layers": "SELECT position, name, kind, '' AS method FROM main.layers",
    # It let several bridges and barriers be given for one pair of units: the last one held.
    "adjacency_edits": """
        SELECT position, kind, unit_a, unit_b, reason FROM main.adjacency_edits AS held
        WHERE NOT EXISTS (
            SELECT 1 FROM main.adjacency_edits AS later WHERE later.position > held.position
            AND min(later.unit_a, later.unit_b) = min(held.unit_a, held.unit_b)
            AND max(later.unit_a, later.unit_b) = max(held.unit_a, held.unit_b)
        )""",
}
# Tables that schema 1 did not have and a plan can be without.
NEW_IN_SCHEMA_2 = (
    "targets", "exceptions", "covered", "joins", "conversions", "ages", "urban_rural_classes",
    "point_layers",
)  # fmt: skip
NEW_IN_SCHEMA_4 = ("status_history",)
# What the settings of older files say today: nobody has proposed or agreed those plans.
BEFORE_SCHEMA_4 = {"status": "draft", "plan_version": "1"}


def upgrade(base: sqlite3.Connection, version: int, forms: Forms) -> dict[str, str]:
    """Have the connection answer as if its file were of today's schema.

    Parameters
    ----------
    base
        A read-only connection to a plan file.
    version
        The schema of that file.
    forms
        Today's tables.

    Returns
    -------
    settings
        What its settings lack.
    """
    base.execute("PRAGMA temp_store = MEMORY")
    _add_to_footprints(base)
    new: tuple[str, ...] = ()
    if version < 2:
        for table, query in FROM_SCHEMA_1.items():
            base.execute(f"CREATE TEMP TABLE {table} AS {query}")
        new += NEW_IN_SCHEMA_2
    if version < 4:
        new += NEW_IN_SCHEMA_4
    for table in new:
        base.execute(f"CREATE TEMP TABLE {table} ({forms[table].columns})")
    return BEFORE_SCHEMA_4 if version < 4 else {}


def _add_to_footprints(base: sqlite3.Connection) -> None:
    """Give the footprints of an older file every column that they have today."""
    held = {str(row[1]) for row in base.execute("PRAGMA main.table_info(footprints)")}
    missing = [column for column in ADDED_TO_FOOTPRINTS if column not in held]
    if held and missing:
        there = (
            "fid",
            "footprint_id",
            "footprint_name",
            "notes",
            *ADDED_TO_FOOTPRINTS.keys() - set(missing),
        )
        added = [f"{ADDED_TO_FOOTPRINTS[column]} AS {column}" for column in missing]
        base.execute(
            f"CREATE TEMP TABLE footprints AS SELECT {', '.join([*there, *added])} "  # noqa: S608
            "FROM main.footprints"
        )
