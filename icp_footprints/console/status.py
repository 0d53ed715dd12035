"""A plan's status, version and history in words, and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from icp_footprints.checks.issue import Issue
from icp_footprints.console.streams import say
from icp_footprints.geography.place import Place
from icp_footprints.plan.agreed import is_as_recorded
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.history import NEXT
from icp_footprints.plan.plan import Plan
from icp_footprints.wording import count_words

MOST_SHOWN = 10
CHANGED = "The plan has changed since it was {status}: it no longer says what was {status} then."


def show_status(place: Place, plan: Plan, issues: list[Issue]) -> None:
    """Status, version, content check, history, and what stands open."""
    say(f"{place.name}, {plan.name}")
    say(f"Status: {plan.status}")
    say(f"Version: {plan.version}")
    say(f"Content check: {content_hash(place, plan)}")
    if not is_as_recorded(place, plan):
        say(f"Note: {CHANGED.format(status=plan.status)}")
    for each in plan.history:
        say(f"{each.words} (content check {each.content_hash[:12]})")
    if not plan.history:
        say("Nobody has proposed or agreed it yet.")
    show_open(issues)


def show_open(issues: list[Issue]) -> None:
    """What must be put right, or accepted with a reason, before the plan can be agreed."""
    found = [issue for issue in issues if issue.severity == "required"]
    if not found:
        say("Nothing stands open: every required rule is met or has a recorded exception.")
        return
    say(f"{count_words(len(found), 'issue')} open:")
    for issue in found[:MOST_SHOWN]:
        say(f"- {issue.words}")
    if len(found) > MOST_SHOWN:
        say(f"- and {len(found) - MOST_SHOWN:,} more; 'icp-footprints check' shows all.")


def status_text(place: Place, plan: Plan, issues: list[Issue], written: Path | None) -> str:
    """All of that as one JSON object."""
    found = {
        "place": place.name,
        "plan": plan.name,
        "status": str(plan.status),
        "plan_version": plan.version,
        "content_hash": content_hash(place, plan),
        "as_recorded": is_as_recorded(place, plan),
        "history": [
            {
                "status": str(each.status),
                "plan_version": each.version,
                "on": each.on,
                "by": each.by,
                "content_hash": each.content_hash,
            }
            for each in plan.history
        ],
        "open": [
            {"rule": issue.rule, "words": issue.words, "footprints": list(issue.footprints)}
            for issue in issues
            if issue.severity == "required"
        ],
        "can_become": [str(each) for each in NEXT[plan.status]],
        "written": str(written) if written else None,
    }
    return json.dumps(found, ensure_ascii=False, indent=2)
