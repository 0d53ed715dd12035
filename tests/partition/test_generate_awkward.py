"""Awkward places: pieces, empty units, too little of everything."""

import itertools

import networkx as nx
import numpy as np
import pytest

from icp_footprints.errors import ProblemError
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.partition.generate import generate
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.contiguity import footprint_parts
from tests.grids import place_of
from tests.partition.exhaustive import people_outside

GRID = "AAAA\nAAAA\nAAAA"
WARDS = "XXYY\nXXYY\nZZZZ"


def outside_of(place, plan):
    return people_outside(place, plan.band, plan.assignment.tolist())


def one_part_each(place, plan):
    return [len(parts) for parts in footprint_parts(place.adjacency, plan)] == [1] * len(
        plan.footprints
    )


# --- awkward places -------------------------------------------------------------------------


def test_a_place_of_one_unit_has_one_footprint():
    result = generate(Problem(place_of("A", people=40_000, layers={"ward": "X"})))
    assert result.plan.assignment.tolist() == [0]
    assert result.score == pytest.approx(2)


def test_each_piece_of_a_place_gets_footprints_of_its_own():
    place = place_of("AAAA~AA\nAAAA~AA")
    result = generate(Problem(place, Band(4000, 4000)))
    assert one_part_each(place, result.plan)
    assert outside_of(place, result.plan) == 0
    assert result.notes == ()


def test_a_piece_too_small_for_the_band_is_a_footprint_with_a_note():
    place = place_of("AAAA~A\nAAAA~~")
    result = generate(Problem(place, Band(3000, 4000)))
    assert sorted(np.bincount(result.plan.assignment)) == [1, 4, 4]
    note, outside = result.notes
    assert note.startswith("The unit Testham 004 (1,000 people)")
    assert outside.startswith("1 footprint stays outside the band of 3,000 to 4,000 by 2,000")


def test_a_bridge_makes_the_note_go_away():
    ferry = AdjacencyEdit("bridge", "U003", "U004", "Ferry")
    place = place_of("AAAA~A\nAAAA~~").with_adjacency_edits([ferry])
    result = generate(Problem(place, Band(4000, 5000)))
    assert result.notes == ()
    assert sorted(np.bincount(result.plan.assignment)) == [4, 5]
    assert nx.is_connected(place.graph())


def test_units_without_people_belong_to_a_footprint_too():
    place = place_of(GRID, people=[0, 0, 0, 0, *[1000] * 8])
    plan = generate(Problem(place, Band(4000, 4000))).plan
    assert outside_of(place, plan) == 0
    assert one_part_each(place, plan)


@pytest.mark.parametrize(
    ("art", "people", "band", "held", "words"),
    [
        # 2 or 3 footprints would do for the people; the one unit is one footprint.
        ("A", 100_000, Band(), [1], "1 unit can make no more footprints than that"),
        ("AA", 100_000, Band(), [1, 1], "100,000 people in all"),
        ("AAAA", 1000, Band(5000, 6000), [4], "1,000 people too few for one footprint"),
        ("AAAA", 1400, Band(3000, 5000), [2, 2], "by 400 people in all"),
        ("AAAA", 1000, Band(2500, 3000), [4], "too many for 1 footprint of 2,500 to 3,000"),
    ],
)
def test_where_no_number_fits_fewest_people_stay_out_and_they_are_named(
    art, people, band, held, words
):
    place = place_of(art, people=people)
    result = generate(Problem(place, band))
    assert sorted(np.bincount(result.plan.assignment)) == held
    assert words in " ".join(result.notes)
    least = min(
        sum(band.excess(people * len(part)) for part in parts) for parts in divisions(len(art))
    )
    assert outside_of(place, result.plan) == least
    assert f"by {least:,.0f} people in all" in " ".join(result.notes)


def divisions(units: int) -> list[list[range]]:
    """Every way to divide a row of units into runs."""
    cuts = itertools.product((False, True), repeat=units - 1)
    ends = ([0, *(i + 1 for i, is_cut in enumerate(each) if is_cut), units] for each in cuts)
    return [[range(a, b) for a, b in itertools.pairwise(each)] for each in ends]


@pytest.mark.parametrize(
    ("people", "band", "footprints", "words"),
    [
        (1000, Band(2000, 2500), 3, "3 footprints would hold 1,333 people each on average"),
        (1000, Band(1000, 2500), 1, "Ask for 2 to 4"),
        (1000, Band(1500, 2500), 4, "Ask for 2, or choose another band"),
    ],
)
def test_what_cannot_be_is_said_in_words_with_its_numbers(people, band, footprints, words):
    with pytest.raises(ProblemError) as caught:
        generate(Problem(place_of("AAAA", people=people), band, footprints=footprints))
    assert words in str(caught.value)


def test_fewer_footprints_than_pieces_are_refused_with_both_numbers():
    with pytest.raises(ProblemError, match=r"in 2 pieces.*so 1 footprint.*Ask for 2 or more"):
        generate(Problem(place_of("A~A"), Band(1000, 2000), footprints=1))
