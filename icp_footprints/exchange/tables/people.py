"""Tables that say what the columns of the map layers hold: ledgers, ages, profile, points.

The people of a unit stand in the map layer ``units``, where QGIS can colour a map by them.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from icp_footprints.exchange.exporting.property_names import ledger_keys
from icp_footprints.exchange.tables.forms import Form, Forms, Row
from icp_footprints.geography.place import Place

FORMS: Forms = {
    "ledgers": Form("position INTEGER, name TEXT, label TEXT, source TEXT, column_name TEXT"),
    "ages": Form(
        "ledger TEXT, position INTEGER, label TEXT, lowest_age INTEGER, column_name TEXT",
        "ledger, position",
    ),
    "urban_rural_classes": Form("position INTEGER, name TEXT, is_rural INTEGER"),
    "point_layers": Form("position INTEGER, name TEXT, label TEXT, points INTEGER"),
}


@dataclass(frozen=True)
class AgeColumn:
    """Where the people of one age band stand in the map layer ``units``."""

    label: str
    lowest_age: int
    column: str


@dataclass(frozen=True)
class LedgerColumn:
    """Where a ledger's people stand in the map layer ``units``."""

    name: str
    label: str
    source: str
    column: str
    ages: tuple[AgeColumn, ...] = ()


def ledger_columns(place: Place) -> tuple[LedgerColumn, ...]:
    """The columns of people, such as ``people_resident`` and ``aged_from_65_resident``."""
    keys = ledger_keys(place)
    return tuple(
        LedgerColumn(
            ledger.name, ledger.label, ledger.source, keys[ledger.name], _ages(place, ledger.name)
        )
        for ledger in place.ledgers
    )


def _ages(place: Place, ledger: str) -> tuple[AgeColumn, ...]:
    ages = place.ledger(ledger).ages
    if ages is None:
        return ()
    stem = ledger_keys(place)[ledger].removeprefix("people_")
    return tuple(
        AgeColumn(label, low, f"aged_from_{low}_{stem}")
        for label, low in zip(ages.labels, ages.lows, strict=True)
    )


def rows(place: Place) -> dict[str, list[Row]]:
    """The rows of these tables."""
    columns, classes = ledger_columns(place), place.profile.urban_rural
    return {
        "ledgers": [(i, x.name, x.label, x.source, x.column) for i, x in enumerate(columns)],
        "ages": [
            (ledger.name, i, age.label, age.lowest_age, age.column)
            for ledger in columns
            for i, age in enumerate(ledger.ages)
        ],
        "urban_rural_classes": [
            (i, name, int(is_rural))
            for i, (name, is_rural) in enumerate(
                zip(classes.classes, classes.is_rural, strict=True) if classes else ()
            )
        ],
        "point_layers": [(i, x.name, x.label, len(x)) for i, x in enumerate(place.point_layers)],
    }


def read_ledger_columns(base: sqlite3.Connection) -> tuple[LedgerColumn, ...]:
    """The ledgers and where their people stand, in their order."""
    ages: dict[str, list[AgeColumn]] = {}
    for ledger, label, low, column in base.execute(
        "SELECT ledger, label, lowest_age, column_name FROM ages ORDER BY position"
    ):
        ages.setdefault(ledger, []).append(AgeColumn(str(label), int(low), str(column)))
    columns = tuple(
        LedgerColumn(str(name), str(label), str(source), str(column), tuple(ages.pop(name, ())))
        for name, label, source, column in base.execute(
            "SELECT name, label, source, column_name FROM ledgers ORDER BY position"
        )
    )
    if ages:
        raise ValueError(f"its ages are of ledger '{min(ages)}', which is not there")
    return columns


def read_urban_rural_classes(
    base: sqlite3.Connection,
) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Names of the urban and rural classes, and whether each is rural."""
    found = base.execute(
        "SELECT name, is_rural FROM urban_rural_classes ORDER BY position"
    ).fetchall()
    return tuple(str(name) for name, _ in found), tuple(bool(int(rural)) for _, rural in found)


def read_point_layers(base: sqlite3.Connection) -> tuple[tuple[str, str, int], ...]:
    """Name, label and number of points of each layer of points, in their order."""
    found = base.execute("SELECT name, label, points FROM point_layers ORDER BY position")
    return tuple((str(name), str(label), int(points)) for name, label, points in found)
