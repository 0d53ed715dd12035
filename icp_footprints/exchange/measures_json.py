"""The measures of a plan as one JSON object, for other programs.

People are whole numbers, shares go from 0 to 1 at 6 decimals, areas and footprints are named by
id. A piece of 1 to 4 people is the string ``"<5"``, and figures by which it could be worked out are
rounded or null (see `small_counts`). Of a layer, ``areas``, ``kept_whole_areas`` and ``splits`` are
about all its areas; ``areas_counted_on_paper``, ``kept_whole_on_paper`` and ``split_on_paper`` are
about those that reports count, without areas with a handful of people in the place.
"""

from __future__ import annotations

import json
from datetime import date

from icp_footprints import __version__
from icp_footprints.exchange.exporting.metadata import export_metadata
from icp_footprints.exchange.layer_json import LayerPrinter, share_json
from icp_footprints.exchange.place_json import (
    edits_json,
    exception_json,
    origin_json,
    point_layer_json,
    points_json,
    profile_json,
    seed_json,
    source_json,
    spread_json,
    target_json,
)
from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import FootprintScore, Scorecard, scorecard
from icp_footprints.measures.target_result import TargetResult
from icp_footprints.plan.band import Band
from icp_footprints.plan.plan import Plan

Json = dict[str, object]


def measures(
    place: Place, plan: Plan, score: Scorecard | None = None, made_on: date | None = None
) -> Json:
    """Every measure of a plan, ready for JSON.

    Parameters
    ----------
    place, plan
        What to measure.
    score
        The plan's scorecard, where it is at hand.
    made_on
        The date under ``export``, which says of which plan and version the figures are; today
        unless told otherwise.
    """
    day = made_on or date.today()  # noqa: DTZ011 - the reader's own calendar
    known = score or scorecard(place, plan)
    printers = {each.name: LayerPrinter(known, each) for each in known.layers}
    gap = known.coverage
    return {
        "place": place.name,
        "plan": plan.name,
        "seed": seed_json(plan),
        "version": __version__,
        "notice": place.notice,
        "ledger": known.ledger,
        "band": _band(plan.band),
        "footprints": [_footprint(each, printers) for each in known.footprints],
        "layers": {name: printer.figures() for name, printer in printers.items()},
        "coverage": {
            "units": gap.units,
            "unassigned_units": gap.unassigned_units,
            "unassigned_people": round(gap.unassigned_people),
            "unassigned_area_km2": round(gap.unassigned_area_km2, 4),
            "ledger": known.ledger,
        },
        "cut_share": share_json(known.cut_share),
        "sources": [source_json(each) for each in place.sources],
        "cut_length_m": round(known.cut_length_m),
        "origin": origin_json(plan),
        "bands": [_band(each) for each in known.bands],
        "people": {ledger: round(count) for ledger, count in known.people.items()},
        "profile": profile_json(known.profile),
        "spread": [spread_json(each) for each in known.spread],
        "points": {each.name: point_layer_json(each) for each in known.points},
        "targets": [target_json(each, _value(each, printers)) for each in known.targets],
        "exceptions": [exception_json(each) for each in plan.exceptions],
        "adjacency_edits": edits_json(place),
        "export": export_metadata(place, plan, day),
    }


def measures_text(place: Place, plan: Plan, score: Scorecard | None = None) -> str:
    """The measures as JSON text, indented, with a newline at the end."""
    text = json.dumps(measures(place, plan, score), indent=2, ensure_ascii=False, allow_nan=False)
    # Half of a surrogate pair, which UTF-8 cannot hold, can come in with a name.
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _value(result: TargetResult, printers: dict[str, LayerPrinter]) -> float | None:
    """What the plan reaches on a target, no finer than its layer prints it."""
    target = result.target
    printer = printers.get(target.layer)
    return printer.value(target.measure) if printer else None


def _band(band: Band) -> Json:
    return {"low": band.low, "high": band.high, "ledger": band.ledger}


def _footprint(score: FootprintScore, printers: dict[str, LayerPrinter]) -> Json:
    return {
        "id": score.id,
        "name": score.name,
        "people": {ledger: round(count) for ledger, count in score.people.items()},
        "band": score.band,
        "units": score.units,
        "parts": score.parts,
        "area_km2": round(score.area_km2, 4),
        "polsby_popper": share_json(score.polsby_popper),
        "layers": {name: printer.fit(score) for name, printer in printers.items()},
        "bands": dict(score.bands),
        "perimeter_km": round(score.perimeter_km, 4),
        "profile": profile_json(score.profile),
        "points": {name: points_json(points) for name, points in score.points.items()},
    }
