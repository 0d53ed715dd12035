"""Fills that survive a black-and-white copier: hatches and dots, drawn as plain lines.

They are lines cut to the shape, not SVG patterns: those turn into pictures in some PDF viewers,
show seams in others, and need ids that must be unique on a page.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from icp_footprints.report.maps.paths import lines_path

DOT_STEP = 7.0
DOT_SIZE = 2.0
WEIGHT = 0.7


@dataclass(frozen=True)
class Pattern:
    """A fill.

    Parameters
    ----------
    name
        What it is called in words.
    angles
        Which way its lines run, in degrees from the horizontal; none for dots or plain.
    spacing
        How far apart they are, in page units.
    dots
        Whether it is made of dots.
    """

    name: str
    angles: tuple[float, ...] = ()
    spacing: float = 6.0
    dots: bool = False


# The first four are the most unlike each other.
PATTERNS = (
    Pattern("rising lines", (-45.0,)),
    Pattern("dots", dots=True),
    Pattern("level lines", (0.0,), 5.0),
    Pattern("crossed slanting lines", (45.0, -45.0), 8.5),
    Pattern("plain"),
    Pattern("falling lines", (45.0,)),
    Pattern("upright lines", (90.0,), 5.0),
    Pattern("squares", (0.0, 90.0), 8.5),
)


def pattern_svg(shape: BaseGeometry, number: int, ink: str = "#444") -> str:
    """The lines or dots of a pattern within a shape in page units; empty for the plain one."""
    pattern = PATTERNS[number]
    if shape.is_empty:
        return ""
    if pattern.dots:
        path, weight = _dots(shape), DOT_SIZE
    else:
        path, weight = hatch_path(shape, pattern.angles, pattern.spacing), WEIGHT
    if not path:
        return ""
    caps = ' stroke-linecap="round"' if pattern.dots else ""
    return f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{weight:g}"{caps}/>'


def hatch_path(shape: BaseGeometry, angles: tuple[float, ...], spacing: float) -> str:
    """The path of parallel lines within a shape."""
    return "".join(_lines_path(shape, angle, spacing) for angle in angles)


def _lines_path(shape: BaseGeometry, angle: float, spacing: float) -> str:
    # Turned about the page's corner, so that lines of one pattern run on from part to part.
    turned = affinity.rotate(shape, -angle, origin=(0, 0))
    left, top, right, bottom = shapely.bounds(turned).tolist()
    levels = spacing * (np.arange(np.floor(top / spacing), np.ceil(bottom / spacing)) + 0.5)
    if not len(levels):
        return ""
    ends: NDArray[np.float64] = np.empty((len(levels), 2, 2))
    ends[:, 0, 0], ends[:, 1, 0] = left - 1, right + 1
    ends[:, :, 1] = levels[:, np.newaxis]
    rules = shapely.MultiLineString(ends.tolist())
    cut: BaseGeometry = shapely.intersection(turned, rules)
    cut = affinity.rotate(cut, angle, origin=(0, 0))
    parts = np.asarray(shapely.get_parts(cut), dtype=object)
    return lines_path(parts[shapely.get_dimensions(parts) == 1])


def _dots(shape: BaseGeometry) -> str:
    left, top, right, bottom = (shapely.bounds(shape) / DOT_STEP).tolist()
    across, down = np.meshgrid(
        np.arange(np.floor(left), np.ceil(right) + 1), np.arange(np.floor(top), np.ceil(bottom) + 1)
    )
    x, y = DOT_STEP * (across + 0.5 * (down % 2)).ravel(), DOT_STEP * down.ravel()
    inside = shapely.contains_xy(shape, x, y)
    # A stroke of no length has no direction, which some programs do not draw.
    return "".join(
        f"M{across:.1f} {down:.1f}h.1"
        for across, down in zip(x[inside].tolist(), y[inside].tolist(), strict=True)
    )
