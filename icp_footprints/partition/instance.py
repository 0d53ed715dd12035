"""The problem as flat arrays, as the compiled search reads it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array, hstack

from icp_footprints.measures.coterminosity import DUST, KEPT_WHOLE_SHARE, least_piece
from icp_footprints.measures.population import area_people
from icp_footprints.partition.arrays import Flags, Floats, FloatTable, Ints, IntTable
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.target import Measure, Target

# How the search tells the measures of targets apart.
MEASURE_NUMBER: dict[Measure, int] = {
    "share": 0,
    "containment": 1,
    "coterminosity": 2,
    "kept_whole": 3,
    "two_way": 4,
    "splits": 5,
    "pieces": 6,
}
# What the search has to follow for them area by area; the first three it follows anyway.
FOLLOWED_BY_AREA: tuple[Measure, ...] = ("kept_whole", "two_way", "splits", "pieces")


class Instance(NamedTuple):
    """Arrays of one problem; n units, m directed pairs of neighbours, c areas of all layers.

    Parameters
    ----------
    neighbour_start, neighbours, border
        CSR of the adjacency: (n + 1,), (m,) rows and (m,) cost of cutting each pair, in units of
        the objective.
    source, mate
        Arrays (m,): the unit a directed pair starts from, and the number of its opposite pair.
    unit_people
        Array (n, bands) of people, on the ledger of each band; the first is that of coterminosity.
    total
        Array (1,) of the people of the place, on the ledger of the first band.
    band_low, band_high
        Arrays (bands,).
    area_start, areas, area_people
        CSR of unit x area: (n + 1,), columns and people of the unit who belong to the area; layer
        by layer, and in each the area with most people first.
    layer_start
        Array (layers + 1,): first column of each layer.
    share_worth
        Array (layers,): what one more person in a footprint's best area adds to the objective.
    containment_worth
        Array (c,): what one more of an area's people in its best footprint adds.
    most_gain
        Array (n,): the most that moving a unit can add to the objective by the layers; infinity
        where there are targets.
    still_gain
        Array like `areas`: the same without what its pairs of unit and area up to this one add to
        containment, and its layers before to share.
    whole_from, piece_from
        Arrays (c,): how many of an area's people in one footprint keep it whole, or are a piece of
        it; infinity for an area of nobody.
    area_total
        Array (c,) of people who belong to each area.
    layer_total
        Array (layers,): those of all areas of a layer.
    dominant
        Array (layers, n): the area most of a unit's people belong to, or -1.
    home, stay_worth
        Arrays (n,): number of the footprint a unit would rather stay in, or -1; and what that is
        worth.
    target_layer, target_measure, target_threshold, target_worth, target_required
        Arrays (targets,); the worth of a whole point (1.0) of shortfall.
    by_area
        Array (layers,): whether a target asks for what is followed area by area.
    """

    neighbour_start: Ints
    neighbours: Ints
    border: Floats
    source: Ints
    mate: Ints
    unit_people: FloatTable
    total: Floats
    band_low: Floats
    band_high: Floats
    area_start: Ints
    areas: Ints
    area_people: Floats
    layer_start: Ints
    share_worth: Floats
    containment_worth: Floats
    most_gain: Floats
    still_gain: Floats
    whole_from: Floats
    piece_from: Floats
    area_total: Floats
    layer_total: Floats
    dominant: IntTable
    home: Ints
    stay_worth: Floats
    target_layer: Ints
    target_measure: Ints
    target_threshold: Floats
    target_worth: Floats
    target_required: Flags
    by_area: Flags


def instance_of(problem: Problem) -> Instance:
    """The arrays of a problem. Layers that nothing asks about are left out."""
    place, ledger = problem.place, problem.place.ledger(problem.band.ledger)
    objective = problem.objective()
    targets = problem.targets
    asked = {target.layer for target in targets}
    terms = [
        term
        for term in objective.terms
        if term.share_weight or term.containment_weight or term.layer in asked
    ]
    layers = [place.layer(term.layer) for term in terms]
    sizes = [len(layer.area_ids) for layer in layers]
    counts = _unit_by_area([layer.shares for layer in layers], _counted(problem), sizes)
    totals = [area_people(ledger, layer) for layer in layers]
    members = [float(total.sum()) for total in totals]
    containment = [
        np.full(size, term.containment_weight / people if people else 0.0)
        for term, size, people in zip(terms, sizes, members, strict=True)
    ]
    area_total = np.concatenate([np.empty(0), *totals])
    containment_worth = np.concatenate([np.empty(0), *containment])
    share = np.array([term.share_weight / ledger.total for term in terms], float)
    most_gain, still_gain = _gain_bounds(counts, sizes, share, containment_worth)
    if targets:
        # The search has to follow every one of them to its end.
        most_gain[:], still_gain[:] = np.inf, np.inf
    return Instance(
        **_pair_arrays(problem),
        unit_people=np.stack(
            [place.ledger(band.ledger).people.astype(float) for band in problem.bands], axis=1
        ),
        total=np.array([ledger.total]),
        band_low=np.array([band.low for band in problem.bands], float),
        band_high=np.array([band.high for band in problem.bands], float),
        area_start=counts.indptr.astype(np.int64),
        areas=counts.indices.astype(np.int64),
        area_people=counts.data.astype(np.float64),
        layer_start=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        share_worth=share,
        containment_worth=containment_worth,
        most_gain=most_gain,
        still_gain=still_gain,
        whole_from=np.where(area_total > 0, (KEPT_WHOLE_SHARE - DUST) * area_total, np.inf),
        piece_from=np.where(area_total > 0, least_piece(1.0) * area_total, np.inf),
        area_total=area_total,
        layer_total=np.array(members, float),
        dominant=_dominant(counts, sizes),
        home=problem.home.astype(np.int64),
        stay_worth=ledger.people * (problem.stay_weight / ledger.total),
        **_target_arrays(targets, [term.layer for term in terms]),
    )


def _counted(problem: Problem) -> Floats:
    """People by unit as layers count them: nobody of what is set aside, which is no footprint."""
    people = problem.place.ledger(problem.band.ledger).people.astype(float)
    if problem.base is not None and problem.set_aside:
        people[problem.base.rows(problem.set_aside)] = 0.0
    return people


def _pair_arrays(problem: Problem) -> dict[str, Any]:
    matrix, all_border = problem.matrix, float(problem.place.adjacency.lengths_m.sum())
    worth = problem.objective().cut_weight / all_border if all_border else 0.0
    source = np.repeat(np.arange(len(problem.place.units)), np.diff(matrix.indptr))
    return {
        "neighbour_start": matrix.indptr.astype(np.int64),
        "neighbours": matrix.indices.astype(np.int64),
        "border": matrix.data.astype(np.float64) * worth,
        "source": source,
        # The opposite of the pair (u, v) comes where pairs are sorted by (v, u).
        "mate": np.lexsort((source, matrix.indices)).astype(np.int64),
    }


def _unit_by_area(shares: list[csr_array], people: Floats, sizes: list[int]) -> csr_array:
    """People of each unit who belong to each area of all layers, none of them zero.

    A unit's areas stand layer by layer, in each the one with most people first.
    """
    if not shares:
        return csr_array((len(people), 0))
    counts = csr_array(hstack(shares, format="csr").multiply(people[:, None]))
    counts.eliminate_zeros()
    layer = np.repeat(np.arange(len(sizes)), sizes)[counts.indices]
    held = np.asarray(counts.data, float)
    order = np.lexsort((counts.indices, -held, layer, _rows(counts)))
    return csr_array((held[order], counts.indices[order], counts.indptr), counts.shape)


def _rows(counts: csr_array) -> Ints:
    """The row of each entry."""
    return np.repeat(np.arange(len(counts.indptr) - 1), np.diff(counts.indptr))


def _dominant(counts: csr_array, sizes: list[int]) -> IntTable:
    """The area of each layer that most of a unit's people belong to, or -1: (layers, n)."""
    n = len(counts.indptr) - 1
    dominant = np.full((len(sizes), n), -1, dtype=np.int64)
    layer_of = np.repeat(np.arange(len(sizes)), sizes)
    rows = _rows(counts)
    # Written smallest first: of those with the same place the last, the largest, stays.
    order = np.argsort(counts.data, kind="stable")
    columns = counts.indices[order]
    dominant[layer_of[columns], rows[order]] = columns
    return dominant


