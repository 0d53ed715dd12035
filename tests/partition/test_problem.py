"""A problem that makes no sense is refused in words, before any search."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from icp_footprints.errors import PlanError, ProblemError
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.partition.objective import Objective, Term
from icp_footprints.partition.problem import Problem
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of

PLACE = place_of("AABB\nAABB", layers={"ward": "XXYY\nXXYY", "street": "PQRS\nTUVW"})
BAND = Band(3000, 5000)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"footprints": 0}, "0 footprints cannot be made from 8 units"),
        ({"footprints": 9}, "Ask for 1 to 8"),
        ({"starts": 0}, "At least one search"),
        ({"seconds": 0}, "0 seconds"),
        ({"seconds": -1.5}, "-1.5 seconds"),
        ({"seconds": float("nan")}, "nan seconds"),
        ({"seconds": float("inf")}, "inf seconds"),
        ({"seed": -3}, "seed -3 is negative"),
        ({"weights": {"pcn": 1}}, "no layer named pcn to weigh. This place has: ward, street"),
        ({"weights": {"ward": -1}}, "weight of layer 'ward' is -1"),
        ({"weights": {"ward": float("nan")}}, "weight of layer 'ward' is nan"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(setting, words):
    with pytest.raises(ProblemError) as caught:
        Problem(PLACE, BAND, **setting)
    assert words in str(caught.value)


BASE = plan_of("XXYY\n.XYY", BAND)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"footprints": (4, 2)}, "Ask for 2:4"),
        ({"effort": 0}, "effort cannot be 0"),
        ({"compactness": -1}, "compactness cannot be -1"),
        ({"stay_weight": float("inf")}, "weight of staying cannot be inf"),
        (
            {"further_bands": (Band(1, 2),)},
            "More than one band counts people on the ledger",
        ),
        ({"targets": (Target("parish", "share", 0.5),)}, "This place has: ward, street"),
        ({"locked": frozenset({"F01"})}, "no plan to start from"),
        ({"pinned": frozenset({"U000"})}, "no plan to start from"),
        ({"start": "improve"}, "no plan to start from"),
        ({"base": BASE, "locked": frozenset({"F07"})}, "There is no footprint F07 to lock"),
        ({"base": BASE, "pinned": frozenset({"U000"})}, "Improve or fill the plan"),
        ({"base": BASE, "start": "fill", "pinned": frozenset({"U004"})}, "being in none: U004"),
        ({"base": plan_of("XX"), "start": "fill"}, "another place"),
        ({"base": plan_of("....\n...."), "start": "improve"}, "no footprints with units"),
    ],
)
def test_what_contradicts_the_place_or_the_plan_is_named(setting, words):
    with pytest.raises(ProblemError) as caught:
        Problem(PLACE, BAND, **setting)
    assert words in str(caught.value)


def test_a_pinned_unit_that_is_not_of_this_place_is_named():
    with pytest.raises(PlanError, match="Not units of this place: U999"):
        Problem(PLACE, BAND, base=BASE, start="fill", pinned=frozenset({"U999"}))


def test_a_place_where_nobody_lives_is_refused():
    with pytest.raises(ProblemError, match="Nobody lives in Testham on the resident ledger"):
        Problem(place_of("AA", people=0))


def test_a_ledger_that_the_place_lacks_is_named():
    with pytest.raises(PlanError, match="'registered'"):
        Problem(PLACE, Band(1, 2, "registered"))


def test_small_areas_count_containment_alone_and_large_ones_both_ways():
    terms = {term.layer: term for term in Problem(PLACE, BAND).objective().terms}
    assert (terms["ward"].share_weight, terms["ward"].containment_weight) == (1, 1)
    assert (terms["street"].share_weight, terms["street"].containment_weight) == (0, 1)


def test_registrations_always_count_both_ways():
    shares = csr_array(np.eye(8))
    codes = tuple("ABCDEFGH")
    pcn = ReferenceLayer("pcn", "registration", codes, codes, shares, np.full(8, np.nan))
    place = place_of("AABB\nAABB", more_layers=(pcn,))
    assert Problem(place, BAND).objective().terms[0].share_weight == 1


def test_a_weight_scales_a_layer():
    plan = plan_of("AAAB\nAABB", BAND)
    once = Problem(PLACE, BAND, weights={"street": 0}).objective().score(PLACE, plan)
    twice = Problem(PLACE, BAND, weights={"ward": 2, "street": 0}).objective().score(PLACE, plan)
    assert twice - once == pytest.approx(7 / 8 + 7 / 8)


def test_the_objective_is_worked_out_as_it_reads():
    objective = Problem(PLACE, BAND, weights={"street": 0.5}).objective()
    assert objective.words() == (
        "1 x (ward plan share + plan containment) + 0.5 x (street plan containment) "
        "- 0.5 x cut share"
    )
    # Ward: 7 of 8 units both ways. Street: each whole. Cut: 3 of 10 sides.
    assert objective.score(PLACE, plan_of("AAAB\nAABB", BAND)) == pytest.approx(
        7 / 8 + 7 / 8 + 0.5 * 1 - 0.5 * 3 / 10
    )


def test_an_objective_without_layers_is_the_cut_alone():
    assert Objective(()).words() == "0 - 0.5 x cut share"
    assert Objective((Term("ward", 0, 0),)).words() == "0 - 0.5 x cut share"
    assert Objective(()).score(PLACE, plan_of("AABB\nAABB")) == pytest.approx(-0.5 * 2 / 10)
