"""Local assets on a map: one sign per layer of points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from icp_footprints.errors import PlanError
from icp_footprints.report.maps.frame import Frame
from icp_footprints.report.maps.ground import MapGround, clean
from icp_footprints.wording import shortened, shortlist

# Paths round the point itself, about 8 page units across.
SIGNS = (
    "m-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z",
    "m0 -4.2l4 7h-8z",
    "m0 -4.4l4.4 4.4l-4.4 4.4l-4.4 -4.4z",
    "m-1.3 -4h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7v-2.6h2.7z",
    "m-4 -2.8h8l-4 7z",
)
SIGN_SIZE = 9.0
FILLS = ("#fff", "#111", "#fff", "#111", "#fff")


@dataclass(frozen=True, eq=False)
class PagePoints:
    """One layer's points in page units.

    Parameters
    ----------
    label
        What they are.
    xy
        Array (points, 2).
    sign
        The number of the sign they are drawn with.
    """

    label: str
    xy: NDArray[np.float64]
    sign: int

    @property
    def boxes(self) -> list[BaseGeometry]:
        """The squares that the signs take up."""
        half = SIGN_SIZE / 2
        x, y = self.xy[:, 0], self.xy[:, 1]
        return list(shapely.box(x - half, y - half, x + half, y + half))


def page_points(
    ground: MapGround, frame: Frame, layers: tuple[str, ...], number: int | None
) -> list[PagePoints]:
    """The points of the named layers: of one footprint, or of the whole place.

    Raises
    ------
    PlanError
        When the place has no such points.
    """
    held = [each.name for each in ground.place.point_layers]
    unknown = [name for name in layers if name not in held]
    if unknown:
        raise PlanError(
            f"This place has no points named '{unknown[0]}'.",
            f"It has: {shortlist(held) or 'none'}.",
        )
    found: list[PagePoints] = []
    for sign, layer in enumerate(each for each in ground.place.point_layers if each.name in layers):
        inside = layer.unit_rows >= 0
        if number is not None:
            inside = inside & (ground.plan.assignment[layer.unit_rows] == number)
        xy = frame.points_to_page(layer.xy[inside])
        label = clean(shortened(layer.label or layer.name, 40))
        found.append(PagePoints(label, xy, sign % len(SIGNS)))
    return [each for each in found if len(each.xy)]


def points_svg(points: PagePoints) -> str:
    """The signs of a layer's points."""
    return sign_svg(points.sign, points.xy.tolist())


def sign_svg(sign: int, places: Sequence[Sequence[float]]) -> str:
    """A sign at each place."""
    path = "".join(f"M{x:.1f} {y:.1f}{SIGNS[sign]}" for x, y in places)
    return f'<path d="{path}" fill="{FILLS[sign]}" stroke="#111" stroke-width="0.9"/>'
