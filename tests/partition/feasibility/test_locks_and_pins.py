"""Feasibility in words: what locks, pins and the way to start rule out."""

from dataclasses import replace

import pytest

from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from tests.grids import place_of, plan_of
from tests.partition.feasibility.findings import BAND, ROW, only, said


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
