"""The plan file: one GeoPackage with a place and its plan, which QGIS opens as it is.

Map layers ``units``, ``footprints`` and ``points`` (EPSG:27700) are what QGIS shows; plain tables
beside them hold the rest. Saving writes a whole new file beside the old one and then takes its
place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import shapely
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError

from icp_footprints.errors import FootprintsError, InputError, PlanFileError
from icp_footprints.exchange.agreed_file import check_keeps_agreement
from icp_footprints.exchange.exporting.frames import half_written
from icp_footprints.exchange.file_stamp import FileStamp, check_unchanged, stamp_of
from icp_footprints.exchange.map_layers import write_map_layers
from icp_footprints.exchange.map_reading import (
    read_ledgers,
    read_points,
    read_profile,
    read_units,
)
from icp_footprints.exchange.plan_tables import open_tables, reading, write_tables
from icp_footprints.exchange.replacing import replacing
from icp_footprints.exchange.tables.adjacency import read_adjacency
from icp_footprints.exchange.tables.layers import read_layers
from icp_footprints.exchange.tables.plan_settings import (
    read_bands,
    read_exceptions,
    read_history,
    read_origin,
    read_status,
    read_targets,
    read_version,
)
from icp_footprints.exchange.tables.sources import read_sources
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan, is_storable

SUFFIX = ".footprints.gpkg"
SQLITE_HEADER = b"SQLite format 3\x00"


def plan_stem(path: Path) -> str:
    """The name of a plan file without its ending: what files made from it are called by."""
    return path.name.removesuffix(SUFFIX).removesuffix(".gpkg")


def save_plan_file(
    path: Path,
    place: Place,
    plan: Plan,
    expected: FileStamp | None = None,
    *,
    is_copy: bool = False,
) -> FileStamp:
    """Write a place and its plan, whole or not at all.

    Parameters
    ----------
    path
        The file to write.
    place, plan
        What to keep.
    expected
        Where given, the stamp that the file must still have (see `file_stamp.stamp_of`).
    is_copy
        Whether it is the program's own copy of unsaved work, in which nothing is ever agreed.

    Returns
    -------
    stamp
        That of the file as it was written.

    Raises
    ------
    ChangedFileError
        When another program has changed the file meanwhile; it is as that program left it.
    InputError
        When the file cannot be written, or holds an agreed plan that this is not a later version
        of; the old file, if any, is as it was.
    """
    _check_texts(place, plan)
    if not is_copy:
        check_keeps_agreement(path, place, plan)
    check_unchanged(path, expected)
    with replacing(path) as temporary:
        try:
            write_map_layers(temporary, place, plan)
            write_tables(temporary, place, plan)
            _check_whole(temporary, place, plan)
        except (DataSourceError, DataLayerError, FeatureError, sqlite3.OperationalError) as error:
            raise half_written(path) from error
        written = stamp_of(temporary)
        check_unchanged(path, expected)
    if written is None:
        raise InputError(f"{path} was written, but cannot be read.", "Save under another name.")
    return written


def _check_whole(written: Path, place: Place, plan: Plan) -> None:
    """Check that the layers are whole: on a full disk GDAL may leave a half without a word."""
    with reading(written) as base:
        for layer, rows in (("units", len(place.units)), ("footprints", len(plan.footprints))):
            held = base.execute(f"SELECT count(*) FROM {layer}").fetchone()[0]  # noqa: S608
            if held != rows:
                raise sqlite3.OperationalError(f"{layer} has {held} rows instead of {rows}")


def open_plan_file(path: Path) -> tuple[Place, Plan]:
    """Read a place and its plan. The file is opened read-only and never changed.

    Raises
    ------
    PlanFileError
        When the file is missing, damaged, newer than this program, or not a plan file.
    """
    _check_is_plan_file(path)
    try:
        with reading(path) as base:
            return _read(path, base)
    except PlanFileError as error:
        raise PlanFileError(f"{path} cannot be opened. {error.what}", error.remedy) from error
    except (
        FootprintsError,
        sqlite3.Error,
        DataSourceError,
        DataLayerError,
        shapely.errors.ShapelyError,
        KeyError,
        ValueError,
        TypeError,
        OverflowError,
    ) as error:
        raise PlanFileError(
            f"{path} is damaged: {error}.",
            "Open an earlier copy; the file has not been changed.",
        ) from error


def _check_texts(place: Place, plan: Plan) -> None:
    """Refuse texts that files would cut short or cannot hold, before anything is written."""
    for text in _texts(place, plan):
        if not is_storable(text):
            raise InputError(
                f"The text {text[:40]!a} has a character that no file can hold.",
                "Type it again, or mend the file it comes from.",
            )


def _texts(place: Place, plan: Plan) -> Iterator[str]:
    """Every text that people type or files bring with them."""
    yield from (place.name, place.notice, plan.name)
    for footprint in plan.footprints:
        yield from (footprint.id, footprint.name, footprint.notes)
        yield from (footprint.lead, footprint.partners)
    yield from (target.layer for target in plan.targets)
    for each in plan.exceptions:
        yield from (each.subject, each.reason, each.owner)
    yield from (each.by for each in plan.history)
    yield from (edit.reason for edit in place.adjacency.edits)
    yield from place.units.ids
    yield from place.units.names
    for layer in place.layers:
        yield from (layer.name, layer.method, *layer.area_ids, *layer.area_names)
    for points in place.point_layers:
        yield from (points.name, points.label, *points.ids, *points.names)
    for ledger in place.ledgers:
        yield from (ledger.name, ledger.label, ledger.source)
        yield from ledger.ages.labels if ledger.ages else ()
    for source in place.sources:
        yield from (source.role, source.file, source.detail, *source.notes)
        if source.join:
            yield from (*source.join.causes, *source.join.only_in_file.examples)


def _check_is_plan_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise PlanFileError(f"{path} is a folder.", "Give the plan file inside it.")
        with path.open("rb") as file:
            header = file.read(len(SQLITE_HEADER))
    except FileNotFoundError as error:
        raise PlanFileError(f"There is no file {path}.", "Check the name and folder.") from error
    except OSError as error:
        raise PlanFileError(
            f"{path} cannot be read: {error.strerror}.", "Check that you may read it."
        ) from error
    if header != SQLITE_HEADER:
        raise PlanFileError(
            f"{path} is not a plan file.",
            f"Choose a file that this program saved; their names end in {SUFFIX}.",
        )


def _read(path: Path, base: sqlite3.Connection) -> tuple[Place, Plan]:
    tables = {str(row[0]) for row in base.execute("SELECT name FROM sqlite_master")}
    if not {"units", "plan"} <= tables:
        raise PlanFileError(
            "It is a GeoPackage, but not a plan file.",
            "Make a plan from it with 'icp-footprints new'.",
        )
    settings = open_tables(base)
    units, frame = read_units(path)
    place = Place(
        name=settings["place"],
        units=units,
        adjacency=read_adjacency(base, units.ids),
        ledgers=read_ledgers(base, frame),
        layers=read_layers(base, len(units)),
        sources=read_sources(base),
        notice=settings["notice"],
        point_layers=read_points(base, path, units),
        profile=read_profile(base, settings, frame),
    )
    plan = _read_plan(base, settings, frame["footprint_id"])
    for band in plan.bands:
        place.ledger(band.ledger)
    return place, plan


def _read_plan(
    base: sqlite3.Connection, settings: dict[str, str], unit_footprints: Iterable[object]
) -> Plan:
    footprints = tuple(
        Footprint(
            id=str(code),
            name=str(name),
            notes=str(notes or ""),
            locked=_read_lock(locked),
            lead=str(lead or ""),
            partners=str(partners or ""),
            colour=_read_colour(colour),
        )
        for code, name, notes, locked, lead, partners, colour in base.execute(
            "SELECT footprint_id, footprint_name, notes, locked, lead, partners, colour "
            "FROM footprints ORDER BY fid"
        )
    )
    number = {footprint.id: i for i, footprint in enumerate(footprints)}
    codes = [code if isinstance(code, str) else "" for code in unit_footprints]
    unknown = sorted({code for code in codes if code and code not in number})
    if unknown:
        raise ValueError(f"units name footprint {unknown[0]}, which is not in the plan")
    band, *further = read_bands(base)
    return Plan(
        name=settings["name"],
        assignment=np.array([number.get(code, UNASSIGNED) for code in codes], dtype=np.int16),
        footprints=footprints,
        band=band,
        origin=read_origin(settings),
        further_bands=tuple(further),
        targets=read_targets(base),
        exceptions=read_exceptions(base),
        status=read_status(settings),
        version=read_version(settings),
        history=read_history(base),
    )


def _read_lock(value: object) -> bool:
    """Whether a footprint is locked; where another program left it out, it is not."""
    if value not in (0, 1, None):
        raise ValueError(f"a footprint is locked as {value!a}, which should be 0 or 1")
    return bool(value)


def _read_colour(value: object) -> int | None:
    """The colour chosen for a footprint; where none is there, the program chooses."""
    if value is not None and type(value) is not int:
        raise ValueError(f"a footprint has the colour {value!a}, which should be a whole number")
    return value
