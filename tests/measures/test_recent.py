"""Footprints measured lately are handed out again; those forgotten are measured as ever."""

from dataclasses import replace

import numpy as np

from icp_footprints.measures import recent
from icp_footprints.measures.footprint import measure_footprint
from icp_footprints.measures.ground import ground_of
from icp_footprints.measures.recent import RecentFootprints
from icp_footprints.plan.actions import assign, rename
from icp_footprints.plan.band import Band
from tests.grids import place_of, plan_of

ART = "AABB\nAACC\nDDCC"


def test_a_footprint_is_measured_once_until_it_is_forgotten(monkeypatch):
    monkeypatch.setattr(recent, "MOST_KEPT", 3)
    place = place_of(ART, layers={"ward": "XXYY\nXXYY\nZZWW"})
    ground, plan = ground_of(place, "resident"), plan_of(ART)
    measured = RecentFootprints(ground)
    first = measured.measure(plan, 0)
    for row in (2, 6):
        assert measured.measure(assign(plan, np.array([row]), "F01"), 0) != first
    # What was wanted last is kept longest.
    assert measured.measure(plan, 0) is first
    measured.measure(plan, 1)
    assert measured.measure(plan, 0) is first
    for number in (1, 2, 3):
        measured.measure(plan, number)
    again = measured.measure(plan, 0)
    assert again is not first
    assert again == first


def test_another_name_or_band_is_not_taken_for_the_same():
    place, plan = place_of(ART), plan_of(ART)
    ground = ground_of(place, "resident")
    measured = RecentFootprints(ground)
    others = [rename(plan, "F01", "Another"), replace(plan, band=Band(1, 2, "resident"))]
    for each in (plan, *others, plan):
        rows = np.flatnonzero(each.assignment == 0)
        assert measured.measure(each, 0) == measure_footprint(ground, each, 0, rows)
