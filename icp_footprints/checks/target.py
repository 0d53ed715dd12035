"""Every target should be met: required ones must be, wanted ones are worth a word."""

from __future__ import annotations

from icp_footprints.checks.issue import Issue
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan


def check_target(place: Place, plan: Plan, score: Scorecard) -> list[Issue]:
    """Issues about targets that the plan misses.

    One on a layer that is not there is to be put right even where it is only wanted.
    """
    del place, plan
    return [
        Issue(
            "target",
            "required"
            if result.value is None or result.target.strength == "required"
            else "advice",
            result.words,
            subject=result.target.name,
        )
        for result in score.targets
        if not result.met
    ]
