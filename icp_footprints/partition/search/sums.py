"""Every sum of a search worked out from its assignment anew, array by array.

Moves keep the same sums up to date one at a time, in compiled code; that both agree is a test.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from icp_footprints.measures.coterminosity import (
    DUST,
    TWO_WAY_SHARE,
)
from icp_footprints.partition.arrays import Flags, Floats
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

Whole = NDArray[np.int64]


class _Held(NamedTuple):
    """Who holds whom, sorted by footprint, then area: arrays of the same length.

    `layers` are those of the areas.
    """

    footprints: Whole
    areas: Whole
    layers: Whole
    people: Floats

    def sorted_by(self, *keys: Whole | Floats) -> _Held:
        """The same sorted by other keys, the last of them first."""
        order = np.lexsort(keys)
        return _Held(
            self.footprints[order], self.areas[order], self.layers[order], self.people[order]
        )


def fill_state(state: State, work: Work) -> None:
    """Work out everything from the assignment."""
    instance = work.instance
    _count(instance, state)
    held = _held(instance, state)
    _list_held(instance, state, held)
    _rank_rows(state, held)
    _rank_columns(state, held)
    _list_cut(instance, state)
    _sum_layers(instance, state, held)
    _sum_all(instance, state)
    state.sums[REQUIRED], state.sums[WANTED] = shortfall(work, state.layer_sums, state.units)


def _count(instance: Instance, state: State) -> None:
    """People and units of footprints."""
    k = len(state.units)
    state.units[:] = np.bincount(state.assignment, minlength=k)
    for band in range(state.people.shape[1]):
        state.people[:, band] = np.bincount(
            state.assignment, weights=instance.unit_people[:, band], minlength=k
        )


def _held(instance: Instance, state: State) -> _Held:
    """The people of each area whom each footprint holds."""
    k, n, c = len(state.units), len(state.assignment), len(instance.area_total)
    order = np.argsort(state.assignment, kind="stable")
    start = np.concatenate([[0], np.cumsum(state.units)])
    members = csr_array((np.ones(n), order, start), shape=(k, n))
    areas = csr_array((instance.area_people, instance.areas, instance.area_start), shape=(n, c))
    found = coo_array(members @ areas)
    people = np.asarray(found.data, float)
    rows, columns = (np.asarray(each, np.int64) for each in found.coords)
    order = np.lexsort((columns, rows))
    order = order[people[order] > 0.0]
    columns = columns[order]
    layers = np.searchsorted(instance.layer_start, columns, side="right") - 1
    return _Held(rows[order], columns, layers, people[order])


def _list_held(instance: Instance, state: State, held: _Held) -> None:
    """The areas of each layer that each footprint holds any people of, and how many of them."""
    state.overlap.fill(0.0)
    state.overlap[held.footprints, held.areas] = held.people
    state.listed.fill(False)
    state.listed[held.footprints, held.areas] = True
    place = _places(held.footprints, held.layers)
    state.held[held.footprints, instance.layer_start[held.layers] + place] = held.areas
    state.held_count.fill(0)
    np.add.at(state.held_count, (held.footprints, held.layers), 1)


def _places(*keys: Whole) -> Whole:
    """The place of each entry among those with the same keys, which stand in one row."""
    new = np.ones(len(keys[0]), np.bool_)
    new[1:] = np.any([key[1:] != key[:-1] for key in keys], axis=0)
    number = np.arange(len(new))
    return number - np.maximum.accumulate(np.where(new, number, 0))


def _rank_rows(state: State, held: _Held) -> None:
    """The best area of each footprint in each layer, and the people of the next best."""
    footprints, areas, layers, people = held.sorted_by(
        held.areas, -held.people, held.layers, held.footprints
    )
    place = _places(footprints, layers)
    best, second = place == 0, place == 1
    state.best_area.fill(-1)
    state.best_people.fill(0.0)
    state.second_people.fill(0.0)
    state.best_area[footprints[best], layers[best]] = areas[best]
    state.best_people[footprints[best], layers[best]] = people[best]
    state.second_people[footprints[second], layers[second]] = people[second]


def _rank_columns(state: State, held: _Held) -> None:
    """The footprints with most people of each area, and all that hold any."""
    footprints, areas, _, people = held.sorted_by(held.footprints, -held.people, held.areas)
    place = _places(areas)
    state.holder_count[:] = np.bincount(areas, minlength=len(state.holder_count))
    state.holders[areas, place] = footprints
    state.top_footprint.fill(-1)
    state.top_people.fill(0.0)
    top = place < TOP
    state.top_footprint[areas[top], place[top]] = footprints[top]
    state.top_people[areas[top], place[top]] = people[top]


def _is_cut(instance: Instance, state: State) -> Flags:
    return state.assignment[instance.source] != state.assignment[instance.neighbours]


def _list_cut(instance: Instance, state: State) -> None:
    """The directed pairs of which a unit may move to the footprint of the other."""
    pairs = np.flatnonzero(_is_cut(instance, state) & state.movable[instance.source])
    state.cut_count[0] = len(pairs)
    state.cut[: len(pairs)] = pairs
    state.cut_position[:] = -1
    state.cut_position[pairs] = np.arange(len(pairs))


def _sum_layers(instance: Instance, state: State, held: _Held) -> None:
    """What targets are about, layer by layer."""
    pieces_of = np.bincount(
        held.areas,
        weights=held.people >= instance.piece_from[held.areas],
        minlength=len(instance.area_total),
    )
    for layer in range(len(instance.share_worth)):
        areas = slice(*instance.layer_start[layer : layer + 2])
        total, most = instance.area_total[areas], state.top_people[areas, 0]
        pieces = pieces_of[areas]
        best, area = state.best_people[:, layer], state.best_area[:, layer]
        least = (TWO_WAY_SHARE - DUST) * np.maximum(
            state.people[:, 0], np.append(instance.area_total, np.inf)[area]
        )
        sums = state.layer_sums[layer]
        sums[SHARE] = best.sum()
        sums[CONTAINMENT] = most.sum()
        sums[KEPT] = total[most >= instance.whole_from[areas]].sum()
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
