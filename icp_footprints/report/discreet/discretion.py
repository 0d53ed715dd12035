"""Printing counts and shares so that nobody can tell how many people a count of 1 to 4 is of.

Where footprints and areas of a layer have so few people in common anywhere, hiding the one count
is not enough: it could be worked out from totals that stand on the same page. Then every count of
that layer is rounded to the nearest ten, and every share is no finer than ten people. Where a
report repeats its figures in many tables, even that can be too fine: see
`report.discreet.disclosure`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from icp_footprints.measures.scorecard import LayerScore, Scorecard
from icp_footprints.report.words import percent
from icp_footprints.wording import FEWER, is_small, printed_people

STEP = 10
# A step of nothing: no count and no share of the layer is printed.
WITHHELD = 0
NOT_PRINTED = "not printed"


@dataclass(frozen=True)
class Discretion:
    """How the counts of one layer are printed: as they are, or rounded to a step.

    Parameters
    ----------
    rounds
        Whether counts are rounded.
    step
        To the nearest how many; `WITHHELD` where nothing is printed.
    """

    rounds: bool
    step: int = STEP

    def people(self, count: float) -> int | str:
        """A count of people, or ``<5``."""
        if self.rounds and self.step == WITHHELD:
            return NOT_PRINTED if round(count, 6) else 0
        if is_small(count):
            return FEWER
        return rounded(count, self.step) if self.rounds else printed_people(count)

    def rank(self, count: float) -> int:
        """What to sort by: no finer than what is printed, so that order tells nothing more."""
        shown = self.people(count)
        return shown if isinstance(shown, int) else int(shown == FEWER)

    def share(self, share: float, whole: float) -> str:
        """A share of so many people, as a percentage."""
        if not self.rounds:
            return percent(share)
        if self.step == WITHHELD or whole < 100 * self.step:
            return NOT_PRINTED
        return percent(share, decimals=1 if whole >= 1000 * self.step else 0)

    @property
    def sentence(self) -> str:
        """What is done to the figures, and why, to stand after the layer; empty where exact."""
        if not self.rounds:
            return ""
        why = "so that nobody can work it out"
        some = "some counts are of one to four people."
        if self.step == WITHHELD:
            return f"{some} No count of people is printed here, {why}."
        return (
            f"{some} Such a count is printed as {FEWER}, the other counts are rounded to the "
            f"nearest {'ten' if self.step == STEP else f'{self.step:,}'}, and shares of small "
            f"numbers are rounded or not printed, {why}."
        )


def rounded(count: float, step: int) -> int:
    """A count to the nearest step, but never to nobody: somebody is at least a step."""
    if round(count, 6) <= 0:
        return 0
    return max(step, step * math.floor(count / step + 0.5))


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
