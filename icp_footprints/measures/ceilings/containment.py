"""The most people who could be in the one footprint that holds most of their area."""

from __future__ import annotations

import numpy as np

from icp_footprints.measures.ceilings.homes import homes_program, prove_by_steps
from icp_footprints.measures.ceilings.program import Program, Proof
from icp_footprints.measures.ceilings.question import Floats, Ints, Question


def prove_containment(question: Question, most: Floats, seconds: float) -> Proof | None:
    """The most people, over all areas, who could be in the footprint that holds most of each.

    Parameters
    ----------
    question
        What is asked.
    most
        Array (m,): the most people of each area that one footprint can hold.
    seconds
        How long it may take.

    Returns
    -------
    Proof or None
        None where the place is too large for a program.
    """

    def prove(areas: Ints, seconds: float) -> Proof:
        proof = _program(question, areas, most[areas]).solve(seconds)
        # Each area that was left out may be held as well as it can be by itself.
        return proof._replace(bound=proof.bound + float(most.sum() - most[areas].sum()))

    return prove_by_steps(question, np.arange(len(most)), seconds, prove)


def _program(question: Question, areas: Ints, most: Floats) -> Program:
    """The program for some of the areas, the most of each that one footprint can hold given."""
    frame = homes_program(question, areas, np.zeros(len(areas)), at_home=1.0)
    program, best = frame.program, most[frame.area]
    # People held at home, as a share of the most that could be.
    held = program.columns(len(frame.homes), gain=best)
    only_at_home = program.rows(len(held), most=0.0)
    program.put(only_at_home, held, 1.0)
    program.put(only_at_home, frame.homes, -1.0)
    only_what_is_there = program.rows(len(held), most=0.0)
    program.put(only_what_is_there, held, best)
    for area in range(len(areas)):
        rows, people = question.of_area(int(areas[area]))
        pairs = np.flatnonzero(frame.area == area)
        parts = frame.parts[rows][:, frame.leader[pairs]]
        program.put(only_what_is_there[pairs][None, :], parts, -people[:, None])
    return program
