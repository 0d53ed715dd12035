"""The yardstick J on plain arrays, which any peer can be given and every plan is scored by.

It is written apart from the product's objective, compiled so that a peer which asks for J at every
step is not held back by it, and compared with the product's own figure for every plan in the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from icp_footprints.geography.place import Place
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Footprint, Plan, footprint_id

# What the issue asks for, with these two layers and the default weights.
WORDS = "1 x (pcn plan share + plan containment) + 1 x (msoa plan containment) - 0.5 x cut share"


class Members(NamedTuple):
    """Who belongs to which area: CSR of units x areas of all layers, counted in people."""

    start: NDArray[np.int64]
    areas: NDArray[np.int64]
    people: NDArray[np.float64]
    layer_start: NDArray[np.int64]
    share_worth: NDArray[np.float64]
    containment_worth: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Task:
    """One row of the table: a place, a number of footprints, and how plans are scored."""

    place: str
    footprints: int
    people: NDArray[np.float64]
    pairs: NDArray[np.int64]
    border_m: NDArray[np.float64]
    border_worth: NDArray[np.float64]
    members: Members
    low: float
    high: float

    @property
    def fair(self) -> float:
        """People of a footprint if all had the same: the ideal that peers balance around."""
        return float(self.people.sum()) / self.footprints

    @property
    def above(self) -> float:
        """How far over the fair share the band reaches, as a share of it."""
        return self.high / self.fair - 1

    @property
    def below(self) -> float:
        """How far under the fair share the band reaches, as a share of it."""
        return 1 - self.low / self.fair

    def csr(
        self, weight: NDArray[np.float64], number: NDArray[np.int64] | None = None
    ) -> tuple[list[int], list[int], list[int]]:
        """Start, neighbours and whole weights of at least 1, as graph partitioners take them.

        `number`: what each unit (n,) is to be called, if not by its own place in the order.
        """
        n = len(self.people)
        pairs = self.pairs if number is None else number[self.pairs]
        a, b = pairs[:, 0], pairs[:, 1]
        whole = np.maximum(1, np.rint(weight)).astype(np.int64)
        matrix: Any = coo_array(
            (np.tile(whole, 2), (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(n, n)
        ).tocsr()
        return matrix.indptr.tolist(), matrix.indices.tolist(), matrix.data.tolist()

    def likeness(self) -> NDArray[np.float64]:
        """Array (m,), 0 to 1: the share of two neighbours' people in the same areas, all layers."""
        n = len(self.people)
        shares = self.shares_of_people()
        layers = len(self.members.share_worth)
        first, second = (shares[self.pairs[:, end]] for end in (0, 1))
        return np.minimum(first, second).sum(axis=1) / layers if n else np.empty(0)

    def shares_of_people(self) -> NDArray[np.float64]:
        """Array (n, areas): share of each unit's people who belong to each area."""
        members, n = self.members, len(self.people)
        dense = np.zeros((n, len(members.containment_worth)))
        rows = np.repeat(np.arange(n), np.diff(members.start))
        dense[rows, members.areas] = members.people / np.maximum(self.people[rows], 1.0)
        return dense

    def score(self, assignment: NDArray[np.int64]) -> float:
        """J of an assignment (n,) of footprint numbers 0 to k - 1."""
        return _score(assignment, self.footprints, self.pairs, self.border_worth, self.members)

    def misfit(self, assignment: NDArray[np.int64]) -> str:
        """Why a plan does not count, in words; empty where it does."""
        k, n = self.footprints, len(self.people)
        if assignment.min() < 0 or assignment.max() != k - 1:
            return "another number of footprints"
        people = np.bincount(assignment, self.people, minlength=k)
        if (people < self.low).any() or (people > self.high).any():
            return "out of band"
        a, b = self.pairs[:, 0], self.pairs[:, 1]
        same = assignment[a] == assignment[b]
        inside = coo_array((np.ones(int(same.sum())), (a[same], b[same])), shape=(n, n))
        parts = int(connected_components(inside, directed=False)[0])
        return "" if parts == k else "in more than one part"

    def fits(self, assignment: NDArray[np.int64]) -> bool:
        """Whether there are k footprints, each in band and in one part."""
        return not self.misfit(assignment)


