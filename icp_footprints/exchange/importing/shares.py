"""The share of each unit's area inside each polygon, also where polygons have very many points."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from shapely.geometry.base import BaseGeometry

from icp_footprints.progress import Progress
from icp_footprints.sources.layers.overlay_shares import OverlayShares, overlay_shares

# Meeting a unit takes as long as a polygon has points, all of them, for every unit on its edge.
MOST_POINTS = 8_000
# A polygon all of whose points lie together is not made smaller by halving its ground.
MOST_HALVINGS = 24


def shares_of(
    units: NDArray[np.object_], polygons: NDArray[np.object_], progress: Progress
) -> OverlayShares:
    """As `overlay_shares`, with polygons of many points taken apart first.

    Parameters
    ----------
    units, polygons
        Arrays (n,) and (k,) of valid polygons in EPSG:27700.
    progress
        Asked whether to stop, while polygons are taken apart.

    Returns
    -------
    shares
        `shares` is (n, k). What it says of ground outside the units is left as zeros.
    """
    if not (shapely.get_num_coordinates(polygons) > MOST_POINTS).any():
        return overlay_shares(units, polygons)
    pieces: list[BaseGeometry] = []
    owners: list[int] = []
    for number, polygon in enumerate(polygons):
        own = _taken_apart(polygon, shapely.total_bounds(units), progress)
        pieces += own
        owners += [number] * len(own)
    found = overlay_shares(units, np.array(pieces, dtype=object))
    belongs = csr_array(
        coo_array(
            (np.ones(len(owners)), (np.arange(len(owners)), owners)),
            shape=(len(owners), len(polygons)),
        )
    )
    shares = csr_array(found.shares @ belongs)
    shares.data = np.minimum(shares.data, 1.0)
    nothing = np.zeros(len(polygons))
    return replace(found, shares=shares, outside_share=nothing, ground_outside=nothing)


def _taken_apart(
    polygon: BaseGeometry, ground: NDArray[np.float64], progress: Progress
) -> list[BaseGeometry]:
    """A polygon in pieces of few points, as far as it lies on the ground of the units."""
    left, bottom, right, top = (float(each) for each in ground)
    waiting = [(_clipped(polygon, (left, bottom, right, top)), 0)]
    pieces: list[BaseGeometry] = []
    while waiting:
        progress.check_cancelled()
        piece, halvings = waiting.pop()
        if piece.is_empty:
            continue
        if shapely.get_num_coordinates(piece) <= MOST_POINTS or halvings == MOST_HALVINGS:
            pieces.append(piece)
            continue
        left, bottom, right, top = piece.bounds
        if right - left > top - bottom:
            middle = (left + right) / 2
            halves = ((left, bottom, middle, top), (middle, bottom, right, top))
        else:
            middle = (bottom + top) / 2
            halves = ((left, bottom, right, middle), (left, middle, right, top))
        waiting += [(_clipped(piece, half), halvings + 1) for half in halves]
    return pieces


def _clipped(polygon: BaseGeometry, box: tuple[float, float, float, float]) -> BaseGeometry:
    """What of a polygon lies in a rectangle, as valid polygons."""
    part = shapely.clip_by_rect(polygon, *box)
    if not shapely.is_valid(part):
        part = shapely.make_valid(part, method="structure", keep_collapsed=False)
    if part.geom_type in ("Polygon", "MultiPolygon"):
        return part
    parts = shapely.get_parts(part)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
