"""Thresholds, edges and extremes of the coterminosity measures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures import coterminosity as measure
from icp_footprints.measures.area import measure_area
from icp_footprints.measures.ground import Area
from icp_footprints.measures.scorecard import scorecard
from tests.grids import place_of, plan_of


def floats(*rows):
    return np.array(rows, dtype=np.float64)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "coterminous"),
        (0.90, "coterminous"),
        (0.8999, "largely"),
        (0.75, "largely"),
        (0.7499, "partly"),
        (0.50, "partly"),
        (0.4999, "not coterminous"),
        (0.0, "not coterminous"),
    ],
)
def test_a_match_is_worded_by_the_thresholds_of_the_field(value, words):
    assert measure.match_words(value) == words


def area(people, held):
    """The score of an area with so many people, some of them in footprints."""
    order = {name: number for number, name in enumerate(sorted(held))}
    return measure_area(Area(0, "X", "The X", people, None), held, order, is_minor=False)


@pytest.mark.parametrize(("inside", "is_whole"), [(94, False), (95, True), (100, True)])
def test_an_area_is_kept_whole_from_95_per_cent(inside, is_whole):
    assert area(100, {"F01": inside, "F02": 100 - inside}).kept_whole is is_whole


@pytest.mark.parametrize(("piece", "is_split"), [(4, False), (5, True), (50, True)])
def test_an_area_is_split_from_5_per_cent(piece, is_split):
    found = area(100, {"F01": 100 - piece, "F02": piece})
    assert found.is_split is is_split
    assert [people for _, people in found.pieces] == [100 - piece, piece][: 1 + is_split]


@pytest.mark.parametrize(
    ("share", "containment", "passes"),
    [(0.75, 0.75, True), (0.7499, 1, False), (1, 0.7499, False), (1, 1, True)],
)
def test_the_two_way_rule_asks_for_three_quarters_both_ways(share, containment, passes):
    assert measure.passes_two_way(share, containment) is passes


def test_unassigned_people_still_count_among_an_areas_people():
    assert area(100, {"F01": 50}).containment == 0.5
    overlap, total = floats([50, 0]), np.array([100.0, 0.0])
    assert measure.plan_containment(overlap, total) == 0.5


def test_the_largest_piece_comes_first_and_of_equals_the_first_footprint():
    found = area(100, {"F03": 30, "F01": 30, "F02": 40})
    assert [footprint for footprint, _ in found.pieces] == ["F02", "F01", "F03"]
    assert found.best_footprint == "F02"


@pytest.mark.parametrize(
    ("pieces", "splits"),
    [([100], 0), ([50, 50], 1), ([25] * 4, 3), ([90, 10], 1 / 0.82 - 1), ([], None)],
)
def test_effective_splits_count_equal_pieces_beyond_the_first(pieces, splits):
    expected = None if splits is None else pytest.approx(splits)
    assert measure.effective_splits(pieces, 100) == expected


@given(st.floats(0, 1), st.floats(0, 1))
def test_coterminosity_lies_between_its_two_parts(share, containment):
    found = measure.coterminosity(share, containment)
    assert min(share, containment) - 1e-9 <= found <= max(share, containment) + 1e-9


def test_a_perfect_plan_scores_1_throughout():
    overlap, people = floats([10, 0], [0, 30]), np.array([10.0, 30.0])
    assert measure.plan_share(overlap, people) == 1
    assert measure.plan_containment(overlap, people) == 1
    assert measure.match(10, 10, 10) == 1


def test_nobody_anywhere_is_0_and_never_an_error():
    overlap, people, total = np.zeros((2, 3)), np.zeros(2), np.zeros(3)
    assert measure.plan_share(overlap, people) == measure.plan_containment(overlap, total) == 0
    assert measure.match(0, 0, 0) == measure.share_of(0, 0) == measure.coterminosity(0, 0) == 0
    nobody = area(100, {})
    assert (nobody.best_footprint, nobody.containment, nobody.pieces) == ("", 0, ())


def test_a_layer_without_areas_is_0_and_never_an_error():
    overlap, people, total = np.zeros((2, 0)), np.ones(2), np.zeros(0)
    assert measure.plan_share(overlap, people) == measure.plan_containment(overlap, total) == 0
    empty = ReferenceLayer("none", "overlay", (), (), csr_array((2, 0)), np.empty(0))
    score = scorecard(place_of("AB", more_layers=(empty,)), plan_of("AB")).layers[0]
    assert (score.areas, score.coterminosity, score.area_scores) == (0, 0, ())
    assert score.people_outside == 2000
