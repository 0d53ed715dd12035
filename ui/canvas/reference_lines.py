"""The outlines of a reference layer: the areas that most of each unit's people belong to."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints.geography.dissolve import dissolve
from icp_footprints.geography.place import Place
from icp_footprints.progress import Progress


def area_lines(
    place: Place, layer_name: str, progress: Progress | None = None
) -> NDArray[np.object_]:
    """The borders of a layer's dominant areas, each line once, in EPSG:27700.

    Parameters
    ----------
    place, layer_name
        A place and the name of one of its layers.
    progress
        Asked now and then whether to stop.

    Returns
    -------
    Array of LineStrings; a border that two areas share is there once, so that dashes stay dashes.
    """
    dominant = place.layer(layer_name).dominant_area
    order = np.argsort(dominant, kind="stable")
    areas, starts = np.unique(dominant[order], return_index=True)
    shapes: list[object] = []
    for area, rows in zip(areas.tolist(), np.split(order, starts[1:]), strict=True):
        if progress is not None:
            progress.check_cancelled()
        if area >= 0:
            shapes.append(dissolve(place.units, rows))
    return lines_once(np.array(shapes, dtype=object))


def lines_once(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The edges of polygons as lines, those that two of them share only once."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    if not len(rings):
        return np.empty(0, dtype=object)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    # To a centimetre, whichever way round: neighbours run along a border in opposite directions.
    whole = np.round(xy * 100).astype(np.int64)
    ends = np.concatenate([whole[:-1], whole[1:]], axis=1)[ring[1:] == ring[:-1]]
    backwards = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[backwards] = ends[backwards][:, [2, 3, 0, 1]]
    once = np.unique(ends, axis=0).reshape(-1, 2, 2)
    once = once[(once[:, 0] != once[:, 1]).any(axis=1)]
    segments = np.asarray(shapely.linestrings(once / 100), dtype=object)
    return shapely.get_parts(shapely.line_merge(shapely.multilinestrings(segments)))
