"""Footprints of two plans are told apart by the people they share, as trying every way would."""

import subprocess
import sys
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from icp_footprints.plan.matching import best_matching, best_pairs, people_in_common
from tests.examples import examples

# Many units of nobody, so that some footprints have only such in common.
PEOPLE = st.one_of(st.just(0.0), st.integers(1, 3000).map(float))


@st.composite
def two_plans(draw):
    units = draw(st.integers(1, 9))
    shape = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    one, other = (
        np.array(draw(st.lists(st.integers(-1, n - 1), min_size=units, max_size=units)), np.int16)
        for n in shape
    )
    people = np.array(draw(st.lists(PEOPLE, min_size=units, max_size=units)))
    return people, one, other, shape


def shared(people, one, other, a, b):
    rows = zip(people.tolist(), one.tolist(), other.tolist(), strict=True)
    return sum(count for count, mine, yours in rows if (mine, yours) == (a, b))


def most(together):
    """The most people in common, over every way to match the shorter side to the longer."""
    short, long = sorted(together.shape)
    table = together if together.shape[0] == short else together.T
    ways = permutations(range(long), short)
    return max(sum(table[i, j] for i, j in enumerate(way)) for way in ways)


@given(two_plans())
@settings(deadline=None, max_examples=examples(150))
def test_people_are_counted_pair_by_pair_and_matched_as_well_as_can_be(plans):
    people, one, other, shape = plans
    together = people_in_common(*plans)
    assert together.tolist() == [
        [shared(people, one, other, a, b) for b in range(shape[1])] for a in range(shape[0])
    ]
    rows, columns = best_matching(together)
    assert len(set(rows.tolist())) == len(set(columns.tolist())) == min(shape)
    assert together[rows, columns].sum() == most(together)

    pairs = best_pairs(together)
    assert sum(together[pair] for pair in pairs) == most(together)
    assert all(together[pair] > 0 for pair in pairs)
    assert set(pairs) <= set(zip(rows.tolist(), columns.tolist(), strict=True))


def test_no_footprints_have_no_pairs():
    nobody = people_in_common(np.ones(3), np.full(3, -1), np.zeros(3, int), (0, 2))
    assert nobody.shape == (0, 2)
    assert best_pairs(nobody) == []


@pytest.mark.parametrize("numbers", [np.int16, np.intp])
def test_numbers_of_either_kind_will_do(numbers):
    one, other = np.array([0, 0, 1, -1], numbers), np.array([1, 1, 0, 0], numbers)
    together = people_in_common(np.array([1.0, 2.0, 4.0, 8.0]), one, other, (2, 2))
    assert together.tolist() == [[0, 3], [4, 0]]
    assert best_pairs(together) == [(0, 1), (1, 0)]


def test_the_solver_is_loaded_when_it_is_wanted_and_no_sooner():
    code = (
        "import sys, icp_footprints.plan.matching as m, numpy as np\n"
        "assert 'scipy.optimize' not in sys.modules\n"
        "assert m.best_pairs(np.ones((1, 1))) == [(0, 0)]\n"
        "assert 'scipy.optimize' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
