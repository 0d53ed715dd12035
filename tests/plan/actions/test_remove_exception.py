"""Taking an exception off the record."""

from dataclasses import replace

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions.remove_exception import remove_exception
from icp_footprints.plan.exception import RecordedException
from tests.grids import plan_of

PLAN = replace(
    plan_of("AB"),
    exceptions=(
        RecordedException("band", "F01", "Agreed", "ICB", "2026-11-22"),
        RecordedException("contiguity", "F01", "Agreed", "ICB", "2026-11-22"),
        RecordedException("coverage", "", "Agreed", "ICB", "2026-11-22"),
    ),
)


@pytest.mark.parametrize(
    ("rule", "about", "left"),
    [
        ("band", "F01", ["contiguity", "coverage"]),
        ("coverage", "", ["band", "contiguity"]),
    ],
)
def test_only_that_one_goes(rule, about, left):
    assert [each.rule for each in remove_exception(PLAN, rule, about).exceptions] == left


def test_one_that_is_not_there_is_an_error_that_lists_those_that_are():
    with pytest.raises(PlanError, match="It has: band:F01, contiguity:F01, coverage"):
        remove_exception(PLAN, "band", "F02")
