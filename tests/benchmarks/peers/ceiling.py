"""The ceiling on plan share, worked out apart from the product as DOMAIN of the project has it.

Contiguity is relaxed: units are given to labels, one for each area, so that the people of label j
are within ``n_j`` times the band and the ``n_j`` add up to the number of footprints. No plan can
have a better share than the best such labelling.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, eye_array, hstack, kron, vstack

from icp_footprints.geography.place import Place
from icp_footprints.plan.band import Band

SECONDS = 30.0


def instant_ceiling(place: Place, layer: str, band: Band) -> float:
    """Each unit by its largest share alone."""
    people = place.ledger(band.ledger).people
    return float((place.layer(layer).shares.toarray().max(axis=1) * people).sum() / people.sum())


def share_ceiling(place: Place, layer: str, band: Band, footprints: int) -> tuple[float, bool]:
    """A proven bound on plan share, and whether it is the relaxation's own optimum."""
    people = place.ledger(band.ledger).people
    shares = place.layer(layer).shares.toarray()
    n, m = shares.shape
    worth = np.concatenate([-(shares * people[:, None]).ravel() / people.sum(), np.zeros(m)])
    once = hstack([kron(eye_array(n), np.ones((1, m))), coo_array((n, m))])
    label_people = kron(people[None, :], eye_array(m))
    not_under = hstack([label_people, -band.low * eye_array(m)])
    not_over = hstack([label_people, -band.high * eye_array(m)])
    in_all = coo_array(np.concatenate([np.zeros(n * m), np.ones(m)])[None, :])
    low: Any = np.concatenate([np.ones(n), np.zeros(m), np.full(m, -np.inf), [footprints]])
    high: Any = np.concatenate([np.ones(n), np.full(m, np.inf), np.zeros(m), [footprints]])
    most: Any = np.concatenate([np.ones(n * m), np.full(m, footprints)])
    found = milp(
        worth,
        constraints=LinearConstraint(
            vstack([once, not_under, not_over, in_all]).tocsc(), low, high
        ),
        integrality=np.ones(n * m + m),
        bounds=Bounds(0, most),
        options={"time_limit": SECONDS},
    )
    bound = getattr(found, "mip_dual_bound", None)
    value = -float(bound) if bound is not None else instant_ceiling(place, layer, band)
    return min(value, instant_ceiling(place, layer, band)), found.status == 0
