"""Moving one unit: what it would change, and the change itself.

Its effect on the objective is worked out from the few areas and neighbours the unit has, never
from the whole plan.
"""

from __future__ import annotations

import numpy as np

from icp_footprints.partition.search.compiled import compiled, inlined
from icp_footprints.partition.search.ranks import (
    copy_table,
    count_pieces,
    insert_top,
    is_two_way,
    note_pair,
    rank_column,
    rank_row,
    shortfall,
)
from icp_footprints.partition.search.state import (
    CONTAINMENT,
    KEPT,
    OUTSIDE,
    PIECES,
    REQUIRED,
    SCORE,
    SHARE,
    SPLITS,
    TOP,
    TWO_WAY,
    WANTED,
)
from icp_footprints.partition.search.work import Work


@inlined
def weigh(s: Work, u: int, b: int) -> tuple[float, float, float, float]:
    """What moving unit u to footprint b would add to each of the four sums."""
    score, required, wanted = weigh_layers(s, u, b, -np.inf)
    return score + weigh_lines(s, u, b), weigh_people(s, u, b), required, wanted


@compiled
def weigh_lines(s: Work, u: int, b: int) -> float:
    """What the move adds to the score by the boundary it cuts, and by leaving home."""
    assignment, neighbours, border = s.assignment, s.neighbours, s.border
    a, home, start = assignment[u], s.home[u], s.neighbour_start
    gain = 0.0
    for e in range(start[u], start[u + 1]):
        f = assignment[neighbours[e]]
        if f == a:
            gain -= border[e]
        elif f == b:
            gain += border[e]
    if home == b:
        gain += s.stay_worth[u]
    elif home == a:
        gain -= s.stay_worth[u]
    return gain


@compiled
def weigh_people(s: Work, u: int, b: int) -> float:
    """What the move adds to the people outside the bands."""
    a = s.assignment[u]
    moving, held = s.unit_people[u], s.people
    gain = 0.0
    for band in range(len(moving)):
        people, in_a, in_b = moving[band], held[a, band], held[b, band]
        gain += _excess(s, a, band, in_a - people) - _excess(s, a, band, in_a)
        gain += _excess(s, b, band, in_b + people) - _excess(s, b, band, in_b)
    return gain


@compiled
def weigh_layers(s: Work, u: int, b: int, least: float) -> tuple[float, float, float]:
    """What the move adds to the score by the layers, and to both kinds of shortfall.

    Minus infinity as soon as the score is certain to be less than `least`.
    """
    a = s.assignment[u]
    score = 0.0
    follows = len(s.target_layer) > 0
    if follows:
        copy_table(s.layer_sums, s.after)
    e, end = s.area_start[u], s.area_start[u + 1]
    for layer in range(len(s.share_worth)):
        first, last = e, s.layer_start[layer + 1]
        while e < end and s.areas[e] < last:
            score += _containment_gain(s, e, a, b, layer, follows)
            if score + s.still_gain[e] < least:
                return -np.inf, 0.0, 0.0
            e += 1
        if s.share_worth[layer] > 0.0 or follows:
            score += _share_gain(s, u, a, b, layer, first, e, follows)
    if not follows:
        return score, 0.0, 0.0
    required, wanted = shortfall(s, s.after, s.units)
    return score, required - s.sums[REQUIRED], wanted - s.sums[WANTED]


@compiled
def _excess(s: Work, f: int, band: int, people: float) -> float:
    return max(s.low[f, band] - people, people - s.high[f, band], 0.0)


@inlined
def _containment_gain(s: Work, e: int, a: int, b: int, layer: int, follows: bool) -> float:
    """What becomes of one area the unit has people of."""
    j, x = s.areas[e], s.area_people[e]
    in_a, in_b = s.overlap[a, j] - x, s.overlap[b, j] + x
    then = max(in_a, in_b)
    top, people = s.top_footprint[j], s.top_people[j]
    for i in range(TOP):
        f = top[i]
        if f != a and f != b:  # noqa: PLR1714 - compiled
            then = max(then, people[i])
            break
    now = people[0]
    if follows:
        s.after[layer, CONTAINMENT] += then - now
        if s.by_area[layer]:
            whole = s.whole_from[j]
            s.after[layer, KEPT] += s.area_total[j] * ((then >= whole) - (now >= whole))
            _follow_pieces(s, j, layer, a, b, in_a, in_b)
    return s.containment_worth[j] * (then - now)


@inlined
def _follow_pieces(  # noqa: PLR0917 - compiled
    s: Work,
    j: int,
    layer: int,
    a: int,
    b: int,
    in_a: float,
    in_b: float,
) -> None:
    now, least = count_pieces(s, j), s.piece_from[j]
    then = (
        now
        - (s.overlap[a, j] >= least)
        - (s.overlap[b, j] >= least)
        + (in_a >= least)
        + (in_b >= least)
    )
    s.after[layer, SPLITS] += (then > 1) - (now > 1)
    s.after[layer, PIECES] += (then if then > 1 else 0) - (now if now > 1 else 0)


