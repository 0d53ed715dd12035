"""How good the figures of a layer could be at best, beside what the plan reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from icp_footprints.measures.ceilings.ceiling import Ceiling, CeilingMeasure, CeilingStatus
from icp_footprints.measures.ceilings.of_plan import NOT_FOR_THIS_PLAN, keeps_the_rules
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.report.sections.layer import Figure, LayerSection
from icp_footprints.wording import count_words

# By the name of the figure beside which it stands.
MEASURES: dict[str, CeilingMeasure] = {
    "Plan share": "share",
    "Plan containment": "containment",
    "Kept whole": "kept_whole",
}
STATUS_WORDS: dict[CeilingStatus, str] = {
    "proved": "proved",
    "time limit": "time limit",
    "instant": "quick bound",
    "impossible": "",
}


def with_ceilings(section: LayerSection, ceilings: Sequence[Ceiling]) -> LayerSection:
    """The section of a layer with the ceilings of its figures, where there are any."""
    by_measure: dict[CeilingMeasure, Ceiling] = {
        each.measure: each for each in ceilings if each.layer == section.name
    }
    if not by_measure:
        return section
    return replace(
        section,
        has_ceilings=True,
        figures=tuple(_with_ceiling(each, by_measure) for each in section.figures),
    )


def ceiling_note(score: Scorecard, ceilings: Sequence[Ceiling]) -> str:
    """What ceilings hold for, or why there are none; empty where nothing is to be compared."""
    if not (score.layers and score.footprints):
        return ""
    if not keeps_the_rules(score):
        return NOT_FOR_THIS_PLAN
    if not ceilings:
        return ""
    many = count_words(len(score.footprints), "footprint")
    return (
        f"The ceiling of a figure is what no plan of {many}, all of them in band, can pass. "
        "Footprints need not be in one part for it, so the best plan may stay below."
    )


def ceiling_words(ceiling: Ceiling) -> str:
    """A ceiling in a cell: ``could be at most 57.4 % (proved)``."""
    if not ceiling.possible:
        return ""
    if ceiling.is_open:
        return "could be 100 %, for all that is known"
    of = " of people" if ceiling.measure == "kept_whole" else ""
    how = STATUS_WORDS[ceiling.status]
    return f"could be at most {ceiling.figure(ceiling.value)}{of} ({how})"


def _with_ceiling(figure: Figure, ceilings: dict[CeilingMeasure, Ceiling]) -> Figure:
    measure = MEASURES.get(figure.name)
    found = ceilings.get(measure) if measure else None
    return replace(figure, ceiling=ceiling_words(found)) if found else figure
