"""The properties of footprints in every format: flat, and described by a schema in ``resources``.

Counts and shares from which a count under 5 could be had are null, see `small_counts`.
"""

from __future__ import annotations

from typing import cast

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.property_names import (
    LAYER_FIGURES,
    PROFILE_FIGURES,
    band_keys,
    layer_keys,
    ledger_keys,
    point_keys,
)
from icp_footprints.exchange.layer_json import LayerPrinter
from icp_footprints.exchange.place_json import seed_json
from icp_footprints.measures.profile import Profile
from icp_footprints.measures.scorecard import FootprintScore
from icp_footprints.plan.plan import Plan

Json = dict[str, object]

# What features say of the plan they are of, as they may be taken out of their file.
OF_THE_PLAN = ("place", "place_code", "plan", "status", "plan_version", "content_hash")


def footprint_properties(content: ExportContent) -> list[Json]:
    """The properties of each footprint, in plan order; every footprint has the same ones."""
    printers = {each.name: LayerPrinter(content.score, each) for each in content.score.layers}
    of_plan = plan_properties(content) | {"sources": _sources(content)}
    return [
        {"id": each.id, "name": each.name, **of_plan, **_figures(content, each, printers)}
        for each in content.score.footprints
    ]


def plan_properties(content: ExportContent) -> Json:
    """What every feature says of the plan."""
    said = content.metadata
    return {key: said[key] for key in (*OF_THE_PLAN, "program_version")}


def _sources(content: ExportContent) -> str:
    """The files and their vintages as one line."""
    sources = cast("list[Json]", content.metadata["sources"])
    return "; ".join(
        f"{each['role']}: {each['file']}" + (f" ({each['vintage']})" if each["vintage"] else "")
        for each in sources
    )


def _figures(
    content: ExportContent, score: FootprintScore, printers: dict[str, LayerPrinter]
) -> Json:
    place, plan = content.place, content.plan
    footprint = plan.footprint(score.id)
    ledgers, bands, points = ledger_keys(place), band_keys(place), point_keys(place)
    return {
        **{ledgers[name]: round(count) for name, count in score.people.items()},
        "band": score.band,
        "band_low": plan.band.low,
        "band_high": plan.band.high,
        "band_ledger": plan.band.ledger,
        **{bands[each.ledger]: score.bands[each.ledger] for each in plan.further_bands},
        "units": score.units,
        "parts": score.parts,
        "area_km2": round(score.area_km2, 4),
        "polsby_popper": round(score.polsby_popper, 6),
        **_fits(content, score, printers),
        **{points[name]: len(found) for name, found in score.points.items()},
        **_profile(score.profile),
        **_origin(plan),
        "lead": footprint.lead,
        "partners": footprint.partners,
        "colour": footprint.colour,
    }


def _fits(content: ExportContent, score: FootprintScore, printers: dict[str, LayerPrinter]) -> Json:
    """How a footprint fits each layer."""
    prefixes = layer_keys(content.place)
    fits: Json = {}
    for name, printer in printers.items():
        fit = printer.fit(score)
        fits |= {f"{prefixes[name]}_{figure}": fit[figure] for figure in LAYER_FIGURES}
    return fits


def _profile(profile: Profile) -> Json:
    """The profile's figures that can be had for this place."""
    figures = profile.figures
    names = ("people_per_km2", "mean_score", "most_deprived_share", "rural_share")
    return {
        shown: None if (value := figures[name]) is None else round(value, 6)
        for shown, name in zip(PROFILE_FIGURES, names, strict=True)
        if name in figures
    }


def _origin(plan: Plan) -> Json:
    origin = plan.origin
    return {
        "origin_method": origin.method,
        "origin_settings": "; ".join(f"{key}: {value}" for key, value in origin.settings),
        "origin_version": origin.version,
        "origin_made_at": origin.made_at,
        "seed": seed_json(plan),
    }
