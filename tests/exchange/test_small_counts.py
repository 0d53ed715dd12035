"""Counts under five are not printed, and the figures beside them do not give them away."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from icp_footprints.exchange.small_counts import coarse, printed_people, publishable
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.scorecard import scorecard
from tests.grids import place_of, plan_of


def registration(counts, people, name="pcn"):
    """A registration layer from people of each unit (row) in each area (column)."""
    shares = np.array(counts, dtype=float) / np.array(people, dtype=float)[:, None]
    n = shares.shape[1]
    ids = tuple(f"P{j}" for j in range(n))
    names = tuple(f"Area {j}" for j in range(n))
    return ReferenceLayer(name, "registration", ids, names, csr_array(shares), np.full(n, np.nan))


def published(counts, art="AB"):
    people = [sum(row) for row in counts]
    place = place_of(art, people, more_layers=(registration(counts, people),))
    plan = plan_of(art)
    score = scorecard(place, plan)
    return score, publishable(place, plan, score)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, "<5"), (4, "<5"), (4.99, "<5"), (5, 5), (4.9999999999, 5)]
)
def test_printed_people(count, shown):
    assert printed_people(count) == shown


@given(st.integers(1, 2_000_000), st.data())
def test_a_coarse_share_cannot_tell_counts_under_five_apart(people, data):
    count = data.draw(st.integers(0, min(4, people)))
    assert coarse(count / people, people) in (coarse(0.0, people), coarse(1.0, people))
    if people >= 10:
        assert coarse(count / people, people) == 0
        assert coarse(1 - count / people, people) == 1


def test_nothing_changes_where_nothing_is_small():
    exact, safe = published([[900, 100], [300, 700]])
    assert safe == exact


def test_pieces_under_five_hide_total_and_what_is_left_of_a_footprint():
    # P1 is split 17 and 3. Footprint B's 1,000 people less its 997 in P0 would give the 3 away.
    exact, safe = published([[983, 17], [997, 3]])
    pieces = {split.area: dict(split.pieces) for split in safe.layers[0].splits}
    assert pieces["P1"] == {"F01": 17, "F02": 3}  # printed as "<5" by printed_people
    assert pieces["P0"] == {"F01": 983, "F02": 1000}
    assert safe.footprints[1].layers["pcn"].share == 1.0
    assert safe.footprints[0].layers["pcn"].share == exact.footprints[0].layers["pcn"].share
    layer = safe.layers[0]
    # The layer's own figures no longer fix the hidden count.
    for hidden in range(1, 5):
        other = published([[983, 17], [1000 - hidden, hidden]])[1]
        assert replace(other.layers[0], splits=()) == replace(layer, splits=())
        assert other.footprints[1] == safe.footprints[1]


def test_a_footprint_all_but_a_few_of_whose_people_are_one_area():
    _, safe = published([[39_997, 3], [10, 20_000]])
    assert safe.footprints[0].layers["pcn"].share == 1.0
    assert safe.footprints[1].layers["pcn"].share == 20_000 / 20_010


def test_whole_units_of_a_lookup_layer_are_no_secret():
    place = place_of("ABB", [3, 100, 40], layers={"ward": "xyy"})
    plan = plan_of("ABB")
    score = scorecard(place, plan)
    assert publishable(place, plan, score) == score


@given(
    st.lists(
        st.lists(st.integers(0, 60), min_size=3, max_size=3).filter(any), min_size=4, max_size=4
    )
)
def test_shares_given_are_within_ten_people_of_the_exact_ones(counts):
    exact, safe = published(counts, "AABB")
    for before, after in zip(exact.footprints, safe.footprints, strict=True):
        people = before.people["resident"]
        if people > 10:
            difference = abs(before.layers["pcn"].share - after.layers["pcn"].share)
            assert difference <= max(0.5, 5 / people)
        assert 0 <= after.layers["pcn"].match <= 1
