"""Generate footprints: many searches of one problem, the best plan of all."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints import __version__
from icp_footprints.partition.anneal import compile_kernel
from icp_footprints.partition.feasibility import counts_to_try, misfits, pieces, share_out
from icp_footprints.partition.instance import instance_of
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.search import Outcome, search
from icp_footprints.plan.plan import GENERATED, Footprint, Origin, Plan, footprint_id
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words


@dataclass(frozen=True, eq=False)
class Result:
    """A generated plan and how it came about.

    Parameters
    ----------
    plan
        The best plan found; its origin holds the seed and settings.
    score
        Its objective J.
    tried
        The best outcome for each number of footprints tried.
    searches
        How many searches were run.
    notes
        What the planner should know, one sentence each: pieces that cannot be in band, a search
        that the clock stopped.
    """

    plan: Plan
    score: float
    tried: dict[int, Outcome]
    searches: int
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The result in one or two sentences."""
        others = [
            f"{count}: {outcome.score + 0.0:.3f}"
            for count, outcome in sorted(self.tried.items())
            if count != len(self.plan.footprints)
        ]
        compared = f" Other numbers of footprints scored {', '.join(others)}." if others else ""
        return (
            f"{len(self.plan.footprints)} footprints, score {self.score:.3f}, the best of "
            f"{self.searches} searches.{compared}"
        )


def generate(problem: Problem, progress: Progress | None = None) -> Result:
    """Divide a place into footprints.

    Every unit is assigned and every footprint is in one part; footprints are in band where that
    can be, and as coterminous as the searches find.

    Parameters
    ----------
    problem
        What to generate.
    progress
        Told how far it is, on whichever thread does the work; asked whether to stop.

    Raises
    ------
    ProblemError
        When no plan can answer the problem.
    Cancelled
        When the user asked to stop.
    """
    campaign = _Campaign(problem, progress or Progress())
    counts = counts_to_try(problem)
    # First each number of footprints once, then all other searches on the best of them.
    campaign.run(counts)
    if problem.seconds is None:
        campaign.run([campaign.best.footprints] * (problem.starts - len(counts)))
    else:
        while campaign.has_time_for_more:
            campaign.run([campaign.best.footprints] * campaign.cores)
    return _result(problem, campaign)


@dataclass(eq=False)
class _Campaign:
    """The searches of one problem: run on every core, the best per number kept."""

    problem: Problem
    progress: Progress
    tried: dict[int, Outcome] = field(default_factory=dict[int, Outcome])
    searches: int = 0
    is_out_of_time: bool = False
    was_cut_short: bool = False

    def __post_init__(self) -> None:
        self.cores = os.cpu_count() or 1
        self.instance = instance_of(self.problem)
        self.pieces = pieces(self.problem)
        self.progress.report(0.0, "Preparing the generator (slower the first time)")
        compile_kernel(self.instance)
        # Compiling happens once per installation and is no part of the time to search in.
        self.started = time.monotonic()
        self._fractions: dict[int, float] = {}
        self._lock = threading.Lock()

    @property
    def best(self) -> Outcome:
        """The best outcome over all numbers of footprints."""
        return min(self.tried.values(), key=lambda outcome: outcome.rank)

    @property
    def _elapsed(self) -> float:
        return time.monotonic() - self.started

    @property
    def has_time_for_more(self) -> bool:
        """Whether another search on every core is likely to fit the time."""
        each = self._elapsed / max(1, self.searches / self.cores)
        return not self.is_out_of_time and self._elapsed + each < (self.problem.seconds or 0.0)

    def run(self, counts: Iterable[int]) -> None:
        """Run one search for each of the given numbers of footprints."""
        numbered = list(enumerate(counts, start=self.searches))
        with ThreadPoolExecutor(self.cores) as pool:
            try:
                for outcome in pool.map(self._search, numbered):
                    self.progress.check_cancelled()
                    self._take(outcome)
            except BaseException:
                # Leaving the pool waits for its searches: tell them to stop first.
                self.progress.cancel()
                raise

    def _take(self, outcome: Outcome) -> None:
        """Keep an outcome if it is the best for its number of footprints.

        A search that the clock stopped counts only where there is no other; it and those numbered
        after it are left out, so that the same number of searches gives the same plan again.
        """
        held = self.tried.get(outcome.footprints)
        self.is_out_of_time |= not outcome.finished
        if self.is_out_of_time and held is not None:
            return
        self.was_cut_short |= not outcome.finished
        if held is None or outcome.rank < held.rank:
            self.tried[outcome.footprints] = outcome
        self.searches += 1

    def _search(self, numbered: tuple[int, int]) -> Outcome:
        number, count = numbered
        return search(
            self.instance,
            share_out(self.pieces, count, self.problem.band),
            self.problem.seed,
            number,
            lambda fraction: self._carry_on(number, fraction),
        )

    def _carry_on(self, number: int, fraction: float) -> bool:
        """Pass on how far a search has come; whether it should go on."""
        with self._lock:
            self._fractions[number] = fraction
            done = sum(self._fractions.values())
        seconds = self.problem.seconds
        share = done / self.problem.starts if seconds is None else self._elapsed / seconds
        self.progress.report(min(share, 0.99), f"Search {int(done) + 1}")
        return not self.progress.cancelled and (seconds is None or self._elapsed < seconds)


def _result(problem: Problem, campaign: _Campaign) -> Result:
    best = campaign.best
    notes = misfits(problem)
    if campaign.was_cut_short:
        notes.append(
            "The time was up before the first searches had run their course: give more time for "
            "a better plan, and one that the same seed makes again."
        )
    place = problem.place
    settings = {
        "band": f"{problem.band.low}:{problem.band.high}",
        "ledger": problem.band.ledger,
        "objective": problem.objective().words(),
        "footprints": str(problem.footprints or "free"),
        "searches": str(campaign.searches),
    }
    plan = Plan(
        name=count_words(best.footprints, "footprint"),
        assignment=_north_to_south(place.units.geometry, best.assignment),
        footprints=tuple(
            Footprint(footprint_id(i + 1), f"Neighbourhood {i + 1}") for i in range(best.footprints)
        ),
        band=problem.band,
        origin=Origin(
            method=GENERATED,
            seed=problem.seed,
            settings=tuple(settings.items()),
            version=__version__,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
    score = problem.objective().score(place, plan)
    return Result(plan, score, campaign.tried, campaign.searches, tuple(notes))


def _north_to_south(
    geometry: NDArray[np.object_], assignment: NDArray[np.int16]
) -> NDArray[np.int16]:
    """The assignment with its footprints numbered from north to south."""
    north = shapely.get_y(shapely.centroid(geometry))
    count = int(assignment.max()) + 1
    units = np.bincount(assignment, minlength=count)
    middle = np.bincount(assignment, weights=north, minlength=count) / np.maximum(units, 1)
    rank = np.empty(count, dtype=np.int16)
    rank[np.argsort(-middle, kind="stable")] = np.arange(count, dtype=np.int16)
    return rank[assignment]
