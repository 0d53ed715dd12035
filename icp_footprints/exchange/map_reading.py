"""Reading the map layers of a plan file back into units, ledgers, profile and points."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray

from icp_footprints.exchange.map_layers import CENTRE
from icp_footprints.exchange.tables.people import (
    LedgerColumn,
    read_ledger_columns,
    read_point_layers,
    read_urban_rural_classes,
)
from icp_footprints.geography.ledger import AgeBands, Ledger
from icp_footprints.geography.points import OUTSIDE, PointLayer
from icp_footprints.geography.profile import Deprivation, UnitProfile, UrbanRural
from icp_footprints.geography.units import UnitTable

# Every function raises KeyError, ValueError or InputError where a layer contradicts itself.


def read_units(path: Path) -> tuple[UnitTable, gpd.GeoDataFrame]:
    """The units and the frame of all that stands beside them."""
    frame = pyogrio.read_dataframe(path, layer="units")
    if not all(isinstance(code, str) and code for code in frame["unit_id"]):
        raise ValueError("a unit has no id")
    shapes = _shapes(frame)
    units = UnitTable(
        tuple(str(code) for code in frame["unit_id"]),
        tuple(str(name) for name in frame["unit_name"]),
        shapes,
        _people_centres(frame, shapes),
    )
    return units, frame


def _people_centres(
    frame: gpd.GeoDataFrame, shapes: NDArray[np.object_]
) -> NDArray[np.float64] | None:
    """The centres that lie in their units: whatever else another program wrote is none."""
    if not {*CENTRE} <= {*frame.columns}:
        return None
    numbers = [pd.to_numeric(frame[column], errors="coerce") for column in CENTRE]
    centres = np.column_stack([np.asarray(each, dtype=np.float64) for each in numbers])
    centres[~shapely.intersects_xy(shapes, centres)] = np.nan
    return None if np.isnan(centres).all() else centres


def _shapes(frame: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Geometry with single-part MultiPolygons as the Polygons they were."""
    geometry: NDArray[np.object_] = np.array(frame.geometry.to_numpy(), dtype=np.object_)
    if shapely.is_missing(geometry).any():
        raise ValueError("a unit has no boundary")
    if not shapely.is_valid(geometry).all():
        raise ValueError("a unit's boundary crosses itself")
    single = shapely.get_num_geometries(geometry) == 1
    geometry[single] = shapely.get_geometry(geometry[single], 0)
    return geometry


def read_ledgers(base: sqlite3.Connection, frame: gpd.GeoDataFrame) -> tuple[Ledger, ...]:
    """The ledgers with their ages, in their order."""
    return tuple(
        Ledger(
            name=column.name,
            label=column.label,
            people=_floats(frame, column.column),
            source=column.source,
            ages=_read_ages(frame, column),
        )
        for column in read_ledger_columns(base)
    )


def _read_ages(frame: gpd.GeoDataFrame, column: LedgerColumn) -> AgeBands | None:
    if not column.ages:
        return None
    return AgeBands(
        tuple(age.label for age in column.ages),
        tuple(age.lowest_age for age in column.ages),
        np.column_stack([_floats(frame, age.column) for age in column.ages]),
    )


def read_profile(
    base: sqlite3.Connection, settings: dict[str, str], frame: gpd.GeoDataFrame
) -> UnitProfile:
    """What is known of the units beyond their people."""
    deprivation = urban_rural = None
    if "deprivation_score" in frame.columns:
        deprivation = Deprivation(
            settings["deprivation_index"],
            _floats(frame, "deprivation_score"),
            _whole_numbers(frame, "deprivation_decile", most=10).astype(np.int8),
        )
    if "urban_rural_class" in frame.columns:
        classes, is_rural = read_urban_rural_classes(base)
        numbers = _whole_numbers(frame, "urban_rural_class", most=len(classes) + 1)
        urban_rural = UrbanRural(classes, numbers, is_rural)
    return UnitProfile(deprivation, urban_rural)


def read_points(base: sqlite3.Connection, path: Path, units: UnitTable) -> tuple[PointLayer, ...]:
    """The layers of local assets, in their order."""
    layers = read_point_layers(base)
    expected = sum(count for *_, count in layers)
    if not expected:
        return tuple(_point_layer(name, label, None, units) for name, label, _ in layers)
    frame = pyogrio.read_dataframe(path, layer="points")
    made = tuple(
        _point_layer(name, label, frame[frame["layer"] == name], units) for name, label, _ in layers
    )
    if [len(layer) for layer in made] != [count for *_, count in layers] or len(frame) != expected:
        raise ValueError("a layer has more or fewer points than it was saved with")
    return made


def _point_layer(
    name: str, label: str, frame: gpd.GeoDataFrame | None, units: UnitTable
) -> PointLayer:
    if frame is None:
        return PointLayer(name, label, (), (), np.zeros((0, 2)), np.zeros(0, dtype=np.int64))
    codes = frame["unit_id"].tolist()
    unknown = [code for code in codes if code and code not in units.position]
    if unknown:
        raise ValueError(f"a point lies in unit {unknown[0]}, which is not in the place")
    geometry = np.array(frame.geometry.to_numpy(), dtype=np.object_)
    return PointLayer(
        name=name,
        label=label,
        ids=tuple(str(code) for code in frame["point_id"]),
        names=tuple(str(text) for text in frame["point_name"]),
        # A missing or other geometry has NaN for both, which the layer refuses.
        xy=np.column_stack([shapely.get_x(geometry), shapely.get_y(geometry)]),
        unit_rows=np.array([units.position.get(code, OUTSIDE) for code in codes], dtype=np.int64),
    )


def _floats(frame: gpd.GeoDataFrame, column: str) -> NDArray[np.float64]:
    return np.array(frame[column], dtype=np.float64)


def _whole_numbers(frame: gpd.GeoDataFrame, column: str, most: int) -> NDArray[np.int16]:
    """Whole numbers up to `most`, checked before they are narrowed: 256 must not become 0."""
    values = _floats(frame, column)
    if not np.all((np.abs(values) <= most) & (values == np.floor(values))):
        raise ValueError(f"its column {column} has a number that cannot be")
    return values.astype(np.int16)
