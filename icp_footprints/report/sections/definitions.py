"""What the words and figures of a report mean, for readers who are not analysts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """A term and what it means."""

    term: str
    meaning: str


DEFINITIONS = (
    Definition("Place", "The area being planned, normally one local authority."),
    Definition(
        "Unit",
        "The building block of footprints, which is never cut: a small area of official "
        "statistics, by default an LSOA of about 1,500 people.",
    ),
    Definition("Footprint", "A named set of units: the patch that one neighbourhood team serves."),
    Definition(
        "Ledger",
        "A way of counting people. Residents are those who live in a unit (Census or estimate); "
        "registered people are those on the lists of GP practices. The two never agree, so every "
        "figure says which it uses.",
    ),
    Definition("Band", "The fewest and the most people a footprint should hold, both included."),
    Definition("Coverage", "That every unit is in exactly one footprint: no gaps and no overlaps."),
    Definition("Part", "A connected piece of a footprint. One part is what is wanted."),
    Definition(
        "Area",
        "One member of a layer that footprints are compared with, such as one ward or one "
        "Primary Care Network (PCN).",
    ),
    Definition(
        "Footprint share",
        "The largest share of a footprint's people who belong to one area. Plan share is its "
        "mean over footprints, weighted by people.",
    ),
    Definition(
        "Containment",
        "The largest share of an area's people in this place who are in one footprint. Plan "
        "containment is its mean over areas, weighted by people. People of the area who live "
        "outside the place are not in it; where known, their share is stated.",
    ),
    Definition(
        "Coterminosity",
        "The harmonic mean of plan share and plan containment: high only when both are. 100 % "
        "means that footprints and areas have the same people.",
    ),
    Definition(
        "Match",
        "People whom a footprint and its main area have in common, over people in either: "
        "coterminous from 90 %, largely from 75 %, partly from 50 %.",
    ),
    Definition(
        "Ceiling",
        "The best that a figure could be in any plan of as many footprints, all in band. Proved: "
        "worked out to the end. Time limit, quick bound: what was shown in the time there was; the "
        "best plan is no better, and may be further below.",
    ),
    Definition(
        "Feasibility and ceiling",
        "Two statements about splits that use different rules: feasibility says which areas "
        "cannot be kept whole (at least 95 % in one footprint), a ceiling of splits counts "
        "areas with two pieces of at least 5 %. So 'at least 3 footprints' for one area and 'at "
        "least 4 areas split' for the place do not contradict each other.",
    ),
    Definition("Kept whole", "An area with at least 95 % of its people in one footprint."),
    Definition(
        "Split, piece",
        "An area is split when two or more footprints each hold at least 5 % of its people; "
        "what each of them holds is a piece.",
    ),
    Definition(
        "Two-way rule",
        "Passed when at least 75 % of the footprint belongs to its main area, and at least 75 % of "
        "that area is in the footprint (the NHS's own rule for CCG membership, 2012).",
    ),
    Definition(
        "Target",
        "What the plan should reach with a layer. A required target must be met, or an exception "
        "agreed; a wanted one is hoped for.",
    ),
    Definition(
        "Exception",
        "A departure from a rule that partners have agreed to: with a reason, somebody who "
        "answers for it, and the day it was agreed.",
    ),
    Definition(
        "A handful of people",
        "An area with so few people in the place (under 1 % of the fewest a footprint should "
        "hold) that it says nothing about the plan, such as a PCN of the next town; or one of "
        "under 100 people of whom a footprint holds one to four.",
    ),
    Definition(
        "Most deprived fifth",
        "The 20 % of small areas that are the most deprived in England. Figures of deprivation "
        "are means over units, weighted by the people who live there.",
    ),
    Definition(
        "Bridge, barrier",
        "A tie between units that do not touch, and a cut between units that do, such as a river "
        "without a crossing. Each has its reason.",
    ),
    Definition(
        "Compactness",
        "Polsby-Popper: 4π times area over perimeter squared, 1 for a circle. A jagged "
        "coast makes it low through no fault of the footprint.",
    ),
    Definition(
        "<5",
        "From one to four people. So small a count could be about one family, so it is not "
        "printed, and figures that would give it away are rounded or left out.",
    ),
)
# Terms that only a plan compared with layers of areas has a use for.
OF_LAYERS = (
    "Area", "Footprint share", "Containment", "Coterminosity", "Match", "Ceiling",
    "Feasibility and ceiling", "Kept whole", "Split, piece", "Two-way rule",
    "A handful of people",
)  # fmt: skip


def definitions(*, has_layers: bool) -> tuple[Definition, ...]:
    """The definitions that a report needs, with or without layers to compare with."""
    return tuple(each for each in DEFINITIONS if has_layers or each.term not in OF_LAYERS)
