"""The data that the page's own script reads: pop-ups, what can be searched for, where to zoom."""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from icp_footprints.geography.place import Place
from icp_footprints.measures.scorecard import Scorecard
from icp_footprints.plan.plan import Plan
from icp_footprints.report.web_map.content import MapFootprint, WebMapContent, best_footprints
from icp_footprints.report.web_map.shapes import WebMapShapes
from icp_footprints.report.words import printable
from icp_footprints.wording import area_words, layer_words, shortened

Json = dict[str, object]
NOWHERE = -1
NO_PLACE = (None, None)


def web_map_data(
    place: Place, plan: Plan, score: Scorecard, content: WebMapContent, shapes: WebMapShapes
) -> Json:
    """Everything the script of the page needs, ready for JSON.

    Parameters
    ----------
    place, plan, score
        What the map is of.
    content
        What the page says.
    shapes
        What the map draws.

    Returns
    -------
    data
        ``bounds`` of the map as south, west, north, east; ``footprints`` with number, name, where
        the number stands and the lines of the pop-up; ``layers`` with the name of each area and
        where it stands; ``found``: what can be searched for, as kind, name, further words, number
        of the footprint, latitude, longitude, layer and area (-1 for none).
    """
    held = best_footprints(score, plan)
    return {
        "bounds": _bounds([*shapes.footprints, shapes.unassigned]),
        "footprints": [
            {
                "number": each.row.number,
                "name": _name(each.row.name),
                "at": _label(shapes, i),
                "lines": footprint_lines(content, each),
                "comment": each.comment,
            }
            for i, each in enumerate(content.footprints)
        ],
        "layers": [
            {
                "areas": [
                    [_name(name or code), *(_middle(shape) or ())]
                    for code, name, shape in zip(
                        layer.area_ids, layer.area_names, shapes.areas[i], strict=True
                    )
                ]
            }
            for i, layer in enumerate(place.layers)
        ],
        "found": [
            *_footprints_found(content, shapes),
            *_areas_found(place, held, shapes),
            *_points_found(place, plan, shapes),
            *_units_found(place, plan, shapes),
        ],
    }


def footprint_lines(content: WebMapContent, footprint: MapFootprint) -> list[tuple[str, str]]:
    """What the pop-up of a footprint says, as pairs of heading and words."""
    report = content.report
    lines = [
        (f"People ({ledger.name} ledger)", people)
        for ledger, people in zip(report.ledgers, footprint.people, strict=True)
    ]
    lines += [
        (f"Band {band.words} ({band.ledger_words})", words)
        for band, words in zip(report.bands, footprint.bands, strict=True)
    ]
    row = footprint.row
    lines.append(
        ("Small areas", f"{row.units:,}" + (f", in {row.parts} parts" if row.parts > 1 else ""))
    )
    for layer, fit in zip(report.layers, footprint.fits, strict=True):
        one, _ = area_words(layer.name)
        figures = f"share {fit.share}, containment {fit.containment}".replace(" %", "\u00a0%")
        named = shortened(fit.area_name or fit.area)
        lines.append((f"Main {one}", f"{named}: {figures}" if fit.area else "none"))
    for heading, words in (
        ("Lead", footprint.lead),
        ("Partners", footprint.partners),
        ("Notes", footprint.notes),
    ):
        if words:
            lines.append((heading, words))
    return [(shortened(printable(a)), shortened(printable(b), 2000)) for a, b in lines]


def _footprints_found(content: WebMapContent, shapes: WebMapShapes) -> list[list[object]]:
    return [
        [
            "Footprint",
            _name(each.row.name),
            each.row.id,
            i,
            *(_label(shapes, i) or NO_PLACE),
            -1,
            -1,
        ]
        for i, each in enumerate(content.footprints)
    ]


def _areas_found(
    place: Place, held: dict[tuple[str, str], int], shapes: WebMapShapes
) -> list[list[object]]:
    found: list[list[object]] = []
    for i, layer in enumerate(place.layers):
        kind, _ = area_words(layer.name)
        kind = kind[:1].upper() + kind[1:]
        for j, (code, name) in enumerate(zip(layer.area_ids, layer.area_names, strict=True)):
            number = held.get((layer.name, code), NOWHERE)
            where = _middle(shapes.areas[i][j])
            if number == NOWHERE and where is None:
                continue
            words = _name(code) if name and name != code else ""
            found.append([kind, _name(name or code), words, number, *(where or NO_PLACE), i, j])
    return found


def _points_found(place: Place, plan: Plan, shapes: WebMapShapes) -> list[list[object]]:
    found: list[list[object]] = []
    for layer, places in zip(place.point_layers, shapes.points, strict=True):
        kind = layer.label or layer_words(layer.name)
        inside = layer.unit_rows >= 0
        numbers = np.where(inside, plan.assignment[np.where(inside, layer.unit_rows, 0)], NOWHERE)
        for row, (lon, lat) in enumerate(places.tolist()):
            if not inside[row]:
                continue
            code, name = layer.ids[row], layer.names[row]
            words = _name(code) if name and name != code else ""
            found.append(
                [_name(kind), _name(name or code), words, int(numbers[row]), lat, lon, -1, -1]
            )
    return found


def _units_found(place: Place, plan: Plan, shapes: WebMapShapes) -> list[list[object]]:
    return [
        ["Small area", _name(name or code), _name(code), number, lat, lon, -1, -1]
        for code, name, number, (lon, lat) in zip(
            place.units.ids,
            place.units.names,
            plan.assignment.tolist(),
            shapes.units.tolist(),
            strict=True,
        )
    ]


def _name(text: str) -> str:
    return shortened(printable(text))


def _at(longitude: float, latitude: float) -> tuple[float, float]:
    """As Leaflet has it: latitude first."""
    return round(float(latitude), 5), round(float(longitude), 5)


def _label(shapes: WebMapShapes, number: int) -> tuple[float, float] | None:
    """Where the number of a footprint stands; None for one without units."""
    longitude, latitude = shapes.labels[number].tolist()
    return None if math.isnan(longitude) else _at(longitude, latitude)


def _middle(shape: BaseGeometry) -> tuple[float, float] | None:
    """A point inside the largest part of a shape in degrees, latitude first; None for nothing."""
    if shape.is_empty:
        return None
    parts = shapely.get_parts(shape)
    point = shapely.point_on_surface(parts[np.argmax(shapely.area(parts))])
    return _at(shapely.get_x(point), shapely.get_y(point))


def _bounds(shapes: list[BaseGeometry]) -> list[float]:
    west, south, east, north = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    return [south, west, north, east]
