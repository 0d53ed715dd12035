"""Printing counts and shares so that nobody can tell how many people a count of 1 to 4 is of.

Where footprints and areas of a layer have so few people in common anywhere, hiding the one count
is not enough: it could be worked out from totals that stand on the same page. Then every count of
that layer is rounded to the nearest ten, and every share is no finer than ten people.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from icp_footprints.measures.scorecard import LayerScore, Scorecard
from icp_footprints.report.words import percent
from icp_footprints.wording import FEWER, is_small, printed_people

STEP = 10
NOT_PRINTED = "not printed"


@dataclass(frozen=True)
class Discretion:
    """How the counts of one layer are printed: as they are, or rounded."""

    rounds: bool

    def people(self, count: float) -> int | str:
        """A count of people, or ``<5``."""
        if is_small(count):
            return FEWER
        # Five is rounded up: somebody must not become nobody.
        return STEP * math.floor(count / STEP + 0.5) if self.rounds else printed_people(count)

    def share(self, share: float, whole: float) -> str:
        """A share of so many people, as a percentage."""
        if not self.rounds or whole >= 1000 * STEP:
            return percent(share)
        return percent(share, decimals=0) if whole >= 100 * STEP else NOT_PRINTED


def discretion(layer: LayerScore, score: Scorecard) -> Discretion:
    """How to print a layer's counts: rounded where any of them is of 1 to 4 people."""
    left = {each.id: each.people[layer.ledger] for each in score.footprints}
    counts: list[float] = [layer.people_outside]
    for area in layer.area_scores:
        in_footprints = 0.0
        for footprint, people in area.held.items():
            counts.append(people)
            left[footprint] -= people
            in_footprints += people
        counts.append(area.people - in_footprints)
    # People of a footprint, and of an area, who are in no area and in no footprint.
    in_neither = layer.people_outside - sum(left.values())
    return Discretion(any(is_small(count) for count in (*counts, *left.values(), in_neither)))
