"""What stands around a page map: scale bar, north arrow, the key of numbers, small print."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from icp_footprints.report.maps.frame import Frame
from icp_footprints.report.maps.text import BETWEEN_FIGURES, fitted, text_width

MARGIN = 14.0
STRIP_HEIGHT = 40.0
KEY_LINE = 20.0
KEY_COLUMN = 250.0
KEY_SIZE = 11.0
# A name longer than that gives way to the figures; a shorter one never does.
KEY_NAME = 220.0
KEY_GAP = 6.0
KEY_APART = 12.0
SMALL_LINE = 13.0
SMALL_SIZE = 10.0
LONGEST_BAR_SHARE = 0.3
MOST_PARAGRAPH_LINES = 6


@dataclass(frozen=True)
class KeyEntry:
    """One row of the key: what a number or a fill stands for.

    Parameters
    ----------
    number
        As it stands on the map; empty for a fill without one.
    name, figures
        What it is.
    swatch
        SVG of the fill in a box of `SWATCH` at (0, 0).
    """

    number: str
    name: str
    figures: str
    swatch: str


SWATCH = (22.0, 16.0)
BEFORE_NAME = SWATCH[0] + 6.0


def scale_bar(frame: Frame, y: float) -> str:
    """A bar of a round number of kilometres or metres, in two halves."""
    metres = _round_length(LONGEST_BAR_SHARE * frame.width / frame.scale)
    length = metres * frame.scale
    words = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    x = MARGIN
    return (
        f'<g fill="#111"><path d="M{x:g} {y - 5:.1f}h{length:.1f}v5h-{length:.1f}z" '
        f'fill="#fff" stroke="#111" stroke-width="0.8"/>'
        f'<path d="M{x:g} {y - 5:.1f}h{length / 2:.1f}v5h-{length / 2:.1f}z"/>'
        f'<text x="{x:g}" y="{y + 13:.1f}" font-size="11" text-anchor="middle">0</text>'
        f'<text x="{x + length:.1f}" y="{y + 13:.1f}" font-size="11" text-anchor="middle">'
        f"{words}</text></g>"
    )


def _round_length(longest_m: float) -> float:
    """The largest 1, 2 or 5 times a power of ten that is not over the given length."""
    power = 10.0 ** math.floor(math.log10(longest_m))
    return next(step * power for step in (5, 2, 1) if step * power <= longest_m)


def north_arrow(x: float, y: float) -> str:
    """An arrow to grid north, which is up."""
    return (
        f'<g fill="#111"><path d="M{x:g} {y - 14:.1f}l6 18l-6 -4l-6 4z"/>'
        f'<text x="{x:g}" y="{y + 15:.1f}" font-size="11" text-anchor="middle">N</text></g>'
    )


def key_columns(entries: Sequence[KeyEntry], width: float, *, narrow: bool = False) -> int:
    """How many columns a key has: as many as leave room for names and figures.

    Parameters
    ----------
    entries
        Its rows.
    width
        The picture's.
    narrow
        Whether to save height: figures then give way to names.
    """
    room = width - 2 * MARGIN
    needed = [] if narrow else [_whole(each, KEY_NAME) for each in entries]
    return max(1, int(room // max([KEY_COLUMN, *needed])))


def _whole(entry: KeyEntry, most_name: float = math.inf) -> float:
    """How wide a column is in which an entry stands whole, but for a name wider than that."""
    name = min(text_width(entry.name, KEY_SIZE), most_name)
    words = name + KEY_GAP + text_width(entry.figures, KEY_SIZE)
    # Sums are not exact: what just fits must not be cut.
    return BEFORE_NAME + math.floor(words) + 1 + KEY_APART


def key_height(count: int, columns: int) -> float:
    """How high a key of so many entries is."""
    return KEY_LINE * math.ceil(count / columns)


def key(entries: Sequence[KeyEntry], columns: int, width: float, top: float) -> str:
    """The rows of the key, column by column."""
    if not entries:
        return ""
    column, rows = (width - 2 * MARGIN) / columns, math.ceil(len(entries) / columns)
    # No wider than they need to be: figures far from their name are hard to read with it.
    wide = min(column, max([KEY_COLUMN, *map(_whole, entries)])) - KEY_APART
    return "".join(
        _entry(entry, MARGIN + column * (i // rows), top + KEY_LINE * (i % rows), wide)
        for i, entry in enumerate(entries)
    )


def _fitted_words(entry: KeyEntry, room: float) -> tuple[str, str]:
    """Name and figures in that room: of the figures the first alone, or none, before the name."""
    figures = text_width(entry.figures, KEY_SIZE)
    name = fitted(entry.name, max(room - KEY_GAP - figures, min(room, KEY_NAME)), KEY_SIZE)
    left = room - KEY_GAP - text_width(name, KEY_SIZE)
    shorter = (entry.figures, entry.figures.partition(BETWEEN_FIGURES)[0])
    return name, next((each for each in shorter if text_width(each, KEY_SIZE) <= left), "")


def _entry(entry: KeyEntry, x: float, y: float, width: float) -> str:
    across, down = SWATCH
    # The figures stand by themselves: after a name in Arabic or Hebrew they would change places.
    name, figures = _fitted_words(entry, width - BEFORE_NAME)
    box = (
        f'<g transform="translate({x:.1f} {y + 1:.1f})">{entry.swatch}<rect width="{across:g}" '
        f'height="{down:g}" fill="none" stroke="#111" stroke-width="0.8"/></g>'
    )
    parts = [box]
    if entry.number:
        parts.append(
            f'<circle cx="{x + across / 2:.1f}" cy="{y + 9:.1f}" r="7.5" fill="#fff"/>'
            f'<text x="{x + across / 2:.1f}" y="{y + 12.6:.1f}" font-size="10" font-weight="bold" '
            f'text-anchor="middle">{entry.number}</text>'
        )
    parts.append(_words(name, x + BEFORE_NAME, y + 13))
    if figures:
        parts.append(_words(figures, x + width, y + 13, ' text-anchor="end"'))
    return "".join(parts)


def _words(text: str, x: float, y: float, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{KEY_SIZE:g}"{more}>{escape(text)}</text>'


def small_print(paragraphs: Sequence[str], width: float) -> list[str]:
    """Paragraphs as lines for a picture of that width."""
    letters = max(20, int((width - 2 * MARGIN) / (SMALL_SIZE * 0.56)))
    return [
        line
        for paragraph in paragraphs
        for line in textwrap.wrap(paragraph, letters)[:MOST_PARAGRAPH_LINES]
    ]


def small_print_height(lines: Sequence[str]) -> float:
    """How high those lines are."""
    return SMALL_LINE * (len(lines) + 0.6) if lines else 0.0


def small_print_svg(lines: Sequence[str], top: float) -> str:
    """The lines below each other."""
    return "".join(
        f'<text x="{MARGIN:g}" y="{top + (i + 1) * SMALL_LINE:.1f}" font-size="{SMALL_SIZE:g}" '
        f'fill="#333">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )
