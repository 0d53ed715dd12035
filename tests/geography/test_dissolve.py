"""Footprint shapes are the union of their units, whatever the boundaries are like."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.geography.dissolve import dissolve, dissolve_footprints
from icp_footprints.geography.units import UnitTable
from icp_footprints.measures.compactness import polsby_popper
from tests.examples import examples
from tests.grids import place_of, plan_of, squares


def table(shapes):
    ids = tuple(f"U{i}" for i in range(len(shapes)))
    return UnitTable(ids, ids, np.array(shapes, dtype=object))


@given(st.lists(st.text("ABC.", min_size=4, max_size=4), min_size=3, max_size=3).map("\n".join))
@settings(deadline=None, max_examples=examples(40))
def test_footprints_are_the_union_of_their_units(art):
    place, plan = place_of(art), plan_of(art)
    shapes = dissolve_footprints(place.units, plan.assignment, range(len(plan.footprints)))
    for number, shape in enumerate(shapes):
        assert shape.equals(shapely.union_all(squares(art)[plan.assignment == number]))


@given(st.lists(st.text("ABC", min_size=4, max_size=4), min_size=3, max_size=3).map("\n".join))
@settings(deadline=None, max_examples=examples(40))
def test_polsby_popper_agrees_with_perimeters_minus_shared_boundaries(art):
    place, plan = place_of(art), plan_of(art)
    shapes = dissolve_footprints(place.units, plan.assignment, range(len(plan.footprints)))
    pairs, lengths = place.adjacency.pairs, place.adjacency.lengths_m
    for number, shape in enumerate(shapes):
        inside = plan.assignment == number
        within = inside[pairs[:, 0]] & inside[pairs[:, 1]]
        perimeter = 4000 * inside.sum() - 2 * lengths[within].sum()
        expected = 4 * math.pi * inside.sum() * 1e6 / perimeter**2
        assert polsby_popper(shape) == pytest.approx(expected)


def test_no_units_have_an_empty_shape():
    shape = dissolve(table([shapely.box(0, 0, 1, 1)]), np.array([], dtype=np.intp))
    assert shape.is_empty
    assert polsby_popper(shape) == 0


def test_units_that_meet_vertex_for_vertex_are_a_clean_coverage():
    assert table(squares("AAA\nA~A\nAAA")).is_clean_coverage


@pytest.mark.parametrize(
    ("what", "second"),
    [
        ("overlap", shapely.box(9, 0, 20, 10)),
        ("missing vertex", shapely.Polygon([(10, 0), (20, 0), (20, 20), (10, 20)])),
    ],
)
def test_an_untidy_coverage_is_seen_and_its_union_is_still_right(what, second):
    shapes = [shapely.box(0, 0, 10, 10), second]
    units = table(shapes)
    assert not units.is_clean_coverage, what
    assert dissolve(units, np.array([0, 1])).equals(shapely.union_all(shapes))


def test_a_footprint_in_pieces_is_a_multipolygon():
    place = place_of("A~A")
    shape = dissolve(place.units, np.array([0, 1]))
    assert shape.geom_type == "MultiPolygon"
    assert shape.area == pytest.approx(2e6)