@inlined
def _share_gain(  # noqa: PLR0917 - compiled
    s: Work,
    u: int,
    a: int,
    b: int,
    layer: int,
    first: int,
    end: int,
    follows: bool,
) -> float:
    """What becomes of the best areas of both footprints; pairs `first` to `end` are the unit's."""
    a_people, a_area = _row_without(s, a, layer, first, end)
    b_people, b_area = s.best_people[b, layer], s.best_area[b, layer]
    for e in range(first, end):
        j = s.areas[e]
        people = s.overlap[b, j] + s.area_people[e]
        if people > b_people:
            b_people, b_area = people, j
    gain = a_people + b_people - s.best_people[a, layer] - s.best_people[b, layer]
    if follows:
        s.after[layer, SHARE] += gain
        if s.by_area[layer]:
            moved = s.unit_people[u, 0]
            s.after[layer, TWO_WAY] += (
                is_two_way(s, a_people, a_area, s.people[a, 0] - moved)
                + is_two_way(s, b_people, b_area, s.people[b, 0] + moved)
                - is_two_way(s, s.best_people[a, layer], s.best_area[a, layer], s.people[a, 0])
                - is_two_way(s, s.best_people[b, layer], s.best_area[b, layer], s.people[b, 0])
            )
    return s.share_worth[layer] * gain


@inlined
def _row_without(s: Work, a: int, layer: int, first: int, end: int) -> tuple[float, int]:
    """Footprint a's best area in a layer without the people of pairs `first` to `end`."""
    best, area = s.best_people[a, layer], s.best_area[a, layer]
    for e in range(first, end):
        if s.areas[e] == area:
            best -= s.area_people[e]
            break
    # None of the others can have grown.
    if best >= s.second_people[a, layer]:
        return best, area
    for e in range(first, end):
        s.less[s.areas[e]] = s.area_people[e]
    best, area = 0.0, -1
    start, held, overlap = s.layer_start[layer], s.held[a], s.overlap[a]
    for i in range(start, start + s.held_count[a, layer]):
        j = held[i]
        people = overlap[j] - s.less[j]
        if people > best or (people == best and j < area):
            best, area = people, j
    for e in range(first, end):
        s.less[s.areas[e]] = 0.0
    return best, area


@compiled
def move(  # noqa: PLR0917 - compiled
    s: Work,
    u: int,
    b: int,
    score: float,
    outside: float,
    required: float,
    wanted: float,
) -> None:
    """Move unit u to footprint b; the last four are what `weigh` has just said it adds."""
    a, sums = s.assignment[u], s.sums
    sums[SCORE] += score
    sums[OUTSIDE] += outside
    sums[REQUIRED] += required
    sums[WANTED] += wanted
    if len(s.target_layer) > 0:
        copy_table(s.after, s.layer_sums)
    s.assignment[u] = b
    s.units[a] -= 1
    s.units[b] += 1
    moving, people = s.unit_people[u], s.people
    for band in range(len(moving)):
        people[a, band] -= moving[band]
        people[b, band] += moving[band]
    e, end, areas = s.area_start[u], s.area_start[u + 1], s.areas
    for layer in range(len(s.share_worth)):
        last = s.layer_start[layer + 1]
        while e < end and areas[e] < last:
            _move_people(s, layer, areas[e], a, b, s.area_people[e])
            e += 1
        if s.share_worth[layer] > 0.0 or len(s.target_layer) > 0:
            rank_row(s, a, layer)
            rank_row(s, b, layer)
    for pair in range(s.neighbour_start[u], s.neighbour_start[u + 1]):
        note_pair(s, pair)
        note_pair(s, s.mate[pair])


@inlined
def _move_people(
    s: Work,
    layer: int,
    j: int,
    a: int,
    b: int,
    x: float,
) -> None:
    """Move people of an area from footprint a to b, and rank its footprints again."""
    overlap = s.overlap
    overlap[a, j] -= x
    overlap[b, j] += x
    if not s.listed[b, j]:
        s.listed[b, j] = True
        holders, areas = s.holder_count[j], s.held_count[b, layer]
        s.holders[j, holders] = b
        s.held[b, s.layer_start[layer] + areas] = j
        s.holder_count[j] = holders + 1
        s.held_count[b, layer] = areas + 1
    top, people = s.top_footprint[j], s.top_people[j]
    kept = 0
    for i in range(TOP):
        f = top[i]
        if f != a and f != b:  # noqa: PLR1714 - compiled
            top[kept], people[kept] = f, people[i]
            kept += 1
    # The footprints that are not known have no more than the least of those that are.
    least = people[kept - 1]
    for i in range(kept, TOP):
        top[i], people[i] = -1, 0.0
    insert_top(top, people, a, overlap[a, j])
    insert_top(top, people, b, overlap[b, j])
    if people[TOP - 1] < least:
        rank_column(s, j)
