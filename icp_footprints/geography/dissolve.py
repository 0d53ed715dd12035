"""Footprint shapes: the units of each footprint joined into one geometry."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.units import UnitTable


def dissolve(units: UnitTable, rows: NDArray[np.intp]) -> BaseGeometry:
    """The given units as one Polygon or MultiPolygon in EPSG:27700; empty for no units."""
    shapes = units.geometry[rows]
    if len(shapes) == 0:
        return shapely.MultiPolygon()
    # The coverage union is far quicker but trusts that edges agree vertex for vertex.
    if units.is_clean_coverage:
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapes)


def dissolve_footprints(
    units: UnitTable, assignment: NDArray[np.int16], footprints: Iterable[int]
) -> list[BaseGeometry]:
    """One dissolved shape per footprint number."""
    return [dissolve(units, np.flatnonzero(assignment == number)) for number in footprints]
