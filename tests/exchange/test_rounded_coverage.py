"""Rounding keeps shared edges shared, also where it makes rings touch or cross themselves."""

from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.exchange.exporting.rounded_coverage import DECIMALS, rounded_coverage
from icp_footprints.geography.crs import to_longitude_latitude
from tests.examples import examples

EAST, NORTH = 331_000.0, 390_000.0


def crumbs(seed, cell_m, shapes=5):
    """Shapes of random cells so small that rounding folds some of them over: a coverage."""
    random = np.random.default_rng(seed)
    points = shapely.multipoints(random.random((30, 2)) * cell_m * 6)
    drawn = shapely.voronoi_polygons(points, extend_to=shapely.box(-5, -5, 10, 10))
    cells = np.array(shapely.get_parts(drawn), dtype=object)
    cells = shapely.transform(cells, lambda xy: xy + np.array([EAST, NORTH]))
    # One cell in six is in no shape: a gap.
    number = random.integers(0, shapes + 1, len(cells))
    return np.array(
        [shapely.coverage_union_all(cells[number == each]) for each in range(shapes)], dtype=object
    )


def edges(shapes):
    """How often each edge is drawn, whichever way round."""
    found = Counter()
    for ring in shapely.get_rings(shapes):
        found.update(frozenset(pair) for pair in pairwise(map(tuple, ring.coords)))
    return found


def is_coverage(shapes):
    """By brute force: no two overlap, and no corner of one lies within an edge of another."""
    for a, one in enumerate(shapes):
        for b, other in enumerate(shapes):
            # A millimetre square, where a step of rounding is a centimetre.
            if a < b and one.intersection(other).area > 1e-16:
                return False
            if a != b:
                corners: Any = shapely.points(shapely.get_coordinates(one))
                on = shapely.distance(corners, other.boundary) == 0
                held = set(map(tuple, shapely.get_coordinates(other)))
                if any((point.x, point.y) not in held for point in corners[on]):
                    return False
    return max(edges(shapes).values(), default=0) <= 2


@pytest.mark.parametrize("seed", [6, 27, 53])
def test_shapes_that_rounding_breaks_are_mended_together(seed):
    shapes = crumbs(seed, 0.01)
    assert shapely.coverage_is_valid(shapes)
    broken = to_longitude_latitude(shapes, DECIMALS)
    assert not (shapely.is_valid(broken).all() and shapely.coverage_is_valid(broken))
    # What this module is for: mended each by itself, they would no longer fit together.
    assert not shapely.coverage_is_valid(shapely.make_valid(broken, method="structure"))
    mended = rounded_coverage(shapes)
    assert shapely.is_valid(mended).all()
    assert shapely.coverage_is_valid(mended)
    assert is_coverage(mended)
    assert {each.geom_type for each in mended} <= {"Polygon", "MultiPolygon"}
    # Nothing moves by more than a step or two of rounding.
    exact = to_longitude_latitude(shapes, 12)
    assert shapely.area(shapely.symmetric_difference(mended, exact)).max() < 1e-10


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.01, 0.03, 0.1, 1.0]))
def test_a_coverage_stays_one(seed, cell_m):
    rounded = rounded_coverage(crumbs(seed, cell_m))
    assert shapely.is_valid(rounded).all()
    assert is_coverage(rounded)
    assert np.array_equal(
        shapely.get_coordinates(rounded), shapely.get_coordinates(rounded).round(DECIMALS)
    )


def test_a_spike_thinner_than_the_grid_goes_on_both_sides():
    spike = [(500, 1000.1), (500.002, 1777.7), (500.004, 1000.3)]
    below = shapely.Polygon([(0, 0), (0, 1000), *spike, (1000, 1000), (1000, 0)])
    above = shapely.Polygon([(0, 1000), *spike, (1000, 1000), (1000, 3000), (0, 3000)])
    shapes = shapely.transform(
        np.array([below, above], dtype=object), lambda xy: xy + np.array([EAST, NORTH])
    )
    assert shapely.coverage_is_valid(shapes)
    rounded = rounded_coverage(shapes)
    assert shapely.coverage_is_valid(rounded)
    assert is_coverage(rounded)


def test_what_overlaps_is_made_valid_each_by_itself():
    # A spike that falls together, in two shapes that overlap by half.
    spiky = shapely.Polygon([(0, 0), (0, 9), (4, 9), (4.0005, 99), (4.001, 9), (9, 9), (9, 0)])
    shapes = shapely.transform(
        np.array([spiky, shapely.box(4, 0, 14, 9), shapely.Polygon()], dtype=object),
        lambda xy: xy + np.array([EAST, NORTH]),
    )
    rounded = rounded_coverage(shapes)
    assert shapely.is_valid(rounded).all()
    assert rounded[0].intersection(rounded[1]).area > 0
    assert rounded[2].is_empty
