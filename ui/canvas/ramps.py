"""The colours of the classes that units are filled by."""

from __future__ import annotations

from PySide6.QtGui import QColor

from ui.canvas.fills import UnitFill
from ui.canvas.style import MapStyle, blended


def ramp_colour(style: MapStyle, share: float) -> QColor:
    """The colour so far along the ramp, from 0 to 1."""
    along = min(max(share, 0.0), 1.0) * (len(style.ramp) - 1)
    low = min(int(along), len(style.ramp) - 2)
    return blended(style.ramp[low + 1], style.ramp[low], along - low)


def class_colours(fill: UnitFill, style: MapStyle) -> list[QColor]:
    """The colour of each class."""
    if fill.is_ordered:
        return [ramp_colour(style, tone) for tone in fill.tones]
    return [style.fill(int(tone)) for tone in fill.tones]
