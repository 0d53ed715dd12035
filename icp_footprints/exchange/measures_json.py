"""The measures of a plan as one JSON object, for other programs.

People are whole numbers, shares go from 0 to 1 at 6 decimals, areas and footprints are named by
id. A piece of 1 to 4 people is the string ``"<5"`` (see `small_counts`).
"""

from __future__ import annotations

import json

from icp_footprints import __version__
from icp_footprints.exchange.small_counts import printed_people
from icp_footprints.geography.place import Place
from icp_footprints.geography.source import Source
from icp_footprints.measures.scorecard import (
    FootprintScore,
    LayerFit,
    LayerScore,
    Scorecard,
    scorecard,
)
from icp_footprints.plan.plan import Plan

SHARE_DECIMALS = 6


def measures(place: Place, plan: Plan, score: Scorecard | None = None) -> dict[str, object]:
    """Every measure of a plan, ready for JSON.

    Parameters
    ----------
    place, plan
        What to measure.
    score
        The plan's scorecard, where it is at hand.
    """
    known = score or scorecard(place, plan)
    gap = known.coverage
    return {
        "place": place.name,
        "plan": plan.name,
        "seed": plan.origin.seed,
        "version": __version__,
        "notice": place.notice,
        "ledger": plan.band.ledger,
        "band": {"low": plan.band.low, "high": plan.band.high, "ledger": plan.band.ledger},
        "footprints": [_footprint(each) for each in known.footprints],
        "layers": {each.name: _layer(each) for each in known.layers},
        "coverage": {
            "units": gap.units,
            "unassigned_units": gap.unassigned_units,
            "unassigned_people": round(gap.unassigned_people),
            "unassigned_area_km2": round(gap.unassigned_area_km2, 4),
        },
        "cut_share": _share(known.cut_share),
        "sources": [_source(each) for each in place.sources],
    }


def measures_text(place: Place, plan: Plan, score: Scorecard | None = None) -> str:
    """The measures as JSON text, indented, with a newline at the end."""
    text = json.dumps(measures(place, plan, score), indent=2, ensure_ascii=False, allow_nan=False)
    # Half of a surrogate pair, which UTF-8 cannot hold, can come in with a name.
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _share(value: float) -> float:
    return round(value, SHARE_DECIMALS)


def _footprint(score: FootprintScore) -> dict[str, object]:
    return {
        "id": score.id,
        "name": score.name,
        "people": {ledger: round(count) for ledger, count in score.people.items()},
        "band": score.band,
        "units": score.units,
        "parts": score.parts,
        "area_km2": round(score.area_km2, 4),
        "polsby_popper": _share(score.polsby_popper),
        "layers": {layer: _fit(fit) for layer, fit in score.layers.items()},
    }


def _fit(fit: LayerFit) -> dict[str, object]:
    return {
        "best_area": fit.best_area or None,
        "best_area_name": fit.best_area_name or None,
        "share": _share(fit.share),
        "match": _share(fit.match),
        "containment": _share(fit.containment),
    }


def _layer(score: LayerScore) -> dict[str, object]:
    return {
        "ledger": score.ledger,
        "areas": score.areas,
        "plan_share": _share(score.plan_share),
        "plan_containment": _share(score.plan_containment),
        "coterminosity": _share(score.coterminosity),
        "kept_whole": _share(score.kept_whole),
        "kept_whole_areas": score.kept_whole_areas,
        "splits": [
            {
                "area": split.area,
                "area_name": split.area_name,
                "pieces": {each: printed_people(count) for each, count in split.pieces},
            }
            for split in score.splits
        ],
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "role": source.role,
        "file": source.file,
        "sha256": source.sha256,
        "detail": source.detail,
        "notes": list(source.notes),
    }