def task_of(problem: Problem, footprints: int) -> Task:
    """The task of a problem with that many footprints."""
    place, band = problem.place, problem.band
    people = place.ledger(band.ledger).people.astype(np.float64)
    terms = problem.objective().terms
    layers = [place.layer(term.layer) for term in terms]
    blocks = [layer.shares.toarray() * people[:, None] for layer in layers]
    dense = np.hstack(blocks)
    belonging = [float(block.sum()) for block in blocks]
    sizes = [len(layer.area_ids) for layer in layers]
    rows, areas = np.nonzero(dense)
    border = place.adjacency.lengths_m.astype(np.float64)
    return Task(
        place=place.name,
        footprints=footprints,
        people=people,
        pairs=place.adjacency.pairs.astype(np.int64),
        border_m=border,
        border_worth=problem.objective().cut_weight * border / float(border.sum()),
        members=Members(
            start=np.searchsorted(rows, np.arange(len(people) + 1)).astype(np.int64),
            areas=areas.astype(np.int64),
            people=dense[rows, areas],
            layer_start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            share_worth=np.array([term.share_weight / float(people.sum()) for term in terms]),
            containment_worth=np.repeat(
                [
                    term.containment_weight / all_
                    for term, all_ in zip(terms, belonging, strict=True)
                ],
                sizes,
            ),
        ),
        low=float(band.low),
        high=float(band.high),
    )


def plan_of(assignment: NDArray[np.int64], band: Band) -> Plan:
    """An assignment as the product's plan."""
    count = int(assignment.max()) + 1
    return Plan(
        "Benchmark",
        assignment.astype(np.int16),
        tuple(Footprint(footprint_id(i + 1), f"Footprint {i + 1}") for i in range(count)),
        band=band,
    )


def check_yardstick(problem: Problem, task: Task, assignment: NDArray[np.int64]) -> None:
    """Stop when J here is not the product's own figure for the same plan."""
    plan = plan_of(assignment, problem.band)
    ours, theirs = problem.objective().score(problem.place, plan), task.score(assignment)
    assert abs(ours - theirs) < 1e-9, f"{task.place}: J is {theirs}, by the product {ours}"


def plan_share_of(place: Place, layer: str, assignment: NDArray[np.int64], band: Band) -> float:
    """Plan share of one layer, by definition."""
    people = place.ledger(band.ledger).people
    counts = place.layer(layer).shares.toarray() * people[:, None]
    overlap = np.zeros((int(assignment.max()) + 1, counts.shape[1]))
    np.add.at(overlap, assignment, counts)
    return float(overlap.max(axis=1).sum() / people.sum())


@njit(cache=True, nogil=True)
def _score(
    assignment: NDArray[np.int64],
    footprints: int,
    pairs: NDArray[np.int64],
    border_worth: NDArray[np.float64],
    members: Members,
) -> float:
    overlap = np.zeros((footprints, len(members.containment_worth)))
    for u in range(len(assignment)):
        for e in range(members.start[u], members.start[u + 1]):
            overlap[assignment[u], members.areas[e]] += members.people[e]
    total = 0.0
    for p in range(len(pairs)):
        if assignment[pairs[p, 0]] != assignment[pairs[p, 1]]:
            total -= border_worth[p]
    for j in range(len(members.containment_worth)):
        most = 0.0
        for f in range(footprints):
            most = max(most, overlap[f, j])
        total += members.containment_worth[j] * most
    for layer in range(len(members.share_worth)):
        if members.share_worth[layer] > 0:
            for f in range(footprints):
                most = 0.0
                for j in range(members.layer_start[layer], members.layer_start[layer + 1]):
                    most = max(most, overlap[f, j])
                total += members.share_worth[layer] * most
    return total
