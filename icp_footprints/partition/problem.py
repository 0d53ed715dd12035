"""The problem: everything a generated plan depends on, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.partition.objective import Objective, default_objective
from icp_footprints.plan.band import Band

DEFAULT_STARTS = 8


@dataclass(frozen=True, eq=False)
class Problem:
    """What to generate.

    Parameters
    ----------
    place
        The place to divide into footprints.
    band
        The people each footprint should hold, and on which ledger they are counted.
    footprints
        How many footprints; None lets the generator choose among the numbers that fit the band.
    weights
        Weight of each layer by name; 1 where none is given, 0 leaves a layer out.
    seed
        Start of all randomness: the same problem with the same seed gives the same plan.
    starts
        How many independent searches to run, at least one for each number of footprints tried;
        the best plan of all is returned.
    seconds
        Where given, searches are started for about that long instead of `starts` of them.

    Raises
    ------
    ProblemError
        When a setting makes no sense, in words.
    """

    place: Place
    band: Band = field(default_factory=Band)
    footprints: int | None = None
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    seed: int = 1
    starts: int = DEFAULT_STARTS
    seconds: float | None = None

    def __post_init__(self) -> None:
        n = len(self.place.units)
        self.place.ledger(self.band.ledger)
        if self.footprints is not None and not 1 <= self.footprints <= n:
            raise ProblemError(
                f"{self.footprints} footprints cannot be made from {n:,} units.",
                f"Ask for 1 to {n:,}.",
            )
        if self.starts < 1:
            raise ProblemError("At least one search has to be run.", "Set starts to 1 or more.")
        if self.seconds is not None and not 0 < self.seconds < float("inf"):
            raise ProblemError(
                f"A time of {self.seconds:g} seconds leaves nothing to search in.",
                "Give a time above 0.",
            )
        if self.seed < 0:
            raise ProblemError(f"The seed {self.seed} is negative.", "Give a seed of 0 or more.")
        if not self.place.ledger(self.band.ledger).total:
            raise ProblemError(
                f"Nobody lives in {self.place.name} on the {self.band.ledger} ledger.",
                "Choose a ledger with people.",
            )
        self.objective()

    def objective(self) -> Objective:
        """What the search maximises."""
        return default_objective(self.place, self.band, self.weights)
