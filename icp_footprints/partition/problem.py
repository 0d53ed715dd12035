"""The problem: everything a generated plan depends on, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from icp_footprints.geography.place import Place
from icp_footprints.geography.sparse import sparse
from icp_footprints.partition.authorities import authority_of_units
from icp_footprints.partition.objective import CUT_WEIGHT, Objective, default_objective
from icp_footprints.partition.problem_checks import (
    check_aim,
    check_bands,
    check_base,
    check_counts,
    check_numbers,
    check_search,
    check_targets,
)
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import UNASSIGNED, Plan
from icp_footprints.plan.target import Target

if TYPE_CHECKING:
    from scipy.sparse import csr_array

DEFAULT_STARTS = 8
# From nothing; from the open plan, which may change wherever nothing is locked; or from the open
# plan, of which only what is unassigned may change.
Start = Literal["empty", "improve", "fill"]


@dataclass(frozen=True, eq=False)
class Problem:
    """What to generate.

    Parameters
    ----------
    place
        The place to divide into footprints.
    band
        The people each footprint should hold, and on which ledger they are counted; coterminosity
        is counted on that ledger too.
    footprints
        How many footprints; None, or the fewest and the most, let the generator choose.
    weights
        Weight of each layer by name, or of one measure of it (``pcn.share``, ``pcn.containment``);
        1 where none is given, 0 leaves it out.
    seed
        Start of all randomness: the same problem with the same seed gives the same plan.
    starts
        How many independent searches to run, at least one for each number of footprints tried;
        the best plan of all is returned.
    seconds
        Where given, searches are started for about that long instead of `starts` of them.
    effort
        How long each search is, 1 being the usual.
    compactness
        What the cut share counts against the layers.
    further_bands
        Bands on other ledgers that should hold at the same time.
    targets
        Coterminosity goals; required ones come before the score, wanted ones weigh in it.
    base
        The plan to start from, for every start but ``empty``.
    start
        Whether to begin anew, improve the base or only fill what it leaves unassigned.
    locked
        Ids of footprints of the base that gain and lose nothing.
    pinned
        Ids of units that stay in the footprint the base has them in.
    cross_authorities
        Whether a footprint may cross the line between two local authorities.
    stay_weight
        What the share of people who stay in their footprint of the base counts.
    set_aside
        Id of a locked footprint of the base that stands for units in no footprint: it counts for no
        layer. Empty where there is none.

    Raises
    ------
    ProblemError
        When a setting makes no sense or contradicts another, in words.
    """

    place: Place
    band: Band = field(default_factory=Band)
    footprints: int | tuple[int, int] | None = None
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    seed: int = 1
    starts: int = DEFAULT_STARTS
    seconds: float | None = None
    effort: float = 1.0
    compactness: float = CUT_WEIGHT
    further_bands: tuple[Band, ...] = ()
    targets: tuple[Target, ...] = ()
    base: Plan | None = None
    start: Start = "empty"
    locked: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    cross_authorities: bool = False
    stay_weight: float = 0.0
    set_aside: str = ""

    def __post_init__(self) -> None:
        check_counts(self.counts_asked, len(self.place.units))
        check_search(self.starts, self.seconds, self.seed)
        check_numbers(self.effort, self.compactness, self.stay_weight)
        check_bands(self.place, self.bands)
        check_targets(self.place, self.targets)
        check_base(self.place, self.base, self.start, self.locked, self.pinned)
        check_aim(self.objective(), self.stay_weight, self.targets)

    @property
    def bands(self) -> tuple[Band, ...]:
        """Every band, the foremost first; one at most on a ledger."""
        return (self.band, *self.further_bands)

    @cached_property
    def counts_asked(self) -> tuple[int, int] | None:
        """The fewest and the most footprints asked for, if any were."""
        if isinstance(self.footprints, int):
            return self.footprints, self.footprints
        return self.footprints

    def objective(self) -> Objective:
        """What the search maximises."""
        return default_objective(self.place, self.band, self.weights, self.compactness)

    @cached_property
    def authorities(self) -> NDArray[np.int32] | None:
        """Array (n,): number of the local authority of each unit, where lines must be kept."""
        return None if self.cross_authorities else authority_of_units(self.place)

    @cached_property
    def matrix(self) -> csr_array:
        """The adjacency as CSR (n, n) of metres, without pairs that footprints must not join."""
        whole = self.place.adjacency.matrix
        if self.authorities is None:
            return whole
        first = np.repeat(np.arange(len(whole.indptr) - 1), np.diff(whole.indptr))
        within = self.authorities[first] == self.authorities[whole.indices]
        n = len(self.place.units)
        kept = sparse(whole.data[within], first[within], whole.indices[within], (n, n))
        kept.sort_indices()
        return kept

    @cached_property
    def home(self) -> NDArray[np.int16]:
        """Array (n,): number of each unit's footprint in the base; -1 for none."""
        if self.base is None:
            return np.full(len(self.place.units), UNASSIGNED, dtype=np.int16)
        return self.base.assignment

    @cached_property
    def fixed(self) -> NDArray[np.bool_]:
        """Array (n,): whether a unit must stay where the base has it."""
        if self.base is None:
            return np.zeros(len(self.place.units), dtype=np.bool_)
        fixed = np.isin(self.home, self.locked_numbers)
        if self.pinned:
            fixed[self.place.units.rows(self.pinned)] = True
        if self.start == "fill":
            fixed |= self.home != UNASSIGNED
        return fixed

    @cached_property
    def locked_numbers(self) -> list[int]:
        """Numbers in the base of the locked footprints."""
        return [] if self.base is None else sorted(self.base.number(each) for each in self.locked)
