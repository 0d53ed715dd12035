"""Whether a plan meets one of its targets, and by how much not."""

from __future__ import annotations

from dataclasses import dataclass

from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Measure, Target

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

    @property
    def words(self) -> str:
        """The result in a sentence, with the value, the threshold and by how much it is missed."""
        target = self.target
        name = f"Target {target.name} ({target.strength})"
        if self.value is None:
            return f"{name} is missed: this place has no layer named '{target.layer}'."
        what = f"the {MEASURE_WORDS[target.measure]} of {target.layer} is"
        if self.met:
            return f"{name} is met: {what} {self._figure(self.value, 1)} ({self.ledger})."
        return f"{name} is missed: {what} {self._missed_by(self.value)} ({self.ledger})."

    def _figure(self, value: float, decimals: int) -> str:
        return f"{value:,.0f}" if self.target.is_count else f"{value * 100:.{decimals}f} %"

    def _missed_by(self, value: float) -> str:
        threshold = self.target.threshold
        if self.target.is_count:
            over = f"{value - threshold:,.0f} too many"
            return f"{value:,.0f}, {over} for at most {threshold:,.0f}"
        gap, decimals = (threshold - value) * 100, 1
        # A miss by a hair must not read "75.0 %, 0.0 percentage points too low".
        while decimals < MOST_DECIMALS and round(gap, decimals) == 0:
            decimals += 1
        short = f"{gap:.{decimals}f} percentage points too low"
        return f"{self._figure(value, decimals)}, {short} for at least {threshold * 100:g} %"
