"""Recolour a footprint."""

from dataclasses import replace

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import recolour
from icp_footprints.plan.plan import COLOURS, GENERATED, Origin
from tests.grids import plan_of


@pytest.mark.parametrize("colour", range(COLOURS))
def test_only_the_colour_of_that_footprint_changes(colour):
    plan = replace(plan_of("ABC"), origin=Origin(GENERATED, 3))
    after = recolour(plan, "F02", colour)
    assert [each.colour for each in after.footprints] == [None, colour, None]
    assert after.origin == plan.origin
    assert recolour(after, "F02", None) == plan


@pytest.mark.parametrize("colour", [-1, COLOURS])
def test_a_colour_beyond_the_palette_is_refused(colour):
    with pytest.raises(PlanError, match="there are 8"):
        recolour(plan_of("A"), "F01", colour)


def test_an_unknown_footprint_is_named():
    with pytest.raises(PlanError, match="'F09'"):
        recolour(plan_of("A"), "F09", 1)
