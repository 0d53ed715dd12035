"""Figures, band states and other values as the reader sees them."""

from __future__ import annotations

import html

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.plan.band import Band, BandState
from icp_footprints.report.words import band_difference, layer_words

BAND_MARKS: dict[BandState, str] = {"in": "✓", "under": "▼", "over": "▲"}
UNASSIGNED_NAME = "Unassigned"


def count(number: float) -> str:
    """A whole number with thousands marked: ``42,310``."""
    return f"{number:,.0f}"


def signed(number: float) -> str:
    """A change: ``+1,540``, ``−300`` or ``0``."""
    text = count(abs(number))
    return text if text == "0" else f"{'+' if number > 0 else '−'}{text}"


def units(number: int) -> str:
    """``1 unit`` or ``3 units``."""
    return f"{number:,} unit" if number == 1 else f"{number:,} units"


def percent(share: float) -> str:
    """A share from 0 to 1 as ``82 %``."""
    return f"{100 * share:.0f}\u00a0%"


def band_words(band: Band, people: float, n_units: int) -> str:
    """The band state in words: ``In band``, ``1,540 too few`` or ``No units``."""
    if n_units == 0:
        return "No units"
    state = band_difference(band, people)
    return state[:1].upper() + state[1:]


def layer_title(layer: ReferenceLayer) -> str:
    """A layer's name for a heading: ``PCN``, ``Ward``."""
    return layer_words(layer.name)


def tooltip(text: str) -> str:
    """Text as a tooltip that shows names from files as plain text, whatever they hold."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""


def menu_text(text: str) -> str:
    """Text for a menu, where a lone ampersand would vanish and underline the next letter."""
    return text.replace("&", "&&")
