"""Whether a plan meets one of its targets, and by how much not."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Measure, Target
from icp_footprints.wording import layer_words

MEASURE_WORDS: dict[Measure, str] = {
    "share": "plan share",
    "containment": "plan containment",
    "coterminosity": "coterminosity",
    "kept_whole": "share of people in areas kept whole",
    "two_way": "share of footprints that pass the two-way rule",
    "splits": "number of split areas",
    "pieces": "number of pieces of split areas",
}
MOST_DECIMALS = 8
# What a figure may be printed off by and still be exact.
ROUNDED = 1e-6


def goal_words(target: Target) -> str:
    """What is to be reached, such as ``PCN: plan containment of at least 75 %``."""
    what = f"{layer_words(target.layer)}: {MEASURE_WORDS[target.measure]}"
    if target.is_count:
        return f"{what} of at most {target.threshold:,.0f}"
    return f"{what} of at least {target.threshold * 100:g} %"


def named_goal(target: Target) -> str:
    """The same with the name that commands take after it, in brackets."""
    return f"{goal_words(target)} ({target.name})"


@dataclass(frozen=True, slots=True)
class TargetResult:
    """Whether a plan meets one of its targets."""

    target: Target
    value: float | None
    """What the plan reaches; None where the place has no such layer."""
    met: bool
    exception: RecordedException | None
    """What partners agreed about it, if anything."""
    ledger: str
    printed: float | None
    """The value as it may be printed; None where a count of 1 to 4 could be had from any."""

    @property
    def words(self) -> str:
        """The result in a sentence, with the value, the threshold and by how much it is missed."""
        target = self.target
        name = f"{goal_words(target)} ({target.strength})"
        if self.value is None:
            return f"{name} is missed: this place has no layer named '{target.layer}'."
        if self.printed is None:
            state = "met" if self.met else "missed"
            return f"{name} is {state}: by how much would tell a count of one to four people."
        if self.met:
            return f"{name} is met: it is {self._figure(self.printed, 1)} ({self.ledger})."
        return f"{name} is missed: it is {self._missed_by(self.printed)} ({self.ledger})."

    def _figure(self, value: float, decimals: int) -> str:
        return f"{value:,.0f}" if self.target.is_count else f"{value * 100:.{decimals}f} %"

    def _missed_by(self, value: float) -> str:
        threshold = self.target.threshold
        if self.target.is_count:
            return f"{value:,.0f}, {value - threshold:,.0f} too many"
        gap, decimals = (threshold - value) * 100, 1
        if self.value is not None and abs(self.value - value) > ROUNDED and round(gap, 1) <= 0:
            # Finer than the rounded figure would tell what it hides.
            return f"{self._figure(value, 1)}, less than a step of rounding too low"
        # A miss by a hair must not read "75.0 %, 0.0 percentage points too low".
        while decimals < MOST_DECIMALS and round(gap, decimals) == 0:
            decimals += 1
        return f"{self._figure(value, decimals)}, {gap:.{decimals}f} percentage points too low"
