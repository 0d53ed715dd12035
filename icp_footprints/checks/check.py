"""All checks of a plan, in the order a reader wants them."""

from __future__ import annotations

from icp_footprints.checks.band import check_band
from icp_footprints.checks.contiguity import check_contiguity
from icp_footprints.checks.coverage import check_coverage
from icp_footprints.checks.exceptions import accept, check_exceptions
from icp_footprints.checks.issue import Issue, Severity
from icp_footprints.checks.target import check_target
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard, scorecard
from icp_footprints.plan.plan import Plan

RULES = (check_coverage, check_contiguity, check_band, check_target)
ORDER: tuple[Severity, ...] = ("required", "advice", "accepted")


def check(place: Place, plan: Plan, score: Scorecard | None = None) -> list[Issue]:
    """Every issue of a plan: required ones first, then advice, then what is accepted.

    A plan can be agreed when none is ``required``.

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
    issues = [*accept(plan, issues), *check_exceptions(plan, known, issues)]
    return sorted(issues, key=lambda issue: ORDER.index(issue.severity))
