"""Lock footprints, or unlock them."""

from dataclasses import replace

import numpy as np
import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import lock
from icp_footprints.plan.plan import GENERATED, Origin
from tests.grids import plan_of


def locked_ids(plan):
    return [each.id for each in plan.footprints if each.locked]


def test_only_the_named_footprints_are_locked_and_nothing_else_changes():
    plan = replace(plan_of("ABC"), origin=Origin(GENERATED, 3))
    after = lock(plan, ["F03", "F01", "F03"])
    assert (locked_ids(plan), locked_ids(after)) == ([], ["F01", "F03"])
    assert np.array_equal(after.assignment, plan.assignment)
    assert [(each.id, each.name, each.notes) for each in after.footprints] == [
        (each.id, each.name, each.notes) for each in plan.footprints
    ]
    # The seed still makes this plan: it was not edited.
    assert after.origin == plan.origin


def test_unlocked_it_is_the_plan_it_was():
    plan = plan_of("ABC")
    both = lock(plan, ["F01", "F02"])
    assert locked_ids(lock(both, ["F01"], locked=False)) == ["F02"]
    assert lock(both, ["F01", "F02"], locked=False) == plan
    assert both != plan


def test_an_unknown_footprint_is_named():
    with pytest.raises(PlanError, match="'F09'"):
        lock(plan_of("A"), ["F01", "F09"])
