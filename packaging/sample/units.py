"""Model the units: shape, community and resident people of each LSOA of Wirral."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from sample.settings import (
    BORDER_DISTRICTS,
    BRITISH_GRID,
    COORDINATE_DECIMALS,
    RESIDENT_HIGH,
    RESIDENT_LOW,
    RESIDENT_TOTAL,
)
from sample.sources import Feature, Floats, Ints, Postcodes


@dataclass(frozen=True)
class Units:
    """Wirral's LSOAs in order of code, with what the model says of them."""

    codes: list[str]
    names: list[str]
    geometry: NDArray[np.object_]  # EPSG:4326
    centre: Floats  # (n, 2) mean of its postcodes, metres, EPSG:27700
    postcodes: Ints
    residents: Ints
    community: list[str]


def clean_geometry(features: list[Feature]) -> tuple[NDArray[np.object_], int]:
    """Return rounded polygons (EPSG:4326, outer rings anticlockwise) and how many were mended."""
    drawn = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
    drawn = shapely.transform(drawn, lambda lonlat: lonlat.round(COORDINATE_DECIMALS))
    broken = ~shapely.is_valid(drawn)
    drawn[broken] = shapely.make_valid(drawn[broken], method="structure")
    if not shapely.coverage_is_valid(drawn):
        raise SystemExit("the Wirral LSOAs no longer share their edges vertex for vertex")
    return shapely.orient_polygons(drawn, exterior_cw=False), int(broken.sum())


def unit_of_postcode(geometry: NDArray[np.object_], postcodes: Postcodes) -> Ints:
    """Return the position of the LSOA that holds each postcode, -1 for none of them."""
    to_grid = pyproj.Transformer.from_crs("EPSG:4326", BRITISH_GRID, always_xy=True)
    on_grid = shapely.transform(
        geometry, lambda lonlat: np.column_stack(to_grid.transform(lonlat[:, 0], lonlat[:, 1]))
    )
    points = np.asarray(shapely.points(postcodes.xy))
    point, unit = shapely.STRtree(on_grid).query(points, predicate="intersects")
    found = np.full(len(points), len(geometry), dtype=np.int64)
    np.minimum.at(found, point, unit)  # on a shared edge: the lower LSOA code
    return np.where(found == len(geometry), -1, found)


def round_to_total(values: Floats, total: int) -> Ints:
    """Round down, then give what is missing to the largest remainders (ties: the first)."""
    whole = np.floor(values).astype(np.int64)
    order = np.argsort(-(values - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def model_residents(postcodes: Ints) -> Ints:
    """Scale postcode counts to Wirral's total, each unit kept within the design range."""
    low, high = 0.0, float(RESIDENT_TOTAL)
    for _ in range(100):  # bisection down to the last bit
        people_per_postcode = (low + high) / 2
        people = np.clip(people_per_postcode * postcodes, RESIDENT_LOW, RESIDENT_HIGH)
        low, high = (
            (people_per_postcode, high) if people.sum() < RESIDENT_TOTAL
            else (low, people_per_postcode)
        )  # fmt: skip
    people = np.clip(low * postcodes, RESIDENT_LOW, RESIDENT_HIGH).astype(np.float64)
    return round_to_total(people, RESIDENT_TOTAL)


def choose_communities(unit: Ints, districts: list[str], centre: Floats) -> list[str]:
    """Return each unit's commonest district (ties: the lower code); none: its nearest unit's."""
    tally = [Counter[str]() for _ in centre]
    for position, district in zip(unit, districts, strict=True):
        if position >= 0:
            tally[position][BORDER_DISTRICTS.get(district, district)] += 1
    chosen = [min(t, key=lambda d: (-t[d], d)) if t else "" for t in tally]
    known = np.array([bool(code) for code in chosen])
    for i in np.flatnonzero(~known):
        distance = np.where(known, np.hypot(*(centre - centre[i]).T), np.inf)
        chosen[i] = chosen[int(distance.argmin())]
    return chosen


def build_units(features: list[Feature], postcodes: Postcodes) -> tuple[Units, int]:
    """Return the modelled units and how many of their polygons were mended."""
    geometry, mended = clean_geometry(features)
    properties = [feature["properties"] for feature in features]
    unit = unit_of_postcode(geometry, postcodes)
    inside = unit >= 0
    counts = np.bincount(unit[inside], minlength=len(features)).astype(np.int64)
    centre = np.array([[p["BNG_E"], p["BNG_N"]] for p in properties], dtype=float)
    for axis in (0, 1):
        total = np.bincount(unit[inside], postcodes.xy[inside, axis], minlength=len(features))
        centre[:, axis] = np.where(counts > 0, total / np.maximum(counts, 1), centre[:, axis])
    community = choose_communities(unit, postcodes.districts(), centre)
    codes = [p["LSOA11CD"] for p in properties]
    names = [p["LSOA11NM"] for p in properties]
    residents = model_residents(counts)
    return Units(codes, names, geometry, centre, counts, residents, community), mended
