"""Figures, band states and other values as the reader sees them."""

from __future__ import annotations

import html
import re
from collections import Counter

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.scores import TargetResult
from icp_footprints.measures.target_result import goal_words
from icp_footprints.plan.band import Band, BandState
from icp_footprints.report.words import band_difference
from icp_footprints.wording import layer_words

BAND_MARKS: dict[BandState, str] = {"in": "✓", "under": "▼", "over": "▲"}
UNASSIGNED_NAME = "Unassigned"
REMARK = re.compile(r"\s*\([^()]*\)$")


LEDGER_NAMES = {"resident": "residents", "registered": "registered patients"}


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


def percent_to_one(share: float) -> str:
    """A share from 0 to 1 to a tenth: ``0.4 %``."""
    return f"{100 * share:.1f}\u00a0%"


def band_words(band: Band, people: float) -> str:
    """The band state in words: ``In band`` or ``1,540 too few``."""
    state = band_difference(band, people)
    return state[:1].upper() + state[1:]


def ledger_name(name: str) -> str:
    """Whose numbers a ledger holds, within a sentence: ``resident`` as ``residents``."""
    return LEDGER_NAMES.get(name, name)


def layer_name(name: str) -> str:
    """A layer's short name for a heading or a list: ``pcn`` as ``PCN``."""
    return layer_words(name)


def layer_title(layer: ReferenceLayer) -> str:
    """A layer's name for a heading: ``PCN``, ``Ward``."""
    return layer_name(layer.name)


def short_names(layer: ReferenceLayer) -> dict[str, str]:
    """Each area's name without a remark in brackets and without its kind, under a heading of it.

    ``Wallasey PCN (modelled)`` is ``Wallasey``. A name that another area would share stays whole.
    """
    ending = f" {layer_title(layer)}".casefold()
    short: dict[str, str] = {}
    for name in layer.area_names:
        plain = REMARK.sub("", name)
        has_kind = plain.casefold().endswith(ending)
        short[name] = (plain[: -len(ending)] if has_kind else plain) or name
    shared = Counter(short.values())
    return {name: each if shared[each] == 1 else name for name, each in short.items()}


def target(result: TargetResult) -> str:
    """A target, met or missed: ``✓ Met (wanted): PCN: plan share of at least 50 % – now 62 %``."""
    state = "✓ Met" if result.met else "✗ Missed"
    if result.exception is not None and not result.met:
        state = "✗ Missed, accepted"
    goal = result.target
    if result.value is None:
        value = "no such layer"
    elif result.printed is None:
        value = "a figure that would tell a count of one to four people"
    else:
        value = count(result.printed) if goal.is_count else percent_to_one(result.printed)
    return f"{state} ({goal.strength}): {goal_words(goal)} – now {value}"


def tooltip(text: str) -> str:
    """Text as a tooltip that shows names from files as plain text, whatever they hold."""
    return f"<p>{html.escape(text).replace(chr(10), '<br>')}</p>" if text else ""


def menu_text(text: str) -> str:
    """Text for a menu, where a lone ampersand would vanish and underline the next letter."""
    return text.replace("&", "&&")
