"""Shapes for the web map: few vertices, in longitude and latitude, borders still shared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.crs import to_longitude_latitude
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan

# About a metre.
DECIMALS = 5
# Detail smaller than the extent divided by this does not show on a screen, zoomed in twice.
STEPS_ACROSS = 5000
LEAST_DETAIL_M = 3.0


@dataclass(frozen=True, eq=False)
class WebMapShapes:
    """What the web map draws, in WGS 84 longitude and latitude at 5 decimals.

    Parameters
    ----------
    footprints
        Array (k,) of the footprints, in plan order; empty for one without units.
    unassigned
        All units in no footprint.
    areas
        For each layer, in the place's order, array (areas,) of the units in which each area is
        the dominant one; empty for an area that is nowhere dominant.
    labels
        Array (k, 2) of longitude and latitude of a point well inside each footprint; NaN for one
        without units.
    units
        Array (n, 2) of longitude and latitude of a point inside each unit.
    points
        For each layer of points, in the place's order, array (points, 2) of where they are.
    """

    footprints: NDArray[np.object_]
    unassigned: BaseGeometry
    areas: tuple[NDArray[np.object_], ...]
    labels: NDArray[np.float64]
    units: NDArray[np.float64]
    points: tuple[NDArray[np.float64], ...]


def web_map_shapes(place: Place, plan: Plan) -> WebMapShapes:
    """The shapes of a plan and of the place's layers; borders that they share stay shared."""
    numbers = [*range(len(plan.footprints)), UNASSIGNED]
    coverage = _simple_units(place)
    footprints = _joined(place, coverage, plan.assignment, numbers)
    areas = [
        _joined(place, coverage, layer.dominant_area, range(len(layer.area_ids)))
        for layer in place.layers
    ]
    middles = np.array([_middle(each) for each in footprints[:-1]], dtype=object)
    inside = np.asarray(shapely.points(place.units.middles), dtype=object)
    points = [
        np.asarray(shapely.points(layer.xy), dtype=object).reshape(-1)
        for layer in place.point_layers
    ]
    shown = _in_degrees([footprints, middles, inside, *areas, *points])
    first_points = 3 + len(areas)
    return WebMapShapes(
        footprints=shown[0][:-1],
        unassigned=shown[0][-1],
        areas=tuple(shown[3:first_points]),
        labels=_places(shown[1]),
        units=_places(shown[2]),
        points=tuple(_places(each) for each in shown[first_points:]),
    )


def _in_degrees(groups: list[NDArray[np.object_]]) -> list[NDArray[np.object_]]:
    """Groups of shapes in longitude and latitude, moved at one go: finding the way is slow."""
    moved = to_longitude_latitude(np.concatenate(groups), DECIMALS)
    return np.split(moved, np.cumsum([len(each) for each in groups])[:-1])


def _places(points: NDArray[np.object_]) -> NDArray[np.float64]:
    """Array (n, 2) of the coordinates of points; NaN for an empty point."""
    places = np.full((len(points), 2), np.nan)
    there = ~shapely.is_empty(points)
    places[there] = shapely.get_coordinates(points[there])
    return places


def _detail_m(place: Place) -> float:
    west, south, east, north = shapely.total_bounds(place.units.geometry).tolist()
    return max(max(east - west, north - south) / STEPS_ACROSS, LEAST_DETAIL_M)


def _simple_units(place: Place) -> NDArray[np.object_]:
    """The units without detail that does not show; as they are where they are no coverage."""
    geometry = place.units.geometry
    if not place.units.is_clean_coverage:
        # Simplified one by one, neighbours would part.
        return geometry
    # The detail of a coverage is the root of the largest area that is cut away.
    return np.asarray(shapely.coverage_simplify(geometry, _detail_m(place)), dtype=object)


def _joined(
    place: Place,
    units: NDArray[np.object_],
    group: NDArray[np.int16 | np.int32],
    groups: range | list[int],
) -> NDArray[np.object_]:
    """One shape for each group of units, in the order of `groups`."""
    union = shapely.coverage_union_all if place.units.is_clean_coverage else shapely.union_all
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], groups, side="left")
    ends = np.searchsorted(group[order], groups, side="right")
    shapes = np.empty(len(groups), dtype=object)
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        rows = order[start:end]
        shapes[number] = union(units[rows]) if len(rows) else shapely.MultiPolygon()
    return shapes


def _middle(shape: BaseGeometry) -> shapely.Point:
    """A point deep within the largest part of a shape, where its number does not hide borders."""
    if shape.is_empty:
        return shapely.Point()
    parts = shapely.get_parts(shape)
    largest = parts[np.argmax(shapely.area(parts))]
    width = float(np.sqrt(shapely.area(largest)))
    circle = shapely.maximum_inscribed_circle(largest, tolerance=width / 50)
    return shapely.get_point(circle, 0)