def _gain_bounds(
    counts: csr_array, sizes: list[int], share: Floats, containment: Floats
) -> tuple[Floats, Floats]:
    """What `most_gain` and `still_gain` of an instance without targets are.

    A unit's people can all come to be in best footprints of their areas. In a footprint's best
    area there can come to be no more of them than belong to one area.
    """
    n, rows = len(counts.indptr) - 1, _rows(counts)
    layer = np.repeat(np.arange(len(sizes)), sizes)[counts.indices]
    people = np.asarray(counts.data, float)
    contained = containment[counts.indices] * people
    # The first of a unit's pairs in a layer is the largest.
    is_first = np.diff(rows * (len(sizes) + 1) + layer, prepend=-1) != 0
    shared = np.where(is_first, share[layer] * people, 0.0)
    most = np.bincount(rows, weights=contained + shared, minlength=n).astype(np.float64)
    done = np.concatenate([[0.0], np.cumsum(contained + shared)])
    # Share is weighed only after the pairs of its layer.
    first = np.maximum.accumulate(np.where(is_first, np.arange(len(rows)), 0))
    still = most[rows] - (done[1:] - done[counts.indptr[rows]]) + shared[first]
    return most, still


def _target_arrays(targets: tuple[Target, ...], layers: list[str]) -> dict[str, Any]:
    numbers = {layer: number for number, layer in enumerate(layers)}
    by_area = np.zeros(len(numbers), dtype=np.bool_)
    for target in targets:
        by_area[numbers[target.layer]] |= target.measure in FOLLOWED_BY_AREA
    return {
        "target_layer": np.array([numbers[target.layer] for target in targets], np.int64),
        "target_measure": np.array([MEASURE_NUMBER[t.measure] for t in targets], np.int64),
        "target_threshold": np.array([target.threshold for target in targets], np.float64),
        "target_worth": np.array([target.weight for target in targets], np.float64),
        "target_required": np.array([t.strength == "required" for t in targets], np.bool_),
        "by_area": by_area,
    }
