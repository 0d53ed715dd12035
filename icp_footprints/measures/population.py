"""People per footprint and per area."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.geography.sparse import sparse
from icp_footprints.plan.plan import Plan


def footprint_people(ledger: Ledger, plan: Plan) -> NDArray[np.float64]:
    """Array (k,) of people in each footprint, on one ledger."""
    inside = plan.assignment >= 0
    return np.bincount(
        plan.assignment[inside], weights=ledger.people[inside], minlength=len(plan.footprints)
    ).astype(np.float64)


def area_people(ledger: Ledger, layer: ReferenceLayer) -> NDArray[np.float64]:
    """Array (areas,) of people within the place who belong to each area, on one ledger."""
    return np.asarray(layer.shares.T @ ledger.people, dtype=np.float64)


def overlap_people(ledger: Ledger, layer: ReferenceLayer, plan: Plan) -> NDArray[np.float64]:
    """Array (k, areas): people of each footprint who belong to each area, on one ledger."""
    inside = np.flatnonzero(plan.assignment >= 0)
    weights = ledger.people[inside]
    shape = (len(plan.footprints), len(plan.assignment))
    members = sparse(weights, plan.assignment[inside], inside, shape)
    product: Any = members @ layer.shares
    return np.asarray(product.todense(), dtype=np.float64)
