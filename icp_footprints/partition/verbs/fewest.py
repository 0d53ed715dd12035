"""The fewest people that must move, proved: a mixed-integer program that HiGHS solves.

Every unit of an open footprint has a column for each open footprint, and the people who stay are
maximised. Bands are rows. That footprints are in one part is asked for only where a solution is
not: if u and r are in one footprint, so is a unit of any set that parts them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from icp_footprints.partition.verbs.kept import links, locked_ids, pinned_rows
from icp_footprints.partition.verbs.question import Question
from icp_footprints.partition.verbs.reach import Rows, connected_pieces
from icp_footprints.plan.plan import UNASSIGNED
from icp_footprints.progress import Progress

# Units times footprints: what HiGHS often solves within seconds.
MOST_CHOICES = 400
# Counted in steps of its own, not in seconds, so that every computer gives up at the same point.
MOST_NODES, MOST_ROUNDS = 3_000, 60
# A person more or less is decided by people alone, equal plans by how many units move.
TIE = 0.3
# What `milp` says of a solution that is proved to be the best.
SOLVED = 0
# Rows of the program, and what each must be at least and at most.
Limit = tuple[csr_array, float, float]


@dataclass(frozen=True, eq=False)
class Fewest:
    """An assignment that no other betters: nearest to the bands, then with fewest people moved."""

    assignment: NDArray[np.int16]
    outside: float
    people_moved: float


def fewest_moved(
    question: Question, found: NDArray[np.int16], is_in_band: bool, progress: Progress
) -> Fewest | None:
    """The plan in band that moves the fewest people, or the fewest of those nearest to the bands.

    Targets are left aside: a plan that meets them moves no fewer people.

    Parameters
    ----------
    question
        What may change, and the bands to meet.
    found, is_in_band
        The best assignment that is known, and whether it is in every band.
    progress
        Asked whether to stop.

    Returns
    -------
    fewest
        None where the place is too large, a footprint is in several parts already, or the proof
        takes too many steps.
    """
    model = _model(question)
    if model is None:
        return None
    outside = 0.0
    if not is_in_band:
        nearest = _solve(model, model.excess_costs, [], progress)
        if nearest is None:
            return None
        outside = model.outside_of(nearest)
    limits = [_at_most(model.excess_costs, outside)]
    if is_in_band:
        # Nothing is worth looking at that moves more people than what is known.
        known = float(model.stay_costs @ model.solution_of(found))
        limits.append(_at_most(model.stay_costs, known))
    solution = _solve(model, model.stay_costs, limits, progress)
    if solution is None:
        return None
    assignment = model.assignment_of(solution)
    moved = assignment != question.plan.assignment
    return Fewest(assignment, outside, float(model.people[moved].sum()))


@dataclass(eq=False)
class _Model:
    """The program; columns are units times footprints, then what each footprint lacks or exceeds.

    Parameters
    ----------
    question
        What is asked.
    matrix
        The adjacency as CSR (units, units), of the units that may move.
    rows, numbers
        Their rows in the place, and the numbers of the open footprints.
    people
        Array (n,) of people of the place.
    limits
        Rows of the program, each with its least and most.
    lowest
        Array of the least value of each column: 1 where a pinned unit stays.
    costs
        What it costs to have each unit in each footprint.
    """

    question: Question
    matrix: csr_array
    rows: Rows
    numbers: list[int]
    people: NDArray[np.float64]
    lowest: NDArray[np.float64]
    stay_costs: NDArray[np.float64]
    excess_costs: NDArray[np.float64]
    limits: list[Limit]

    @property
    def choices(self) -> int:
        return len(self.rows) * len(self.numbers)

    def solution_of(self, assignment: NDArray[np.int16]) -> NDArray[np.float64]:
        """The solution that stands for an assignment in band."""
        solution = np.zeros(len(self.stay_costs))
        chosen = np.equal.outer(assignment[self.rows], self.numbers)
        solution[: self.choices] = chosen.ravel()
        return solution

    def assignment_of(self, solution: NDArray[np.float64]) -> NDArray[np.int16]:
        chosen = solution[: self.choices].reshape(len(self.rows), len(self.numbers)).argmax(1)
        assignment = self.question.plan.assignment.copy()
        assignment[self.rows] = np.array(self.numbers, dtype=np.int16)[chosen]
        return assignment

    def outside_of(self, solution: NDArray[np.float64]) -> float:
        """People outside the bands, worked out anew from who is where."""
        assignment = self.assignment_of(solution)
        total = 0.0
        for band in self.question.plan.bands:
            people = self.question.place.ledger(band.ledger).people
            total += sum(
                band.excess(float(people[assignment == number].sum())) for number in self.numbers
            )
        return total


def _model(question: Question) -> _Model | None:
    place, plan, settings = question.place, question.plan, question.settings
    closed = locked_ids(plan, settings) | question.closed
    held = set(plan.assignment.tolist()) - {UNASSIGNED}
    numbers = [f for f in sorted(held) if plan.footprints[f].id not in closed]
    rows = np.flatnonzero(np.isin(plan.assignment, numbers))
    n, k = len(rows), len(numbers)
    if k < 2 or n * k > MOST_CHOICES:
        return None
    whole = links(place, plan, settings)
    if any(len(connected_pieces(whole, plan.rows(plan.footprints[f].id))) > 1 for f in numbers):
        return None
    bands = plan.bands
    people = place.ledger(bands[0].ledger).people
    extra = 2 * k * len(bands)
    stays = np.equal.outer(plan.assignment[rows], numbers)
    stay_costs = np.zeros(n * k + extra)
    stay_costs[: n * k] = np.where(stays, 0.0, people[rows][:, None] + TIE / n).ravel()
    excess_costs = np.zeros(n * k + extra)
    excess_costs[n * k :] = 1.0
    lowest = np.zeros(n * k + extra)
    lowest[: n * k] = (stays & pinned_rows(place, settings)[rows][:, None]).ravel()
    model = _Model(
        question, csr_array(whole[rows][:, rows]), rows, numbers, people, lowest,
        stay_costs, excess_costs, [],
    )  # fmt: skip
    _limit_units(model)
    _limit_people(model)
    return model


def _at_most(costs: NDArray[np.float64], most: float) -> Limit:
    """A limit on what a solution costs, but for dust."""
    return csr_array(costs[None, :]), -np.inf, most + 1e-4


def _limit_units(model: _Model) -> None:
    """Each unit in one footprint, and no footprint without units."""
    n, k = len(model.rows), len(model.numbers)
    width, columns = len(model.stay_costs), np.arange(n * k)
    each = csr_array((np.ones(n * k), (columns // k, columns)), shape=(n, width))
    some = csr_array((np.ones(n * k), (columns % k, columns)), shape=(k, width))
    model.limits += [(each, 1.0, 1.0), (some, 1.0, np.inf)]


def _limit_people(model: _Model) -> None:
    """Every footprint in every band, but for what it lacks or exceeds."""
    n, k = len(model.rows), len(model.numbers)
    width, columns, footprint = len(model.stay_costs), np.arange(n * k), np.arange(k)
    at = n * k
    for band in model.question.plan.bands:
        people = model.question.place.ledger(band.ledger).people[model.rows]
        held = csr_array(
            (np.repeat(people, k), (columns % k, columns)), shape=(k, width), dtype=float
        )
        lacking = csr_array((np.ones(k), (footprint, at + footprint)), shape=(k, width))
        over = csr_array((np.ones(k), (footprint, at + k + footprint)), shape=(k, width))
        model.limits += [
            (held + lacking, float(band.low), np.inf),
            (held - over, -np.inf, float(band.high)),
        ]
        at += 2 * k


def _solve(
    model: _Model, costs: NDArray[np.float64], limits: list[Limit], progress: Progress
) -> NDArray[np.float64] | None:
    """The cheapest solution with every footprint in one part; None where it took too long."""
    upper = np.ones(len(costs))
    upper[model.choices :] = np.inf
    whole = (np.arange(len(costs)) < model.choices).astype(float)
    left = MOST_NODES
    for _ in range(MOST_ROUNDS):
        progress.check_cancelled()
        given = [*model.limits, *limits]
        sizes = [len(matrix.indptr) - 1 for matrix, _, _ in given]
        solved: Any = milp(
            costs,
            integrality=whole,
            bounds=Bounds(cast("Any", model.lowest), cast("Any", upper)),
            constraints=LinearConstraint(
                vstack([matrix for matrix, _, _ in given]),
                cast("Any", np.repeat([least for _, least, _ in given], sizes)),
                cast("Any", np.repeat([most for _, _, most in given], sizes)),
            ),
            options={"node_limit": left, "mip_rel_gap": 0.0},
        )
        left -= int(solved.mip_node_count or 0)
        if solved.status != SOLVED or left < 1:
            return None
        chosen = np.round(solved.x[: model.choices]).reshape(len(model.rows), -1)
        if not _forbid_parts(model, chosen):
            return solved.x
    return None


def _forbid_parts(model: _Model, chosen: NDArray[np.float64]) -> bool:
    """Forbid the parts of footprints that are in several; whether there were any."""
    k = chosen.shape[1]
    new: list[Limit] = []
    for f in range(k):
        parts = connected_pieces(model.matrix, np.flatnonzero(chosen[:, f]))
        if len(parts) < 2:
            continue
        people = model.people[model.rows]
        parts.sort(key=lambda rows: -float(people[rows].sum()))
        root = int(parts[0][np.argmax(people[parts[0]])])
        for part in parts[1:]:
            new += [(_parting(model, part, root, g), -np.inf, 1.0) for g in range(k)]
    model.limits += new
    return bool(new)


def _parting(model: _Model, part: Rows, root: int, footprint: int) -> csr_array:
    """Rows that say: a unit of the part and the root are in a footprint only with one between."""
    k, width = len(model.numbers), len(model.stay_costs)
    around = np.setdiff1d(model.matrix[part].indices, part)
    rest = np.setdiff1d(np.arange(len(model.rows)), np.union1d(around, part))
    beyond = next(rows for rows in connected_pieces(model.matrix, rest) if root in rows)
    # Of what lies around the part only what borders the root's side parts the two.
    between = np.intersect1d(around, model.matrix[beyond].indices)
    m = len(part)
    rows = np.concatenate([np.arange(m), np.arange(m), np.repeat(np.arange(m), len(between))])
    units = np.concatenate([part, np.full(m, root), np.tile(between, m)])
    values = np.concatenate([np.ones(2 * m), -np.ones(m * len(between))])
    return csr_array((values, (rows, units * k + footprint)), shape=(m, width))
