"""The map layers of a plan file, which QGIS shows: units, footprints and points (EPSG:27700)."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio

from icp_footprints.exchange.exporting.property_names import ledger_keys
from icp_footprints.exchange.tables.people import ledger_columns
from icp_footprints.geography.crs import BRITISH_NATIONAL_GRID
from icp_footprints.geography.dissolve import dissolve_footprints
from icp_footprints.geography.place import Place
from icp_footprints.geography.points import OUTSIDE
from icp_footprints.measures.population import footprint_people
from icp_footprints.plan.plan import Plan

# Of GeoPackage: every QGIS in use reads it without a warning.
GEOPACKAGE_VERSION = "1.2"
# Columns of the centre of a unit's people, where that is known.
CENTRE = ("centre_easting", "centre_northing")


def write_map_layers(path: Path, place: Place, plan: Plan) -> None:
    """Write the map layers to a new GeoPackage; ``points`` only where there are any."""
    _write(path, "units", units_frame(place, plan), "MultiPolygon")
    _write(path, "footprints", footprints_frame(place, plan), "MultiPolygon")
    if any(len(points) for points in place.point_layers):
        _write(path, "points", points_frame(place), "Point")


def _write(path: Path, layer: str, frame: gpd.GeoDataFrame, geometry_type: str) -> None:
    with warnings.catch_warnings():
        # A plan without footprints has an empty layer, which is as it should be.
        warnings.simplefilter("ignore", UserWarning)
        pyogrio.write_dataframe(
            frame,
            path,
            layer=layer,
            driver="GPKG",
            VERSION=GEOPACKAGE_VERSION,
            geometry_type=geometry_type,
            promote_to_multi=geometry_type.startswith("Multi"),
            append=path.exists(),
        )


def units_frame(place: Place, plan: Plan) -> gpd.GeoDataFrame:
    """One row per unit: its footprint, people on every ledger and their centre, ages, profile."""
    ids = np.array([*(footprint.id for footprint in plan.footprints), ""], dtype=object)
    names = np.array([*(footprint.name for footprint in plan.footprints), ""], dtype=object)
    columns: dict[str, object] = {
        "unit_id": list(place.units.ids),
        "unit_name": list(place.units.names),
        "footprint_id": ids[plan.assignment],
        "footprint_name": names[plan.assignment],
    }
    for column in ledger_columns(place):
        ledger = place.ledger(column.name)
        columns[column.column] = ledger.people
        if ledger.ages is not None:
            columns |= {age.column: ledger.ages.people[:, i] for i, age in enumerate(column.ages)}
    columns |= _profile_columns(place)
    if place.units.people_centres is not None:
        columns |= dict(zip(CENTRE, place.units.people_centres.T, strict=True))
    return gpd.GeoDataFrame(columns, geometry=list(place.units.geometry), crs=BRITISH_NATIONAL_GRID)


def _profile_columns(place: Place) -> dict[str, object]:
    """What is known of the units; ``urban_rural`` is there to be read by people only."""
    columns: dict[str, object] = {}
    deprivation, urban_rural = place.profile.deprivation, place.profile.urban_rural
    if deprivation is not None:
        columns["deprivation_score"] = deprivation.score
        columns["deprivation_decile"] = deprivation.decile.astype(np.int16)
    if urban_rural is not None:
        words = np.array([*urban_rural.classes, ""], dtype=object)
        columns["urban_rural"] = words[urban_rural.unit_class]
        columns["urban_rural_class"] = urban_rural.unit_class
    return columns


def footprints_frame(place: Place, plan: Plan) -> gpd.GeoDataFrame:
    """One row per footprint: its people on every ledger, and whether they are in each band."""
    footprints, keys = plan.footprints, ledger_keys(place)
    columns: dict[str, object] = {
        "footprint_id": pd.Series([footprint.id for footprint in footprints], dtype=str),
        "footprint_name": pd.Series([footprint.name for footprint in footprints], dtype=str),
        "notes": pd.Series([footprint.notes for footprint in footprints], dtype=str),
        "locked": pd.Series([footprint.locked for footprint in footprints], dtype=bool),
        "lead": pd.Series([footprint.lead for footprint in footprints], dtype=str),
        "partners": pd.Series([footprint.partners for footprint in footprints], dtype=str),
        # Empty where the program chooses the colour.
        "colour": pd.Series([footprint.colour for footprint in footprints], dtype="Int16"),
    }
    for ledger in place.ledgers:
        columns[keys[ledger.name]] = footprint_people(ledger, plan)
    for band in plan.bands:
        people = footprint_people(place.ledger(band.ledger), plan)
        ending = "" if band is plan.band else keys[band.ledger].removeprefix("people")
        columns[f"band{ending}"] = pd.Series([band.state(n) for n in people.tolist()], dtype=str)
    shapes = dissolve_footprints(place.units, plan.assignment, range(len(footprints)))
    return gpd.GeoDataFrame(columns, geometry=list(shapes), crs=BRITISH_NATIONAL_GRID)


def points_frame(place: Place) -> gpd.GeoDataFrame:
    """One row per local asset, layer by layer; ``unit_id`` is empty outside the place."""
    layers, unit_ids = place.point_layers, [*place.units.ids, ""]
    rows = [int(row) for layer in layers for row in layer.unit_rows]
    columns: dict[str, object] = {
        "layer": [layer.name for layer in layers for _ in layer.ids],
        "point_id": [code for layer in layers for code in layer.ids],
        "point_name": [name for layer in layers for name in layer.names],
        # OUTSIDE is -1, the position of the empty id at the end.
        "unit_id": [unit_ids[max(row, OUTSIDE)] for row in rows],
    }
    x, y = np.concatenate([layer.xy for layer in layers]).T
    shapes = gpd.points_from_xy(x, y)
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=BRITISH_NATIONAL_GRID)
