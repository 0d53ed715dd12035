"""Whether every area fits whole into some footprint: then no bound below that can be proven."""

from __future__ import annotations

import heapq
from typing import cast

import numpy as np
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

from icp_footprints.measures.ceilings.question import Ints, Question


def all_fit_whole(question: Question) -> bool:
    """Whether areas that share no unit with others were packed whole into footprints in band.

    Each time the group with most people goes to the footprint with fewest. That may miss a packing,
    so False says nothing.
    """
    group = _groups(question)
    counts = np.array([np.bincount(group, weights=count) for count in question.counts])
    filled = [(0.0, footprint) for footprint in range(question.footprints)]
    home = np.empty(counts.shape[1], dtype=np.intp)
    for each in np.argsort(-counts[0], kind="stable").tolist():
        people, footprint = heapq.heappop(filled)
        home[each] = footprint
        heapq.heappush(filled, (people + float(counts[0, each]), footprint))
    held = np.array(
        [np.bincount(home, weights=count, minlength=question.footprints) for count in counts]
    )
    lows, highs = question.lows[:, None], question.highs[:, None]
    return bool(((held >= lows) & (held <= highs)).all())


def _groups(question: Question) -> Ints:
    """Array (n,): a number for each unit; units that any area joins, directly or not, share it."""
    graph = block_array([[None, question.belonging], [question.belonging.T, None]], format="csr")
    _, label = cast("tuple[int, Ints]", connected_components(csr_array(graph), directed=False))
    _, group = np.unique(label[: question.units], return_inverse=True)
    return group.astype(np.intp)
