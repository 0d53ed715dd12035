"""How much room words take on a map, and how they are broken into lines."""

from __future__ import annotations

import textwrap
import unicodedata
from functools import lru_cache

# What every map is lettered in: the PDF brings the first, browsers have one of the others.
FONTS = "'Noto Sans', 'DejaVu Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
NAME_SIZE = 13.0
FIGURE_SIZE = 11.5
# Between people and how they stand in the band.
BETWEEN_FIGURES = " · "
LINE_HEIGHT = 1.25
NAME_LINE_LETTERS = 20
MOST_NAME_LINES = 2
# How wide letters are, as a share of their size; fonts differ, so on the wide side.
NARROW, SPACED, LOWER, UPPER, WIDE = 0.34, 0.42, 0.61, 0.7, 0.96
DIGIT = 0.62
NARROW_LETTERS = frozenset("iljI.,:;'|!·’")
SPACED_LETTERS = frozenset(' ftr()[]-/"“”…')
WIDE_LETTERS = frozenset("mwMW@%—&")
BOLD = 1.07


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in page units."""
    return size * (BOLD if bold else 1.0) * sum(map(_letter_width, text))


# The same letters and names come on every map.
@lru_cache(maxsize=1 << 10)
def _letter_width(letter: str) -> float:
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in SPACED_LETTERS:
        return SPACED
    if letter in WIDE_LETTERS or unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    if unicodedata.combining(letter):
        return 0.0
    if letter.isdigit():
        return DIGIT
    return UPPER if letter.isupper() else LOWER


@lru_cache(maxsize=1 << 10)
def wrapped(name: str, letters: int = NAME_LINE_LETTERS) -> tuple[str, ...]:
    """A name in two lines at most, about equally long, cut with an ellipsis where it is longer."""
    text = " ".join(name.split())
    # Stoke-on-Trent stays whole; only a word too long for a line breaks at its hyphens.
    hyphens = any(len(word) > letters for word in text.split())
    lines = textwrap.wrap(text, letters, break_on_hyphens=hyphens) or ["?"]
    if len(lines) > MOST_NAME_LINES:
        last = lines[MOST_NAME_LINES - 1][: letters - 1].rstrip()
        return (*lines[: MOST_NAME_LINES - 1], f"{last}…")
    # The narrowest that still does, so that no short word stands alone.
    widths = range(max(len(text) // len(lines), *map(len, text.split() or [""]), 1), letters)
    tries = (textwrap.wrap(text, width, break_on_hyphens=hyphens) for width in widths)
    return tuple(next((found for found in tries if len(found) == len(lines)), lines))


def fitted(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than that."""
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - size * WIDE
    kept = 0
    for letter in text:
        room -= text_width(letter, size, bold=bold)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"
