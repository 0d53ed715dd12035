"""Every sum of a search worked out from its assignment anew, array by array.

Moves keep the same sums up to date one at a time, in compiled code; that both agree is a test.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from icp_footprints.measures.coterminosity import (
    DUST,
    KEPT_WHOLE_SHARE,
    TWO_WAY_SHARE,
    least_piece,
)
from icp_footprints.partition.arrays import Flags
from icp_footprints.partition.instance import Instance
from icp_footprints.partition.search.ranks import shortfall
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
    State,
)
from icp_footprints.partition.search.work import Work


def fill_state(state: State, work: Work) -> None:
    """Work out everything from the assignment."""
    instance = work.instance
    _count(instance, state)
    _rank_rows(instance, state)
    _rank_columns(state)
    _list_cut(instance, state)
    _sum_layers(instance, state)
    _sum_all(instance, state)
    state.sums[REQUIRED], state.sums[WANTED] = shortfall(work, state.layer_sums, state.units)


def _count(instance: Instance, state: State) -> None:
    """People, units and overlaps of footprints."""
    k, n = len(state.units), len(state.assignment)
    state.units[:] = np.bincount(state.assignment, minlength=k)
    for band in range(state.people.shape[1]):
        state.people[:, band] = np.bincount(
            state.assignment, weights=instance.unit_people[:, band], minlength=k
        )
    order = np.argsort(state.assignment, kind="stable")
    start = np.concatenate([[0], np.cumsum(state.units)])
    members = csr_array((np.ones(n), order, start), shape=(k, n))
    areas = csr_array(
        (instance.area_people, instance.areas, instance.area_start),
        shape=(n, len(instance.area_total)),
    )
    state.overlap[:] = csr_array(members @ areas).todense()


def _rank_rows(instance: Instance, state: State) -> None:
    """The best area of each footprint in each layer, and the people of the next best."""
    for layer in range(len(instance.share_worth)):
        first, last = instance.layer_start[layer : layer + 2]
        held = np.pad(state.overlap[:, first:last], ((0, 0), (0, 2)))
        best = held.argmax(axis=1)
        most = held.max(axis=1)
        state.best_area[:, layer] = np.where(most > 0, first + best, -1)
        state.best_people[:, layer] = most
        state.second_people[:, layer] = np.partition(held, -2, axis=1)[:, -2]


def _rank_columns(state: State) -> None:
    """The footprints with most people of each area, and all that hold any."""
    held = state.overlap.T
    columns, footprints = held.nonzero()
    state.holder_count[:] = np.bincount(columns, minlength=len(held))
    ends = np.cumsum(state.holder_count)
    place = np.arange(len(columns)) - (ends - state.holder_count)[columns]
    state.holders[columns, place] = footprints
    state.top_footprint[:] = -1
    state.top_people[:] = 0.0
    order = np.lexsort((footprints, -held[columns, footprints], columns))
    top = place < TOP
    columns, footprints = columns[order][top], footprints[order][top]
    state.top_footprint[columns, place[top]] = footprints
    state.top_people[columns, place[top]] = held[columns, footprints]


def _is_cut(instance: Instance, state: State) -> Flags:
    return state.assignment[instance.source] != state.assignment[instance.neighbours]


def _list_cut(instance: Instance, state: State) -> None:
    """The directed pairs of which a unit may move to the footprint of the other."""
    pairs = np.flatnonzero(_is_cut(instance, state) & state.movable[instance.source])
    state.cut_count[0] = len(pairs)
    state.cut[: len(pairs)] = pairs
    state.cut_position[:] = -1
    state.cut_position[pairs] = np.arange(len(pairs))


def _sum_layers(instance: Instance, state: State) -> None:
    """What targets are about, layer by layer."""
    for layer in range(len(instance.share_worth)):
        areas = slice(*instance.layer_start[layer : layer + 2])
        total, most = instance.area_total[areas], state.top_people[areas, 0]
        held = state.overlap[:, areas]
        pieces = ((held > 0) & (held >= least_piece(1.0) * total)).sum(axis=0)
        best, area = state.best_people[:, layer], state.best_area[:, layer]
        least = (TWO_WAY_SHARE - DUST) * np.maximum(
            state.people[:, 0], np.append(instance.area_total, np.inf)[area]
        )
        sums = state.layer_sums[layer]
        sums[SHARE] = best.sum()
        sums[CONTAINMENT] = most.sum()
        sums[KEPT] = total[(total > 0) & (most >= (KEPT_WHOLE_SHARE - DUST) * total)].sum()
        sums[TWO_WAY] = (best >= least).sum()
        sums[SPLITS] = (pieces > 1).sum()
        sums[PIECES] = pieces[pieces > 1].sum()


def _sum_all(instance: Instance, state: State) -> None:
    """The score, and people outside the bands."""
    # Each pair stands there twice, once from either side.
    cut = float(instance.border[_is_cut(instance, state)].sum()) / 2
    stayed = state.assignment == instance.home
    state.sums[SCORE] = (
        float(instance.share_worth @ state.best_people.sum(axis=0))
        + float(instance.containment_worth @ state.top_people[:, 0])
        + float(instance.stay_worth[stayed].sum())
        - cut
    )
    low, high = state.low - state.people, state.people - state.high
    state.sums[OUTSIDE] = float(np.maximum(np.maximum(low, high), 0.0).sum())
