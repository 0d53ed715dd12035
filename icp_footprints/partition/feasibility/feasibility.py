"""Feasibility: what can be generated at all, in words, before any search starts."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.errors import ProblemError
from icp_footprints.partition.feasibility.areas import (
    MustSplit,
    area_findings,
    areas_that_must_split,
)
from icp_footprints.partition.feasibility.authority_findings import authority_findings
from icp_footprints.partition.feasibility.counts import MOST_COUNTS_TRIED
from icp_footprints.partition.feasibility.finding import Finding, numbers_words
from icp_footprints.partition.feasibility.ground import Ground, grounds_of
from icp_footprints.partition.feasibility.locks import lock_findings
from icp_footprints.partition.feasibility.number_findings import (
    asked_finding,
    free_words,
    ruled_out_finding,
)
from icp_footprints.partition.feasibility.piece_findings import (
    piece_finding,
    pieces_among,
    stuck_finding,
    too_large_units,
)
from icp_footprints.partition.feasibility.pins import pin_findings
from icp_footprints.partition.feasibility.proofs import Numbers, numbers_of
from icp_footprints.partition.feasibility.target_findings import target_findings
from icp_footprints.partition.feasibility.targets import ImpossibleTarget, impossible_targets
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope, scope_of
from icp_footprints.plan.band import Band
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words, people_words

DEFAULT_SECONDS = 10.0


@dataclass(frozen=True, eq=False)
class Feasibility:
    """What can be generated, and what cannot.

    Parameters
    ----------
    place
        Name of the place.
    bands
        The bands of the problem, the foremost first.
    people
        People of the place on the ledger of each band.
    units
        How many units it has.
    counts
        The numbers of footprints that can be in every band, as far as could be told, those that
        are kept counted in; empty where some piece of the place fits no number.
    counts_by_people
        The same by people alone, before whole units in one part were looked at.
    is_exact
        Whether for each of the counts there is such a plan for certain.
    asked
        The fewest and the most footprints asked for, if any were.
    findings
        What stands in the way or is worth knowing, the gravest first.
    splits
        The areas that must be split.
    targets
        For each number of footprints the targets that cannot be met.
    """

    place: str
    bands: tuple[Band, ...]
    people: tuple[float, ...]
    units: int
    counts: tuple[int, ...]
    counts_by_people: tuple[int, ...]
    is_exact: bool
    asked: tuple[int, int] | None
    findings: tuple[Finding, ...]
    splits: tuple[MustSplit, ...]
    targets: dict[int, tuple[ImpossibleTarget, ...]]

    @property
    def is_possible(self) -> bool:
        """Whether nothing was found that no plan can meet."""
        return all(finding.severity != "impossible" for finding in self.findings)

    @property
    def counts_asked(self) -> tuple[int, ...]:
        """Those of the counts that were asked for; all where none were."""
        return tuple(each for each in self.counts if _is_asked(each, self.asked))

    @property
    def words(self) -> str:
        """How many footprints are possible, in a sentence."""
        bands = " and ".join(f"{band.words()} people ({band.ledger})" for band in self.bands)
        has = ", ".join(
            f"{people_words(people)} ({band.ledger})"
            for band, people in zip(self.bands, self.people, strict=True)
        )
        held = f"{self.place} has {has} in {count_words(self.units, 'unit')}."
        if not self.counts:
            return f"{held} No number of footprints can all be in the band of {bands}."
        can = "can" if self.is_exact else "could"
        many = "footprint" if self.counts == (1,) else "footprints"
        return f"{held} {numbers_words(self.counts)} {many} {can} be in the band of {bands}."


def feasibility(
    problem: Problem, seconds: float = DEFAULT_SECONDS, progress: Progress | None = None
) -> Feasibility:
    """What of a problem can be met, said before any search.

    What it calls impossible is proved; what it does not may still turn out to be.

    Parameters
    ----------
    problem
        What is to be generated.
    seconds
        How long proofs may take in all; 0 for what follows at once.
    progress
        Told how far it is; asked between proofs whether to stop.

    Raises
    ------
    ProblemError
        When the time makes no sense.
    Cancelled
        When the user asked to stop.
    """
    if not 0 <= seconds < math.inf:
        raise ProblemError(
            f"Feasibility cannot be told in {seconds:g} seconds.", "Give a time of 0 or more."
        )
    progress, started = progress or Progress(), time.monotonic()
    scope = scope_of(problem)
    grounds = grounds_of(problem, scope)
    numbers: list[Numbers] = []
    for done, ground in enumerate(grounds):
        progress.check_cancelled()
        progress.report(done / len(grounds) / 2, "Counting footprints")
        numbers.append(numbers_of(problem, ground, started + seconds / 2))
    by_people = _summed(scope, [each.by_people for each in numbers])
    counts = _summed(scope, [each.possible for each in numbers])
    found = _findings(problem, scope, grounds, numbers)
    if counts:
        found += asked_finding(problem, scope, counts)
    progress.check_cancelled()
    progress.report(0.5, "Proving ceilings")
    splits = areas_that_must_split(problem, counts)
    wanted = _wanted(problem, scope, counts)
    left = seconds - (time.monotonic() - started)
    targets = impossible_targets(problem, wanted, left, progress)
    found += target_findings(problem, wanted, targets)
    found += area_findings(problem, splits)
    found += authority_findings(problem, scope)
    progress.report(1.0, "Done")
    gravest = {"impossible": 0, "accepted": 1, "advice": 2}
    return Feasibility(
        place=problem.place.name,
        bands=problem.bands,
        people=tuple(problem.place.ledger(band.ledger).total for band in problem.bands),
        units=len(problem.place.units),
        counts=counts,
        counts_by_people=by_people,
        is_exact=bool(counts) and all(each.is_exact for each in numbers),
        asked=problem.counts_asked,
        findings=tuple(sorted(found, key=lambda finding: gravest[finding.severity])),
        splits=splits,
        targets=targets,
    )


def _findings(
    problem: Problem, scope: Scope, grounds: Sequence[Ground], numbers: Sequence[Numbers]
) -> list[Finding]:
    """What was found of pieces, units, locks and pins."""
    found: list[Finding] = []
    for piece, known in zip(pieces_among(problem, scope, grounds), numbers, strict=True):
        causes = [*pin_findings(problem, scope, piece.ground), *too_large_units(piece)]
        if not known.by_people.any():
            # What is pinned too full needs no second sentence.
            is_said = any(each.rule == "pin" for each in causes)
            causes += [] if is_said else [piece_finding(piece)]
        else:
            causes += stuck_finding(piece)
            if known.possible.any() or not causes:
                causes += ruled_out_finding(piece, known)
        found += causes
    found += lock_findings(problem, scope, grounds)
    return found + free_words(problem, scope, grounds, numbers)


def _summed(scope: Scope, numbers: Sequence[NDArray[np.bool_]]) -> tuple[int, ...]:
    """The numbers of footprints of all pieces together, with those that are locked."""
    reachable = np.ones(1, dtype=np.bool_)
    for each in numbers:
        reachable = np.convolve(reachable.astype(np.float64), each.astype(np.float64)) > 0.5
    held = np.unique(scope.assignment[scope.assignment >= 0])
    locked = int(scope.closed[held].sum())
    return tuple(each + locked for each in np.flatnonzero(reachable).tolist() if each + locked)


def _is_asked(count: int, asked: tuple[int, int] | None) -> bool:
    return asked is None or asked[0] <= count <= asked[1]


def _wanted(problem: Problem, scope: Scope, counts: tuple[int, ...]) -> list[int]:
    """The numbers of footprints for which targets are looked at."""
    wanted = [each for each in counts if _is_asked(each, problem.counts_asked)]
    if not wanted:
        asked = problem.counts_asked
        bare = len(scope.pieces) + scope.held
        wanted = list(range(asked[0], asked[1] + 1)) if asked else [min(bare, len(scope.fixed))]
    spread = np.linspace(0, len(wanted) - 1, min(len(wanted), MOST_COUNTS_TRIED))
    return [wanted[i] for i in sorted({round(float(position)) for position in spread})]
