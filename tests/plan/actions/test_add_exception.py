"""Recording an exception."""

from dataclasses import replace

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions.add_exception import add_exception
from icp_footprints.plan.band import Band
from icp_footprints.plan.exception import RecordedException
from icp_footprints.plan.target import Target
from tests.grids import plan_of

PLAN = replace(
    plan_of("AB"),
    further_bands=(Band(1, 2, "registered"),),
    targets=(Target("pcn", "share", 0.5),),
)


def agreed(rule, subject="", reason="Agreed"):
    return RecordedException(rule, subject, reason, "ICB", "2026-11-22")


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        ("coverage", ""),
        ("contiguity", "F01"),
        ("band", "F02"),
        ("band", "F02@registered"),
        ("target", "pcn.share>=0.5"),
    ],
)
def test_it_is_recorded_once(rule, subject):
    plan = add_exception(PLAN, agreed(rule, subject))
    assert plan.exceptions == (agreed(rule, subject),)
    assert add_exception(plan, agreed(rule, subject)) == plan


def test_a_later_one_about_the_same_takes_its_place():
    plan = add_exception(add_exception(PLAN, agreed("band", "F01")), agreed("band", "F01", "Newer"))
    assert [each.reason for each in plan.exceptions] == ["Newer"]


@pytest.mark.parametrize(
    ("rule", "subject", "words"),
    [
        ("contiguity", "F09", "no footprint 'F09'"),
        ("band", "F09", "no footprint 'F09'"),
        ("band", "F09@registered", "no footprint 'F09'"),
        ("band", "F01@other", "no further band on a ledger 'other'"),
        ("target", "pcn.share>=0.6", "no target 'pcn.share>=0.6'"),
    ],
)
def test_what_it_is_about_has_to_be_there(rule, subject, words):
    with pytest.raises(PlanError, match=words):
        add_exception(PLAN, agreed(rule, subject))
