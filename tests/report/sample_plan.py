"""The bundled sample as a plan of six footprints, from north to south; quick, not good."""

from functools import cache

import numpy as np
import shapely

from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.sources.sample import sample_place

NOTES = "A note that only partners read"


@cache
def sample():
    """The place and the plan."""
    place = sample_place()
    north = shapely.get_y(shapely.centroid(place.units.geometry))
    rank = np.argsort(np.argsort(-north))
    footprints = tuple(
        Footprint(
            f"F{i + 1:02d}", f"Band {i + 1}", NOTES, lead="Dr Ada Lead", partners="Hope Trust"
        )
        for i in range(6)
    )
    return place, Plan("Six", (rank * 6 // len(rank)).astype(np.int16), footprints)
