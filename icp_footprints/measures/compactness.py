"""Compactness of footprints, and the length of boundary a plan cuts."""

from __future__ import annotations

import math

import shapely
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.plan.plan import Plan


def polsby_popper(shape: BaseGeometry) -> float:
    """``4 pi A / P^2`` of a dissolved footprint in EPSG:27700: 1 for a circle, 0 for nothing.

    A jagged coast makes it low through no fault of the footprint.
    """
    perimeter = shapely.length(shape)
    return float(4 * math.pi * shapely.area(shape) / perimeter**2) if perimeter else 0.0


def cut_share(adjacency: Adjacency, plan: Plan) -> float:
    """Shared boundary between footprints over all shared boundary, 0 to 1.

    A boundary with an unassigned unit on either side is not between footprints.
    """
    total = float(adjacency.lengths_m.sum())
    if not total:
        return 0.0
    a = plan.assignment[adjacency.pairs[:, 0]]
    b = plan.assignment[adjacency.pairs[:, 1]]
    is_cut = (a != b) & (a >= 0) & (b >= 0)
    return float(adjacency.lengths_m[is_cut].sum()) / total
