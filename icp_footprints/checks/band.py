"""Every footprint should hold as many people as each band says, on the ledger of that band."""

from __future__ import annotations

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan


def check_band(place: Place, plan: Plan, score: Scorecard) -> list[Issue]:
    """Issues about footprints with too few or too many people, band by band."""
    del place
    issues: list[Issue] = []
    for band in plan.bands:
        for each in score.footprints:
            state = each.bands[band.ledger]
            if each.units == 0 or state == "in":
                continue
            people = each.people[band.ledger]
            # Half a person short is not "0 too few".
            missing = max(1, round(band.excess(people)))
            issues.append(
                Issue(
                    "band",
                    "required",
                    f"{each.name} holds {people:,.0f} people ({band.ledger}), {missing:,} too "
                    f"{'few' if state == 'under' else 'many'} for the band of {band.words()}.",
                    footprints=(each.id,),
                    subject=each.id if band is plan.band else f"{each.id}@{band.ledger}",
                )
            )
    return issues
