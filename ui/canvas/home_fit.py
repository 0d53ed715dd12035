"""How the whole place and the legend share the map: the legend over as few units as can be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt

# The place is never made smaller than by this share of either side for the legend's sake.
MOST_CLEAR = 0.45
MARGIN_SHARE = 0.04
# Where the legend may stand, the usual place first. In the fourth corner stands the scale.
CORNERS = (
    Qt.Corner.BottomRightCorner,
    Qt.Corner.TopRightCorner,
    Qt.Corner.TopLeftCorner,
)
RIGHT = (Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner)
LOWER = (Qt.Corner.BottomRightCorner, Qt.Corner.BottomLeftCorner)


@dataclass(frozen=True)
class HomeFit:
    """One way to show the whole place.

    Parameters
    ----------
    corner
        Where the legend stands.
    px_per_m
        The zoom.
    middle
        What of the scene is in the middle of the view.
    covered
        How many units the legend lies over.
    """

    corner: Qt.Corner
    px_per_m: float
    middle: QPointF
    covered: int


def fitting_scale(rect: QRectF, room: QSizeF) -> float:
    """Pixels per metre at which a rectangle of the scene fills a room, with a little around it."""
    if rect.isEmpty() or room.isEmpty():
        return 1.0
    share = 1 - 2 * MARGIN_SHARE
    return share * min(room.width() / rect.width(), room.height() / rect.height())


def best_fit(
    home: QRectF,
    view: QSizeF,
    legend: QSizeF,
    closest: float,
    count: Callable[[QRectF], int],
) -> HomeFit:
    """The fit whose legend lies over the fewest units; of several, the one that shows most.

    Parameters
    ----------
    home
        The whole place, in the scene.
    view, legend
        Sizes in pixels, the legend's with the gap beside it.
    closest
        The closest zoom, in pixels per metre.
    count
        How many units lie in a rectangle of the scene.
    """
    nothing = QSizeF(0.0, 0.0)
    beside, below = QSizeF(legend.width(), 0.0), QSizeF(0.0, legend.height())
    clears = [nothing]
    if beside.width() <= MOST_CLEAR * view.width():
        clears.append(beside)
    if below.height() <= MOST_CLEAR * view.height():
        clears.append(below)
    fits = [
        _fit(home, view, legend, (corner, clear), closest, count)
        for corner in CORNERS
        for clear in clears
    ]
    # The first of equals: `min` keeps the order of the corners.
    return min(fits, key=lambda fit: (fit.covered, -fit.px_per_m))


def _fit(
    home: QRectF,
    view: QSizeF,
    legend: QSizeF,
    kept: tuple[Qt.Corner, QSizeF],
    closest: float,
    count: Callable[[QRectF], int],
) -> HomeFit:
    corner, clear = kept
    scale = min(fitting_scale(home, view - clear), closest)
    east, south = (1 if corner in RIGHT else -1), (1 if corner in LOWER else -1)
    aside = QPointF(east * clear.width(), south * clear.height()) / (2 * scale)
    middle = home.center() + aside
    left = view.width() - legend.width() if corner in RIGHT else 0.0
    top = view.height() - legend.height() if corner in LOWER else 0.0
    from_middle = QPointF(left - view.width() / 2, top - view.height() / 2)
    under = QRectF(middle + from_middle / scale, legend / scale)
    return HomeFit(corner, scale, middle, count(under))
