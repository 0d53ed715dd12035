"""Removing a target."""

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions.remove_target import remove_target
from icp_footprints.plan.actions.set_targets import set_targets
from icp_footprints.plan.target import Target
from tests.grids import plan_of

PLAN = set_targets(plan_of("AB"), [Target("pcn", "share", 0.75), Target("ward", "splits", 3)])


@pytest.mark.parametrize("text", [" pcn.share>=0.75 ", "pcn.share>=0.75:required"])
def test_it_goes_by_its_name_or_its_text(text):
    assert [each.name for each in remove_target(PLAN, text).targets] == ["ward.splits<=3"]


@pytest.mark.parametrize("text", ["pcn.share>=0.7", "nonsense", ""])
def test_one_that_is_not_there_is_an_error_that_lists_those_that_are(text):
    with pytest.raises(PlanError, match=r"It has: pcn.share>=0.75, ward.splits<=3"):
        remove_target(PLAN, text)
