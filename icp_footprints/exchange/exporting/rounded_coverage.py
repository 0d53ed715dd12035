"""Shapes in longitude and latitude, rounded so that those that shared an edge still do.

Rounding moves each vertex by itself, so an edge that two shapes share stays the same edge. But a
spike or a neck thinner than the grid may fall together or cross itself. Mending such shapes one by
one would cut an edge on one side and not on the other; so the lines of all of them are snapped and
cut together, and each face between them goes to the shape it was in.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.crs import to_longitude_latitude

DECIMALS = 7
STEPS_PER_DEGREE = 10**DECIMALS

Shapes = NDArray[np.object_]


def rounded_coverage(shapes: Shapes) -> Shapes:
    """Shapes in longitude and latitude at 7 decimals (about a centimetre), by the right-hand rule.

    Parameters
    ----------
    shapes
        Array (n,) of valid Polygons and MultiPolygons in EPSG:27700; empty ones stay empty.

    Returns
    -------
    shapes
        Array (n,) of valid shapes in WGS 84. Where those given were a coverage (they overlap
        nowhere, and share the vertices of their edges), so are these; else each is valid by itself.
    """
    degrees = to_longitude_latitude(np.asarray(shapes, dtype=object), DECIMALS)
    if not bool(shapely.is_valid(degrees).all() and shapely.coverage_is_valid(degrees)):
        exact = to_longitude_latitude(shapes, DECIMALS + 6)
        mended = _together if shapely.coverage_is_valid(shapes) else _one_by_one
        degrees = _degrees(mended(_steps(degrees), _steps(exact)))
    return shapely.orient_polygons(degrees, exterior_cw=False)


def _together(rounded: Shapes, exact: Shapes) -> Shapes:
    """The rounded shapes as a coverage, on a grid of whole steps.

    Every line is cut where lines meet; spikes fall away, as they hold no ground.
    """
    lines = shapely.union_all(shapely.boundary(rounded), grid_size=1)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    owners = _owners(faces, exact)
    return np.array(
        [_joined(faces[owners == number]) for number in range(len(exact))], dtype=object
    )


def _joined(faces: Shapes) -> BaseGeometry:
    return shapely.coverage_union_all(faces) if len(faces) else shapely.MultiPolygon()


def _owners(faces: Shapes, exact: Shapes) -> NDArray[np.intp]:
    """Array (faces,): the number of the shape that most of each face was in; -1 for outside."""
    face, shape = shapely.STRtree(exact).query(faces, predicate="intersects")
    area = shapely.area(shapely.intersection(faces[face], exact[shape]))
    outside = shapely.area(faces) - np.bincount(face, area, len(faces))
    owners = np.full(len(faces), -1, dtype=np.intp)
    # The largest of each face comes last, and stays.
    order = np.argsort(area, kind="stable")
    owners[face[order]] = shape[order]
    most = np.zeros(len(faces))
    most[face[order]] = area[order]
    return np.where(outside > most, -1, owners)


def _one_by_one(rounded: Shapes, exact: Shapes) -> Shapes:  # noqa: ARG001 - as its sister
    """The rounded shapes, each mended by itself."""
    made = shapely.make_valid(rounded, method="structure", keep_collapsed=False)
    return shapely.set_precision(made, 1)


def _steps(degrees: Shapes) -> Shapes:
    return shapely.transform(degrees, lambda xy: xy * STEPS_PER_DEGREE)


def _degrees(steps: Shapes) -> Shapes:
    """Whole steps as the degrees nearest to them: the same step is always the same number."""
    return np.asarray(
        shapely.transform(steps, lambda xy: np.round(np.round(xy) / STEPS_PER_DEGREE, DECIMALS)),
        dtype=object,
    )
