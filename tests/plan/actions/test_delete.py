"""Delete a footprint; its units become unassigned and the others keep theirs."""

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import delete
from tests.grids import drawn, plan_of

ART = "ABC\n.BC"


@pytest.mark.parametrize(
    ("gone", "left", "ids"),
    [
        ("F01", ".BC\n.BC", ["F02", "F03"]),
        ("F02", "A.C\n..C", ["F01", "F03"]),
        ("F03", "AB.\n.B.", ["F01", "F02"]),
    ],
)
def test_only_the_units_of_the_deleted_footprint_become_unassigned(gone, left, ids):
    plan = plan_of(ART)
    after = delete(plan, gone)
    assert drawn(after, ART) == left
    assert [footprint.id for footprint in after.footprints] == ids
    assert drawn(plan, ART) == ART


def test_the_last_footprint_can_be_deleted():
    plan = delete(plan_of("AA"), "F01")
    assert plan.footprints == ()
    assert plan.unassigned_rows.tolist() == [0, 1]


def test_an_unknown_footprint_is_named():
    with pytest.raises(PlanError, match="'F09'"):
        delete(plan_of(ART), "F09")
