"""A ceiling: the best figure that any plan of so many footprints, all in band, could reach."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

from icp_footprints.wording import count_words

CeilingMeasure = Literal["share", "containment", "kept_whole", "splits"]
CeilingStatus = Literal["proved", "time limit", "instant", "impossible"]
CEILING_MEASURES: tuple[CeilingMeasure, ...] = get_args(CeilingMeasure)
CEILING_MEASURE_WORDS: dict[CeilingMeasure, str] = {
    "share": "plan share",
    "containment": "plan containment",
    "kept_whole": "people in areas kept whole",
    "splits": "split areas",
}
# A rounded figure must not fall below what is proven, nor rise for the last digit of a float.
HAIR = 1e-6


@dataclass(frozen=True)
class Ceiling:
    """A proven bound on every plan that assigns all units to footprints that are all in band.

    Parameters
    ----------
    layer, measure
        What is bounded: ``share``, ``containment`` and ``kept_whole`` from above, as shares from
        0 to 1; ``splits``, the number of split areas, from below.
    footprints
        The number of footprints of the plans it holds for.
    ledger
        The ledger on which people are counted.
    instant
        The bound that needs no program to be solved.
    value
        The best proven bound, never worse than ``instant``.
    status
        ``proved``: the program was solved to its end. ``time limit``: what was proven when the
        time was up, perhaps not the tightest. ``instant``: no program was tried, for lack of time
        or because there is none for a place so large or so many footprints. ``impossible``:
        no plan of that many footprints can be in band at all.
    """

    layer: str
    measure: CeilingMeasure
    footprints: int
    ledger: str
    instant: float
    value: float
    status: CeilingStatus

    @property
    def possible(self) -> bool:
        """Whether a plan of that many footprints, all in band, was not ruled out."""
        return self.status != "impossible"

    @property
    def is_count(self) -> bool:
        """Whether the value counts areas, of which fewer is better."""
        return self.measure == "splits"

    def figure(self, value: float) -> str:
        """A value of the measure, such as ``57.4 %``; a bound stays a bound when rounded."""
        if self.is_count:
            return f"{value:,.0f}"
        return f"{math.ceil((value - HAIR) * 1000) / 10:.1f} %"

    @property
    def is_open(self) -> bool:
        """Whether the bound rules nothing out: that all is reached, or that no area is split."""
        return self.value <= 0 if self.is_count else self.value >= 1 - HAIR

    @property
    def subject(self) -> str:
        """What is bounded, such as ``pcn plan share``."""
        return f"{self.layer} {CEILING_MEASURE_WORDS[self.measure]}"

    @property
    def limit_words(self) -> str:
        """The bound within a sentence: ``no plan of 6 footprints can pass 57.4 % (proved)``."""
        many = count_words(self.footprints, "footprint")
        if not self.possible:
            return f"no plan of {many} can be in band ({self.ledger})"
        how = f"({self.ledger}; {self.status})"
        if self.is_open:
            best = "a plan that splits no area" if self.is_count else "100 %"
            return f"nothing rules out {best} for {many} ({self.ledger})"
        if self.is_count:
            return f"every plan of {many} splits at least {count_words(self.value, 'area')} {how}"
        return f"no plan of {many} can pass {self.figure(self.value)} {how}"

    @property
    def words(self) -> str:
        """The ceiling in a sentence."""
        return f"{self.subject}: {self.limit_words}."
