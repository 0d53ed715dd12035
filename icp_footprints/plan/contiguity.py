"""Contiguity: whether each footprint is one connected part."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.adjacency import Adjacency
from icp_footprints.plan.plan import Plan


def footprint_parts(adjacency: Adjacency, plan: Plan) -> list[list[NDArray[np.intp]]]:
    """The connected parts of each footprint, the one with most units first.

    Returns
    -------
    list of list of array
        One list per footprint, in plan order; each part an array of rows. Empty for an empty
        footprint.
    """
    labels = adjacency.parts(plan.assignment)
    parts: list[list[NDArray[np.intp]]] = []
    for number in range(len(plan.footprints)):
        rows = np.flatnonzero(plan.assignment == number)
        pieces = [rows[labels[rows] == label] for label in np.unique(labels[rows])]
        parts.append(sorted(pieces, key=len, reverse=True))
    return parts
