"""Feasibility in words: what rules a number, a unit or a piece out, and how it is asked."""

from dataclasses import replace

import pytest

from icp_footprints.errors import ProblemError
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.feasibility.finding import listed, numbers_words
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.progress import Cancelled, Progress
from tests.grids import place_of, plan_of
from tests.partition.feasibility.every_plan import with_authorities
from tests.partition.feasibility.findings import BAND, ROW, only, said

# --- numbers of footprints ----------------------------------------------------------------------


def test_the_numbers_are_said_first():
    found = feasibility(Problem(place_of("AAAAAAAA", 1000), BAND))
    assert (found.counts, found.is_exact, found.is_possible) == ((2, 3, 4), True, True)
    assert found.words == (
        "Testham has 8,000 people (resident) in 8 units. 2 to 4 footprints can be in the band of "
        "2,000 to 4,000 people (resident)."
    )
    assert found.findings == ()


def test_a_number_that_whole_units_rule_out_is_named():
    # Two units are 3,000 people and three 4,500: only pairs are in band.
    found = feasibility(Problem(place_of("AAAA", 1500), BAND, footprints=3))
    assert (found.counts, found.counts_by_people) == ((2,), (2, 3))
    assert not found.is_possible
    severity, words = said(found, "numbers")[0]
    assert severity == "impossible"
    assert words.startswith("3 footprints cannot all be in the band of 2,000 to 4,000 (resident).")
    assert ("advice", (
        "Testham cannot be divided into 3 footprints in band, though people alone would allow "
        "it: its units cannot be put together so. 2 footprints are possible."
    )) in said(found, "numbers")  # fmt: skip


def test_large_units_that_cannot_be_combined_touching_or_not_are_found_out():
    # In three parts already, so footprints need not touch: 6 + 6 is over 11, and 4 + 4 under 9.
    place = place_of("AAAAA", [6, 6, 6, 4, 4])
    base = plan_of("XYXYX")
    found = feasibility(Problem(place, Band(9, 11), base=base, start="improve"))
    assert (found.counts_by_people, found.counts) == ((), ())
    place = place_of("AAAAA", [6, 6, 6, 4, 8])
    found = feasibility(Problem(place, Band(15, 15), base=base, start="improve"))
    assert (found.counts_by_people, found.counts) == ((2,), ())
    assert not found.is_possible


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (1, ("1 footprint cannot all be in the band of 2,000 to 4,000 (resident): 1 would hold "
            "8,000 people each on average. Ask for 2 to 4, or choose another band.")),
        (8, ("8 footprints cannot all be in the band of 2,000 to 4,000 (resident): 8 would hold "
            "1,000 people each on average. Ask for 2 to 4, or choose another band.")),
    ],
)  # fmt: skip
def test_a_number_outside_is_answered_with_those_inside(asked, words):
    found = feasibility(Problem(place_of("AAAAAAAA", 1000), BAND, footprints=asked))
    assert only(found, "numbers") == ("impossible", words)
    assert found.counts_asked == ()


def test_a_range_that_is_partly_possible_stays_possible():
    found = feasibility(Problem(place_of("AAAAAAAA", 1000), BAND, footprints=(3, 6)))
    assert found.is_possible
    assert found.counts_asked == (3, 4)
    assert only(found, "numbers") == (
        "advice",
        "Of the 3 to 6 footprints asked for, 3 to 4 could be in band; 5 to 6 cannot.",
    )


def test_bands_on_two_ledgers_must_allow_a_number_in_common():
    place = place_of("AAAA", 1500, registered=[3000] * 4)
    further = (Band(2000, 3500, "registered"),)
    found = feasibility(Problem(place, BAND, further_bands=further))
    assert not found.is_possible
    severity, words = only(found, "piece")
    assert severity == "impossible"
    assert "the bands on both ledgers allow no number of footprints in common" in words


# --- units and pieces ---------------------------------------------------------------------------


def test_a_single_unit_is_a_footprint_or_none():
    assert feasibility(Problem(place_of("A", 2500), BAND)).counts == (1,)
    found = feasibility(Problem(place_of("A", 1500), BAND))
    assert only(found, "piece") == (
        "impossible",
        (
            "Testham (1,500 people) cannot be in band: 500 people too few for one footprint of "
            "2,000 to 4,000 (resident). What would mend it: a band such as 1,500 to 4,000 people "
            "(resident; 1 footprint); or an exception from the band, agreed and recorded."
        ),
    )


