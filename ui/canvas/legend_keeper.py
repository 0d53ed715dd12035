"""Keeps the legend off the units for as long as the whole place is shown."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QTransform

from ui.canvas.fills import UnitFill
from ui.canvas.home_fit import HomeFit, best_fit
from ui.canvas.overlays import Overlays
from ui.canvas.picking import UnitPicker
from ui.canvas.viewport import CLOSEST_PX_PER_M


def units_under(picker: UnitPicker, rect: QRectF) -> int:
    """How many units reach into a rectangle of the scene."""
    return picker.count_in(rect.left(), -rect.bottom(), rect.right(), -rect.top())


class LegendKeeper:
    """Remembers what the legend told, and how many units it lay over, when the place was fitted."""

    def __init__(self, overlays: Overlays) -> None:
        self._overlays = overlays
        self._told: tuple[UnitPicker | None, bool, str] = (None, True, "")
        self._covered = 0

    def fit(self, home: QRectF, view: QSizeF, picker: UnitPicker) -> HomeFit | None:
        """Put the legend where it is least in the way, and say how to show the place beside it.

        Parameters
        ----------
        home, view
            The whole place in the scene, and the size of the view in pixels.
        picker
            Finds the units of the place.

        Returns
        -------
        HomeFit or None
            None where there is no legend.
        """
        legend = self._overlays.legend_room()
        if legend.isEmpty():
            return None
        count = partial(units_under, picker)
        fit = best_fit(home, view, legend, CLOSEST_PX_PER_M, count)
        self._covered = fit.covered
        self._overlays.stand(fit.corner)
        return fit

    def notice(self, fill: UnitFill | None, shown: QTransform, picker: UnitPicker) -> bool:
        """Take note of what the legend tells by now, and say whether another fit may be better.

        Not for each figure that changes: only for another place, and for a legend that comes or
        goes, tells of something else, or has grown over more units.

        Parameters
        ----------
        fill
            What the units are filled by; None for their footprint.
        shown
            From the scene to the view.
        picker
            Finds the units of the place.
        """
        legend = self._overlays.legend
        told = picker, legend.isHidden(), fill.choice.key if fill is not None else ""
        if told != self._told:
            self._told = told
            return True
        if legend.isHidden():
            return False
        under = shown.inverted()[0].mapRect(QRectF(legend.geometry()))
        return units_under(picker, under) > self._covered
