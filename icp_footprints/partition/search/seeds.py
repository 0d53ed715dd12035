"""First plans for the search: spanning trees of the adjacency, cut into even parts.

A random spanning tree is cut where the two sides come closest to their fair share of people, and
each side again, until every part is one footprint. Every part is connected by construction. This
is the recursive bisection of graph partitioning on trees; it needs nothing but SciPy, so it
installs everywhere (pymetis has no wheel for Windows).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree

from icp_footprints.partition.arrays import Flags, Floats, Ints
from icp_footprints.partition.instance import Instance
from icp_footprints.partition.search.compiled import entry

TREES_PER_CUT = 4
# How much likeness counts against chance when a tree is drawn.
LIKENESS_PULL = 2.0
Nodes = NDArray[np.int32]
# Nodes in breadth-first order, and the parent of each node.
Tree = tuple[Nodes, Nodes]


@dataclass(frozen=True, eq=False)
class Cut:
    """A tree cut in two: people off the fair share, one side's units and its footprints."""

    unevenness: float
    inside: NDArray[np.bool_]
    footprints: int


def tree_partition(
    instance: Instance,
    pieces: list[tuple[NDArray[np.intp], int]],
    follow_areas: bool,
    random: np.random.Generator,
) -> NDArray[np.int16]:
    """An assignment (n,) with every unit in a connected footprint.

    Parameters
    ----------
    instance
        The problem's arrays.
    pieces
        Rows of each connected piece of the place and how many footprints it gets.
    follow_areas
        Whether trees prefer to run between units of the same areas, so that cuts fall between
        areas; else trees are random.
    random
        Source of randomness.
    """
    assignment = np.full(len(instance.unit_people), -1, dtype=np.int16)
    likeness = _likeness(instance) if follow_areas else None
    next_number = 0
    waiting = list(pieces)
    while waiting:
        rows, count = waiting.pop()
        if count == 1:
            assignment[rows] = next_number
            next_number += 1
            continue
        inside, inside_count = _best_cut(instance, rows, count, likeness, random)
        waiting.append((rows[inside], inside_count))
        waiting.append((rows[~inside], count - inside_count))
    return assignment


def _best_cut(
    instance: Instance,
    rows: NDArray[np.intp],
    count: int,
    likeness: NDArray[np.float64] | None,
    random: np.random.Generator,
) -> tuple[NDArray[np.bool_], int]:
    """The most even of a few trees' cuts, as a mask over `rows` and that side's footprints."""
    local = _subgraph(instance, rows, likeness)
    people = instance.unit_people[rows, 0]
    cuts = [_cut_tree(_random_tree(local, random), people, count) for _ in range(TREES_PER_CUT)]
    best = min(cuts, key=lambda cut: cut.unevenness)
    return best.inside, best.footprints


def _subgraph(
    instance: Instance, rows: NDArray[np.intp], likeness: NDArray[np.float64] | None
) -> csr_array:
    """One plus the likeness of neighbours among the given rows, as a local CSR array."""
    n = len(instance.unit_people)
    data = np.ones(len(instance.neighbours)) if likeness is None else 1.0 + likeness
    whole = csr_array((data, instance.neighbours, instance.neighbour_start), shape=(n, n))
    return csr_array(whole[rows][:, rows])


def _random_tree(local: csr_array, random: np.random.Generator) -> Tree:
    """A random spanning tree as breadth-first order and each node's parent."""
    pairs = coo_array(local)
    upper = pairs.row < pairs.col
    # A minimum tree takes low weights first: those of units that are alike. Zero means no edge.
    unlike = 2.0 - pairs.data[upper]
    weight = random.random(int(upper.sum())) + LIKENESS_PULL * unlike + 1e-6
    graph = coo_array((weight, (pairs.row[upper], pairs.col[upper])), shape=local.shape)
    tree = minimum_spanning_tree(csr_array(graph))
    root = int(random.integers(len(local.indptr) - 1))
    return breadth_first_order(tree, root, directed=False)


def _cut_tree(tree: Tree, people: NDArray[np.float64], count: int) -> Cut:
    """The cut of a tree with at least `count` nodes that divides people most evenly."""
    order, parent = tree
    below = people.copy()
    units = np.ones(len(people), dtype=np.int64)
    _add_up(order, parent, below, units)
    candidates = order[1:]
    fair = float(people.sum()) / count
    options: list[tuple[float, int, int]] = []
    # Halving is preferred; cutting off one footprint, always possible at a leaf, is for the rest.
    half = count // 2
    for side, is_awkward in ((half, 0), (count - half, 0), (1, 1), (count - 1, 1)):
        other = count - side
        fits = (units[candidates] >= side) & (len(people) - units[candidates] >= other)
        if fits.any():
            uneven = np.abs(below[candidates[fits]] / side - fair) + is_awkward * fair
            at = int(np.argmin(uneven))
            options.append((float(uneven[at]), int(candidates[fits][at]), side))
    unevenness, top, side = min(options)
    inside = np.zeros(len(people), dtype=np.bool_)
    inside[top] = True
    _spread_down(order, parent, inside)
    return Cut(unevenness, inside, side)


@entry
def _add_up(order: Nodes, parent: Nodes, below: Floats, units: Ints) -> None:
    """Add to each node of a tree the people and units of all below it, leaves first."""
    for i in range(len(order) - 1, 0, -1):
        node = order[i]
        below[parent[node]] += below[node]
        units[parent[node]] += units[node]


@entry
def _spread_down(order: Nodes, parent: Nodes, inside: Flags) -> None:
    """Mark whatever lies below a marked node of a tree."""
    for i in range(1, len(order)):
        node = order[i]
        inside[node] |= inside[parent[node]]


def _likeness(instance: Instance) -> NDArray[np.float64]:
    """Array (m,), 0 to 1: how much of two neighbours' people belong to the same areas."""
    n = len(instance.unit_people)
    counts = csr_array(
        (instance.area_people, instance.areas, instance.area_start),
        shape=(n, len(instance.containment_worth)),
    )
    totals = np.maximum(np.asarray(counts.sum(axis=1)).ravel(), 1.0)
    shares = csr_array(counts.multiply(1.0 / totals[:, None]))
    first = np.repeat(np.arange(n), np.diff(instance.neighbour_start))
    shared = shares[first].minimum(shares[instance.neighbours])
    return np.asarray(shared.sum(axis=1)).ravel()
