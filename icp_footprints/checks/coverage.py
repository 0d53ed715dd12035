"""Every unit should be in a footprint, and every footprint should hold a unit."""

from __future__ import annotations

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import people_words


def check_coverage(place: Place, plan: Plan, score: Scorecard) -> list[Issue]:
    """Issues about units in no footprint and footprints without units."""
    issues: list[Issue] = []
    gap = score.coverage
    if not gap.is_complete:
        units = "1 unit is" if gap.unassigned_units == 1 else f"{gap.unassigned_units:,} units are"
        issues.append(
            Issue(
                "coverage",
                "required",
                f"{units} in no footprint ({people_words(gap.unassigned_people)} on the "
                f"{score.band.ledger} ledger).",
                units=tuple(place.units.ids[row] for row in plan.unassigned_rows),
            )
        )
    issues.extend(
        Issue("empty", "required", f"{each.name} holds no units.", footprints=(each.id,))
        for each in score.footprints
        if each.units == 0
    )
    return issues
