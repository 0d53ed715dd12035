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
    fills: tuple[QColor, ...]

    def fill(self, colour: int) -> QColor:
        """The fill of a footprint, by its colour number."""
        return self.fills[colour % len(self.fills)]

    def swatch_border(self) -> QColor:
        """The edge of a colour sample in a table."""
        return self.outline


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
        fills=tuple(QColor(hue) for hue in hues("light")),
    )
