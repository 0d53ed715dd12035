"""The plan file: one GeoPackage with a place and its plan, which QGIS opens as it is.

Map layers ``units`` and ``footprints`` (EPSG:27700) are what QGIS shows; plain tables beside them
hold the rest. Saving writes a whole new file beside the old one and then takes its place.
"""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from icp_footprints.errors import FootprintsError, InputError, PlanFileError
from icp_footprints.exchange.plan_tables import (
    TABLES,
    read_adjacency,
    read_band,
    read_layers,
    read_origin,
    read_settings,
    read_sources,
    reading,
    write_tables,
)
from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.crs import BRITISH_NATIONAL_GRID
from icp_footprints.geography.dissolve import dissolve_footprints
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.place import Place
from icp_footprints.geography.units import UnitTable
from icp_footprints.measures.population import footprint_people
from icp_footprints.plan.plan import UNASSIGNED, Footprint, Plan, is_storable

SUFFIX = ".footprints.gpkg"
SQLITE_HEADER = b"SQLite format 3\x00"


def save_plan_file(path: Path, place: Place, plan: Plan) -> None:
    """Write a place and its plan, whole or not at all.

    Raises
    ------
    InputError
        When the file cannot be written; the old file, if any, is as it was.
    """
    _check_texts(place, plan)
    with replacing(path) as temporary:
        _write_layer(temporary, "units", _units_frame(place, plan))
        _write_layer(temporary, "footprints", _footprints_frame(place, plan))
        write_tables(temporary, place, plan)


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
    """Refuse names that SQLite would cut short or cannot hold, before anything is written."""
    texts = [plan.name, place.name, *place.units.names]
    texts += [text for each in plan.footprints for text in (each.id, each.name, each.notes)]
    for text in texts:
        if not is_storable(text):
            raise InputError(
                f"The name {text[:40]!a} has a character that no file can hold.",
                "Type the name again.",
            )


def _write_layer(path: Path, layer: str, frame: gpd.GeoDataFrame) -> None:
    with warnings.catch_warnings():
        # A plan without footprints has an empty layer, which is as it should be.
        warnings.simplefilter("ignore", UserWarning)
        pyogrio.write_dataframe(
            frame,
            path,
            layer=layer,
            driver="GPKG",
            geometry_type="MultiPolygon",
            promote_to_multi=True,
            append=path.exists(),
        )


def _units_frame(place: Place, plan: Plan) -> gpd.GeoDataFrame:
    ids = np.array([*(footprint.id for footprint in plan.footprints), ""], dtype=object)
    names = np.array([*(footprint.name for footprint in plan.footprints), ""], dtype=object)
    columns: dict[str, object] = {
        "unit_id": list(place.units.ids),
        "unit_name": list(place.units.names),
        "footprint_id": ids[plan.assignment],
        "footprint_name": names[plan.assignment],
    }
    for ledger in place.ledgers:
        columns[f"people_{ledger.name}"] = ledger.people
    return gpd.GeoDataFrame(columns, geometry=list(place.units.geometry), crs=BRITISH_NATIONAL_GRID)


def _footprints_frame(place: Place, plan: Plan) -> gpd.GeoDataFrame:
    footprints = plan.footprints
    columns: dict[str, object] = {
        "footprint_id": pd.Series([footprint.id for footprint in footprints], dtype=str),
        "footprint_name": pd.Series([footprint.name for footprint in footprints], dtype=str),
        "notes": pd.Series([footprint.notes for footprint in footprints], dtype=str),
    }
    for ledger in place.ledgers:
        columns[f"people_{ledger.name}"] = footprint_people(ledger, plan)
    people = footprint_people(place.ledger(plan.band.ledger), plan)
    columns["band"] = pd.Series([plan.band.state(float(count)) for count in people], dtype=str)
    shapes = dissolve_footprints(place.units, plan.assignment, range(len(footprints)))
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=BRITISH_NATIONAL_GRID)


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
    settings = read_settings(base)
    missing = sorted({*TABLES, "footprints"} - tables)
    if missing:
        raise ValueError(f"its table {missing[0]} is missing")
    faults = [str(row[0]) for row in base.execute("PRAGMA quick_check(1)")]
    if faults != ["ok"]:
        raise ValueError(faults[0])
    frame = pyogrio.read_dataframe(path, layer="units")
    if not all(isinstance(code, str) and code for code in frame["unit_id"]):
        raise ValueError("a unit has no id")
    ids = tuple(str(code) for code in frame["unit_id"])
    units = UnitTable(
        ids, tuple(str(name) for name in frame["unit_name"]), _shapes(frame.geometry.array)
    )
    place = Place(
        name=settings["place"],
        units=units,
        adjacency=read_adjacency(base, ids),
        ledgers=tuple(
            Ledger(name, label, frame[f"people_{name}"].to_numpy(dtype=np.float64), source)
            for name, label, source in base.execute(
                "SELECT name, label, source FROM ledgers ORDER BY position"
            )
        ),
        layers=read_layers(base, len(ids)),
        sources=read_sources(base),
        notice=settings["notice"],
    )
    plan = _read_plan(base, settings, frame["footprint_id"])
    place.ledger(plan.band.ledger)
    return place, plan


def _read_plan(
    base: sqlite3.Connection, settings: dict[str, str], unit_footprints: Iterable[object]
) -> Plan:
    footprints = tuple(
        Footprint(str(code), str(name), str(notes or ""))
        for code, name, notes in base.execute(
            "SELECT footprint_id, footprint_name, notes FROM footprints ORDER BY fid"
        )
    )
    number = {footprint.id: i for i, footprint in enumerate(footprints)}
    codes = [code if isinstance(code, str) else "" for code in unit_footprints]
    unknown = sorted({code for code in codes if code and code not in number})
    if unknown:
        raise ValueError(f"units name footprint {unknown[0]}, which is not in the plan")
    return Plan(
        name=settings["name"],
        assignment=np.array([number.get(code, UNASSIGNED) for code in codes], dtype=np.int16),
        footprints=footprints,
        band=read_band(settings),
        origin=read_origin(settings),
    )


def _shapes(shapes: object) -> NDArray[np.object_]:
    """Geometry with single-part MultiPolygons as the Polygons they were."""
    geometry = np.array(list(shapes), dtype=object)  # type: ignore[call-overload]
    if any(shape is None for shape in geometry):
        raise ValueError("a unit has no boundary")
    if not shapely.is_valid(geometry).all():
        raise ValueError("a unit's boundary crosses itself")
    single = shapely.get_num_geometries(geometry) == 1
    geometry[single] = shapely.get_geometry(geometry[single], 0)
    return geometry
