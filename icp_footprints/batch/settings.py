"""What is asked of every place of a run alike, and the seed that each has of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from icp_footprints.errors import ProblemError
from icp_footprints.geography.place import Place
from icp_footprints.measures.target_result import named_goal
from icp_footprints.partition.problem_checks import check_bands, check_numbers, check_search
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from icp_footprints.wording import shortlist

# Every number of footprints that fits is searched in any case. Three times this work raised the
# scores of the 20 largest authorities of England by 0.003 on average.
DEFAULT_STARTS, DEFAULT_EFFORT = 1, 0.5


@dataclass(frozen=True)
class Settings:
    """What every place of a run is planned with.

    Parameters
    ----------
    bands
        At least one, the foremost first; one at most on a ledger.
    weights, starts, effort
        As in `Problem`.
    seconds, targets
        As in `Problem`; a target about a layer that a place lacks is left out there, and told.
    seed
        From which every place gets a seed of its own; see `seed_of`.

    Raises
    ------
    ProblemError
        When a number makes no sense.
    """

    bands: tuple[Band, ...] = (Band(),)
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    seed: int = 1
    starts: int = DEFAULT_STARTS
    effort: float = DEFAULT_EFFORT
    seconds: float | None = None
    targets: tuple[Target, ...] = ()

    def __post_init__(self) -> None:
        check_search(self.starts, self.seconds, self.seed)
        check_numbers(self.effort, 0.0, 0.0)

    def check_fits(self, place: Place, layers: Sequence[str]) -> None:
        """Refuse, before any place is planned, what makes sense for none of them.

        Parameters
        ----------
        place
            All places in one.
        layers
            Names of the layers that they have.

        Raises
        ------
        PlanError, ProblemError
            When a band is on a ledger that is not there, or a weight or target is about a layer
            that is not.
        """
        check_bands(place, self.bands)
        held = f"The places have: {shortlist(layers) or 'no layers'}."
        unknown = sorted(n for n in self.weights if n.split(".", 1)[0] not in layers)
        if unknown:
            raise ProblemError(f"There is no layer named {shortlist(unknown)} to weigh.", held)
        for target in self.targets:
            if target.layer not in layers:
                raise ProblemError(
                    f"{named_goal(target)} is about a layer that is not there.", held
                )

    @property
    def texts(self) -> dict[str, str]:
        """Every setting by name, as a reader and a later run compare it."""
        return {
            "band": "; ".join(f"{band.ledger}={band.low}:{band.high}" for band in self.bands),
            "weight": "; ".join(f"{name}={w:g}" for name, w in sorted(self.weights.items())),
            "seed": str(self.seed),
            "starts": str(self.starts),
            "effort": f"{self.effort:g}",
            "time": "" if self.seconds is None else f"{self.seconds:g}",
            "target": "; ".join(target.text for target in self.targets),
        }


def seed_of(seed: int, code: str) -> int:
    """The seed of one place: the same whatever other places there are, and in whatever order."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{code}".encode()).digest()[:4], "big")
