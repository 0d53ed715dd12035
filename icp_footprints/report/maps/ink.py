"""How areas and lines of a map are drawn: fills, hatches, borders, dashes."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.look import Fill, MapLook
from icp_footprints.report.maps.paths import area_path
from icp_footprints.report.maps.patterns import hatch_path, pattern_svg

BESIDE = "#ededed"
GAP_FILL = "#c4c4c4"
BORDER_INK, BESIDE_INK = "#1a1a1a", "#8a8a8a"
OVERLAY_INK, BLACK_INK = "#5a1a78", "#111"
DASHED = ' stroke-dasharray="6 3.5"'
# How thick footprint borders are: patterns need thick ones.
BORDER_WIDTH: dict[Fill, float] = {"colour": 1.7, "pattern": 3.2, "colour+pattern": 2.8}
# A dashed line within a border leaves this much of it black on either side, and between.
WITHIN = 2.4


def fill_svg(ground: MapGround, look: MapLook, number: int, shape: BaseGeometry) -> str:
    """A shape filled as a footprint is."""
    fill = ground.fills[number] if look.has_colour else "#fff"
    pattern = pattern_svg(shape, ground.patterns[number]) if look.has_pattern else ""
    return area_svg(shape, fill) + pattern


def gap_svg(shape: BaseGeometry, look: MapLook) -> str:
    """A shape filled as units in no footprint are: hatched, or grey where hatches mean more."""
    if look.has_pattern:
        return area_svg(shape, GAP_FILL)
    hatch = "" if shape.is_empty else hatch_path(shape, (-45.0,), 6.0)
    return area_svg(shape, "#fff") + stroke_svg(hatch, "#777", 2.0)


def area_svg(shape: BaseGeometry, fill: str) -> str:
    """A shape in one colour."""
    if shape.is_empty:
        return ""
    return f'<path d="{area_path(shape)}" fill="{fill}" fill-rule="evenodd"/>'


def overlay_svg(path: str, look: MapLook) -> str:
    """A line as the overlay's borders are: dashed, on a pale bed that parts it from patterns."""
    ink = OVERLAY_INK if look.has_colour else BLACK_INK
    bed = stroke_svg(path, "#fff", 3.4, ' stroke-opacity="0.8"')
    return bed + stroke_svg(path, ink, 1.5, DASHED)


def border_svg(path: str, width: float) -> str:
    """A line as footprint borders are."""
    return stroke_svg(path, BORDER_INK, width)


def shared_border_svg(path: str, width: float) -> str:
    """What marks a footprint's border as one of the overlay's too: white dashes within it."""
    return stroke_svg(path, "#fff", width / WITHIN, DASHED)


def stroke_svg(path: str, ink: str, width: float, more: str = "") -> str:
    """A line; nothing where there is none."""
    if not path:
        return ""
    return (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width:.2g}"{more} '
        'stroke-linejoin="round"/>'
    )
