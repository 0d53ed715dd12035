"""Setting bands."""

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions.set_bands import set_bands
from icp_footprints.plan.band import Band
from tests.grids import plan_of


def test_the_first_is_the_foremost_and_nothing_else_changes():
    plan = plan_of("AAB")
    both = (Band(1000, 2000, "registered"), Band(900, 1900, "resident"))
    after = set_bands(plan, both)
    assert after.bands == both
    assert after.band == both[0]
    assert set_bands(after, plan.bands) == plan


def test_one_band_a_ledger():
    with pytest.raises(PlanError, match="ledger resident"):
        set_bands(plan_of("AB"), (Band(1, 2), Band(3, 4)))


def test_a_plan_has_a_band():
    with pytest.raises(PlanError, match="needs a band"):
        set_bands(plan_of("AB"), ())
