"""Somebody's footprints as a plan of a place: from a look-up of units, or from polygons."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from icp_footprints.errors import InputError, PlanError
from icp_footprints.exchange.importing.by_code import found_by_code
from icp_footprints.exchange.importing.by_shape import found_by_shape
from icp_footprints.exchange.importing.columns import rows_of_units, unit_column
from icp_footprints.exchange.importing.found import Found
from icp_footprints.exchange.importing.imported import ImportColumns, Imported
from icp_footprints.exchange.importing.made_plan import ReadFrom, made_plan
from icp_footprints.geography.place import Place
from icp_footprints.geography.units_in_shape import HeldBy
from icp_footprints.plan.plan import Plan
from icp_footprints.plan.status import Status
from icp_footprints.progress import Progress
from icp_footprints.sources.opening.features import Features, read_features
from icp_footprints.sources.opening.files import split_layer
from icp_footprints.sources.opening.holds_features import holds_features
from icp_footprints.sources.opening.tables import Table, read_table
from icp_footprints.wording import one_line, shortened

# What is meant of our own GeoPackages and zips, which hold other things beside it.
OWN_PARTS = ("footprints", "footprints.shp")
LONGEST_FILE = 120


def import_plan(
    place: Place,
    file: str | Path,
    into: Plan | None = None,
    *,
    by: HeldBy = "centre",
    columns: ImportColumns | None = None,
    layer: str | None = None,
    crs: str | None = None,
    progress: Progress | None = None,
) -> Imported:
    """A plan from a file of footprints: one of ours, or anybody's.

    A look-up (CSV, XLSX, Parquet), or features that are units, go by the codes of the units. Of
    any other polygons (GeoJSON, GeoPackage, Shapefile, FlatGeobuf, KML, GeoParquet) each takes the
    units that it holds. Units are never cut.

    Parameters
    ----------
    place
        The place it is to be a plan of.
    file
        ``FILE``, ``FILE:LAYER``, ``FILE.xlsx:SHEET`` or ``FILE.zip:MEMBER``.
    into
        The plan whose footprints are replaced. Its name, bands, targets and exceptions stay, but
        for exceptions about footprints that are no longer there as they were.
    by
        Which polygon a unit goes to: the one that holds its ``centre``, or most of its ``area``.
    columns
        Columns that say too little for themselves.
    layer
        The layer, sheet or member to read, as an alternative to naming it in `file`.
    crs
        The reference system to read coordinates in, where the file does not say or is wrong.
    progress
        Told how far it is, and asked whether to stop.

    Returns
    -------
    Imported
        A draft whose origin is "imported from FILE", and the report. Where the file has the very
        footprints of `into`, that plan itself.

    Raises
    ------
    InputError
        When the file cannot be read, holds no footprints, or has none of the place's units.
    PlanError
        When `into` is agreed, or a locked footprint of it would change.
    """
    if into is not None and into.status is Status.AGREED:
        raise PlanError("The plan is agreed.", "Make a new version to change it.")
    progress, asked = progress or Progress(), columns or ImportColumns()
    given = f"{file}:{layer}" if layer else str(file)
    path, part = split_layer(given)
    name = shortened(one_line(f"{path.name}:{part}" if part else path.name), LONGEST_FILE)
    progress.report(0.0, f"Reading {name}")
    if holds_features(given):
        features = _features(given)
        progress.report(0.3, "Placing units")
        progress.check_cancelled()
        notes = (*features.notes, *features.table.notes)
        if _are_units(place, features.table, asked):
            found = found_by_code(place, features.table, asked)
        else:
            found = found_by_shape(place, features, by, asked, crs, progress)
    else:
        table = read_table(given)
        notes = table.notes
        found = found_by_code(place, table, asked)
    progress.report(0.95, "Comparing")
    return made_plan(place, found, into, ReadFrom(path, name, by, _new_notes(notes, found)))


def _features(given: str) -> Features:
    """The features of a file; where it holds several things, those that ours has for footprints."""
    try:
        return read_features(given)
    except InputError:
        if split_layer(given)[1] is None:
            for part in OWN_PARTS:
                with suppress(InputError):
                    return read_features(f"{given}:{part}")
        raise


def _are_units(place: Place, table: Table, asked: ImportColumns) -> bool:
    """Whether each feature is a unit: their codes name at least half of the place's units."""
    column = unit_column(place, table, asked)
    if column is None:
        return False
    rows = rows_of_units(place, table.columns[column])
    named = len(set(rows[rows >= 0].tolist()))
    return asked.unit is not None or 2 * named >= len(place.units)


def _new_notes(notes: tuple[str, ...], found: Found) -> tuple[str, ...]:
    """Notes that no finding repeats."""
    said = {each.words for each in found.findings}
    return tuple(note for note in dict.fromkeys(notes) if note not in said)
