"""How many people of an area one footprint can hold: a knapsack whose last unit may be cut."""

from __future__ import annotations

import numpy as np

from icp_footprints.measures.ceilings.question import Floats, Ints, Question


def most_within(worth: Floats, weights: Floats, room: float) -> float:
    """The most worth that fits into the room when one of the things may be cut.

    Parameters
    ----------
    worth, weights
        Arrays (things,) of what each is worth and weighs; both 0 or more.
    room
        How much weight there is room for.
    """
    # What weighs nothing comes first.
    density = np.divide(worth, weights, out=np.full_like(worth, np.inf), where=weights > 0)
    best_first = np.argsort(-density, kind="stable")
    worth, weights = worth[best_first], weights[best_first]
    before = np.cumsum(weights) - weights
    left = np.maximum(room - before, 0.0)
    part = np.divide(left, weights, out=np.ones_like(weights), where=weights > 0)
    return float((worth * np.minimum(part, 1.0)).sum())


def most_in_one(question: Question, rows: Ints, worth: Floats) -> float:
    """The most worth that one footprint can hold of the given units, by the tightest band."""
    if not len(rows):
        return 0.0
    return min(
        most_within(worth, count[rows], max(float(room), 0.0))
        for count, room in zip(question.counts, question.room, strict=True)
    )


def most_of_areas(question: Question) -> Floats:
    """Array (m,): the most people of each area that one footprint can hold."""
    count = len(question.area_people)
    most = [most_in_one(question, *question.of_area(area)) for area in range(count)]
    return np.minimum(np.array(most, dtype=np.float64), question.area_people)
