"""Shapes for a page map: simplified for its scale, borders that are shared stay shared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.plan.plan import UNASSIGNED
from icp_footprints.report.maps.frame import Frame
from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.paths import Segments, segments

# Detail smaller than this does not show; in page units.
DETAIL = 0.45
# Slivers of untidy borders are closed up to this; in page units.
SLIVER = 0.6
# How much farther mitred corners reach.
MITRE = 1.5
# Below this size unit outlines turn into a grey smear; in page units.
LEAST_UNIT_SIZE = 4.0


@dataclass(frozen=True, eq=False)
class PageShapes:
    """Units, footprints and what is unassigned, simplified, in page units.

    Parameters
    ----------
    rows
        Rows of the units that are drawn: those that may show in the window.
    units
        Array (rows,) of their shapes.
    footprints
        One shape per footprint of the plan, of the units that are drawn; empty where none is.
    unassigned
        The units in no footprint.
    """

    rows: NDArray[np.intp]
    units: NDArray[np.object_]
    footprints: list[BaseGeometry]
    unassigned: BaseGeometry

    @property
    def shows_units(self) -> bool:
        """Whether units are large enough on the page for their outlines to be of use."""
        if not len(self.units):
            return False
        return bool(np.median(np.sqrt(shapely.area(self.units))) >= LEAST_UNIT_SIZE)

    @property
    def borders(self) -> Segments:
        """The outlines of all footprints and of what is in none."""
        return segments(np.array([*self.footprints, self.unassigned], dtype=object))


def page_shapes(ground: MapGround, frame: Frame) -> PageShapes:
    """The shapes of a plan on the page."""
    rows = ground.rows_within(frame.ground)
    simple = _simplified(ground, frame, rows)
    numbers = ground.plan.assignment[rows]
    clean = ground.place.units.is_clean_coverage
    found = {
        int(number): _joined(simple[numbers == number], clean) for number in np.unique(numbers)
    }
    nothing = shapely.MultiPolygon()
    footprints = [found.get(number, nothing) for number in range(len(ground.plan.footprints))]
    return PageShapes(rows, simple, footprints, found.get(UNASSIGNED, nothing))


def area_borders(ground: MapGround, shapes: PageShapes, layer: str) -> Segments:
    """Where a layer's areas meet, each being the units that have most of their people in it.

    The edge of the place is none, unless untidy borders leave no telling which lines are.
    """
    dominant = ground.place.layer(layer).dominant_area[shapes.rows]
    clean = ground.place.units.is_clean_coverage
    areas = [
        _joined(shapes.units[dominant == area], clean) for area in np.unique(dominant).tolist()
    ]
    return segments(np.array(areas, dtype=object), inner=clean)


def _simplified(ground: MapGround, frame: Frame, rows: NDArray[np.intp]) -> NDArray[np.object_]:
    if ground.place.units.is_clean_coverage:
        return frame.to_page(ground.simplified(DETAIL / frame.scale, rows))
    # Simplified one by one, neighbours would part: only half as much, hidden by the border.
    geometry = frame.to_page(ground.place.units.geometry[rows])
    return np.asarray(shapely.simplify(geometry, DETAIL / 2), dtype=object)


def _joined(units: NDArray[np.object_], clean: bool) -> BaseGeometry:
    if not len(units):
        return shapely.MultiPolygon()
    if clean:
        return _closed(shapely.coverage_union_all(units))
    return _closed(shapely.union_all(units))


def _closed(shape: BaseGeometry) -> BaseGeometry:
    """The shape without the slivers that untidy borders leave between its units, if any."""
    if not _has_slivers(shape):
        return shape
    wider = shapely.buffer(shape, SLIVER, join_style="mitre")
    closed = shapely.buffer(wider, -SLIVER, join_style="mitre")
    # Where there was none, the shape's own border is the one its neighbours have.
    return closed if _ring_count(closed) < _ring_count(shape) else shape


def _has_slivers(shape: BaseGeometry) -> bool:
    """Whether closing may do anything: parts lie close together, or a hole is narrow."""
    parts = shapely.get_parts(shape)
    if len(parts) > 1:
        # Each part is found at least once, by itself.
        close = shapely.STRtree(parts).query(parts, "dwithin", 2 * SLIVER * MITRE)
        if close.shape[1] > len(parts):
            return True
    rings = shapely.get_rings(parts)
    if len(rings) == len(parts):
        return False
    # No shape's area is more than its outline times the widest circle within it: a hole that
    # closes has an area below this. Larger rings are outlines, or holes that stay.
    areas = shapely.area(shapely.polygons(rings))
    return bool((areas <= SLIVER * shapely.length(rings)).any())


def _ring_count(shape: BaseGeometry) -> int:
    return len(shapely.get_rings(shapely.get_parts(shape)))
