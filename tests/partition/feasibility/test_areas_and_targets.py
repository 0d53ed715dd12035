"""Feasibility in words: areas that must be split, and targets that no plan can meet."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from icp_footprints.errors import ProblemError
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.partition.feasibility.feasibility import feasibility
from icp_footprints.partition.feasibility.target_findings import numbers_left
from icp_footprints.partition.feasibility.targets import impossible_targets
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from tests.grids import place_of
from tests.partition.feasibility.findings import BAND, only, said


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
            "PCN: plan share of at least 70 % cannot be met by any plan of 2 to 3 footprints: at "
            "most 50.0 %, with 2 (resident; instant). Lower it to 50.0 % or less, or make it "
            "wanted."
        ),
    )
    limits = impossible_targets(problem, [2])
    assert [each.words for each in limits[2]] == [
        (
            "PCN: plan share of at least 70 % cannot be met by any plan of 2 footprints: at most "
            "50.0 % (resident; instant)."
        )
    ]
    with pytest.raises(ProblemError, match=r"at most 50\.0 %") as refused:
        numbers_left([2, 3], impossible_targets(problem, [2, 3]))
    # A window says it in words; the command line with the name that its options take as well.
    assert str(refused.value).startswith("PCN: plan share of at least 70 % cannot be met by")
    named = "PCN: plan share of at least 70 % (pcn.share>=0.7) cannot be met by any plan of 2 to 3"
    assert refused.value.command_words.startswith(named)
    assert refused.value.command_words.endswith(refused.value.remedy)


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
