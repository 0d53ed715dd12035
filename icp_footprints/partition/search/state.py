"""The state of one search: an assignment and every sum the objective is made of."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.arrays import (
    Bits,
    Flags,
    FlagTable,
    Floats,
    FloatTable,
    Ints,
    IntTable,
    SmallIntTable,
)
from icp_footprints.partition.instance import Instance

# How many of the footprints with most of an area's people are known at any time.
TOP = 3
# What is followed for each layer: people in footprints' best areas, people in areas' best
# footprints, people in areas kept whole, footprints that pass the two-way rule, split areas and
# their pieces.
SHARE, CONTAINMENT, KEPT, TWO_WAY, SPLITS, PIECES = range(6)
# The sums of a plan: its score; people outside the bands; shortfall of required and of wanted
# targets.
SCORE, OUTSIDE, REQUIRED, WANTED = range(4)
# What one person fewer outside the bands, and a whole point less shortfall of required targets, are
# worth in units of the objective.
BAND, TARGET = range(2)


class State(NamedTuple):
    """What one search changes; k footprints, and as in `Instance`.

    Parameters
    ----------
    assignment
        Array (n,) of footprint numbers.
    movable
        Array (n,): whether a unit may change footprint.
    closed
        Array (k,): whether a footprint gains and loses nothing.
    low, high
        Arrays (k, bands).
    people, units
        Arrays (k, bands) and (k,) of what each footprint holds.
    overlap
        Array (k, c): people of each footprint who belong to each area.
    best_area, best_people, second_people
        Arrays (k, layers): a footprint's best area in each layer, its people, and those of the
        next best.
    top_footprint, top_people
        Arrays (c, TOP): the footprints with most people of each area, the first with most.
    holders, holder_count
        Arrays (c, k) and (c,): the footprints that hold or held people of each area.
    held, held_count
        Arrays (k, c) and (k, layers): the areas that each footprint holds or held people of, those
        of a layer from its first column on.
    listed
        Array (k, c): whether a footprint and an area stand in each other's lists.
    less
        Array (c,) of zeros: people of each area to leave out, for the moment.
    cut, cut_position, cut_count
        The directed pairs (u, v) between footprints of which u may move, as a list; where each
        pair stands in it, or -1; and how many there are, an array (1,).
    layer_sums
        Array (layers, 6).
    sums
        Array (4,).
    worths
        Array (2,): what the search weighs bands and required targets at, at the moment.
    after
        Array (layers, 6): what `layer_sums` would be after the move last weighed.
    marks, mark, queue
        Arrays (n,), (1,), (n,) of the walks through footprints.
    trail
        Array (n,) of the units of a move of several, so that it can be undone.
    random
        Array (1,): the source of randomness.
    """

    assignment: Ints
    movable: Flags
    closed: Flags
    low: FloatTable
    high: FloatTable
    people: FloatTable
    units: Ints
    overlap: FloatTable
    best_area: IntTable
    best_people: FloatTable
    second_people: FloatTable
    top_footprint: IntTable
    top_people: FloatTable
    holders: SmallIntTable
    holder_count: Ints
    held: IntTable
    held_count: IntTable
    listed: FlagTable
    less: Floats
    cut: Ints
    cut_position: Ints
    cut_count: Ints
    layer_sums: FloatTable
    sums: Floats
    worths: Floats
    after: FloatTable
    marks: Ints
    mark: Ints
    queue: Ints
    trail: Ints
    random: Bits


def new_state(
    instance: Instance,
    assignment: NDArray[np.int16],
    count: int,
    seed: int,
    *,
    movable: NDArray[np.bool_] | None = None,
    closed: NDArray[np.bool_] | None = None,
    agreed: NDArray[np.float64] | None = None,
) -> State:
    """The state of an assignment with that many footprints, its randomness from the seed.

    A footprint that is closed has no band to keep. One that partners let be outside a band goes no
    further out than it is: `agreed`, array (k, bands), has its people there, and NaN elsewhere.
    """
    n, bands = instance.unit_people.shape
    m, c, layers = len(instance.neighbours), len(instance.area_total), len(instance.share_worth)
    state = State(
        assignment=assignment.astype(np.int64),
        movable=np.ones(n, np.bool_) if movable is None else movable.copy(),
        closed=np.zeros(count, np.bool_) if closed is None else closed.copy(),
        low=np.repeat(instance.band_low[None], count, 0),
        high=np.repeat(instance.band_high[None], count, 0),
        people=np.zeros((count, bands)),
        units=np.zeros(count, np.int64),
        overlap=np.zeros((count, c)),
        best_area=np.zeros((count, layers), np.int64),
        best_people=np.zeros((count, layers)),
        second_people=np.zeros((count, layers)),
        top_footprint=np.zeros((c, TOP), np.int64),
        top_people=np.zeros((c, TOP)),
        holders=np.zeros((c, count), np.int16),
        holder_count=np.zeros(c, np.int64),
        held=np.zeros((count, c), np.int64),
        held_count=np.zeros((count, layers), np.int64),
        listed=np.zeros((count, c), np.bool_),
        less=np.zeros(c),
        cut=np.zeros(m, np.int64),
        cut_position=np.zeros(m, np.int64),
        cut_count=np.zeros(1, np.int64),
        layer_sums=np.zeros((layers, 6)),
        sums=np.zeros(4),
        worths=np.zeros(2),
        after=np.zeros((layers, 6)),
        marks=np.zeros(n, np.int64),
        mark=np.zeros(1, np.int64),
        queue=np.zeros(n, np.int64),
        trail=np.zeros(n, np.int64),
        random=np.array(
            [np.random.SeedSequence(seed).generate_state(1, np.uint64)[0] | 1], np.uint64
        ),
    )
    # A closed footprint keeps what people it has: nothing the search does can mend it.
    state.low[state.closed], state.high[state.closed] = 0.0, np.inf
    if agreed is not None:
        state.low[:], state.high[:] = np.fmin(state.low, agreed), np.fmax(state.high, agreed)
    return state
