"""How the map looks, in the light and the dark of the system's theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from icp_footprints.report.colouring import palette as hues

DARK_BELOW = 128


@dataclass(frozen=True)
class MapStyle:
    """Every colour the map uses. Fills are blended, never see-through: that is far quicker."""

    sea: QColor
    unassigned: QColor
    hatch: QColor
    unit_border: QColor
    outline: QColor
    active_outline: QColor
    text: QColor
    halo: QColor
    accent: QColor
    edit: QColor
    """Bridges and barriers."""
    layer_lines: tuple[QColor, ...]
    """Outlines of reference layers from the first, marks of points from the last."""
    ramp: tuple[QColor, ...]
    """From little to much: even steps of lightness, in an order that is plain without hue."""
    fills: tuple[QColor, ...]

    def fill(self, colour: int) -> QColor:
        """The fill of a footprint, by its colour number."""
        return self.fills[colour % len(self.fills)]

    def swatch_border(self) -> QColor:
        """The edge of a colour sample in a table."""
        return self.outline


def blended(colour: QColor, ground: QColor, share: float) -> QColor:
    """A colour over a ground, of which it hides a share from 0 to 1."""
    if share >= 1:
        return colour
    mixed = [
        share * one + (1 - share) * other
        for one, other in zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # pyright: ignore[reportArgumentType, reportIndexIssue]
    ]
    return QColor(*(round(each) for each in mixed))


def is_dark(palette: QPalette) -> bool:
    """Whether the system's theme is a dark one."""
    return palette.color(QPalette.ColorRole.Window).lightness() < DARK_BELOW


def style_for(palette: QPalette) -> MapStyle:
    """The map's colours that go with a palette."""
    if is_dark(palette):
        return MapStyle(
            sea=QColor("#1d2226"),
            unassigned=QColor("#31373c"),
            hatch=QColor("#4b545b"),
            unit_border=QColor("#23282c"),
            outline=QColor("#b4bec5"),
            active_outline=QColor("#ffffff"),
            text=QColor("#ffffff"),
            halo=QColor("#15181b"),
            accent=QColor("#ffd84d"),
            edit=QColor("#ff9db5"),
            layer_lines=_colours("#ffb454 #6ee7ff #d7a6ff #9df08a #ff8fa3"),
            ramp=_colours("#27405c #2f6380 #3d8a96 #68b39a #c2dc9a"),
            fills=tuple(QColor(hue) for hue in hues("dark")),
        )
    return MapStyle(
        sea=QColor("#eef3f6"),
        unassigned=QColor("#f7f7f5"),
        hatch=QColor("#b9bfc3"),
        unit_border=QColor("#ffffff"),
        outline=QColor("#3c4a55"),
        active_outline=QColor("#0b1a26"),
        text=QColor("#10202c"),
        halo=QColor("#ffffff"),
        accent=QColor("#b3005e"),
        edit=QColor("#6a0f3a"),
        layer_lines=_colours("#a33c00 #004f9e #6a1b9a #1b6e2c #a0003c"),
        ramp=_colours("#f3f6d5 #bfe0c4 #80bfc4 #4f93bb #4a68a6"),
        fills=tuple(QColor(hue) for hue in hues("light")),
    )


def _colours(names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names.split())
