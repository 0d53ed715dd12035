"""Groups that move at once: an area's units, and what hangs on a unit."""

from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.plan import Footprint, Plan
from tests.grids import place_of


def base_of(numbers, band):
    count = max(numbers) + 1
    footprints = tuple(Footprint(f"F{i + 1:02d}", f"N{i + 1}") for i in range(count))
    return Plan("Base", np.array(numbers, dtype=np.int16), footprints, band)


def test_a_dead_end_moves_with_the_unit_that_leads_to_it():
    # The unit of 30 people ties three others together: by itself it can never leave.
    place = place_of("AAAA\n~A~~\n~A~~", people=[10, 30, 10, 10, 1, 40])
    band = Band(40, 61)
    base = base_of([0, 0, 1, 1, 0, 0], band)
    problem = Problem(place, band, base=base, start="improve")
    made = generate(problem).plan
    people = np.bincount(made.assignment, weights=place.ledger().people)
    assert [band.state(each) for each in people] == ["in", "in"]


def test_stranded_pieces_get_footprints_of_their_own():
    # Both ends are locked, so what lies between them cannot join either.
    band = Band(2000, 4000)
    base = base_of([0, 0, 2, 2, 1, 1], band)
    numbers = base.assignment.copy()
    numbers[2:4] = -1
    plan = Plan("Base", numbers, base.footprints[:2], band)
    problem = Problem(
        place_of("AAAAAA"), band, base=plan, start="fill", locked=frozenset({"F01", "F02"})
    )
    made = generate(problem).plan
    assert made.assignment.tolist() == [0, 0, 2, 2, 1, 1]
    assert made.footprints[:2] == plan.footprints


@pytest.mark.parametrize("agreed", [True, False])
def test_a_footprint_agreed_to_be_outside_its_band_is_left_the_size_it_is(agreed):
    band = Band(3000, 5000)
    place = place_of("AAAAAAAA", layers={"ward": "WWXXXXXX"})
    base = base_of([0, 0, 1, 1, 1, 1, 1, 1], band)
    note = RecordedException("band", "F01", "A valley of its own", "Board", "2026-11-22")
    other = RecordedException("band", "F02", "Too many to part", "Board", "2026-11-22")
    plan = replace(base, exceptions=(note, other) if agreed else ())
    problem = Problem(place, band, base=plan, start="improve")
    made = generate(problem).plan.assignment.tolist()
    assert (made == base.assignment.tolist()) is agreed
