"""First plans for the search: spanning trees of the adjacency, cut into even parts.

A random spanning tree is cut where the two sides come closest to their fair share of people, and
each side again, until every part is one footprint. Every part is connected by construction. This
is the recursive bisection of graph partitioning on trees; it needs nothing but SciPy, so it
installs everywhere (pymetis has no wheel for Windows).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, triu
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
    pairs = _pairs(instance, _likeness(instance) if follow_areas else None)
    next_number = 0
    waiting = list(pieces)
    while waiting:
        rows, count = waiting.pop()
        if count == 1:
            assignment[rows] = next_number
            next_number += 1
            continue
        inside, inside_count = _best_cut(pairs, instance.unit_people[:, 0], rows, count, random)
        waiting.append((rows[inside], inside_count))
        waiting.append((rows[~inside], count - inside_count))
    return assignment


def _best_cut(
    pairs: csr_array,
    unit_people: NDArray[np.float64],
    rows: NDArray[np.intp],
    count: int,
    random: np.random.Generator,
) -> tuple[NDArray[np.bool_], int]:
    """The most even of a few trees' cuts, as a mask over `rows` and that side's footprints.

    Halving is preferred; cutting off one footprint, always possible at a leaf, is for the rest.
    """
    n, people = len(rows), unit_people[rows]
    order, parent = _random_trees(csr_array(pairs[rows][:, rows]), random)
    below = np.append(np.tile(people, TREES_PER_CUT), 0.0)
    units = np.append(np.ones(n * TREES_PER_CUT, dtype=np.int64), 0)
    _add_up(order, parent, below, units)
    fair = float(people.sum()) / count
    options: list[tuple[float, int, int]] = []
    half = count // 2
    for side, is_awkward in ((half, 0), (count - half, 0), (1, 1), (count - 1, 1)):
        fits = np.flatnonzero((units[:-1] >= side) & (n - units[:-1] >= count - side))
        if len(fits):
            uneven = np.abs(below[fits] / side - fair) + is_awkward * fair
            at = int(np.argmin(uneven))
            options.append((float(uneven[at]), int(fits[at]), side))
    _, top, side = min(options)
    inside = np.zeros(len(below), dtype=np.bool_)
    inside[top] = True
    _spread_down(order, parent, inside)
    tree = top // n
    return inside[tree * n : (tree + 1) * n], side


def _pairs(instance: Instance, likeness: NDArray[np.float64] | None) -> csr_array:
    """Neighbouring units, each pair once, with one plus their likeness."""
    n = len(instance.unit_people)
    data = np.ones(len(instance.neighbours)) if likeness is None else 1.0 + likeness
    both_ways = csr_array((data, instance.neighbours, instance.neighbour_start), shape=(n, n))
    return csr_array(triu(both_ways, 1))


def _random_trees(pairs: csr_array, random: np.random.Generator) -> Tree:
    """Some random spanning trees of a connected graph with n nodes, whose pairs are given once.

    They are drawn at once, as one tree: node i of tree t is numbered t x n + i, and the last node
    is above the roots of all. SciPy takes hardly longer for all of them than for one.
    """
    n, m, trees = len(pairs.indptr) - 1, len(pairs.data), TREES_PER_CUT
    # A minimum tree takes low weights first: those of units that are alike. Zero means no edge.
    unlike = LIKENESS_PULL * (2.0 - pairs.data) + 1e-6
    weights = (random.random((trees, m)) + unlike).ravel()
    nodes = (pairs.indices + n * np.arange(trees)[:, None]).ravel()
    starts = (pairs.indptr[:-1] + m * np.arange(trees)[:, None]).ravel()
    roots = random.integers(n, size=trees) + n * np.arange(trees)
    graph = csr_array(
        (
            np.append(weights, np.ones(trees)),
            np.append(nodes, roots),
            np.concatenate([starts, [trees * m, trees * (m + 1)]]),
        ),
        shape=(trees * n + 1, trees * n + 1),
    )
    return breadth_first_order(minimum_spanning_tree(graph), trees * n, directed=False)


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
