"""What a layer comes to, for a reader who reads only the first page.

Areas with only a handful of people in the place are left out of what is counted here, as in the
layer's tables. Shares are those of the scorecard: another share beside it would give away how many
people are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.exchange.on_paper import counted_areas, left_out_areas
from icp_footprints.geography.ledger import REGISTERED, RESIDENT
from icp_footprints.measures.kept_whole import printed_kept_whole
from icp_footprints.measures.scorecard import LayerScore
from icp_footprints.report.sections.layer import NONE, Figure
from icp_footprints.report.words import percent
from icp_footprints.wording import area_words, count_words, layer_words

PEOPLE_WORDS = {RESIDENT: "residents", REGISTERED: "registered people"}


@dataclass(frozen=True)
class Headline:
    """A layer's card and its sentence.

    Parameters
    ----------
    big, beside
        The card's figure, and what stands beside it in small; may be empty.
    words
        What the figure is.
    sentence
        The layer in a sentence or two.
    """

    big: str
    beside: str
    words: str
    sentence: str


def headline(layer: LayerScore, ledger_words: str) -> Headline:
    """Coterminosity where areas are about a footprint in size, else how many are kept whole."""
    heading, (one, many) = layer_words(layer.name), area_words(layer.name)
    counted = counted_areas(layer)
    whole = sum(area.kept_whole for area in counted)
    split = sum(area.is_split for area in counted)
    share = printed_kept_whole(layer)
    held = "" if share is None else f", with {percent(share)} of people ({ledger_words})"
    kept = (
        f"{whole:,} of {count_words(len(counted), one, many)} kept whole{held}, "
        f"and {split or 'none'} split."
        f"{_left_out(layer, one, many)}"
    )
    capital = many[:1].upper() + many[1:]
    if layer.comparable:
        return Headline(
            big=percent(layer.coterminosity),
            beside="",
            words=f"Coterminosity with {many} ({ledger_words})",
            sentence=f"{heading}: coterminosity {percent(layer.coterminosity)}; {kept}",
        )
    people = PEOPLE_WORDS.get(layer.ledger, f"people, {ledger_words}")
    return Headline(
        big=f"{whole:,}",
        beside=f"of {len(counted):,}",
        words=f"{capital} kept whole"
        + ("" if share is None else f" ({percent(share)} of {people})"),
        sentence=f"{heading}: {kept}",
    )


def _left_out(layer: LayerScore, one: str, many: str) -> str:
    """Which areas hardly reach into the place, so that their number misleads nobody."""
    if not (count := len(left_out_areas(layer))):
        return ""
    are = "is" if count == 1 else "are"
    left = count_words(count, one, many)
    return f" {left} with a handful of people here {are} left out of these counts."


def effective_splits(layer: LayerScore) -> Figure:
    """The effective splits of a layer, as a figure of its table."""
    known = any(area.effective_splits is not None for area in layer.area_scores)
    return Figure(
        "Effective splits",
        f"{layer.effective_splits:.2f}" if known else NONE,
        "Mean over areas, weighted by people: 0 where an area is in one footprint, 1 where two "
        "footprints share it equally. Every share counts, however small.",
    )
