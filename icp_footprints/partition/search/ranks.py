"""What a move has to bring up to date beside plain sums: ranks, lists and the state of targets."""

from __future__ import annotations

import numpy as np

from icp_footprints.measures.coterminosity import (
    DUST,
    KEPT_WHOLE_SHARE,
    PIECE_SHARE,
    TWO_WAY_SHARE,
)
from icp_footprints.partition.arrays import Floats, FloatTable, Ints
from icp_footprints.partition.search.compiled import compiled
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
    u, v = s.source[e], s.neighbours[e]
    is_cut = s.assignment[u] != s.assignment[v] and s.movable[u]
    at = s.cut_position[e]
    if is_cut and at < 0:
        at = s.cut_count[0]
        s.cut[at] = e
        s.cut_position[e] = at
        s.cut_count[0] += 1
    elif not is_cut and at >= 0:
        s.cut_count[0] -= 1
        last = s.cut[s.cut_count[0]]
        s.cut[at] = last
        s.cut_position[last] = at
        s.cut_position[e] = -1


@compiled
def rank_row(s: Work, f: int, layer: int) -> None:
    """A footprint's best area in a layer, and the people of the next best."""
    best, second, area = 0.0, 0.0, -1
    for j in range(s.layer_start[layer], s.layer_start[layer + 1]):
        people = s.overlap[f, j]
        if people > best:
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
        pieces += is_piece(s.overlap[s.holders[j, i], j], s.area_total[j])
    return pieces


# As measures.coterminosity has them: limits are inclusive, and dust never decides.


@compiled
def is_whole(most: float, total: float) -> bool:
    """Whether an area with that many people in one footprint is kept whole."""
    return total > 0.0 and most >= (KEPT_WHOLE_SHARE - DUST) * total


@compiled
def is_piece(people: float, total: float) -> bool:
    """Whether that many people are a piece of an area."""
    return people > 0.0 and people >= (PIECE_SHARE - DUST) * total


@compiled
def is_two_way(s: Work, both: float, area: int, people: float) -> bool:
    """Whether three quarters of a footprint and of its best area are the same people."""
    if area < 0:
        return False
    least = TWO_WAY_SHARE - DUST
    return both >= least * people and both >= least * s.area_total[area]


@compiled
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
