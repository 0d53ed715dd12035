"""Opening files of features: any common format, geometry as it is, columns as text."""

from __future__ import annotations

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.archives import gunzipped, members_of, unpacked
from icp_footprints.sources.opening.cells import text_columns
from icp_footprints.sources.opening.files import SHAPEFILE_PARTS, check_file, is_there, split_layer
from icp_footprints.sources.opening.geojson import check_geojson
from icp_footprints.sources.opening.geopackages import check_geopackage, check_numbers
from icp_footprints.sources.opening.grids import check_names
from icp_footprints.sources.opening.kml import LOOKS, check_kml
from icp_footprints.sources.opening.layers import Layer, read_layer
from icp_footprints.sources.opening.members import Member, choose_member
from icp_footprints.sources.opening.parquet import read_parquet_features
from icp_footprints.sources.opening.shapefiles import only_shapefile_in, whole_shapefile
from icp_footprints.sources.opening.tables import Table
from icp_footprints.wording import one_line

__all__ = ["Features", "read_features", "split_layer"]

# How the file formats begin. A file is opened only as what its name says it is, so that no other
# format, which might point to further files or addresses, slips in under a harmless name.
FORMAT_STARTS = {
    ".gpkg": (b"SQLite format 3\x00",),
    ".geojson": (b"{", b"\xef\xbb\xbf{"),
    ".json": (b"{", b"\xef\xbb\xbf{"),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".fgb": (b"fgb",),
    ".kml": (b"<", b"\xef\xbb\xbf<"),
    ".parquet": (b"PAR1",),
}
PACKED_STARTS = {".zip": (b"PK",), ".kmz": (b"PK",), ".gz": (b"\x1f\x8b",)}
KINDS = {
    ".gpkg": "GeoPackage",
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".shp": "Shapefile",
    ".fgb": "FlatGeobuf",
    ".kml": "KML",
    ".parquet": "GeoParquet",
}
# Kinds whose files may hold several layers.
LAYERED = ("GeoPackage", "KML")


@dataclass(frozen=True, eq=False)
class Features:
    """Features of one layer as they stand in their file; nothing of the geometry is checked yet.

    Parameters
    ----------
    table
        The other columns, one row per feature.
    geometry
        Array (n,) of shapely geometries of any type, or None, in the file's own coordinates,
        which are finite. Curves come as lines.
    system
        The reference system the file states, or None where it states none.
    kind
        The format in words, such as ``GeoPackage``.
    layer
        The layer's name; empty for formats without layers.
    notes
        What had to be repaired to read it, one sentence each.
    """

    table: Table
    geometry: NDArray[np.object_]
    system: CRS | None
    kind: str = ""
    layer: str = ""
    notes: tuple[str, ...] = ()


def read_features(source: str | Path) -> Features:
    """Read the features of ``FILE``, ``FILE:LAYER`` or ``FILE.zip:MEMBER``.

    GeoPackage, GeoJSON, Shapefile (also a folder that holds one), FlatGeobuf, KML and GeoParquet;
    plain, in a ``.zip`` or ``.kmz``, or as ``.gz``.

    Raises
    ------
    InputError
        For anything that cannot be read, naming the file and layer.
    """
    path, part = (source, None) if isinstance(source, Path) else split_layer(source)
    if is_there(path) and path.is_dir():
        path = only_shapefile_in(path)
    check_file(path, {**FORMAT_STARTS, **PACKED_STARTS})
    with _unwrapped(path, part) as (inner, file, layer):
        return _read(inner, file, layer)


@contextmanager
def _unwrapped(path: Path, part: str | None) -> Generator[tuple[Path, str, str | None]]:
    """The file itself, its name for errors, and the layer wanted; unpacked if it has to be."""
    suffix = path.suffix.lower()
    if suffix in (".zip", ".kmz"):
        members = members_of(path)
        kinds = (".kml",) if suffix == ".kmz" else tuple(FORMAT_STARTS)
        member, layer = choose_member(path.name, members, kinds, part)
        with unpacked(path, _with_siblings(member, members)) as folder:
            target = folder / f"units{member.suffix}"
            file = path.name if suffix == ".kmz" else f"{path.name}:{member.name}"
            check_file_as(target, file)
            yield target, one_line(file), layer
    elif suffix == ".gz":
        with gunzipped(path) as target:
            check_file_as(target, path.name)
            yield target, one_line(path.name), part
    elif "!" in str(path):
        # The map library would take what stands before the sign for an archive.
        raise InputError(f"{path} has a '!' in its name or folder.", "Rename it.")
    else:
        yield path, one_line(path.name), part


