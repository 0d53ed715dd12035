"""Compactness of shapes, and the share of shared boundary that a plan cuts."""

import math

import numpy as np
import pytest
import shapely

from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.dissolve import dissolve
from icp_footprints.measures.compactness import cut_share, polsby_popper
from icp_footprints.measures.ground import ground_of
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.plan import Footprint, Plan
from icp_footprints.sources.sample import sample_place
from tests.grids import place_of, plan_of


def test_polsby_popper_is_1_for_a_circle_and_less_for_the_rest():
    circle = shapely.Point(0, 0).buffer(1000, quad_segs=256)
    assert polsby_popper(circle) == pytest.approx(1, abs=1e-4)
    assert polsby_popper(shapely.box(0, 0, 5, 5)) == pytest.approx(math.pi / 4)
    assert polsby_popper(shapely.box(0, 0, 100, 1)) < 0.04
    assert polsby_popper(shapely.Polygon()) == 0


def test_a_hole_makes_a_footprint_less_compact():
    ring = shapely.box(0, 0, 30, 30) - shapely.box(10, 10, 20, 20)
    assert polsby_popper(ring) == pytest.approx(4 * math.pi * 800 / 160**2)


@pytest.mark.parametrize(
    ("art", "share"),
    [("AA\nAA", 0), ("AA\nBB", 0.5), ("AB\nCD", 1), ("A.\nBB", 0.25), ("..\n..", 0), ("A", 0)],
)
def test_only_boundaries_between_two_footprints_are_cut(art, share):
    assert cut_share(place_of(art).adjacency, plan_of(art)) == pytest.approx(share)


def test_a_bridge_costs_nothing_to_cut_and_a_barrier_is_no_boundary():
    place = place_of("AB\nA~")
    bridge = AdjacencyEdit("bridge", "U001", "U002", "Ferry")
    barrier = AdjacencyEdit("barrier", "U000", "U001", "River")
    plan = plan_of("AB\nA~")
    assert cut_share(place.with_adjacency_edits([bridge]).adjacency, plan) == pytest.approx(0.5)
    assert cut_share(place.with_adjacency_edits([barrier]).adjacency, plan) == 0


def test_perimeters_added_up_are_those_of_dissolved_footprints():
    place = sample_place()
    numbers = np.arange(len(place.units), dtype=np.int16) % 5
    plan = Plan("Scattered", numbers, tuple(Footprint(f"F{i}", f"N{i}") for i in range(5)))
    ground = ground_of(place, "resident")
    assert ground.outlines_add_up
    for number, score in enumerate(scorecard(place, plan).footprints):
        shape = dissolve(place.units, np.flatnonzero(numbers == number))
        assert score.polsby_popper == pytest.approx(polsby_popper(shape), rel=1e-9)
        assert score.perimeter_km == pytest.approx(shapely.length(shape) / 1000, rel=1e-9)
        assert score.area_km2 == pytest.approx(shapely.area(shape) / 1e6, rel=1e-9)