def test_a_unit_over_the_band_is_named():
    found = feasibility(Problem(place_of("AAA", [2000, 9000, 2000]), BAND))
    severity, words = said(found, "unit")[0]
    assert severity == "impossible"
    assert "1 unit alone is over the band of 2,000 to 4,000 (resident): Testham 001" in words


def test_a_unit_that_fits_with_none_of_its_neighbours_is_named():
    found = feasibility(Problem(place_of("AAAA", [1000, 3500, 3500, 1000]), BAND))
    severity, words = only(found, "unit")
    assert severity == "impossible"
    assert "2 units can be in no footprint in band" in words
    assert "Testham 000, Testham 003" in words
    assert said(found, "numbers") == []


@pytest.mark.parametrize(
    ("art", "apart"), [("AAAA~AA", "1.0 km"), ("AAAA~~~AA", "3.0 km"), ("AAAA~\n~~~~A", "corner")]
)
def test_a_piece_too_small_is_told_of_the_nearest_unit_across_the_gap(art, apart):
    people = [1000] * 4 + [500] * (len(art.replace("~", "").replace("\n", "")) - 4)
    found = feasibility(Problem(place_of(art, people), BAND))
    severity, words = only(found, "piece")
    assert severity == "impossible"
    assert "a bridge" in words
    assert "between Testham 004 (U004) and Testham 003 (U003)" in words
    assert apart in words
    assert "not enough by itself" not in words


def test_a_bridge_that_would_not_do_is_said_to_be_not_enough():
    found = feasibility(Problem(place_of("A~A", [300, 200]), BAND))
    assert all("(not enough by itself)" in words for _, words in said(found, "piece"))
    assert len(said(found, "piece")) == 2


def test_a_barrier_that_parts_a_piece_is_named_with_its_reason():
    place = ROW.with_adjacency_edits([AdjacencyEdit("barrier", "U000", "U001", "River")])
    found = feasibility(Problem(place, BAND))
    severity, words = only(found, "piece")
    assert severity == "impossible"
    assert "taking away the barrier between U000 and U001 ('River')" in words


def test_what_lines_between_local_authorities_rule_out_is_said():
    place = with_authorities(ROW, 1)
    found = feasibility(Problem(place, BAND))
    severity, words = only(found, "piece")
    assert severity == "impossible"
    assert (
        "E06000001 (1,500 people) cannot be in band within its own local authority lines" in words
    )
    assert "letting footprints cross the line to E06000002 (--cross-authorities)" in words
    assert feasibility(Problem(place, BAND, cross_authorities=True)).is_possible


def test_lines_that_no_layer_tells_of_are_mentioned():
    names = ("Wirral 001A", "Wirral 001B", "Sefton 004C", "Sefton 004D", "Sefton 009A", "Halton 1")
    two = replace(ROW, units=replace(ROW.units, names=(*names[:5], "Halton 001A")))
    severity, words = only(feasibility(Problem(two, BAND)), "authority")
    assert severity == "advice"
    assert "3 local authorities (Halton, Sefton, Wirral)" in words
    assert "--lookup" in words
    assert said(feasibility(Problem(two, BAND, cross_authorities=True)), "authority") == []
    untold = replace(ROW, units=replace(ROW.units, names=names))
    assert said(feasibility(Problem(untold, BAND)), "authority") == []


# --- how it is asked ----------------------------------------------------------------------------


def test_no_time_still_tells_what_follows_at_once():
    found = feasibility(Problem(place_of("AAAA", 1500), BAND), seconds=0)
    assert found.counts == (2, 3)
    assert not found.is_exact


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_a_time_that_makes_no_sense_is_refused(seconds):
    with pytest.raises(ProblemError, match="seconds"):
        feasibility(Problem(ROW, BAND), seconds=seconds)


def test_it_can_be_stopped_and_tells_how_far_it_is():
    heard = []
    feasibility(Problem(ROW, BAND), progress=Progress(lambda done, text: heard.append(done)))
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        feasibility(Problem(ROW, BAND), progress=stopped)


def test_numbers_and_things_in_words():
    assert numbers_words([4]) == "4"
    assert numbers_words([6, 4, 5, 8]) == "4 to 6 or 8"
    assert numbers_words([1, 3, 5]) == "1, 3 or 5"
    assert (listed([]), listed(["A"]), listed(["A", "B"])) == ("", "A", "A and B")
