"""Merge footprints into one of them."""

import pytest

from icp_footprints.errors import PlanError
from icp_footprints.plan.actions import describe, merge
from tests.grids import drawn, plan_of

ART = "ABC\nABD"


@pytest.mark.parametrize(
    ("into", "others", "after", "ids"),
    [
        ("F01", ["F02"], "AAC\nAAD", ["F01", "F03", "F04"]),
        ("F04", ["F01", "F03"], "DBD\nDBD", ["F02", "F04"]),
        ("F02", ["F04", "F02", "F01"], "BBC\nBBB", ["F02", "F03"]),
        ("F02", [], ART, ["F01", "F02", "F03", "F04"]),
    ],
)
def test_the_units_of_the_others_join_and_the_others_are_gone(into, others, after, ids):
    plan = plan_of(ART)
    merged = merge(plan, into, others)
    assert drawn(merged, ART) == after
    assert [footprint.id for footprint in merged.footprints] == ids
    assert drawn(plan, ART) == ART


@pytest.mark.parametrize(("into", "others"), [("F09", ["F01"]), ("F01", ["F02", "F09"])])
def test_an_unknown_footprint_is_named(into, others):
    with pytest.raises(PlanError, match="'F09'"):
        merge(plan_of(ART), into, others)


def test_nothing_anybody_wrote_is_lost():
    plan = describe(plan_of("ABC"), "F01", notes="Agreed", lead="Dr A", partners="Council")
    plan = describe(plan, "F02", lead="Dr B", partners="Council")
    plan = describe(plan, "F03", notes="Check <b>border</b>", lead="Dr A")
    kept = merge(plan, "F02", ["F03", "F01"]).footprints
    assert [(each.notes, each.lead, each.partners) for each in kept] == [
        ("Check <b>border</b>\nAgreed", "Dr B; Dr A", "Council")
    ]
