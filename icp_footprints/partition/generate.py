"""Generate footprints: a problem in, plans and scores out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints import __version__
from icp_footprints.partition.as_before import as_before
from icp_footprints.partition.campaign import Campaign, Shown
from icp_footprints.partition.feasibility.counts import counts_to_try, misfits
from icp_footprints.partition.feasibility.target_findings import numbers_left
from icp_footprints.partition.feasibility.targets import impossible_targets
from icp_footprints.partition.out_of_band import out_of_band, out_of_band_words
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope, agreed_of_kept, scope_of
from icp_footprints.partition.search.run import Outcome
from icp_footprints.plan.plan import GENERATED, Footprint, Origin, Plan, footprint_id
from icp_footprints.progress import Progress
from icp_footprints.wording import count_words

# How long the proof that a required target is out of reach may take.
TARGET_SECONDS = 3.0
CUT_SHORT = (
    "The time was up before the first searches had run their course: give more time for "
    "a better plan, and one that the same seed makes again."
)
STOPPED = (
    "The search was stopped: this is the best plan it had found by then, and the same seed will "
    "not make it again."
)


@dataclass(frozen=True, eq=False)
class Result:
    """A generated plan and how it came about.

    Parameters
    ----------
    problem
        What was asked.
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
    trace
        Seconds since the search began and the best score by then, of plans that are in band, but
        for what is agreed, and meet the required targets.
    was_stopped
        Whether the user stopped it.
    """

    problem: Problem
    plan: Plan
    score: float
    tried: dict[int, Outcome]
    searches: int
    notes: tuple[str, ...] = ()
    trace: tuple[tuple[float, float], ...] = ()
    was_stopped: bool = False

    @property
    def taken(self) -> int:
        """The number of footprints of the plan, as `tried` counts them: those that hold units."""
        return len(np.unique(self.plan.assignment))

    @property
    def words(self) -> str:
        """The result in one or two sentences."""
        others = [
            f"{count}: {outcome.score + 0.0:.3f}"
            for count, outcome in sorted(self.tried.items())
            if count != self.taken
        ]
        compared = f" Other numbers of footprints scored {', '.join(others)}." if others else ""
        return (
            f"{count_words(len(self.plan.footprints), 'footprint')}, score {self.score:.3f}, the "
            f"best of {count_words(self.searches, 'search', 'searches')}.{compared}"
        )


def generate(
    problem: Problem,
    progress: Progress | None = None,
    keep_best: bool = False,
    cores: int | None = None,
    shown: Shown | None = None,
) -> Result:
    """Divide a place into footprints.

    Every unit is assigned and no footprint is in more parts than those of the base it was; all are
    in band where that can be, and as coterminous as the searches find.

    Parameters
    ----------
    problem
        What to generate.
    progress
        Told how far it is, on whichever thread does the work; asked whether to stop.
    keep_best
        Whether the best plan so far is returned when the user asks to stop, if there is one.
    cores
        How many searches may run at once, all cores where None; the plan is the same.
    shown
        Told, on whichever thread does the work and at most five times a second, of a plan that is
        better than all before: an array (n,) int16 of footprint numbers, and how many there are.

    Raises
    ------
    ProblemError
        When no plan can answer the problem.
    Cancelled
        When the user asked to stop.
    """
    progress = progress or Progress()
    progress.check_cancelled()
    scope = scope_of(problem)
    counts = _counts_for_targets(problem, counts_to_try(problem, scope), progress)
    campaign = Campaign(problem, scope, progress, keep_best, cores, shown)
    campaign.run_all(counts)
    return _result(problem, campaign)


def _counts_for_targets(problem: Problem, counts: list[int], progress: Progress) -> list[int]:
    """The numbers of footprints with which no required target is out of reach.

    Raises
    ------
    ProblemError
        When there is none: the first such target is named, with its ceiling.
    """
    required = tuple(each for each in problem.targets if each.strength == "required")
    if not required:
        return counts
    progress.report(0.0, "Checking that the required targets can be met")
    asked = replace(problem, targets=required)
    return numbers_left(counts, impossible_targets(asked, counts, TARGET_SECONDS, progress))


def plan_of(problem: Problem, scope: Scope, outcome: Outcome, searches: int = 1) -> Plan:
    """The plan of an outcome: kept footprints under their names, new ones numbered from north."""
    kept = [problem.base.footprints[number] for number in scope.kept] if problem.base else []
    total = int(outcome.assignment.max(initial=-1)) + 1
    made = max(0, total - len(kept))
    found = as_before(problem, scope, outcome.assignment)
    assignment = _north_to_south(problem.place.units.geometry, found, len(kept))
    # Of what begins anew, nothing stays on record: ids may be used again.
    base = None if problem.start == "empty" else problem.base
    taken = frozenset[str]() if base is None else base.ids_on_record
    footprints = _with_new(kept, made, taken)
    return Plan(
        name=count_words(len(footprints), "footprint"),
        assignment=assignment,
        footprints=tuple(footprints),
        band=problem.band,
        origin=origin_of(problem, searches),
    )


def tried_plans(result: Result) -> dict[int, Plan]:
    """The best plan for each number of footprints tried, with all bands and targets asked for."""
    problem = result.problem
    scope = scope_of(problem)
    return {
        count: replace(
            plan_of(problem, scope, outcome),
            further_bands=problem.further_bands,
            targets=problem.targets,
        )
        for count, outcome in sorted(result.tried.items())
    }


def origin_of(problem: Problem, searches: int) -> Origin:
    """How a plan of this problem was made, so that it can be made again."""
    footprints = problem.counts_asked
    settings = {
        "band": f"{problem.band.low}:{problem.band.high}",
        "ledger": problem.band.ledger,
        "objective": problem.objective().words(),
        "footprints": "free" if footprints is None else ":".join(map(str, sorted({*footprints}))),
        "searches": str(searches),
    }
    further = {
        "further bands": "; ".join(f"{b.ledger}={b.low}:{b.high}" for b in problem.further_bands),
        "targets": "; ".join(target.text for target in problem.targets),
        "start": "" if problem.start == "empty" else problem.start,
        "locked": ", ".join(sorted(problem.locked)),
        "pinned": ", ".join(sorted(problem.pinned)),
        "effort": "" if problem.effort == 1 else f"{problem.effort:g}",
        "seconds": "" if problem.seconds is None else f"{problem.seconds:g}",
        "staying": f"{problem.stay_weight:g}" if problem.stay_weight else "",
        "local authority lines": "may be crossed" if problem.cross_authorities else "",
    }
    settings |= {name: value for name, value in further.items() if value}
    return Origin(
        method=GENERATED,
        seed=problem.seed,
        settings=tuple(settings.items()),
        version=__version__,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _result(problem: Problem, campaign: Campaign) -> Result:
    notes = misfits(problem, campaign.scope)
    was_stopped = campaign.progress.cancelled
    if was_stopped or campaign.was_cut_short:
        notes.append(STOPPED if was_stopped else CUT_SHORT)
    plan = plan_of(problem, campaign.scope, campaign.best, campaign.searches)
    agreed = agreed_of_kept(problem, campaign.scope)
    outside = out_of_band_words(out_of_band(problem.place, plan, problem.bands, agreed))
    if outside:
        notes.append(f"{outside} 'feasibility' says what would mend it.")
    return Result(
        problem,
        plan,
        problem.objective().score(problem.place, plan),
        campaign.tried,
        campaign.searches,
        tuple(notes),
        tuple(campaign.trace),
        was_stopped,
    )


def _with_new(kept: list[Footprint], made: int, taken: frozenset[str]) -> list[Footprint]:
    """Footprints with as many new ones, of ids and names that none of them has, nor those taken."""
    footprints = list(kept)
    ids, names = {*taken, *(each.id for each in kept)}, {each.name for each in kept}
    number = 0
    while len(footprints) < len(kept) + made:
        number += 1
        new = Footprint(footprint_id(number), f"Neighbourhood {number}")
        if new.id not in ids and new.name not in names:
            footprints.append(new)
    return footprints


def _north_to_south(
    geometry: NDArray[np.object_], assignment: NDArray[np.int16], kept: int
) -> NDArray[np.int16]:
    """The assignment with its footprints, but for those kept, numbered from north to south."""
    north = shapely.get_y(shapely.centroid(geometry))
    count = int(assignment.max()) + 1
    units = np.bincount(assignment, minlength=count)
    middle = np.bincount(assignment, weights=north, minlength=count) / np.maximum(units, 1)
    rank = np.arange(count, dtype=np.int16)
    order = kept + np.argsort(-middle[kept:], kind="stable")
    rank[order] = np.arange(kept, count, dtype=np.int16)
    return rank[assignment]
