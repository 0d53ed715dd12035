"""The plan in plain sentences, for a reader who reads only the first page."""

from __future__ import annotations

import numpy as np

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.sections.bands import BandSection
from icp_footprints.report.sections.headline import Headline
from icp_footprints.wording import count_words, people_words

MOST_NAMED_UNITS = 30


def summary_sentences(
    score: Scorecard,
    bands: tuple[BandSection, ...],
    layers: tuple[Headline, ...],
    targets: tuple[str, ...],
    ledger_words: str,
) -> tuple[str, ...]:
    """What the plan comes to: footprints, coverage, bands, parts, targets, a line per layer."""
    count = len(score.footprints)
    if not count:
        return ("The plan has no footprints yet.", *_covered(score, ledger_words))
    sentences = [
        f"{score.place} is planned as {count_words(count, 'footprint')}.",
        *_covered(score, ledger_words),
        *(_in_band(count, band) for band in bands),
        _in_parts(score),
        *targets,
    ]
    sentences += [layer.sentence for layer in layers]
    return tuple(sentences)


def _covered(score: Scorecard, ledger_words: str) -> list[str]:
    gap = score.coverage
    if gap.is_complete:
        areas = "The only small area is" if gap.units == 1 else f"All {gap.units:,} small areas are"
        return [f"{areas} in exactly one footprint: no gaps and no overlaps."]
    are = "is" if gap.unassigned_units == 1 else "are"
    people = people_words(gap.unassigned_people)
    missed = (
        f"{gap.unassigned_units:,} of {count_words(gap.units, 'small area')} {are} in no "
        f"footprint: {people} on the {ledger_words} and {gap.unassigned_area_km2:,.1f} km²."
    )
    return [missed, "No small area is in two footprints."]


def _in_band(count: int, section: BandSection) -> str:
    inside = section.in_band
    band = f"the band of {section.words} people on the {section.ledger_words}"
    if count == 1:
        return f"The footprint is {'in' if inside else 'not in'} {band}."
    if inside == count:
        return f"All {count} footprints are in {band}."
    return f"{inside} of {count} footprints {'is' if inside == 1 else 'are'} in {band}."


def _in_parts(score: Scorecard) -> str:
    broken = [each for each in score.footprints if each.parts > 1]
    if not broken:
        return "No footprint is broken into separate parts."
    listed = "; ".join(f"{each.name} is in {each.parts} parts" for each in broken[:10])
    more = f"; and {len(broken) - 10} more are broken up" if len(broken) > 10 else ""
    return f"{listed}{more}."


def coverage_sentences(
    place: Place, plan: Plan, score: Scorecard, ledger_words: str
) -> tuple[str, ...]:
    """The coverage statement: that nothing is missed or counted twice, or what is missed."""
    sentences = _covered(score, ledger_words)
    if score.coverage.is_complete:
        ledger = place.ledger(score.ledger)
        inside = f"All {round(ledger.total):,} people on the {ledger_words} live in a footprint."
        return (*sentences, inside)
    rows = np.asarray(plan.unassigned_rows)
    named = [f"{place.units.names[i]} ({place.units.ids[i]})" for i in rows[:MOST_NAMED_UNITS]]
    more = len(rows) - len(named)
    listed = ", ".join(named) + (f" and {more:,} more" if more else "")
    return (*sentences, f"In no footprint: {listed}.")
