"""The frame of programs about areas: which areas have their home in the same footprint.

The home of an area is the footprint that holds most of it. A footprint that is the home of some of
the areas is *led* by the first of them; the other footprints are idle. Units are assigned to
leaders or to the idle footprints, which are told apart by nothing else. Every plan is a solution,
so what no solution passes no plan passes. Units may be cut: that changes little where they are
many, and is much quicker.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from icp_footprints.measures.ceilings.program import Program, Proof
from icp_footprints.measures.ceilings.question import Floats, Ints, Question

# The smallest areas, so many of all people together, are each given the best that they could have.
# The first program is coarse and soon solved; the last may not be solved in time. To leave out 2 %
# raises ceilings of Stoke-on-Trent and Wirral by 0.3 percentage points, in a third of the time.
TAILS = (0.2, 0.02)
# More than this is not solved in any time that somebody waits, and HiGHS overruns its time.
MOST_ASSIGNMENTS, MOST_LEADERS = 20_000, 40
# With so few, units stay whole.
MOST_WHOLE = 400


def prove_by_steps(
    question: Question, candidates: Ints, seconds: float, prove: Callable[[Ints, float], Proof]
) -> Proof | None:
    """The best bound of several programs, each with more of the areas than the one before.

    Parameters
    ----------
    question
        What is asked.
    candidates
        The areas there are to look at.
    seconds
        How long it may take in all: each program but the last has half of what is left.
    prove
        Proves a bound with the given areas, in the given time.

    Returns
    -------
    Proof or None
        Closed where the last program is; None where the place is too large for any.
    """
    steps: list[Ints] = []
    for tail in TAILS:
        areas = _areas_that_matter(question, candidates, tail)
        if len(areas) > (len(steps[-1]) if steps else 0):
            steps.append(areas)
    until, best = time.monotonic() + seconds, None
    for step, areas in enumerate(steps, start=1):
        left = until - time.monotonic()
        if left <= 0:
            # The last program was not even begun.
            return None if best is None else best._replace(closed=False)
        proof = prove(areas, left if step == len(steps) else left / 2)
        if best is not None and best.bound < proof.bound:
            proof = proof._replace(bound=best.bound)
        best = proof
        if not best.possible:
            break
    return best


def _areas_that_matter(question: Question, candidates: Ints, tail: float) -> Ints:
    """The areas to look at together, the one with most people first.

    The rest are few people, or too many areas for a program to heed.
    """
    people = question.area_people
    by_size = candidates[np.argsort(-people[candidates], kind="stable")]
    left = people[by_size].sum() - np.cumsum(people[by_size])
    enough = 1 + int(np.searchsorted(-left, -tail * people.sum()))
    most = min(enough, MOST_LEADERS, MOST_ASSIGNMENTS // question.units - 1)
    return by_size[: max(most, 0)]


@dataclass(frozen=True, eq=False)
class Homes:
    """The program so far.

    Parameters
    ----------
    program
        The program.
    areas
        Array (m,): the areas, in the order in which they lead.
    parts
        Array (n, m + 1): columns of each unit's part with each leader, and idle.
    leads
        Array (m,): columns of whether an area leads.
    homes
        Array (pairs,): columns of whether an area has its home with a leader.
    area, leader
        Arrays (pairs,): the positions of both in `areas`; no area is led by a later one.
    """

    program: Program
    areas: Ints
    parts: Ints
    leads: Ints
    homes: Ints
    area: Ints
    leader: Ints


def homes_program(question: Question, areas: Ints, gain: Floats, at_home: float) -> Homes:
    """The frame for the given areas.

    Parameters
    ----------
    question
        What is asked.
    areas
        The areas, in the order in which they lead.
    gain
        Array (m,): what it is worth that an area has a home at all.
    at_home
        1 where each area must have a home, 0 where it may have none.
    """
    n, m = question.units, len(areas)
    whole = n * (m + 1) <= MOST_WHOLE
    area, leader = (each.astype(np.intp) for each in np.tril_indices(m))
    program = Program()
    leads = program.columns(m, whole=True)
    parts = program.columns(n * (m + 1), whole=whole).reshape(n, m + 1)
    homes = program.columns(len(area), gain[area], whole=True)
    program.put(program.rows(n, 1.0, 1.0)[:, None], parts, 1.0)
    program.put(program.rows(m, at_home, 1.0)[area], homes, 1.0)
    with_leader = program.rows(len(area), most=0.0)
    program.put(with_leader, homes, 1.0)
    program.put(with_leader, leads[leader], -1.0)
    leads_itself = program.rows(m, 0.0, 0.0)
    program.put(leads_itself, homes[area == leader], 1.0)
    program.put(leads_itself, leads, -1.0)
    program.put(program.rows(1, most=question.footprints), leads, 1.0)
    frame = Homes(program, areas, parts, leads, homes, area, leader)
    _hold_bands(question, frame)
    return frame


def _hold_bands(question: Question, frame: Homes) -> None:
    """Let each footprint that is led, and the idle ones together, be in every band."""
    program, leads, k = frame.program, frame.leads, question.footprints
    led, idle = frame.parts[:, :-1].T, frame.parts[:, -1]
    for people, low, high in zip(question.counts, question.lows, question.highs, strict=True):
        enough, not_too_many = program.rows(len(leads), least=0.0), program.rows(len(leads), most=0)
        enough_idle = program.rows(1, least=low * k)
        not_too_many_idle = program.rows(1, most=high * k)
        for rows, of_idle, limit in (
            (enough, enough_idle, low),
            (not_too_many, not_too_many_idle, high),
        ):
            program.put(rows[:, None], led, people[None, :])
            program.put(rows, leads, -limit)
            program.put(of_idle, idle, people)
            program.put(of_idle, leads, limit)
