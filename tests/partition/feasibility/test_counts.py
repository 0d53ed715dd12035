"""Which numbers of footprints are tried, and how pieces of a place share them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icp_footprints.errors import ProblemError
from icp_footprints.partition.feasibility.counts import (
    MOST_COUNTS_TRIED,
    all_in_band,
    counts_to_try,
    misfits,
    possible_counts,
    share_out,
)
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import scope_of
from icp_footprints.plan.band import Band
from tests.grids import place_of


def counts(art, band, people: int | list[int] = 1000, footprints=None):
    problem = Problem(place_of(art, people=people), band, footprints=footprints)
    return counts_to_try(problem, scope_of(problem))


def test_pieces_come_with_most_people_first():
    problem = Problem(place_of("A~AA~A", people=[9, 1, 2, 30]), Band(1, 99))
    assert [(piece.rows.tolist(), piece.people) for piece in scope_of(problem).pieces] == [
        ([3], (30,)),
        ([0], (9,)),
        ([1, 2], (3,)),
    ]


def test_every_number_that_fits_the_band_is_tried():
    assert counts("AAAAAA", Band(1000, 3000)) == [2, 3, 4, 5, 6]
    assert counts("AAAAAA", Band(2000, 3000), footprints=3) == [3]


def test_of_many_numbers_a_spread_is_tried_with_both_ends():
    tried = counts("A" * 60, Band(1000, 60_000))
    assert len(tried) == MOST_COUNTS_TRIED
    assert (tried[0], tried[-1]) == (1, 60)


def test_numbers_that_a_piece_cannot_share_are_left_out():
    # 8,000 people in two equal pieces: 3 footprints cannot be even on both sides.
    assert counts("AAAA~AAAA", Band(2000, 3000)) == [4]
    assert counts("AAAA~AAAA", Band(2000, 4000)) == [2, 3, 4]


def test_a_hopeless_piece_does_not_stop_the_rest():
    # With three the piece of four units has two in band, and only the one alone is outside.
    assert counts("AAAA~A", Band(2000, 2500)) == [2, 3]


@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4),
    extra=st.integers(0, 8),
)
def test_sharing_out_gives_every_piece_one_and_never_more_than_its_units(sizes, extra):
    problem = Problem(place_of("~".join("A" * size for size in sizes)), Band(1000, 2000))
    found = scope_of(problem).pieces
    total = min(len(found) + extra, sum(sizes))
    shared = share_out(found, total, problem.band)
    assert sum(count for _, count in shared) == total
    assert all(1 <= count <= len(piece.rows) for piece, count in shared)


def test_a_crowded_piece_gets_no_more_footprints_than_it_has_units():
    problem = Problem(place_of("A~AAA", people=[90_000, 10, 10, 10]), Band(1, 10_000))
    shared = share_out(scope_of(problem).pieces, 4, problem.band)
    assert [(len(piece.rows), count) for piece, count in shared] == [(1, 1), (3, 3)]


@given(st.lists(st.integers(1, 6), min_size=1, max_size=3), st.integers(1, 3), st.integers(0, 3))
def test_sharing_out_finds_a_split_in_band_where_there_is_one(sizes, low, more):
    band = Band(low * 1000, (low + more) * 1000)
    problem = Problem(place_of("~".join("A" * size for size in sizes)), band)
    found = scope_of(problem).pieces
    possible = [
        [k for k in range(1, len(piece.rows) + 1) if band.low <= piece.people[0] / k <= band.high]
        for piece in found
    ]
    if all(possible):
        for total in range(sum(map(min, possible)), sum(map(max, possible)) + 1):
            reachable = {0}
            for ks in possible:
                reachable = {done + k for done in reachable for k in ks}
            assert all_in_band(scope_of(problem), total, problem) == (total in reachable)


@pytest.mark.parametrize("art", ["AAAA", "AA~AA"])
def test_pieces_that_fit_the_band_have_no_note(art):
    problem = Problem(place_of(art), Band(2000, 2000))
    assert misfits(problem, scope_of(problem)) == []


def test_a_piece_that_cannot_fit_is_named_with_its_people():
    problem = Problem(place_of("AAAA~AAA"), Band(2000, 2500))
    (note,) = misfits(problem, scope_of(problem))
    assert note == (
        "The 3 units round Testham 004 (3,000 people) touch no other units and cannot be in band: "
        "too many for 1 footprint of 2,000 to 2,500 (resident) and too few for 2. What would mend "
        "it: a bridge to a neighbour across the gap, the nearest being between Testham 004 (U004) "
        "and Testham 003 (U003), 1.0 km apart; a band such as 2,000 to 3,000 people (resident; "
        "1 footprint) or 1,500 to 2,500 people (resident; 2 footprints); or an exception from the "
        "band, agreed and recorded."
    )


def test_bands_on_two_ledgers_leave_the_numbers_that_suit_both():
    place = place_of("AAAAAA", people=1000, registered=[2000] * 6)
    bands = (Band(1000, 3000), Band(4000, 5000, "registered"))
    problem = Problem(place, bands[0], further_bands=bands[1:])
    assert possible_counts(problem, scope_of(problem)) == [3]


@pytest.mark.parametrize(
    ("art", "band", "footprints", "words"),
    [
        ("AAAA", Band(2000, 2500), 4, "1,000 people each on average"),
        ("AA~AA", Band(2000, 4000), 1, "in 2 pieces that do not touch, so 1 footprint"),
    ],
)
def test_numbers_that_cannot_be_are_refused_in_words(art, band, footprints, words):
    with pytest.raises(ProblemError) as caught:
        counts(art, band, footprints=footprints)
    assert words in str(caught.value)
