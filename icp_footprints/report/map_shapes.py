"""Shapes for a page map: metres to page units, fewer vertices, SVG path text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan

# Detail smaller than this does not show; in page units.
DETAIL = 0.6
# Below this size unit outlines turn into a grey smear; in page units.
LEAST_UNIT_SIZE = 4.0
# Coordinates are written to a tenth of a page unit.
TENTHS = 10


@dataclass(frozen=True)
class Frame:
    """Where the place lies on the page: page units per metre, and the corner of the map."""

    scale: float
    west_m: float
    north_m: float
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def fit(cls, place: Place, width: float, most_height: float, margin: float) -> Frame:
        """A frame of that width that holds the whole place, centred, north up."""
        west, south, east, north = shapely.total_bounds(place.units.geometry).tolist()
        across, up = max(east - west, 1.0), max(north - south, 1.0)
        scale = min((width - 2 * margin) / across, (most_height - 2 * margin) / up)
        left = (width - across * scale) / 2
        return cls(scale, west, north, left, margin, width, up * scale + 2 * margin)

    def to_page(self, geometry: NDArray[np.object_]) -> NDArray[np.object_]:
        """Geometry in page units, y downwards, from EPSG:27700."""
        offset = np.array([self.west_m, self.north_m])
        factor = np.array([self.scale, -self.scale])
        corner = np.array([self.left, self.top])
        moved = shapely.transform(geometry, lambda xy: (xy - offset) * factor + corner)
        return np.asarray(moved, dtype=object)


@dataclass(frozen=True, eq=False)
class PageShapes:
    """Units, footprints and what is unassigned, simplified, in page units."""

    units: NDArray[np.object_]
    footprints: list[BaseGeometry]
    unassigned: BaseGeometry

    @property
    def shows_units(self) -> bool:
        """Whether units are large enough on the page for their outlines to be of use."""
        return bool(np.median(np.sqrt(shapely.area(self.units))) >= LEAST_UNIT_SIZE)


def page_shapes(place: Place, plan: Plan, frame: Frame) -> PageShapes:
    """The shapes of a plan on the page; borders that footprints share stay shared."""
    geometry = frame.to_page(place.units.geometry)
    clean = place.units.is_clean_coverage
    if clean:
        simple = np.asarray(shapely.coverage_simplify(geometry, DETAIL), dtype=object)
    else:
        # Simplified one by one, neighbours would part: only half as much, hidden by the border.
        simple = np.asarray(shapely.simplify(geometry, DETAIL / 2), dtype=object)

    def joined(number: int) -> BaseGeometry:
        rows = np.flatnonzero(plan.assignment == number)
        if not len(rows):
            return shapely.MultiPolygon()
        if clean:
            return _closed(shapely.coverage_union_all(simple[rows]))
        return shapely.simplify(_closed(shapely.union_all(geometry[rows])), DETAIL / 2)

    footprints = [joined(number) for number in range(len(plan.footprints))]
    return PageShapes(simple, footprints, joined(UNASSIGNED))


def _closed(shape: BaseGeometry) -> BaseGeometry:
    """The shape without the slivers that untidy borders leave between its units, if any."""
    wider = shapely.buffer(shape, DETAIL, join_style="mitre")
    closed = shapely.buffer(wider, -DETAIL, join_style="mitre")
    # Where there was none, the shape's own border is the one its neighbours have.
    return closed if _ring_count(closed) < _ring_count(shape) else shape


def _ring_count(shape: BaseGeometry) -> int:
    return len(shapely.get_rings(shapely.get_parts(shape)))


def area_path(shape: BaseGeometry) -> str:
    """The path of a Polygon or MultiPolygon, for the even-odd fill rule."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return "".join(_path(shapely.get_coordinates(ring), closed=True) for ring in rings)


def line_path(shapes: NDArray[np.object_]) -> str:
    """The path of all outlines of polygons, a line that two share drawn once."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    steps = _steps(xy)
    ends = np.concatenate([steps[:-1], steps[1:]], axis=1)[ring[1:] == ring[:-1]]
    backwards = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[backwards] = ends[backwards][:, [2, 3, 0, 1]]
    once = np.unique(ends, axis=0).reshape(-1, 2, 2)
    once = once[(once[:, 0] != once[:, 1]).any(axis=1)]
    segments = np.asarray(shapely.linestrings(once / TENTHS), dtype=object)
    parts = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(segments)))
    return "".join(_path(shapely.get_coordinates(line), closed=False) for line in parts)


def _steps(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Coordinates as whole tenths of a page unit."""
    return np.round(xy * TENTHS).astype(np.int64)


def _path(xy: NDArray[np.float64], *, closed: bool) -> str:
    """One line or ring: its start, then relative steps; nothing for one too small to see."""
    steps = _steps(xy)
    moves = np.diff(steps, axis=0)
    moves = moves[(moves != 0).any(axis=1)]
    if closed:
        moves = moves[:-1]  # the path is closed by z
    if len(moves) < 1 + closed:
        return ""
    start = f"M{_number(steps[0, 0])} {_number(steps[0, 1])}"
    walk = " ".join(f"{_number(dx)} {_number(dy)}" for dx, dy in moves)
    return f"{start}l{walk}{'z' if closed else ''}"


def _number(tenths: int) -> str:
    return f"{tenths / TENTHS:g}"
