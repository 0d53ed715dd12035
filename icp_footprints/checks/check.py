"""All checks of a plan, in the order a reader wants them."""

from __future__ import annotations

from icp_footprints.checks.band import check_band
from icp_footprints.checks.contiguity import check_contiguity
from icp_footprints.checks.coverage import check_coverage
from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.plan import Plan

RULES = (check_coverage, check_contiguity, check_band)


def check(place: Place, plan: Plan, score: Scorecard | None = None) -> list[Issue]:
    """Every issue of a plan, required ones first.

    Parameters
    ----------
    place, plan
        What to check.
    score
        The plan's scorecard, where it is at hand.
    """
    known = score or scorecard(place, plan)
    issues = [issue for rule in RULES for issue in rule(place, plan, known)]
    if not plan.footprints:
        issues.insert(0, Issue("empty", "required", "The plan has no footprints."))
    return sorted(issues, key=lambda issue: issue.severity != "required")
