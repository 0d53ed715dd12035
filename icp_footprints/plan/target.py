"""Targets: what a plan is meant to reach with a layer, and whether it must."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal, cast, get_args

from icp_footprints.errors import InputError
from icp_footprints.wording import shortlist

Strength = Literal["required", "wanted"]
Measure = Literal[
    "share", "containment", "coterminosity", "kept_whole", "two_way", "splits", "pieces"
]
# The measures of which more is worse; all others are shares from 0 to 1.
COUNTS: tuple[Measure, ...] = ("splits", "pieces")
WRITTEN = re.compile(
    r"\s*([^\s.<>=]+)\.([a-z_]+)\s*(>=|<=)\s*([0-9.]+)\s*(%?)\s*"
    r"(?::\s*([a-z]+)\s*)?(?::\s*([0-9.]+)\s*)?"
)
EXAMPLE = "pcn.containment>=0.75:required"


@dataclass(frozen=True)
class Target:
    """A coterminosity goal: a layer, a measure of it, a threshold, and whether it must be met.

    Parameters
    ----------
    layer
        Name of a reference layer.
    measure
        ``share``, ``containment``, ``coterminosity`` and ``kept_whole`` are those of the plan;
        ``two_way`` is the share of footprints that pass the two-way rule. All five are from 0 to
        1 and should be at least the threshold. ``splits`` (areas) and ``pieces`` are counts and
        should be at most the threshold.
    threshold
        A share from 0 to 1, or a whole number for the counts.
    strength
        ``required`` or ``wanted``.
    weight
        How much it counts against other targets when footprints are generated.
    """

    layer: str
    measure: Measure
    threshold: float
    strength: Strength = "required"
    weight: float = 1.0

    def __post_init__(self) -> None:
        if self.measure not in get_args(Measure):
            raise InputError(
                f"'{self.measure}' is not a measure a target can have.",
                f"Use one of: {shortlist(list(get_args(Measure)))}.",
            )
        if self.strength not in get_args(Strength):
            raise InputError(f"A target is required or wanted, not '{self.strength}'.")
        top = math.inf if self.is_count else 1.0
        if not (math.isfinite(self.threshold) and 0 <= self.threshold <= top):
            raise InputError(
                f"The target for {self.layer}.{self.measure} cannot be {self.threshold:g}.",
                "Give a whole number." if self.is_count else "Give a share from 0 to 1, or 75%.",
            )
        if self.is_count and not float(self.threshold).is_integer():
            raise InputError(f"The target for {self.layer}.{self.measure} must be a whole number.")
        if not 0 < self.weight < math.inf:
            raise InputError(
                f"The target for {self.layer}.{self.measure} cannot have the weight "
                f"{self.weight:g}.",
                "Give a number above 0.",
            )

    @classmethod
    def parse(cls, text: str) -> Target:
        """A target from text such as ``pcn.containment>=0.75:required`` or ``ward.splits<=3``.

        After the strength may stand a weight, as in ``pcn.share>=60%:wanted:2``.

        Raises
        ------
        InputError
            When it is written in another way.
        """
        found = WRITTEN.fullmatch(text)
        if found is None:
            raise InputError(f"'{text}' is not a target.", f"Write it as {EXAMPLE}.")
        layer, measure, sign, number, percent, strength, weight = found.groups()
        try:
            threshold = float(number) / (100 if percent else 1)
            counts = float(weight or 1)
        except ValueError:
            raise InputError(f"'{text}' is not a target.", f"Write it as {EXAMPLE}.") from None
        target = cls(
            layer,
            cast("Measure", measure),
            threshold,
            cast("Strength", strength or "required"),
            counts,
        )
        if sign != target.sign:
            raise InputError(
                f"'{text}' has its sign the wrong way round.",
                f"For {measure} write {target.sign}.",
            )
        return target

    @classmethod
    def try_parse(cls, text: str) -> Target | None:
        """A target from text as `parse` reads it; None where it is written in another way."""
        try:
            return cls.parse(text)
        except InputError:
            return None

    @property
    def is_count(self) -> bool:
        """Whether the measure is a count, of which less is better."""
        return self.measure in COUNTS

    @property
    def sign(self) -> str:
        """``>=`` or ``<=``."""
        return "<=" if self.is_count else ">="

    @property
    def name(self) -> str:
        """The target without its strength, by which reports and exceptions call it."""
        return f"{self.layer}.{self.measure}{self.sign}{self.threshold:g}"

    @property
    def text(self) -> str:
        """The target as `parse` reads it."""
        weight = "" if self.weight == 1 else f":{self.weight:g}"
        return f"{self.name}:{self.strength}{weight}"

    def is_met(self, value: float) -> bool:
        """Whether a measured value meets the target; the last digit of a fraction never decides."""
        if self.is_count:
            return value <= self.threshold
        return value >= self.threshold - 1e-9
