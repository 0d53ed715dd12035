"""Every footprint should hold as many people as the band says."""

from __future__ import annotations

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan


def check_band(place: Place, plan: Plan, score: Scorecard) -> list[Issue]:
    """Issues about footprints with too few or too many people."""
    del place, plan
    band = score.band
    issues: list[Issue] = []
    for each in score.footprints:
        if each.units == 0 or each.band == "in":
            continue
        people = each.people[band.ledger]
        short = f"{band.excess(people):,.0f} too {'few' if each.band == 'under' else 'many'}"
        issues.append(
            Issue(
                "band",
                "required",
                f"{each.name} holds {people:,.0f} people ({band.ledger}), {short} for the band "
                f"of {band.words()}.",
                footprints=(each.id,),
            )
        )
    return issues
