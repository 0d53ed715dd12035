"""Many searches of one problem: run on every core, the best for each number of footprints kept."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.instance import instance_of
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.partition.search.first import first_plan
from icp_footprints.partition.search.run import BestSoFar, Outcome, compile_search, search
from icp_footprints.progress import Cancelled, Progress

# A few short searches come first, no more than long ones are asked for: a good plan is there to see
# at once, and of a small place often already the best.
GLANCES, GLANCE = 8, 0.1
FIRST_GLANCE = 0.02
FIRST_GLANCE_NUMBER = 1_000_000
# Seconds between two plans shown while searching.
SHOW_EVERY = 0.2
# With many numbers of footprints to try, the first look at each is shorter.
FULL_LOOKS = 6
SHORTEST_LOOK = 0.25
# Told of an assignment, an array (n,) int16, and how many footprints it has.
Shown = Callable[[NDArray[np.int16], int], None]


class Campaign:
    """The searches of one problem.

    Parameters
    ----------
    problem, scope
        What is searched for, and what of its base is kept.
    progress
        Told how far the searches are, on whichever thread works; asked whether to stop.
    keep_best
        Whether, when asked to stop, what was found so far is kept; else `Cancelled` is raised.
    cores
        How many searches may run at once; it changes nothing but the time they take.
    shown
        Told now and then of a plan better than all before.
    """

    def __init__(
        self,
        problem: Problem,
        scope: Scope,
        progress: Progress,
        keep_best: bool,
        cores: int | None = None,
        shown: Shown | None = None,
    ) -> None:
        self.problem, self.scope = problem, scope
        self.progress, self.keep_best = progress, keep_best
        self.tried: dict[int, Outcome] = {}
        self.trace: list[tuple[float, float]] = []
        self.searches = 0
        # More of either kind leave those before them as they were.
        self._next_number = {False: 0, True: FIRST_GLANCE_NUMBER}
        self.was_cut_short = False
        self.cores = cores or os.cpu_count() or 1
        self.instance = instance_of(problem)
        progress.report(0.0, "Preparing the generator (a few seconds longer the first time)")
        compile_search()
        # Compiling happens once per installation and is no part of the time to search in.
        self.started = time.monotonic()
        self._is_out_of_time = False
        self._fractions: dict[int, float] = {}
        self._planned = 1
        self._lock = threading.Lock()
        self._shown, self._shown_at = shown, -np.inf

    @property
    def best(self) -> Outcome:
        """The best outcome over all numbers of footprints."""
        return min(self.tried.values(), key=lambda outcome: outcome.rank)

    def run_all(self, counts: list[int]) -> None:
        """A glance, each number of footprints once, then all other searches on the best of them."""
        problem = self.problem
        middle = counts[len(counts) // 2]
        for glances, effort in ((1, FIRST_GLANCE), (min(GLANCES, problem.starts), GLANCE)):
            self._run([middle] * glances, effort * problem.effort, is_glance=True)
        further = max(0, problem.starts - (len(counts) if len(counts) <= FULL_LOOKS else 0))
        self._planned = len(counts) + (further if problem.seconds is None else 0)
        look = max(SHORTEST_LOOK, min(1.0, FULL_LOOKS / len(counts)))
        self._run(counts, look * problem.effort)
        if problem.seconds is None:
            self._run([self.best.footprints] * further, problem.effort)
        while self._has_time_for_more:
            self._run([self.best.footprints] * self.cores, problem.effort)

    @property
    def _elapsed(self) -> float:
        return time.monotonic() - self.started

    @property
    def _has_time_for_more(self) -> bool:
        """Whether another search on every core is likely to fit the time."""
        each = self._elapsed / max(1, self.searches / self.cores)
        time_left = (self.problem.seconds or 0.0) - self._elapsed
        return not self._is_out_of_time and not self.progress.cancelled and each < time_left

    def _run(self, counts: list[int], effort: float, is_glance: bool = False) -> None:
        """Run one search for each of the given numbers of footprints."""
        first = self._next_number[is_glance]
        weight = 0.0 if is_glance else 1.0
        self._next_number[is_glance] += len(counts)

        def one(numbered: tuple[int, int]) -> Outcome | None:
            return self._search(*numbered, effort, weight)

        with ThreadPoolExecutor(self.cores) as pool:
            try:
                for outcome in pool.map(one, enumerate(counts, start=first)):
                    if outcome is not None:
                        self._take(outcome)
                        self.searches += not is_glance
            except BaseException:
                # Leaving the pool waits for its searches: tell them to stop first.
                self.progress.cancel()
                raise
        if self.progress.cancelled and not (self.keep_best and self.tried):
            raise Cancelled

    def _take(self, outcome: Outcome) -> None:
        """Keep an outcome if it is the best for its number of footprints.

        A search that was stopped counts only where there is no other, or where the user stopped
        it; it and those numbered after it are left out otherwise, so that the same number of
        searches gives the same plan again.
        """
        held = self.tried.get(outcome.footprints)
        self._is_out_of_time |= not outcome.finished
        if self._is_out_of_time and held is not None and not self.progress.cancelled:
            return
        self.was_cut_short |= not outcome.finished
        if held is None or outcome.rank < held.rank:
            self.tried[outcome.footprints] = outcome

    def _search(self, number: int, count: int, effort: float, weight: float) -> Outcome | None:
        if self.progress.cancelled:
            return None
        random = np.random.default_rng([self.problem.seed, number])
        first = first_plan(self.problem, self.instance, self.scope, count, number, random)
        seed = int(random.integers(2**63))
        return search(
            self.instance, first, number, seed, effort,
            lambda fraction, best: self._carry_on(number, weight * fraction, best),
        )  # fmt: skip

    def _carry_on(self, number: int, fraction: float, best_of_search: BestSoFar) -> bool:
        """Pass on how far a search has come; whether it should go on."""
        seconds, elapsed = self.problem.seconds, self._elapsed
        with self._lock:
            self._fractions[number] = fraction
            done = sum(self._fractions.values())
            score = best_of_search.score
            best = self.trace[-1][1] if self.trace else -np.inf
            if score > best:
                best = score
                self.trace.append((elapsed, score))
                self._show(best_of_search)
        share = done / self._planned if seconds is None else elapsed / seconds
        so_far = f", best score so far {best:.3f}" if best > -np.inf else ""
        of = f" of {self._planned}" if seconds is None else ""
        number = int(done) + 1 if seconds is not None else min(int(done) + 1, self._planned)
        self.progress.report(min(share, 0.99), f"Search {number}{of}{so_far}")
        return not self.progress.cancelled and (seconds is None or elapsed < seconds)

    def _show(self, best: BestSoFar) -> None:
        """Show a plan to whoever wants to see it, but not more often than one can look."""
        if self._shown is not None and self._elapsed - self._shown_at >= SHOW_EVERY:
            self._shown_at = self._elapsed
            assignment = best.assignment.astype(np.int16)
            self._shown(assignment, int(assignment.max(initial=-1)) + 1)
