"""Assign units to a footprint, or take them out of any."""

import numpy as np
import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import assign
from tests.grids import drawn, plan_of

ART = "AAB\n~.B"


def test_units_move_to_the_footprint():
    plan = plan_of(ART)
    assert drawn(assign(plan, np.array([1, 3]), "F02"), ART) == "ABB\n~BB"
    assert drawn(plan, ART) == ART


def test_units_move_out_of_any_footprint():
    assert drawn(assign(plan_of(ART), np.array([0, 4]), None), ART) == ".AB\n~.."


def test_a_footprint_that_loses_its_last_unit_stays():
    plan = assign(plan_of(ART), np.array([0, 1]), None)
    assert drawn(plan, ART) == "..B\n~.B"
    assert [footprint.id for footprint in plan.footprints] == ["F01", "F02"]


def test_an_unknown_footprint_is_named():
    with pytest.raises(PlanError, match="'F09'"):
        assign(plan_of(ART), np.array([0]), "F09")
