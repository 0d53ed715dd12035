"""People of footprints and areas, by ledger."""

import numpy as np

from icp_footprints.measures.population import area_people, footprint_people, overlap_people
from tests.grids import place_of, plan_of

ART = "AB.\nAB."
PLACE = place_of(ART, people=[1, 2, 4, 8, 0, 32], registered=[9] * 6, layers={"ward": "XXY\nY.Y"})


def test_people_are_counted_on_the_ledger_asked_for():
    plan = plan_of(ART)
    assert footprint_people(PLACE.ledger(), plan).tolist() == [9, 2]
    assert footprint_people(PLACE.ledger("registered"), plan).tolist() == [18, 18]


def test_an_areas_people_include_the_unassigned_and_the_overlap_does_not():
    ledger, ward = PLACE.ledger(), PLACE.layer("ward")
    assert area_people(ledger, ward).tolist() == [3, 44]
    assert overlap_people(ledger, ward, plan_of(ART)).tolist() == [[1, 8], [2, 0]]


def test_a_plan_without_footprints_holds_nobody():
    plan = plan_of("...\n...")
    assert footprint_people(PLACE.ledger(), plan).shape == (0,)
    assert overlap_people(PLACE.ledger(), PLACE.layer("ward"), plan).shape == (0, 2)
    assert np.issubdtype(footprint_people(PLACE.ledger(), plan).dtype, np.floating)
