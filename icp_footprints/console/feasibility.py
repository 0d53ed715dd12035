"""Feasibility on the command line: how many footprints, and what stands in the way."""

from __future__ import annotations

from icp_footprints.console.streams import say
from icp_footprints.partition.feasibility.feasibility import Feasibility


def show_feasibility(found: Feasibility) -> None:
    """How many footprints are possible, then one line per finding; a target by its name as well."""
    say(found.words)
    for finding in found.findings:
        called = f" {finding.target}" if finding.target else ""
        say(f"{finding.severity}: {finding.rule}{called}: {finding.words}")
    if not found.is_possible:
        say("No plan can meet all that is asked.")
    elif found.is_exact:
        say("There are plans in band; every way to make them was looked at.")
    else:
        say("Nothing was found that rules this out.")
