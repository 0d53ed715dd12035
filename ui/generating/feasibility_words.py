"""What was found about a problem, as the dialog says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icp_footprints.partition.feasibility.feasibility import Feasibility
    from icp_footprints.partition.feasibility.finding import FindingSeverity

MARKS: dict[FindingSeverity, str] = {"impossible": "✗", "accepted": "✓", "advice": "•"}
MOST_SHOWN = 8
LOOKING = "Looking at what is possible…"
NOTHING_AGAINST = "✓ Nothing was found that rules this out."
POSSIBLE = "✓ There are such plans: every way to make them was looked at."
IMPOSSIBLE = "✗ No plan can meet all of this. The generator would come as near as it can."


def feasibility_words(found: Feasibility) -> str:
    """The verdict, how many footprints are possible, and each finding with what would mend it."""
    if not found.is_possible:
        verdict = IMPOSSIBLE
    else:
        verdict = POSSIBLE if found.is_exact else NOTHING_AGAINST
    lines = [f"{MARKS[each.severity]} {each.words}" for each in found.findings]
    more = len(lines) - MOST_SHOWN
    lines = lines[:MOST_SHOWN] + ([f"and {more} more findings"] if more > 0 else [])
    return "\n".join([verdict, found.words, *lines])
