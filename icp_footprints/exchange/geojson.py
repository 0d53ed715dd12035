"""Footprints as GeoJSON (RFC 7946), with their measures as flat properties.

Longitude and latitude in WGS 84 at 7 decimals (about a centimetre), outer rings anticlockwise, no
``crs`` member. Footprints that border each other share every vertex of the border.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from icp_footprints import __version__
from icp_footprints.exchange.layer_json import LayerPrinter
from icp_footprints.exchange.place_json import seed_json
from icp_footprints.exchange.property_names import (
    LAYER_FIGURES,
    PROFILE_FIGURES,
    layer_keys,
    ledger_keys,
    point_keys,
)
from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.crs import to_longitude_latitude
from icp_footprints.geography.dissolve import dissolve_footprints
from icp_footprints.geography.place import Place
from icp_footprints.measures.profile import Profile
from icp_footprints.measures.scorecard import FootprintScore, Scorecard, scorecard
from icp_footprints.plan.plan import Plan

DECIMALS = 7
GRID_DEGREES = 10.0**-DECIMALS


def footprint_features(place: Place, plan: Plan, score: Scorecard | None = None) -> dict[str, Any]:
    """The plan's footprints as a GeoJSON FeatureCollection.

    A footprint without units has a null geometry. The place's notice, where it has one, is the
    member ``notice`` of the collection.

    Parameters
    ----------
    place, plan
        What to export.
    score
        The plan's scorecard, where it is at hand.
    """
    known = score or scorecard(place, plan)
    shapes = footprint_shapes(place, plan)
    printers = {layer.name: LayerPrinter(known, layer) for layer in known.layers}
    features = [
        {
            "type": "Feature",
            "id": each.id,
            "geometry": None if shape.is_empty else shapely.geometry.mapping(shape),
            "properties": _properties(place, plan, each, printers),
        }
        for each, shape in zip(known.footprints, shapes, strict=True)
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection", "name": f"{place.name}: {plan.name}"}
    if place.notice:
        collection["notice"] = place.notice
    there = shapes[~shapely.is_empty(shapes)]
    if len(there):
        collection["bbox"] = shapely.total_bounds(there).tolist()
    return {**collection, "features": features}


def write_geojson(path: Path, place: Place, plan: Plan, score: Scorecard | None = None) -> None:
    """Write the footprints to a GeoJSON file, one feature a line.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    collection = footprint_features(place, plan, score)
    features = ",\n".join(_json(feature) for feature in collection.pop("features"))
    head = _json(collection)[:-1]
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        file.write(f'{head}, "features": [\n{features}\n]}}\n')


def footprint_shapes(place: Place, plan: Plan) -> NDArray[np.object_]:
    """Array (k,) of dissolved footprints in longitude and latitude, rounded, right-hand rule."""
    dissolved = dissolve_footprints(place.units, plan.assignment, range(len(plan.footprints)))
    shapes = to_longitude_latitude(np.array(dissolved, dtype=object), DECIMALS)
    mended = [_valid(shape) for shape in shapes]
    return shapely.orient_polygons(np.array(mended, dtype=object), exterior_cw=False)


def _valid(shape: shapely.Geometry) -> shapely.Geometry:
    """The shape, mended on the same grid where rounding made a ring touch itself."""
    if shapely.is_valid(shape):
        return shape
    snapped = shapely.set_precision(shapely.make_valid(shape, method="structure"), GRID_DEGREES)
    return shapely.transform(snapped, lambda xy: np.round(xy, DECIMALS))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _properties(
    place: Place, plan: Plan, score: FootprintScore, printers: dict[str, LayerPrinter]
) -> dict[str, object]:
    properties: dict[str, object] = {
        "id": score.id,
        "name": score.name,
        "place": place.name,
        "plan": plan.name,
    }
    footprint = plan.footprint(score.id)
    ledgers = ledger_keys(place)
    properties |= {ledgers[name]: round(count) for name, count in score.people.items()}
    properties |= {
        "band": score.band,
        "band_low": plan.band.low,
        "band_high": plan.band.high,
        "band_ledger": plan.band.ledger,
        "units": score.units,
        "parts": score.parts,
        "area_km2": round(score.area_km2, 4),
        "polsby_popper": round(score.polsby_popper, 6),
    }
    prefixes = layer_keys(place)
    for name, printer in printers.items():
        fit = printer.fit(score)
        properties |= {f"{prefixes[name]}_{figure}": fit[figure] for figure in LAYER_FIGURES}
    points = point_keys(place)
    properties |= {points[name]: len(found) for name, found in score.points.items()}
    words = {"lead": footprint.lead, "partners": footprint.partners, "colour": footprint.colour}
    return {**properties, **_profile(score.profile), **_origin(plan), **words}


def _profile(profile: Profile) -> dict[str, object]:
    """The profile's figures that can be had for this place."""
    figures = profile.figures
    names = ("people_per_km2", "mean_score", "most_deprived_share", "rural_share")
    return {
        shown: None if (value := figures[name]) is None else round(value, 6)
        for shown, name in zip(PROFILE_FIGURES, names, strict=True)
        if name in figures
    }


def _origin(plan: Plan) -> dict[str, object]:
    origin = plan.origin
    return {
        "origin_method": origin.method,
        "origin_settings": "; ".join(f"{key}: {value}" for key, value in origin.settings),
        "origin_version": origin.version,
        "origin_made_at": origin.made_at,
        "seed": seed_json(plan),
        "version": __version__,
    }
