"""Feasibility as one JSON object.

``place``, ``version``, ``units``; ``bands``, each ``low``, ``high``, ``ledger`` and the ``people``
of the place on that ledger; ``possible``, whether nothing was found that no plan can meet;
``counts``, the numbers of footprints that can be in every band, and ``counts_by_people``, the same
by people alone; ``exact``, whether for each of the counts there is a plan for certain;
``counts_asked``, those of the counts that were asked for; ``words``; ``findings``, each ``rule``,
``severity`` (``impossible``, ``accepted``, ``advice``), ``what``, ``remedy``, ``footprints``,
``units``, ``layer``, ``areas``, ``target``; ``splits``, the areas that must be split, each with the
``footprints`` they need at least; ``targets``, those that cannot be met, each with the number of
``footprints``, the ``best`` that any plan could reach and how that is known.
A count of 1 to 4 people is the string ``"<5"``.
"""

from __future__ import annotations

import json

from icp_footprints import __version__
from icp_footprints.exchange.layer_json import SHARE_DECIMALS
from icp_footprints.partition.feasibility.areas import MustSplit
from icp_footprints.partition.feasibility.feasibility import Feasibility
from icp_footprints.partition.feasibility.finding import Finding
from icp_footprints.partition.feasibility.targets import ImpossibleTarget
from icp_footprints.wording import printed_people

Json = dict[str, object]


def feasibility_json(found: Feasibility) -> Json:
    """What can be generated and what cannot, ready for JSON."""
    return {
        "place": found.place,
        "version": __version__,
        "units": found.units,
        "bands": [
            {
                "low": band.low,
                "high": band.high,
                "ledger": band.ledger,
                "people": printed_people(people),
            }
            for band, people in zip(found.bands, found.people, strict=True)
        ],
        "possible": found.is_possible,
        "counts": list(found.counts),
        "counts_by_people": list(found.counts_by_people),
        "counts_asked": list(found.counts_asked),
        "exact": found.is_exact,
        "words": found.words,
        "findings": [_finding(each) for each in found.findings],
        "splits": [_split(each) for each in found.splits],
        "targets": [_target(each) for limits in found.targets.values() for each in limits],
    }


def feasibility_text(found: Feasibility) -> str:
    """The same as JSON text, indented."""
    text = json.dumps(feasibility_json(found), indent=2, ensure_ascii=False, allow_nan=False)
    # Half of a surrogate pair, which UTF-8 cannot hold, can come in with a name.
    return text.encode("utf-8", "replace").decode("utf-8")


def _finding(each: Finding) -> Json:
    return {
        "rule": each.rule,
        "severity": each.severity,
        "what": each.what,
        "remedy": each.remedy,
        "footprints": list(each.footprints),
        "units": list(each.units),
        "layer": each.layer,
        "areas": list(each.areas),
        "target": each.target,
    }


def _split(each: MustSplit) -> Json:
    return {
        "layer": each.layer,
        "id": each.id,
        "name": each.name,
        "people": printed_people(each.people),
        "ledger": each.ledger,
        "footprints": each.footprints,
        "too_large": each.is_too_large,
    }


def _target(each: ImpossibleTarget) -> Json:
    return {
        "target": each.target.name,
        "strength": each.target.strength,
        "footprints": each.footprints,
        "best": round(each.best, SHARE_DECIMALS),
        "status": each.how,
        "ledger": each.ledger,
        "words": each.words,
    }