def check_file_as(path: Path, file: str) -> None:
    """Check that an unpacked file is what its name says, calling it by the name of its archive."""
    try:
        check_file(path, FORMAT_STARTS)
    except InputError as error:
        raise InputError(error.what.replace(path.name, file), error.remedy) from error


def _with_siblings(member: Member, members: tuple[Member, ...]) -> dict[str, Member]:
    """A member, and the other files of a shapefile, by the names to unpack them under."""
    wanted = {f"units{member.suffix}": member}
    if member.suffix == ".shp":
        stem = member.path.with_suffix("").as_posix().lower()
        for other in members:
            is_same = other.path.with_suffix("").as_posix().lower() == stem
            if other.suffix in SHAPEFILE_PARTS and is_same:
                wanted.setdefault(f"units{other.suffix}", other)
    return wanted


def _read(path: Path, file: str, wanted: str | None) -> Features:
    suffix = path.suffix.lower()
    if suffix in (".geojson", ".json"):
        scan = check_geojson(path, file)
        # With its name in front, no other of the library's drivers is asked to open the file.
        found = read_layer(f"GeoJSON:{path}", file, wanted, truths=scan.truths)
        _check_all_read(found, scan.features, file)
    elif suffix == ".parquet":
        found = _from_parquet(path, file, wanted)
    elif suffix == ".shp":
        with whole_shapefile(path, file) as shapefile:
            found = read_layer(str(shapefile.path), file, None, shapefile.encoding)
        notes = (*shapefile.notes, *found.notes)
        if found.system is None and shapefile.says_system:
            notes = (*notes, f"The reference system in the .prj file of {file} is not known.")
        found = replace(found, notes=notes)
    elif suffix == ".kml":
        check_kml(path, file)
        found = read_layer(str(path), file, wanted)
        columns = {name: texts for name, texts in found.columns.items() if name not in LOOKS}
        found = replace(found, columns=columns)
    else:
        if suffix == ".gpkg":
            check_geopackage(path, file)
        found = read_layer(str(path), file, wanted)
        if suffix == ".gpkg":
            check_numbers(path, file, found.name)
    return _features(found, file, KINDS[suffix], wanted)


def _check_all_read(found: Layer, count: int, file: str) -> None:
    """Refuse a list of features of which the library left some out without a word."""
    if count and count != len(found.geometry):
        raise InputError(
            f"{file} has {count:,} entries in its list of features, but only "
            f"{len(found.geometry):,} of them are features.",
            'Each entry needs "type": "Feature": export the file again.',
        )


def _from_parquet(path: Path, file: str, wanted: str | None) -> Layer:
    if wanted is not None:
        raise InputError(f"{file} has no layers, such as '{wanted}'.", "Leave out the layer.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = read_parquet_features(path, file)
    columns = text_columns(frame.drop(columns=frame.geometry.name))
    return Layer("", columns, np.array(list(frame.geometry), dtype=object), frame.crs)


def _features(found: Layer, file: str, kind: str, wanted: str | None) -> Features:
    check_names(file, list(found.columns))
    count = len(found.geometry)
    if not count:
        raise InputError(f"{file} has no rows.", "Choose a file with at least one unit.")
    name = f"{file}:{wanted}" if wanted else file
    table = Table(file, found.columns, np.arange(1, count + 1), "row", (), kind)
    points, rows = shapely.get_coordinates(found.geometry, return_index=True)
    bad = ~np.isfinite(points).all(axis=1)
    if bad.any():
        raise InputError(
            f"{name}, {table.where(int(rows[np.argmax(bad)]))} has a coordinate that is no number.",
            "Give the feature real coordinates or remove it.",
        )
    layer = found.name if kind in LAYERED else ""
    return Features(table, found.geometry, found.system, kind, layer, found.notes)
