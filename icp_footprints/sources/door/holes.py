"""Ground that no unit covers though units lie all round it: a lake, or a missing unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray


@dataclass(frozen=True)
class Hole:
    """A gap in the coverage, with the rows of the units round it."""

    area_m2: float
    rows: tuple[int, ...]


def holes(geometry: NDArray[np.object_], *, is_coverage: bool) -> list[Hole]:
    """Gaps between polygons (n,) in metres, largest first.

    Parameters
    ----------
    geometry
        The polygons.
    is_coverage
        Whether they are known to be a clean coverage, which is far quicker.
    """
    join = shapely.coverage_union_all if is_coverage else shapely.union_all
    whole = join(geometry)
    parts = shapely.get_parts(shapely.get_parts(whole))
    rings, part = shapely.get_rings(parts, return_index=True)
    # The first ring of each part is its outside.
    inner = rings[np.concatenate([[False], part[1:] == part[:-1]])] if len(rings) else rings
    if not len(inner):
        return []
    # An island in a lake is no gap.
    outlines = np.asarray(shapely.polygons(inner), dtype=object)
    gaps = np.asarray(shapely.difference(outlines, whole), dtype=object)
    gap, row = shapely.STRtree(geometry).query(inner, predicate="intersects")
    found = [
        Hole(float(shapely.area(gaps[i])), tuple(sorted(int(r) for r in row[gap == i])))
        for i in range(len(gaps))
    ]
    return sorted(found, key=lambda hole: -hole.area_m2)
