"""Local authority lines: heeded only where a layer tells of them."""

from __future__ import annotations

import numpy as np

from icp_footprints.partition.authorities import authorities_by_name, authority_layer
from icp_footprints.partition.feasibility.finding import Finding, listed
from icp_footprints.partition.feasibility.locks import footprint_of, named
from icp_footprints.partition.problem import Problem
from icp_footprints.partition.scope import Scope
from icp_footprints.wording import shortlist

MOST_NAMED = 10


def authority_findings(problem: Problem, scope: Scope) -> list[Finding]:
    """Lines that are not heeded for want of a layer, and kept footprints that cross them."""
    if problem.cross_authorities:
        return []
    layer = authority_layer(problem.place)
    return _not_told(problem) if layer is None else _crossing(problem, scope, layer.area_names)


def _not_told(problem: Problem) -> list[Finding]:
    names = authorities_by_name(problem.place)
    if len(names) < 2:
        return []
    return [
        Finding(
            "authority",
            "advice",
            f"By their names the units are of {len(names)} local authorities "
            f"({shortlist(names, MOST_NAMED)}), but no layer says so: footprints may cross the "
            "lines between them.",
            "To keep within the lines, load a look-up of units to local authority codes: "
            "icp-footprints new ... --lookup la=COLUMN.",
        )
    ]


def _crossing(problem: Problem, scope: Scope, names: tuple[str, ...]) -> list[Finding]:
    """Kept footprints in several local authorities."""
    findings: list[Finding] = []
    lines = problem.authorities
    if lines is None:
        return findings
    for number in range(len(scope.kept)):
        across = [int(each) for each in np.unique(lines[scope.assignment == number]) if each >= 0]
        if len(across) > 1:
            footprint = footprint_of(problem, scope, number)
            between = listed([names[each] for each in across[:MOST_NAMED]])
            findings.append(
                Finding(
                    "authority",
                    "advice",
                    f"Footprint {named(footprint)} crosses the lines between {between}. It is "
                    "kept so, but where it lies in one of them it cannot reach into another.",
                    "Let footprints cross the lines (--cross-authorities), or generate anew.",
                    footprints=(footprint.id,),
                )
            )
    return findings
