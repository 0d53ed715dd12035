"""The most people who could belong to the best area of their footprint: the ceiling of plan share.

Each footprint bears the label of its best area. The program assigns units to labels, not to
footprints: all footprints of a label together hold between ``low`` and ``high`` times their number.
Contiguity is left out, so what no solution passes no plan passes.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csc_array, hstack

from icp_footprints.measures.ceilings.knapsack import most_in_one
from icp_footprints.measures.ceilings.program import Program, Proof
from icp_footprints.measures.ceilings.question import Floats, Ints, Question

# Areas no footprint would choose: together they fill less than this share of the best one.
FEW = 0.02
# With few units each must stay whole, or the bound is loose; with many that changes little (0.04
# percentage points in Stoke-on-Trent, 163 units) and takes three times as long.
MOST_WHOLE = 1000


def instant_share(question: Question, most: Floats) -> float:
    """People who could belong to the best area of their footprint, by two simple bounds.

    Each unit in a footprint of the area most of it belongs to; or as many footprints as there
    are, each with as many people of one area as fit.

    Parameters
    ----------
    question
        What is asked.
    most
        Array (m,): the most people of each area that one footprint can hold.
    """
    of_units = float(question.belonging.max(axis=1).sum())
    slices: list[Floats] = []
    for people, fits in zip(question.area_people.tolist(), most.tolist(), strict=True):
        if fits > 0:
            full = min(int(people // fits), question.footprints)
            slices.append(np.append(np.full(full, fits), people - full * fits))
    largest = np.sort(np.concatenate(slices))[::-1] if slices else np.zeros(1)
    return min(of_units, float(largest[: question.footprints].sum()))


def prove_share(question: Question, most: Floats, seconds: float) -> Proof:
    """The most people who could belong to the best area of their footprint, by program."""
    whole = question.units * len(most) <= MOST_WHOLE
    labels = question.belonging if whole else _labels(question, most)
    return share_program(question, labels, whole).solve(seconds)


def _labels(question: Question, most: Floats) -> csc_array:
    """The areas, those that no footprint would choose merged into one that is as good as any."""
    order = np.argsort(most, kind="stable")
    limit = FEW * float(most.max(initial=0.0))

    def merged(count: int) -> Floats:
        few = csc_array(question.belonging[:, order[:count]])
        return np.asarray(few.max(axis=1).todense(), dtype=np.float64).ravel()

    # The more areas are merged the better the merged one is: halve to the most that are few.
    low, high = 0, len(order)
    while low < high:
        middle = (low + high + 1) // 2
        worth = merged(middle)
        rows = np.flatnonzero(worth).astype(np.intp)
        if most_in_one(question, rows, worth[rows]) <= limit:
            low = middle
        else:
            high = middle - 1
    if low < 2:
        return question.belonging
    others = csc_array(question.belonging[:, order[low:]])
    return csc_array(hstack([others, csc_array(merged(low)[:, None])], format="csc"))


def share_program(question: Question, labels: csc_array, whole: bool) -> Program:
    """The program that assigns units to labels.

    Parameters
    ----------
    question
        What is asked.
    labels
        CSC array (n, labels): people of each unit who belong to each label.
    whole
        Whether units go to labels whole; else they may be cut, and those that go to a label they
        do not belong to are not told apart.
    """
    n, count = question.units, len(labels.indptr) - 1
    if whole:
        unit, label = (each.ravel().astype(np.intp) for each in np.indices((n, count)))
        gain = labels.toarray().ravel()
    else:
        unit, gain = labels.indices.astype(np.intp), labels.data
        label = np.repeat(np.arange(count), np.diff(labels.indptr))
    program = Program()
    part = program.columns(len(unit), gain, whole=whole)
    number = program.columns(count, top=float(question.footprints), whole=True)
    each_unit = program.rows(n, 1.0, 1.0)
    program.put(each_unit[unit], part, 1.0)
    elsewhere = program.columns(0 if whole else n)
    if not whole:
        program.put(each_unit, elsewhere, 1.0)
    program.put(program.rows(1, question.footprints, question.footprints), number, 1.0)
    for band in range(len(question.lows)):
        _hold_band(program, question, band, (unit, label, part, number, elsewhere))
    return program


def _hold_band(
    program: Program, question: Question, band: int, held: tuple[Ints, Ints, Ints, Ints, Ints]
) -> None:
    """Let the footprints of each label hold people enough, and not too many, on one ledger."""
    unit, label, part, number, elsewhere = held
    people = question.counts[band]
    enough = program.rows(len(number), least=0.0)
    not_too_many = program.rows(len(number), most=0.0)
    program.put(enough, number, -question.lows[band])
    program.put(not_too_many, number, -question.highs[band])
    for rows in (enough, not_too_many):
        program.put(rows[label], part, people[unit])
    if len(elsewhere):
        # People of the units that belong elsewhere, by the label they go to, as shares of all.
        total = float(people.sum())
        strangers = program.columns(len(number))
        all_of_them = program.rows(1, 0.0, 0.0)
        program.put(all_of_them, strangers, total)
        program.put(all_of_them, elsewhere, -people)
        for rows in (enough, not_too_many):
            program.put(rows, strangers, total)
