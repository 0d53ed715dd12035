"""Proofs that so many footprints cannot be made of whole units, whatever their people add up to."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from icp_footprints.partition.feasibility.connected_sets import MOST_UNITS, every_set, sets_of
from icp_footprints.partition.feasibility.ground import ROUNDING, Ground, numbers_by_people
from icp_footprints.partition.problem import Problem

# Programs with more columns than this are not solved in any time that somebody waits.
MOST_COLUMNS = 1_500
# What is not proved by then is seldom proved in ten times as long.
SECONDS_EACH = 1.0
# With more units than the first, and more to a footprint than the second, nobody sees every set.
FEW_UNITS, FEW_UNITS_EACH = 40, 8


@dataclass(frozen=True, eq=False)
class Numbers:
    """The numbers of footprints that a piece of ground can be divided into.

    Parameters
    ----------
    by_people
        Array (most + 1,): whether people alone allow the number.
    possible
        The same without those that were proved impossible with whole units in one part.
    is_exact
        Whether for each possible number there is a plan for certain.
    """

    by_people: NDArray[np.bool_]
    possible: NDArray[np.bool_]
    is_exact: bool


def numbers_of(problem: Problem, ground: Ground, until: float) -> Numbers:
    """Which numbers of footprints a piece of ground can be divided into.

    Parameters
    ----------
    problem, ground
        What is asked.
    until
        When to stop proving, on the monotonic clock; what is not ruled out by then counts as
        possible.
    """
    by_people = numbers_by_people(problem, ground)
    possible, is_exact = by_people.copy(), True
    found = None
    if ground.must_touch and by_people.any() and _has_few_sets(ground, by_people):
        found = every_set(sets_of(problem, ground))
    for number in np.flatnonzero(by_people).tolist():
        if found is not None:
            answer = _by_sets(ground, found, number, until - time.monotonic())
        else:
            answer = _by_units(problem, ground, number, until - time.monotonic())
        possible[number] = answer is not False
        is_exact &= answer is not None
    return Numbers(by_people, possible, is_exact)


def _has_few_sets(ground: Ground, by_people: NDArray[np.bool_]) -> bool:
    """Whether it is worth looking for every set: of many small units there are too many."""
    units, most = len(ground.rows), int(np.flatnonzero(by_people)[-1])
    return units <= FEW_UNITS or units <= min(MOST_UNITS, FEW_UNITS_EACH * most)


def _by_sets(ground: Ground, found: list[int], number: int, seconds: float) -> bool | None:
    """Whether that many of the sets hold every unit once; None where time was too short."""
    from icp_footprints.measures.ceilings.program import Program

    n = len(ground.rows)
    united = 0
    for each in found:
        united |= each
    if united != (1 << n) - 1:
        return False
    if seconds <= 0:
        return None
    program = Program()
    chosen = program.columns(len(found), whole=True)
    once = program.rows(n, 1.0, 1.0)
    units = [_bits(each) for each in found]
    sizes = np.array([len(each) for each in units])
    program.put(once[np.concatenate(units)], np.repeat(chosen, sizes), 1.0)
    program.put(program.rows(1, number, number), chosen, 1.0)
    proof = program.solve(min(seconds, SECONDS_EACH))
    if not proof.possible:
        return False
    return True if proof.closed else None


def _bits(chosen: int) -> NDArray[np.intp]:
    digits = bin(chosen)[:1:-1]
    return np.array([i for i, digit in enumerate(digits) if digit == "1"], dtype=np.intp)


def _by_units(problem: Problem, ground: Ground, number: int, seconds: float) -> bool | None:
    """False where units cannot be put together into so many footprints in band, touching or not."""
    from icp_footprints.measures.ceilings.program import Program

    n = len(ground.rows)
    people = np.array(
        [problem.place.ledger(band.ledger).people[ground.rows] for band in problem.bands]
    )
    highs = np.array([band.high for band in problem.bands]) * (1 + ROUNDING)
    if bool((people.max(axis=1) > highs).any()):
        return False
    if seconds <= 0 or n * number > MOST_COLUMNS or _spread_evenly(problem, people, number):
        return None
    program = Program()
    part = program.columns(n * number, whole=True).reshape(n, number)
    program.put(program.rows(n, 1.0, 1.0)[:, None], part, 1.0)
    for counts, band in zip(people, problem.bands, strict=True):
        least, most = band.low * (1 - ROUNDING), band.high * (1 + ROUNDING)
        program.put(program.rows(number, least, most)[None, :], part, counts[:, None])
    for footprint, claim in enumerate(ground.claims):
        kept = np.searchsorted(ground.rows, claim.rows)
        if len(kept):
            program.put(program.rows(len(kept), 1.0, 1.0), part[kept, footprint], 1.0)
    return None if program.solve(min(seconds, SECONDS_EACH)).possible else False


def _spread_evenly(problem: Problem, people: NDArray[np.float64], number: int) -> bool:
    """Whether units, the largest first, each to the footprint with fewest people, end in band."""
    held = np.zeros((len(people), number))
    for unit in np.argsort(-people[0], kind="stable").tolist():
        held[:, int(np.argmin(held[0]))] += people[:, unit]
    return all(
        band.low <= float(counts.min()) and float(counts.max()) <= band.high
        for counts, band in zip(held, problem.bands, strict=True)
    )
