"""Feasibility in words: what rules a number, a piece, a lock, a pin, an area or a target out."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_array

from icp_footprints.errors import ProblemError
from icp_footprints.geography.adjacency import AdjacencyEdit
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.feasibility.finding import listed, numbers_words
from icp_footprints.partition.feasibility.target_findings import numbers_left
from icp_footprints.partition.feasibility.targets import impossible_targets
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from icp_footprints.progress import Cancelled, Progress
from tests.grids import place_of, plan_of
from tests.partition.feasibility.every_plan import with_authorities

BAND = Band(2000, 4000)
ROW = place_of("AAAAAA", 1500)


def said(found, rule):
    return [(each.severity, each.words) for each in found.findings if each.rule == rule]


def only(found, rule):
    ((severity, words),) = said(found, rule)
    return severity, words


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


# --- locks and pins -----------------------------------------------------------------------------


def test_a_locked_footprint_out_of_band_is_named_with_the_people_it_misses():
    base, band = plan_of("XXYYZZ", Band(1000, 2000)), Band(1000, 2000)
    problem = Problem(ROW, band, base=base, locked=frozenset({"F01"}))
    found = feasibility(problem)
    assert not found.is_possible
    severity, words = said(found, "lock")[0]
    assert severity == "impossible"
    assert "Locked footprint F01 (X) holds 3,000 people (resident), 1,000 too many" in words
    exception = RecordedException("band", "F01", "Island community", "ICB", "2026-11-22")
    agreed = feasibility(replace(problem, base=replace(base, exceptions=(exception,))))
    assert agreed.is_possible
    assert said(agreed, "lock")[0][0] == "accepted"
    assert "Agreed: Island community (ICB, 2026-11-22)." in said(agreed, "lock")[0][1]


def test_what_locks_leave_free_is_counted():
    problem = Problem(ROW, BAND, base=plan_of("XXYYZZ"), locked=frozenset({"F01"}))
    assert only(feasibility(problem), "lock") == (
        "advice",
        (
            "1 footprint is locked. 4 units with 6,000 people (resident) may change, enough for 2 "
            "footprints in band."
        ),
    )
    assert feasibility(problem).counts == (3,)


def test_a_locked_footprint_that_cuts_the_rest_is_named():
    problem = Problem(ROW, BAND, base=plan_of("XYYZZZ"), locked=frozenset({"F02"}))
    found = feasibility(problem)
    assert any(
        "Locked footprint F02 (Y) cuts the rest in 2 pieces" in w for _, w in said(found, "lock")
    )
    severity, words = said(found, "piece")[0]
    assert severity == "impossible"
    assert "unlocking F02 beside it" in words


def test_locks_that_only_together_cut_the_rest_are_named_together():
    problem = Problem(ROW, BAND, base=plan_of("VVXYZZ"), locked=frozenset({"F02", "F03"}))
    words = " ".join(each for _, each in said(feasibility(problem), "lock"))
    assert "Locked footprints F02 (X) and F03 (Y) cut the rest in 2 pieces" in words


@pytest.mark.parametrize(
    ("asked", "locked", "words"),
    [
        (None, "F01 F02 F03", "Every unit is locked or pinned: nothing is left to change."),
        (2, "F01 F02 F03", "3 footprints are locked and hold every unit"),
        (2, "F01 F02", "2 footprints are locked, so 2 in all leave none for the other 2 units."),
        (1, "F01 F02", "Ask for 3 or more, or unlock a footprint."),
    ],
)
def test_locks_that_contradict_what_is_asked_are_said(asked, locked, words):
    base = plan_of("XXYYZZ")
    found = feasibility(
        Problem(ROW, BAND, footprints=asked, base=base, locked=frozenset(locked.split()))
    )
    assert any(words in each.words for each in found.findings)
    assert found.is_possible == (asked is None)


def test_a_pinned_unit_that_is_cut_off_from_its_footprint_is_named():
    place, base = place_of("AAA\nAAA", 1500), plan_of("XYX\nXYX")
    pinned = frozenset({"U000", "U002", "U001", "U004"})
    problem = Problem(place, Band(2000, 9000), base=base, start="improve", pinned=pinned)
    severity, words = only(feasibility(problem), "pin")
    assert severity == "impossible"
    assert "Footprint F01 (X) cannot be in one part: 1 unit" in words
    assert "Testham 002 (U002)" in words


def test_a_footprint_pinned_over_the_band_is_named_once():
    problem = Problem(
        ROW, Band(1000, 2000), base=plan_of("XXYYZZ"), start="improve",
        pinned=frozenset({"U000", "U001"}),
    )  # fmt: skip
    found = feasibility(problem)
    severity, words = only(found, "pin")
    assert severity == "impossible"
    assert "F01 (X) must keep its pinned units and holds at least 3,000 people" in words
    assert said(found, "piece") == []


@pytest.mark.parametrize(
    ("base", "rule", "words"),
    [
        ("XXXY.Y", "pin", "F01 (X) is only filled and holds at least 4,500 people"),
        ("XYY.ZZ", "pin", "F01 (X) can reach 1,500 people (resident) at most, 500 too few"),
        ("XXYYZZ", "lock", "Every unit is in a footprint already: there is nothing to fill."),
    ],
)
def test_what_filling_cannot_mend_is_said(base, rule, words):
    found = feasibility(Problem(ROW, BAND, base=plan_of(base), start="fill"))
    assert words in only(found, rule)[1]
    assert found.counts == ((3,) if base == "XXYYZZ" else ())


@pytest.mark.parametrize(
    ("base", "band", "words"),
    [
        ("XXXYYY", Band(1500, 3000), "it makes 2 footprints at most, and 3 would be needed"),
        (
            "XXYYZZ",
            Band(4000, 9000),
            "enough for 2 footprints (resident), and it holds 3 footprints",
        ),
    ],
)
def test_improving_a_plan_of_too_few_or_too_many_footprints_is_said_not_to_do(base, band, words):
    found = feasibility(Problem(ROW, band, base=plan_of(base), start="improve"))
    assert words in only(found, "piece")[1]
    assert "generating anew" in only(found, "piece")[1]


# --- areas and targets --------------------------------------------------------------------------


def registered(shares):
    codes = tuple(f"P{j}" for j in range(len(shares[0])))
    names = tuple(f"PCN {code}" for code in codes)
    nan = np.full(len(codes), np.nan)
    return ReferenceLayer("pcn", "registration", codes, names, csr_array(np.array(shares)), nan)


def test_an_area_too_large_to_stay_whole_is_named_with_the_footprints_it_needs():
    # P0 has 9,000 of 12,000 people: two footprints of 4,000 hold at most 8,000, or 89 %.
    place = place_of("A" * 12, 1000, more_layers=(registered([[1.0, 0]] * 9 + [[0, 1.0]] * 3),))
    found = feasibility(Problem(place, BAND))
    assert [(each.id, each.footprints, each.is_too_large) for each in found.splits] == [
        ("P0", 3, True)
    ]
    assert only(found, "area") == (
        "advice",
        (
            "PCN P0 (PCN, 9,000 people, resident) is too large to stay whole in a footprint of at "
            "most 4,000 people: it must be split between at least 3 footprints."
        ),
    )
    assert found.is_possible


def test_an_area_that_needs_more_footprints_than_its_people_fill_is_told_why():
    # Half of each unit's people are of P0: two footprints of 4,000 hold 4,000 of its 5,000.
    place = place_of("A" * 10, 1000, more_layers=(registered([[0.5, 0.5]] * 10),))
    first = said(feasibility(Problem(place, BAND)), "area")[0][1]
    assert first == (
        "PCN P0 (PCN, 5,000 people, resident) is too large to stay whole in a footprint of at most "
        "4,000 people: it must be split between at least 3 footprints, as its people live so mixed "
        "with others that 2 could hold at most 80.0 % of them."
    )


def test_an_area_mixed_with_others_is_told_apart_from_one_too_large():
    place = place_of("A" * 12, 1000, more_layers=(registered([[0.3, 0.7]] * 12),))
    found = feasibility(Problem(place, BAND))
    assert [(each.id, each.footprints, each.is_too_large) for each in found.splits] == [
        ("P1", 3, True),
        ("P0", 3, False),
    ]
    words = said(found, "area")[1][1]
    assert "The people of 1 PCN live too mixed with others" in words
    assert "PCN P0 (3,600 people, at least 3 footprints)" in words


def test_an_impossible_required_target_is_named_with_its_ceiling():
    place = place_of("A" * 6, 1000, more_layers=(registered([[0.5, 0.5]] * 6),))
    problem = Problem(place, BAND, targets=(Target("pcn", "share", 0.7),))
    found = feasibility(problem)
    assert not found.is_possible
    assert only(found, "target") == (
        "impossible",
        (
            "Target pcn.share>=0.7 cannot be met by any plan of 2 to 3 footprints: at most 50.0 %, "
            "with 2 (resident; instant). Lower it to 50.0 % or less, or make it wanted."
        ),
    )
    limits = impossible_targets(problem, [2])
    assert [each.words for each in limits[2]] == [
        (
            "Target pcn.share>=0.7 cannot be met by any plan of 2 footprints: at most 50.0 % "
            "(resident; instant)."
        )
    ]
    with pytest.raises(ProblemError, match=r"at most 50\.0 %"):
        numbers_left([2, 3], impossible_targets(problem, [2, 3]))


def test_a_target_that_only_some_numbers_can_meet_leaves_the_others():
    # Three wards of 2,000: two footprints cannot each lie in one.
    place = place_of("A" * 6, 1000, layers={"ward": "XXYYZZ"})
    problem = Problem(place, BAND, targets=(Target("ward", "share", 0.95),))
    found = feasibility(problem)
    assert found.is_possible
    severity, words = only(found, "target")
    assert severity == "advice"
    assert "any plan of 2 footprints" in words
    assert words.endswith("It is not ruled out with 3.")
    assert numbers_left(found.counts, found.targets) == [3]


def test_a_wanted_target_out_of_reach_is_advice():
    place = place_of("A" * 6, 1000, more_layers=(registered([[0.5, 0.5]] * 6),))
    found = feasibility(Problem(place, BAND, targets=(Target("pcn", "share", 0.7, "wanted"),)))
    assert found.is_possible
    assert only(found, "target")[0] == "advice"
    assert numbers_left(found.counts, found.targets) == list(found.counts)


def test_a_count_of_splits_has_a_least():
    place = place_of("A" * 6, 1000, layers={"ward": "XXXXXX"})
    found = feasibility(Problem(place, BAND, targets=(Target("ward", "splits", 0),)))
    assert "at least 1, with 2" in only(found, "target")[1]
    found = feasibility(Problem(place, BAND, targets=(Target("ward", "pieces", 1),)))
    assert "at least 2, with 2" in only(found, "target")[1]


def test_as_many_footprints_pass_the_two_way_rule_as_areas_fill_one():
    place = place_of("A" * 6, 1000, layers={"ward": "XXYYZZ"})
    target = (Target("ward", "two_way", 1.0),)
    # A ward is a footprint of 2,000, and two thirds of one of 3,000.
    assert feasibility(Problem(place, Band(2000, 2000), targets=target)).is_possible
    found = feasibility(Problem(place, Band(3000, 3000), targets=target))
    assert "at most 0.0 %" in only(found, "target")[1]
    # Three wards are enough for three of four footprints.
    place = place_of("A" * 8, 1000, layers={"ward": "XXYYZZ.."})
    found = feasibility(Problem(place, Band(2000, 2000), targets=target))
    assert "at most 75.0 %" in only(found, "target")[1]


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
