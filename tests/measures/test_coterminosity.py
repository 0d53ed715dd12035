"""Thresholds, edges and extremes of the coterminosity measures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.measures import coterminosity as measure


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


@pytest.mark.parametrize(("inside", "is_whole"), [(94, False), (95, True), (100, True)])
def test_an_area_is_kept_whole_from_95_per_cent(inside, is_whole):
    overlap, total = floats([inside], [100 - inside]), np.array([100.0])
    assert measure.kept_whole(overlap, total).tolist() == [is_whole]
    assert measure.kept_whole_share(overlap, total) == float(is_whole)


@pytest.mark.parametrize(("piece", "is_split"), [(4, False), (5, True), (50, True)])
def test_an_area_is_split_from_5_per_cent(piece, is_split):
    overlap = floats([100 - piece], [piece])
    found = measure.splits(overlap, np.array([100.0]))
    assert bool(found) is is_split


def test_unassigned_people_still_count_among_an_areas_people():
    overlap, total = floats([50, 0]), np.array([100.0, 0.0])
    assert measure.area_containment(overlap, total).tolist() == [0.5, 0]
    assert measure.plan_containment(overlap, total) == 0.5


@given(st.floats(0, 1), st.floats(0, 1))
def test_coterminosity_lies_between_its_two_parts(share, containment):
    found = measure.coterminosity(share, containment)
    assert min(share, containment) - 1e-9 <= found <= max(share, containment) + 1e-9


def test_a_perfect_plan_scores_1_throughout():
    overlap, people = floats([10, 0], [0, 30]), np.array([10.0, 30.0])
    assert measure.plan_share(overlap, people) == 1
    assert measure.plan_containment(overlap, people) == 1
    assert measure.match(overlap, people, people).tolist() == [1, 1]
    assert measure.splits(overlap, people) == []


def test_nobody_anywhere_is_0_and_never_an_error():
    overlap, people, total = np.zeros((2, 3)), np.zeros(2), np.zeros(3)
    assert measure.best_area(overlap).tolist() == [-1, -1]
    assert measure.plan_share(overlap, people) == measure.plan_containment(overlap, total) == 0
    assert measure.match(overlap, people, total).tolist() == [0, 0]
    assert measure.kept_whole_share(overlap, total) == measure.coterminosity(0, 0) == 0
    assert measure.splits(overlap, total) == []


def test_a_layer_without_areas_is_0_and_never_an_error():
    overlap, people, total = np.zeros((2, 0)), np.ones(2), np.zeros(0)
    assert measure.best_area(overlap).tolist() == [-1, -1]
    assert measure.footprint_share(overlap, people).tolist() == [0, 0]
    assert measure.plan_share(overlap, people) == measure.plan_containment(overlap, total) == 0
