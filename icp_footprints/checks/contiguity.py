"""Every footprint should be one connected part."""

from __future__ import annotations

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.contiguity import footprint_parts
from icp_footprints.plan.plan import Plan


def check_contiguity(place: Place, plan: Plan, score: Scorecard) -> list[Issue]:
    """Issues about footprints in more than one part; stray are those that `repair` would move."""
    issues: list[Issue] = []
    if all(each.parts < 2 for each in score.footprints):
        return issues
    people = place.ledger(plan.band.ledger).people
    all_parts = footprint_parts(place.adjacency, plan, people)
    for footprint, parts in zip(plan.footprints, all_parts, strict=True):
        if len(parts) < 2:
            continue
        stray = [row for part in parts[1:] for row in part.tolist()]
        units = "1 unit lies" if len(stray) == 1 else f"{len(stray):,} units lie"
        issues.append(
            Issue(
                "contiguity",
                "required",
                f"{footprint.name} is in {len(parts)} parts: {units} apart from the largest, "
                f"near {place.units.names[stray[0]]}.",
                footprints=(footprint.id,),
                units=tuple(place.units.ids[row] for row in stray),
                subject=footprint.id,
            )
        )
    return issues
