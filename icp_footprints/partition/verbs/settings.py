"""How a verb searches, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from icp_footprints.partition.objective import CUT_WEIGHT
from icp_footprints.partition.problem import DEFAULT_STARTS


@dataclass(frozen=True)
class SearchSettings:
    """How a verb searches, and what it leaves alone beside the plan's own locks.

    Parameters
    ----------
    seed
        Start of all randomness: the same plan with the same seed and settings gives the same plan.
    starts
        How many independent searches are run; the best of all is kept.
    effort
        How long each search is, 1 being the usual.
    weights
        Weight of each layer by name, or of one measure of it (``pcn.share``); see `Problem`.
    compactness
        What the cut share counts against the layers.
    locked
        Ids of footprints that gain and lose nothing, beside those locked in the plan.
    pinned
        Ids of units that stay in the footprint they are in.
    cross_authorities
        Whether a footprint may cross the line between two local authorities; where None, only if
        one of the plan does so already.
    """

    seed: int = 1
    starts: int = DEFAULT_STARTS
    effort: float = 1.0
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    compactness: float = CUT_WEIGHT
    locked: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    cross_authorities: bool | None = None
