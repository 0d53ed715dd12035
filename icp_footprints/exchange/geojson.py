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
from icp_footprints.exchange.property_names import layer_keys, ledger_keys
from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.crs import to_longitude_latitude
from icp_footprints.geography.dissolve import dissolve_footprints
from icp_footprints.geography.place import Place
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
    features = [
        {
            "type": "Feature",
            "id": each.id,
            "geometry": None if shape.is_empty else shapely.geometry.mapping(shape),
            "properties": _properties(place, plan, each),
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


def _properties(place: Place, plan: Plan, score: FootprintScore) -> dict[str, object]:
    properties: dict[str, object] = {
        "id": score.id,
        "name": score.name,
        "place": place.name,
        "plan": plan.name,
    }
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
    for name, fit in score.layers.items():
        prefix = prefixes[name]
        properties |= {
            f"{prefix}_best_area": fit.best_area or None,
            f"{prefix}_best_area_name": fit.best_area_name or None,
            f"{prefix}_share": round(fit.share, 6),
            f"{prefix}_match": round(fit.match, 6),
        }
    return properties | {"seed": plan.origin.seed, "version": __version__}
