"""Targets missed are named with the value, the threshold and by how much."""

from dataclasses import replace

import pytest

from icp_footprints.checks.check import check
from icp_footprints.measures.scorecard import scorecard
from icp_footprints.plan.band import Band
from icp_footprints.plan.target import Target
from tests.grids import place_of, plan_of

ART = "AABB\nAABB"
# Ward x is wholly in A, ward y half in A and half in B.
PLACE = place_of(ART, layers={"ward": "xyyy\nxyyy"})
PLAN = plan_of(ART, Band(0, 9000))


def issues(*targets):
    plan = replace(PLAN, targets=tuple(Target.parse(text) for text in targets))
    return [(i.severity, i.words, i.subject) for i in check(PLACE, plan)]


def test_the_place_is_as_it_is_told():
    layer = scorecard(PLACE, PLAN).layer("ward")
    assert [(each.area, each.people) for each in layer.area_scores] == [("x", 2000), ("y", 6000)]
    assert layer.plan_containment == pytest.approx((2000 + 4000) / 8000)


def test_a_target_that_is_met_is_no_issue():
    assert issues("ward.containment>=75%", "ward.splits<=1", "ward.kept_whole>=0.25") == []


def test_a_required_target_missed_is_to_be_put_right():
    assert issues("ward.containment>=0.8:required") == [
        (
            "required",
            (
                "Ward: plan containment of at least 80 % (required) is missed: it is 75.0 %, "
                "5.0 percentage points too low (resident)."
            ),
            "ward.containment>=0.8",
        )
    ]


def test_a_wanted_target_missed_is_advice():
    assert issues("ward.splits<=0:wanted") == [
        (
            "advice",
            (
                "Ward: number of split areas of at most 0 (wanted) is missed: it is 1, "
                "1 too many (resident)."
            ),
            "ward.splits<=0",
        )
    ]


def test_a_miss_by_a_hair_does_not_read_as_no_miss():
    ((_, words, _),) = issues("ward.containment>=0.7501")
    assert "of at least 75.01 % (required) is missed: it is 75.00 %, 0.01 percentage" in words


@pytest.mark.parametrize("strength", ["required", "wanted"])
def test_a_target_on_a_layer_that_is_not_there_is_to_be_put_right(strength):
    assert issues(f"pcn.share>=0.5:{strength}") == [
        (
            "required",
            (
                f"PCN: plan share of at least 50 % ({strength}) is missed: this place has no "
                "layer named 'pcn'."
            ),
            "pcn.share>=0.5",
        )
    ]


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("share", 6000 / 8000),
        ("containment", 6000 / 8000),
        ("coterminosity", 0.75),
        ("kept_whole", 0.25),
        ("two_way", 0.0),
        ("splits", 1),
        ("pieces", 2),
    ],
)
def test_each_measure_is_the_layers_own(measure, value):
    sign = "<=" if measure in ("splits", "pieces") else ">="
    plan = replace(PLAN, targets=(Target.parse(f"ward.{measure}{sign}1"),))
    (result,) = scorecard(PLACE, plan).targets
    assert result.value == pytest.approx(value)
    assert result.ledger == "resident"


def test_the_scorecard_says_met_and_missed_by_name():
    plan = replace(PLAN, targets=(Target.parse("ward.splits<=1"), Target.parse("ward.splits<=0")))
    met, missed = scorecard(PLACE, plan).targets
    assert (met.met, missed.met) == (True, False)
    assert met.words == (
        "Ward: number of split areas of at most 1 (required) is met: it is 1 (resident)."
    )
