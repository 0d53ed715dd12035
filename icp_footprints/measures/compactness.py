"""Compactness of footprints, and the length of boundary a plan cuts."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.plan.plan import Plan


def compactness(area_m2: float, perimeter_m: float) -> float:
    """Polsby-Popper, ``4 pi A / P^2``: 1 for a circle, 0 for nothing."""
    return 4 * math.pi * area_m2 / perimeter_m**2 if perimeter_m > 0 else 0.0


def polsby_popper(shape: BaseGeometry) -> float:
    """``4 pi A / P^2`` of a dissolved footprint in EPSG:27700: 1 for a circle, 0 for nothing.

    A jagged coast makes it low through no fault of the footprint.
    """
    return compactness(float(shapely.area(shape)), float(shapely.length(shape)))


def is_cut(first: NDArray[np.int16], second: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Which boundaries lie between footprints, given the footprint numbers on either side.

    A boundary with an unassigned unit (-1) on either side is not between footprints.
    """
    # Where either number is negative, so is the two together.
    return (first != second) & ((first | second) >= 0)


def cut_share(adjacency: Adjacency, plan: Plan) -> float:
    """Shared boundary between footprints over all shared boundary, 0 to 1."""
    first, second = (plan.assignment[adjacency.pairs[:, end]] for end in (0, 1))
    total = float(adjacency.lengths_m.sum())
    return float(adjacency.lengths_m[is_cut(first, second)].sum()) / total if total else 0.0
