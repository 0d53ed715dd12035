"""Moving one unit: what it would change, and the change itself.

Its effect on the objective is worked out from the few areas and neighbours the unit has, never
from the whole plan.
"""

from __future__ import annotations

from icp_footprints.partition.search.compiled import compiled, inlined
from icp_footprints.partition.search.ranks import (
    copy_table,
    count_pieces,
    insert_top,
    is_piece,
    is_two_way,
    is_whole,
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
    score, required, wanted = weigh_layers(s, u, b)
    return score + weigh_lines(s, u, b), weigh_people(s, u, b), required, wanted


@compiled
def weigh_lines(s: Work, u: int, b: int) -> float:
    """What the move adds to the score by the boundary it cuts, and by leaving home."""
    a = s.assignment[u]
    gain = 0.0
    for e in range(s.neighbour_start[u], s.neighbour_start[u + 1]):
        f = s.assignment[s.neighbours[e]]
        if f == a:
            gain -= s.border[e]
        elif f == b:
            gain += s.border[e]
    if s.home[u] == b:
        return gain + s.stay_worth[u]
    return gain - s.stay_worth[u] if s.home[u] == a else gain


@compiled
def weigh_people(s: Work, u: int, b: int) -> float:
    """What the move adds to the people outside the bands."""
    a = s.assignment[u]
    gain = 0.0
    for band in range(s.unit_people.shape[1]):
        people = s.unit_people[u, band]
        gain += _excess(s, a, band, s.people[a, band] - people)
        gain -= _excess(s, a, band, s.people[a, band])
        gain += _excess(s, b, band, s.people[b, band] + people)
        gain -= _excess(s, b, band, s.people[b, band])
    return gain


@compiled
def weigh_layers(s: Work, u: int, b: int) -> tuple[float, float, float]:
    """What the move adds to the score by the layers, and to both kinds of shortfall."""
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


@compiled
def _containment_gain(s: Work, e: int, a: int, b: int, layer: int, follows: bool) -> float:
    """What becomes of one area the unit has people of."""
    j, x = s.areas[e], s.area_people[e]
    in_a, in_b = s.overlap[a, j] - x, s.overlap[b, j] + x
    then = max(in_a, in_b)
    for i in range(TOP):
        f = s.top_footprint[j, i]
        if f != a and f != b:  # noqa: PLR1714 - compiled
            then = max(then, s.top_people[j, i])
            break
    now = s.top_people[j, 0]
    if follows:
        s.after[layer, CONTAINMENT] += then - now
        if s.by_area[layer]:
            total = s.area_total[j]
            s.after[layer, KEPT] += total * (is_whole(then, total) - is_whole(now, total))
            _follow_pieces(s, j, layer, a, b, in_a, in_b)
    return s.containment_worth[j] * (then - now)


@compiled
def _follow_pieces(  # noqa: PLR0917 - compiled
    s: Work,
    j: int,
    layer: int,
    a: int,
    b: int,
    in_a: float,
    in_b: float,
) -> None:
    total = s.area_total[j]
    now = count_pieces(s, j)
    then = (
        now
        - is_piece(s.overlap[a, j], total)
        - is_piece(s.overlap[b, j], total)
        + is_piece(in_a, total)
        + is_piece(in_b, total)
    )
    s.after[layer, SPLITS] += (then > 1) - (now > 1)
    s.after[layer, PIECES] += (then if then > 1 else 0) - (now if now > 1 else 0)


@compiled
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
                - _is_two_way_now(s, a, layer)
                - _is_two_way_now(s, b, layer)
            )
    return s.share_worth[layer] * gain


@compiled
def _is_two_way_now(s: Work, f: int, layer: int) -> bool:
    people, area = s.best_people[f, layer], s.best_area[f, layer]
    return is_two_way(s, people, area, s.people[f, 0])


@compiled
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
    best, area = 0.0, -1
    e = first
    for j in range(s.layer_start[layer], s.layer_start[layer + 1]):
        people = s.overlap[a, j]
        if e < end and s.areas[e] == j:
            people -= s.area_people[e]
            e += 1
        if people > best:
            best, area = people, j
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
    a = s.assignment[u]
    s.sums[SCORE] += score
    s.sums[OUTSIDE] += outside
    s.sums[REQUIRED] += required
    s.sums[WANTED] += wanted
    if len(s.target_layer) > 0:
        copy_table(s.after, s.layer_sums)
    s.assignment[u] = b
    s.units[a] -= 1
    s.units[b] += 1
    for band in range(s.unit_people.shape[1]):
        s.people[a, band] -= s.unit_people[u, band]
        s.people[b, band] += s.unit_people[u, band]
    for e in range(s.area_start[u], s.area_start[u + 1]):
        _move_people(s, s.areas[e], a, b, s.area_people[e])
    for layer in range(len(s.share_worth)):
        if s.share_worth[layer] > 0.0 or len(s.target_layer) > 0:
            rank_row(s, a, layer)
            rank_row(s, b, layer)
    for e in range(s.neighbour_start[u], s.neighbour_start[u + 1]):
        note_pair(s, e)
        note_pair(s, s.mate[e])


@compiled
def _move_people(s: Work, j: int, a: int, b: int, x: float) -> None:
    """Move people of an area from footprint a to b, and rank its footprints again."""
    if s.overlap[b, j] == 0.0:
        _note_holder(s, j, b)
    s.overlap[a, j] -= x
    s.overlap[b, j] += x
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
    insert_top(top, people, a, s.overlap[a, j])
    insert_top(top, people, b, s.overlap[b, j])
    if people[TOP - 1] < least:
        rank_column(s, j)


@compiled
def _note_holder(s: Work, j: int, f: int) -> None:
    count = s.holder_count[j]
    for i in range(count):
        if s.holders[j, i] == f:
            return
    s.holders[j, count] = f
    s.holder_count[j] += 1
