"""Numbers and names as a reader sees them, alike in every form of report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from icp_footprints.checks.issue import Severity
from icp_footprints.geography.ledger import Ledger
from icp_footprints.geography.units import UnitTable
from icp_footprints.plan.band import Band, BandState

# What XML 1.0 and HTML cannot hold: controls, halves of surrogate pairs, non-characters.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BAND_WORDS: dict[BandState, str] = {"in": "in band", "under": "under band", "over": "over band"}
SEVERITY_WORDS: dict[Severity, str] = {
    "required": "To put right",
    "advice": "Advice",
    "accepted": "Agreed exception",
}
MATCH_WORDS = {
    "coterminous": "Coterminous",
    "largely": "Largely coterminous",
    "partly": "Partly coterminous",
    "not coterminous": "Not coterminous",
}
# By how a unit's code begins: what its kind of small area is called.
SMALL_AREAS = {"E00": "OAs", "E01": "LSOAs", "E02": "MSOAs"}
SHOWN_OF_HASH = 12


def printable(text: str) -> str:
    """The text with every character that a page cannot hold shown as a replacement mark."""
    return UNPRINTABLE.sub("\ufffd", text)


def percent(share: float, decimals: int = 1) -> str:
    """A share as a percentage, to one decimal unless told otherwise: ``55.8 %``."""
    return f"{share * 100:.{decimals}f} %"


def day_words(day: date) -> str:
    """A day as a reader sees it: ``5 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def band_difference(band: Band, people: float) -> str:
    """How far a footprint is from the band, in words."""
    state = band.state(people)
    if state == "in":
        return "in band"
    # Rounded up: half a person short is not "0 too few".
    short = max(1, round(band.excess(people)))
    return f"{short:,} too {'few' if state == 'under' else 'many'}"


def bands_words(states: Sequence[tuple[str, BandState]]) -> str:
    """How a footprint stands in all bands of a plan, in a few words for a label.

    Of one band its state; of several ``in both bands``, ``out of the registered band``,
    ``out of 2 bands``: never how it stands in one alone.

    Parameters
    ----------
    states
        The ledger of each band and the footprint's state in it.
    """
    if len(states) == 1:
        return BAND_WORDS[states[0][1]]
    out = [ledger for ledger, state in states if state != "in"]
    if not out:
        return "in both bands" if len(states) == 2 else f"in all {len(states)} bands"
    return f"out of the {out[0]} band" if len(out) == 1 else f"out of {len(out)} bands"


def ledger_words(ledger: Ledger) -> str:
    """The ledger as a figure's company: ``resident ledger``."""
    return f"{ledger.name} ledger"


def small_areas_words(units: UnitTable) -> str:
    """What the units are, for a reader who never met one: ``small areas (LSOAs)``."""
    starts = {code[:3] for code in units.ids}
    kind = SMALL_AREAS.get(next(iter(starts)), "") if len(starts) == 1 else ""
    return f"small areas ({kind})" if kind else "small areas"


def shortened_hash(sha256: str) -> str:
    """Enough of a SHA-256 to tell files apart on paper; the whole is in the plan file."""
    return sha256 if len(sha256) <= SHOWN_OF_HASH else f"{sha256[:SHOWN_OF_HASH]}…"
