"""What dashed lines and signs on a map stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from icp_footprints.report.maps.furniture import MARGIN
from icp_footprints.report.maps.ground import clean
from icp_footprints.report.maps.ink import (
    BORDER_WIDTH,
    border_svg,
    overlay_svg,
    shared_border_svg,
)
from icp_footprints.report.maps.look import MapLook
from icp_footprints.report.maps.points import PagePoints, sign_svg
from icp_footprints.report.maps.scene import Scene
from icp_footprints.report.maps.text import fitted, text_width
from icp_footprints.wording import area_words, layer_words, shortened

LINE = 18.0
SIZE = 10.5
SAMPLE = 30.0
GAP = 16.0


@dataclass(frozen=True)
class LegendItem:
    """A sample, drawn left of (`sample`, 0), and what it stands for."""

    svg: str
    sample: float
    words: str

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.sample + text_width(self.words, SIZE) + GAP


def legend_items(
    scene: Scene, look: MapLook, beside: Sequence[tuple[int, str]] = ()
) -> list[LegendItem]:
    """All that a map's lines, signs and the numbers of what is beside a footprint stand for."""
    items: list[LegendItem] = []
    if look.overlay:
        layer = clean(shortened(layer_words(look.overlay), 40))
        area = clean(shortened(area_words(look.overlay)[0], 40))
        line = f"M0 -4h{SAMPLE - 6:g}"
        width = BORDER_WIDTH[look.fill]
        both = border_svg(line, width) + shared_border_svg(line, width)
        items.append(LegendItem(overlay_svg(line, look), SAMPLE, f"{layer} border"))
        if scene.marks_shared_borders:
            items.append(LegendItem(both, SAMPLE, f"Border of footprint and {area}"))
    items += map(_points_item, scene.points)
    return items + [LegendItem(_disc(number), 20.0, name) for number, name in beside]


def _disc(number: int) -> str:
    return (
        '<circle cx="8" cy="-4" r="7.5" fill="#fff" stroke="#555" stroke-width="0.8"/><text x="8" '
        f'y="-0.5" font-size="9.5" fill="#555" text-anchor="middle">{number}</text>'
    )


def _points_item(points: PagePoints) -> LegendItem:
    return LegendItem(
        sign_svg(points.sign, [(6.0, -4.0)]), 16.0, f"{points.label} ({len(points.xy):,})"
    )


def legend_rows(items: list[LegendItem], width: float) -> list[list[LegendItem]]:
    """The items in rows that are no wider than the picture."""
    rows: list[list[LegendItem]] = []
    room = 0.0
    for item in items:
        if not rows or item.width > room:
            rows.append([])
            room = width - 2 * MARGIN
        rows[-1].append(item)
        room -= item.width
    return rows


def legend_svg(rows: list[list[LegendItem]], width: float, top: float) -> str:
    """The rows below each other."""
    drawn: list[str] = []
    for number, row in enumerate(rows):
        x, y = MARGIN, top + LINE * number + 12
        for item in row:
            words = fitted(item.words, width - x - item.sample, SIZE)
            drawn.append(
                f'<g transform="translate({x:.1f} {y:.1f})">{item.svg}<text x="{item.sample:g}" '
                f'y="0" font-size="{SIZE:g}">{escape(words)}</text></g>'
            )
            x += item.width
    return "".join(drawn)
