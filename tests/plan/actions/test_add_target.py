"""Adding a target."""

from icp_footprints.plan.actions.add_target import add_target
from icp_footprints.plan.target import Target
from tests.grids import plan_of


def test_it_comes_last_and_the_same_one_is_not_added_twice():
    share, splits = Target("pcn", "share", 0.5), Target("ward", "splits", 3)
    plan = add_target(add_target(plan_of("AB"), share), splits)
    assert plan.targets == (share, splits)
    assert add_target(plan, share) == plan


def test_required_and_wanted_take_each_others_place():
    plan = add_target(plan_of("AB"), Target("pcn", "share", 0.5))
    wanted = Target("pcn", "share", 0.5, "wanted")
    assert add_target(plan, wanted).targets == (wanted,)
