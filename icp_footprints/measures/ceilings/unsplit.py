"""The areas that could stay in one footprint: people in areas kept whole, and areas not split.

An area is kept whole when one footprint holds at least 95 % of it. It is not split when at most one
footprint holds 5 % of it or more: then that footprint, its home, holds all but what is left in
pieces of under 5 % in the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from icp_footprints.measures.ceilings.homes import Homes, homes_program, prove_by_steps
from icp_footprints.measures.ceilings.program import Proof
from icp_footprints.measures.ceilings.question import ROUNDING, Floats, Ints, Question
from icp_footprints.measures.coterminosity import DUST, KEPT_WHOLE_SHARE, PIECE_SHARE

# A bound must not hang on the last digit of a fraction either.
MARGIN = DUST + ROUNDING


def kept_whole_share() -> float:
    """The share of an area that one footprint holds when it is kept whole."""
    return KEPT_WHOLE_SHARE - MARGIN


def least_at_home(footprints: int) -> float:
    """The least share of an area that its home holds when no other footprint has a piece of it."""
    return max(1 - (footprints - 1) * (PIECE_SHARE + MARGIN) - MARGIN, 0.0)


def could_be(question: Question, most: Floats, share: float) -> NDArray[np.bool_]:
    """Array (m,): whether one footprint can hold that share of an area."""
    return most >= share * question.area_people


def prove_kept_whole(question: Question, most: Floats, seconds: float) -> Proof | None:
    """The most people who could live in areas kept whole; None where no program was tried."""
    share, people = kept_whole_share(), question.area_people
    possible = np.flatnonzero(could_be(question, most, share))

    def prove(areas: Ints, seconds: float) -> Proof:
        frame = homes_program(question, areas, people[areas], at_home=0.0)
        _hold_at_home(question, frame, share)
        proof = frame.program.solve(seconds)
        # Each area that was left out may be kept whole.
        others = float(people[possible].sum() - people[areas].sum())
        return proof._replace(bound=proof.bound + others)

    if not len(possible):
        return Proof(0.0, closed=True)
    return prove_by_steps(question, possible, seconds, prove)


def prove_unsplit(question: Question, most: Floats, seconds: float) -> Proof | None:
    """The most areas that could stay unsplit; None where no program was tried."""
    share = least_at_home(question.footprints)
    possible = np.flatnonzero(could_be(question, most, share))

    def prove(areas: Ints, seconds: float) -> Proof:
        frame = homes_program(question, areas, np.ones(len(areas)), at_home=0.0)
        _hold_at_home(question, frame, share)
        _no_piece_elsewhere(question, frame)
        proof = frame.program.solve(seconds)
        return proof._replace(bound=proof.bound + len(possible) - len(areas))

    if not len(possible):
        return Proof(0.0, closed=True)
    if not share:
        # With over 20 footprints an area may lie in pieces of under 5 % everywhere.
        return None
    return prove_by_steps(question, possible, seconds, prove)


def _hold_at_home(question: Question, frame: Homes, share: float) -> None:
    """Let a home hold at least that share of its area."""
    program = frame.program
    held = program.rows(len(frame.homes), least=0.0)
    program.put(held, frame.homes, -share * question.area_people[frame.areas][frame.area])
    for area in range(len(frame.areas)):
        rows, people = question.of_area(int(frame.areas[area]))
        pairs = np.flatnonzero(frame.area == area)
        parts = frame.parts[rows][:, frame.leader[pairs]]
        program.put(held[pairs][None, :], parts, people[:, None])


def _no_piece_elsewhere(question: Question, frame: Homes) -> None:
    """Let no footprint but its home hold a piece of an area that has a home."""
    program, m, k = frame.program, len(frame.areas), question.footprints
    for area in range(m):
        rows, people = question.of_area(int(frame.areas[area]))
        total = float(question.area_people[frame.areas[area]])
        few = (PIECE_SHARE + MARGIN) * total
        # people held - total x home here + total x home anywhere <= few + total
        led = program.rows(m, most=few + total)
        idle = program.rows(1, most=few * k + total)
        program.put(led[None, :], frame.parts[rows, :-1], people[:, None])
        program.put(idle, frame.parts[rows, -1], people)
        program.put(idle, frame.leads, few)
        pairs = np.flatnonzero(frame.area == area)
        program.put(led[:, None], frame.homes[pairs][None, :], total)
        program.put(idle, frame.homes[pairs], total)
        program.put(led[frame.leader[pairs]], frame.homes[pairs], -total)
