"""The smallest instance there is, to compile the search with."""

from __future__ import annotations

import numpy as np

from icp_footprints.partition.arrays import kinds_of
from icp_footprints.partition.instance import Instance


def smallest_instance() -> Instance:
    """Two neighbouring units of one person each, without layers or targets."""
    arrays = {
        name: np.zeros((0,) * dimensions, dtype)
        for name, (dtype, dimensions) in kinds_of(Instance).items()
    }
    arrays |= {
        "neighbour_start": np.array([0, 1, 2]),
        "neighbours": np.array([1, 0]),
        "border": np.ones(2),
        "source": np.array([0, 1]),
        "mate": np.array([1, 0]),
        "unit_people": np.ones((2, 1)),
        "total": np.array([2.0]),
        "band_low": np.zeros(1),
        "band_high": np.ones(1),
        "area_start": np.zeros(3, np.int64),
        "layer_start": np.zeros(1, np.int64),
        "dominant": np.zeros((0, 2), np.int64),
        "most_gain": np.zeros(2),
        "home": np.full(2, -1),
        "stay_worth": np.zeros(2),
    }
    return Instance(**arrays)
