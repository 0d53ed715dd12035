"""Counts and shares on screen that never tell of 1 to 4 people, as figures and not as text."""

from __future__ import annotations

import math
from dataclasses import dataclass

from icp_footprints.measures.scores import LayerScore, Scorecard
from icp_footprints.report.discreet.discretion import NOT_PRINTED, Discretion, discretion

# A share of fewer people than this, where counts are rounded, would tell the count.
LEAST_WHOLE = 1_000
FINE_WHOLE = 10_000


@dataclass(frozen=True)
class Discreet:
    """The report's discretion for a layer, with shares as numbers."""

    report: Discretion

    def people(self, count: float) -> int | str:
        """A count of people, or ``<5``."""
        return self.report.people(count)

    def share(self, share: float, whole: float) -> float | str:
        """A share of so many people, no finer than may be told; else ``not printed``."""
        if not self.report.rounds:
            return round(share, 4)
        if whole < LEAST_WHOLE:
            return NOT_PRINTED
        return _rounded(share, 3 if whole >= FINE_WHOLE else 2)


def discreet(layer: LayerScore, score: Scorecard) -> Discreet:
    """How to show a layer's counts: only those of patients are personal."""
    if layer.kind != "registration":
        return Discreet(Discretion(rounds=False))
    return Discreet(discretion(layer, score))


def _rounded(share: float, decimals: int) -> float:
    scale = 10**decimals
    return math.floor(share * scale + 0.5) / scale
