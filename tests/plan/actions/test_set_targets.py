"""Setting targets."""

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions.set_targets import set_targets
from icp_footprints.plan.target import Target
from tests.grids import plan_of


def test_the_given_targets_take_the_place_of_all():
    first, second = Target("pcn", "share", 0.5), Target("ward", "splits", 3)
    plan = set_targets(set_targets(plan_of("AB"), [first]), [second])
    assert plan.targets == (second,)
    assert set_targets(plan, []).targets == ()


def test_two_of_one_name_are_refused():
    required, wanted = Target("pcn", "share", 0.5), Target("pcn", "share", 0.5, "wanted")
    with pytest.raises(PlanError, match=r"More than one target is pcn.share>=0.5"):
        set_targets(plan_of("AB"), [required, wanted])
