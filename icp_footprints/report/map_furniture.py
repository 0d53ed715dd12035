"""What stands around a page map: scale bar, north arrow and the key."""

from __future__ import annotations

import math
from xml.sax.saxutils import escape

from icp_footprints.report.map_shapes import Frame
from icp_footprints.wording import shortened

KEY_LINE = 20.0
KEY_COLUMNS = 2
KEY_NAME_LETTERS = 30
LONGEST_BAR_SHARE = 0.3

KeyEntry = tuple[int, str, str, str]
"""Number, name, figures and colour of a footprint."""


def scale_bar(frame: Frame, y: float) -> str:
    """A bar of a round number of kilometres or metres, in two halves."""
    metres = _round_length(LONGEST_BAR_SHARE * frame.width / frame.scale)
    length = metres * frame.scale
    words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    x = 14.0
    return (
        f'<g font-size="11" fill="#111"><path d="M{x:g} {y - 5:.1f}h{length:.1f}v5h-{length:.1f}z" '
        f'fill="#fff" stroke="#111" stroke-width="0.8"/>'
        f'<path d="M{x:g} {y - 5:.1f}h{length / 2:.1f}v5h-{length / 2:.1f}z"/>'
        f'<text x="{x:g}" y="{y + 13:.1f}" text-anchor="middle">0</text>'
        f'<text x="{x + length:.1f}" y="{y + 13:.1f}" text-anchor="middle">{words}</text></g>'
    )


def _round_length(longest_m: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not over the given length."""
    power = 10.0 ** math.floor(math.log10(longest_m))
    return next(step * power for step in (5, 2, 1) if step * power <= longest_m)


def north_arrow(x: float, y: float) -> str:
    """An arrow to grid north, which is up."""
    return (
        f'<g font-size="11" fill="#111"><path d="M{x:g} {y - 14:.1f}l6 18l-6 -4l-6 4z"/>'
        f'<text x="{x:g}" y="{y + 15:.1f}" text-anchor="middle">N</text></g>'
    )


def key(
    entries: list[KeyEntry], has_unassigned: bool, width: float, margin: float, top: float
) -> tuple[list[str], float]:
    """The rows of the key, and where it ends."""
    column = (width - 2 * margin) / KEY_COLUMNS
    count = len(entries) + has_unassigned
    rows = math.ceil(count / KEY_COLUMNS)

    def spot(place: int) -> tuple[float, float]:
        return margin + column * (place // max(rows, 1)), top + KEY_LINE * (place % max(rows, 1))

    texts = [_entry(entry, *spot(i)) for i, entry in enumerate(entries)]
    if has_unassigned:
        x, y = spot(count - 1)
        texts.append(f"{_swatch('url(#map-hatch)', x, y)}{_words('In no footprint', x, y)}")
    return texts, top + KEY_LINE * rows


def _entry(entry: KeyEntry, x: float, y: float) -> str:
    number, name, figures, colour = entry
    short = shortened(name, KEY_NAME_LETTERS)
    return (
        f"{_swatch(colour, x, y)}"
        f'<text x="{x + 11:.1f}" y="{y + 13:.1f}" font-size="10.5" font-weight="bold" '
        f'text-anchor="middle">{number}</text>{_words(f"{short}: {figures}", x, y)}'
    )


def _swatch(fill: str, x: float, y: float) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y + 1:.1f}" width="22" height="16" fill="{fill}" stroke="#111" '
        'stroke-width="0.8"/>'
    )


def _words(text: str, x: float, y: float) -> str:
    return f'<text x="{x + 28:.1f}" y="{y + 13:.1f}" font-size="11">{escape(text)}</text>'
