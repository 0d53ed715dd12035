"""Saying what a file is: its format, what was recognised in it, and what it can serve as."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.features import (
    FORMAT_STARTS,
    PACKED_STARTS,
    Features,
    read_features,
)
from icp_footprints.sources.opening.files import (
    check_file,
    check_kind,
    head_of,
    is_there,
    split_layer,
)
from icp_footprints.sources.opening.geopackages import check_geopackage
from icp_footprints.sources.opening.holds_features import holds_features
from icp_footprints.sources.opening.layers import in_our_words
from icp_footprints.sources.opening.signatures import refuse_other_formats
from icp_footprints.sources.opening.tables import DELIMITED, TABLES, Table, read_table
from icp_footprints.sources.recognition.code_columns import OWN
from icp_footprints.sources.recognition.inspected import Inspection, LayerOutline
from icp_footprints.sources.recognition.oddities import oddities
from icp_footprints.sources.recognition.recognise import Recognition, recognise
from icp_footprints.sources.recognition.services import services_of
from icp_footprints.wording import count_words

SHAPES = {
    **dict.fromkeys(("Polygon", "MultiPolygon", "CurvePolygon", "MultiSurface"), "areas"),
    **dict.fromkeys(("LineString", "MultiLineString", "LinearRing", "MultiCurve"), "lines"),
    **dict.fromkeys(("Point", "MultiPoint"), "points"),
}


def inspect(source: str | Path) -> Inspection:
    """Say what a file is.

    Parameters
    ----------
    source
        ``FILE``, ``FILE:LAYER``, ``FILE.xlsx:SHEET`` or ``FILE.zip:MEMBER``.

    Raises
    ------
    InputError
        When it cannot be read.
    """
    given = str(source)
    path, part = split_layer(given)
    suffix = path.suffix.lower()
    if suffix == ".gpkg" and part is None:
        layers = _layers(path)
        if layers:
            return Inspection(given, "GeoPackage", layers=layers)
    if is_there(path) and path.is_dir():  # a shapefile's parts in a folder of their own
        return _of_features(given, read_features(given))
    check_kind(path.name, suffix, {*FORMAT_STARTS, *PACKED_STARTS, *TABLES})
    if suffix in DELIMITED:
        refuse_other_formats(head_of(path), path.name)
    if holds_features(given):
        return _of_features(given, read_features(given))
    return _of_table(given, read_table(given))


def _of_table(given: str, table: Table) -> Inspection:
    found = recognise(table)
    return Inspection(
        given=given,
        kind=table.kind or "table",
        rows=len(table),
        recognition=found,
        services=services_of(found, "", given),
        people=_people(table, found),
        notes=(*table.notes, *oddities(table, found)),
    )


def _of_features(given: str, features: Features) -> Inspection:
    table = features.table
    found = recognise(table)
    shape, notes = _shape(features.geometry)
    return Inspection(
        given=given,
        kind=f"{features.kind}, layer {features.layer}" if features.layer else features.kind,
        system=_system(features.system),
        shape=shape,
        rows=len(table),
        recognition=found,
        services=services_of(found, shape, given) if shape else (),
        people=_people(table, found),
        notes=(
            *features.notes,
            *(note for note in table.notes if note not in features.notes),
            *notes,
            *oddities(table, found),
        ),
    )


def _people(table: Table, found: Recognition) -> float | None:
    role = "people" if "people" in found.columns else "patients"
    if role not in found.columns or role in found.doubtful:
        return None
    try:
        return float(table.people(found.columns[role]).sum())
    except InputError:
        return None


def _system(system: CRS | None) -> str:
    if system is None:
        return "not stated: give it with --crs, such as --crs EPSG:27700"
    authority = system.to_authority()
    return f"{system.name} ({':'.join(authority)})" if authority else system.name


def _shape(geometry: NDArray[np.object_]) -> tuple[str, tuple[str, ...]]:
    """What most shapes are, and what is odd about the others."""
    there = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    kinds = [SHAPES.get(shape.geom_type, "other") for shape in geometry[there]]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    most = max(counts, key=lambda kind: counts[kind], default="")
    notes: list[str] = []
    if len(there) > there.sum():
        notes.append(f"{count_words(int((~there).sum()), 'row')} without a shape.")
    if len(counts) > 1:
        mixed = ", ".join(count_words(n, kind.removesuffix("s")) for kind, n in counts.items())
        notes.append(f"Different kinds of shape in one file: {mixed}.")
    invalid = int((~shapely.is_valid(geometry[there])).sum())
    if invalid:
        notes.append(
            f"{count_words(invalid, 'shape')} drawn wrongly, such as crossing itself: mended when "
            "read."
        )
    return ("" if most == "other" else most), tuple(notes)


def _layers(path: Path) -> tuple[LayerOutline, ...]:
    """The layers of a GeoPackage, without reading their rows."""
    check_file(path, FORMAT_STARTS)
    check_geopackage(path, path.name)
    with in_our_words(path.name):
        names = [str(name) for name in pyogrio.list_layers(path).reshape(-1, 2)[:, 0]]
        return tuple(_outline(path, name) for name in names) if len(names) > 1 else ()


def _outline(path: Path, name: str) -> LayerOutline:
    held = pyogrio.read_info(path, layer=name)
    empty = np.empty(0, dtype=object)
    table = Table(path.name, {str(field): empty for field in held["fields"]}, np.empty(0, np.int64))
    found = recognise(table)
    unit = found.units if found.has("unit") else None
    kind = str(held["geometry_type"] or "").split(" ")[0]
    shape = SHAPES.get(kind, "")
    is_known = shape == "areas" and unit is not None and unit.geography != OWN
    about = f"{unit.geography} {unit.vintage or ''}".strip() if unit and is_known else ""
    return LayerOutline(name, int(held["features"]), shape, about)
