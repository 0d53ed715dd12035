"""Opening files of features: any common format, geometry as it is, columns as text."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.files import check_file
from icp_footprints.sources.opening.tables import Table, text_columns
from icp_footprints.wording import shortlist

# How the file formats begin. A file is opened only as what its name says it is, so that no other
# format, which might point to further files or addresses, slips in under a harmless name.
FORMAT_STARTS = {
    ".gpkg": (b"SQLite format 3\x00",),
    ".geojson": (b"{", b"\xef\xbb\xbf{"),
    ".json": (b"{", b"\xef\xbb\xbf{"),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".fgb": (b"fgb",),
}


@dataclass(frozen=True, eq=False)
class Features:
    """Features of one layer as they stand in their file; nothing of the geometry is checked yet.

    Parameters
    ----------
    table
        The other columns, one row per feature.
    geometry
        Array (n,) of shapely geometries of any type, or None, in the file's own coordinates.
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


def read_features(source: str) -> Features:
    """Read the features of ``FILE`` or ``FILE:LAYER``.

    Raises
    ------
    InputError
        For anything that cannot be read, naming the file and layer.
    """
    path, layer = split_layer(source)
    check_file(path, FORMAT_STARTS)
    frame = _read(path, layer)
    shapes = np.array(list(frame.geometry), dtype=object)
    table = Table(
        path.name,
        text_columns(frame.drop(columns=frame.geometry.name)),
        np.arange(1, len(frame) + 1),
    )
    return Features(table, shapes, frame.crs, path.suffix, layer or "")


def split_layer(text: str) -> tuple[Path, str | None]:
    """A ``FILE`` or ``FILE:LAYER`` argument as a path and a layer; a drive letter is no layer."""
    path = Path(text)
    file, colon, layer = text.rpartition(":")
    if _is_there(path) or not colon or len(file) <= 1 or "/" in layer or "\\" in layer:
        return path, None
    return Path(file), layer


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for the system
        return False


def _read(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    with warnings.catch_warnings():
        # What matters is checked here, and said in our own words.
        warnings.simplefilter("ignore", RuntimeWarning)
        return _read_layer(path, layer)


def _read_layer(path: Path, layer: str | None) -> gpd.GeoDataFrame:
    try:
        layers = [str(name) for name in pyogrio.list_layers(path).reshape(-1, 2)[:, 0]]
        if not layers:
            raise ValueError("it has no layers")
        if layer is None and len(layers) > 1:
            raise InputError(
                f"{path.name} holds {len(layers)} layers.",
                f"Name one as {path.name}:LAYER: {shortlist(layers, 40)}.",
            )
        if layer is not None and layer not in layers:
            raise InputError(
                f"{path.name} has no layer '{layer}'.", f"It has: {shortlist(layers, 40)}."
            )
        frame = pyogrio.read_dataframe(path, layer=layer)
    except (DataSourceError, DataLayerError, ValueError, RuntimeError) as error:
        raise InputError(
            f"{path.name} cannot be read as a file of boundaries: it is damaged or cut short.",
            "Export it again.",
        ) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InputError(f"{path.name} has no boundaries.", "Choose a file or layer of polygons.")
    if frame.empty:
        raise InputError(f"{path.name} has no rows.", "Choose a file with at least one unit.")
    return frame
