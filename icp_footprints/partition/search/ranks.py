"""What a move has to bring up to date beside plain sums: ranks, lists and the state of targets."""

from __future__ import annotations

import numpy as np

from icp_footprints.measures.coterminosity import (
    DUST,
    TWO_WAY_SHARE,
)
from icp_footprints.partition.arrays import Floats, FloatTable, Ints
from icp_footprints.partition.search.compiled import compiled, entry
from icp_footprints.partition.search.state import (
    CONTAINMENT,
    KEPT,
    PIECES,
    SHARE,
    SPLITS,
    TOP,
    TWO_WAY,
)
from icp_footprints.partition.search.work import Work


@compiled
def note_pair(s: Work, e: int) -> None:
    """Put a directed pair into the list of cut pairs, or take it out, as it now stands."""
    u, assignment = s.source[e], s.assignment
    is_cut = assignment[u] != assignment[s.neighbours[e]] and s.movable[u]
    cut, position, count = s.cut, s.cut_position, s.cut_count
    at = position[e]
    if is_cut and at < 0:
        at = count[0]
        cut[at] = e
        position[e] = at
        count[0] = at + 1
    elif not is_cut and at >= 0:
        count[0] -= 1
        last = cut[count[0]]
        cut[at] = last
        position[last] = at
        position[e] = -1


@compiled
def rank_row(s: Work, f: int, layer: int) -> None:
    """A footprint's best area in a layer, and the people of the next best."""
    best, second, area = 0.0, 0.0, -1
    start = s.layer_start[layer]
    held, overlap = s.held[f], s.overlap[f]
    for i in range(start, start + s.held_count[f, layer]):
        j = held[i]
        people = overlap[j]
        # Of equals the first, in whatever order they are listed.
        if people > best or (people == best and j < area):
            second = best
            best, area = people, j
        elif people > second:
            second = people
    s.best_area[f, layer] = area
    s.best_people[f, layer] = best
    s.second_people[f, layer] = second


@compiled
def rank_column(s: Work, j: int) -> None:
    """The footprints with most people of an area."""
    top, people = s.top_footprint[j], s.top_people[j]
    for i in range(TOP):
        top[i], people[i] = -1, 0.0
    for i in range(s.holder_count[j]):
        f = np.int64(s.holders[j, i])
        insert_top(top, people, f, s.overlap[f, j])


@compiled
def insert_top(top: Ints, people: Floats, f: int | np.int64, count: float) -> None:
    """Put a footprint in its place among those with most people, if it has one there."""
    at = TOP
    while at > 0 and count > people[at - 1]:
        at -= 1
    for i in range(TOP - 1, at, -1):
        top[i], people[i] = top[i - 1], people[i - 1]
    if at < TOP:
        top[at], people[at] = f, count


@compiled
def count_pieces(s: Work, j: int) -> int:
    """In how many footprints an area has a piece."""
    pieces = 0
    for i in range(s.holder_count[j]):
        pieces += s.overlap[s.holders[j, i], j] >= s.piece_from[j]
    return pieces


# As measures.coterminosity has them: limits are inclusive, and dust never decides.


@compiled
def is_two_way(s: Work, both: float, area: int, people: float) -> bool:
    """Whether three quarters of a footprint and of its best area are the same people."""
    if area < 0:
        return False
    least = TWO_WAY_SHARE - DUST
    return both >= least * people and both >= least * s.area_total[area]


@entry
def shortfall(s: Work, layer_sums: FloatTable, units: Ints) -> tuple[float, float]:
    """By how much required and wanted targets are missed, each weighed and added up."""
    required, wanted = 0.0, 0.0
    for t in range(len(s.target_layer)):
        layer, measure = s.target_layer[t], s.target_measure[t]
        total = max(s.layer_total[layer], 1e-9)
        share = layer_sums[layer, SHARE] / max(s.total[0], 1e-9)
        containment = layer_sums[layer, CONTAINMENT] / total
        areas = s.layer_start[layer + 1] - s.layer_start[layer]
        threshold = s.target_threshold[t]
        if measure == 0:
            missed = threshold - share
        elif measure == 1:
            missed = threshold - containment
        elif measure == 2:
            missed = threshold - 2.0 * share * containment / max(share + containment, 1e-9)
        elif measure == 3:
            missed = threshold - layer_sums[layer, KEPT] / total
        elif measure == 4:
            missed = threshold - layer_sums[layer, TWO_WAY] / len(units)
        elif measure == 5:
            missed = (layer_sums[layer, SPLITS] - threshold) / areas
        else:
            missed = (layer_sums[layer, PIECES] - threshold) / areas
        # Dust of floating point must not look like a target missed.
        missed = s.target_worth[t] * (missed if missed > 1e-9 else 0.0)
        if s.target_required[t]:
            required += missed
        else:
            wanted += missed
    return required, wanted


@compiled
def copy_table(source: FloatTable, to: FloatTable) -> None:
    """Copy a table; compiled code that counts no references cannot do so at a stroke."""
    for row in range(source.shape[0]):
        for column in range(source.shape[1]):
            to[row, column] = source[row, column]
