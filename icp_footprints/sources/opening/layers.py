"""One layer of a file of features by the map library (GDAL), with its complaints in our words."""

from __future__ import annotations

import re
import warnings
from collections.abc import Generator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import (
    CRSError,
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
)
from pyogrio.raw import read
from pyproj import CRS
from pyproj.exceptions import CRSError as UnknownSystem

from icp_footprints.errors import InputError
from icp_footprints.sources.opening.cells import Texts, clean, texts_of
from icp_footprints.sources.opening.grids import check_names
from icp_footprints.wording import shortlist

# The only drivers whose reading of a file is accepted.
DRIVERS = {"GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf", "KML", "LIBKML"}
# How an address begins that only one driver opens.
FORCED = "GeoJSON:"
# A time of day that says nothing, at the end of a date.
MIDNIGHT = re.compile(r"[T ]00:00:00(\.0+)?(Z|[+-]00:?00)?$")
FAILURES = (
    CRSError,
    DataLayerError,
    DataSourceError,
    FeatureError,
    FieldError,
    GeometryError,
    ValueError,
    RuntimeError,
    OverflowError,
    UnboundLocalError,  # from pyogrio, for a reference system that is not UTF-8
)


@dataclass(frozen=True, eq=False)
class Layer:
    """A layer as read.

    Parameters
    ----------
    name
        The layer's name.
    columns
        Arrays (n,) of stripped strings by column name.
    geometry
        Array (n,) of shapely geometries or None.
    system
        The reference system it states, if any.
    notes
        What to say of it.
    """

    name: str
    columns: dict[str, Texts]
    geometry: NDArray[np.object_]
    system: CRS | None
    notes: tuple[str, ...] = ()


def read_layer(
    address: str,
    file: str,
    wanted: str | None,
    encoding: str | None = None,
    truths: Set[str] = frozenset(),
) -> Layer:
    """A layer of a file that has been checked to be what its name says.

    Parameters
    ----------
    address
        The file, as the library opens it.
    file
        Its name for errors.
    wanted
        The layer; without one the file may have only one.
    encoding
        Of the columns, where the file does not say.
    truths
        Columns in which it says true or false; the library makes numbers of these where others
        are numbers.

    Raises
    ------
    InputError
        When it is damaged, has no such layer or no geometry, or has truths among its numbers.
    """
    with in_our_words(file):
        name = ""
        # A forced driver needs no check, and GeoJSON, which has one layer, is slow to open.
        if wanted is not None or not address.startswith(FORCED):
            name = _layer_name(address, file, wanted)
            driver = pyogrio.read_info(address, layer=name, encoding=encoding)["driver"]
            if driver not in DRIVERS:
                raise ValueError(driver)
        meta, _, shapes, fields = read(
            address, layer=name or None, encoding=encoding, datetime_as_string=True
        )
    if shapes is None:
        raise InputError(f"{file} has no boundaries.", "Choose a file or layer of polygons.")
    names = [clean(str(field)) for field in meta["fields"]]
    check_names(file, names)
    _check_truths(file, names, fields, truths)
    system, notes = _system(meta["crs"], file)
    columns = {
        name: texts_of(_dates(values) if "Date" in kind else values)
        for name, kind, values in zip(names, meta["ogr_types"], fields, strict=True)
    }
    return Layer(name, columns, _geometry(shapes, file), system, notes)


def _check_truths(file: str, names: list[str], fields: list[Any], truths: Set[str]) -> None:
    for name, values in zip(names, fields, strict=True):
        if name in truths and values.dtype.kind in "iuf":
            raise InputError(
                f"{file} has true or false among the numbers in column '{name}'.",
                "Every cell of a column of numbers must be a number: put it right.",
            )


def _dates(values: Any) -> list[str]:
    """Dates as text, without the midnight that the library adds to those without a time."""
    return [MIDNIGHT.sub("", text) if isinstance(text, str) else "" for text in values]


@contextmanager
def in_our_words(file: str) -> Generator[None]:
    """Whatever the library complains of as one error that names the file; warnings are left out."""
    with warnings.catch_warnings():
        # What matters is checked here, and said in our own words.
        warnings.simplefilter("ignore")
        try:
            yield
        except GeometryError as error:
            raise InputError(
                f"{file} holds shapes of a kind that cannot be read, such as 3-D surfaces.",
                "Export it as polygons, lines or points.",
            ) from error
        except FAILURES as error:
            raise InputError(
                f"{file} cannot be read as a file of boundaries: it is damaged or cut short.",
                "Export it again.",
            ) from error


def _layer_name(address: str, file: str, wanted: str | None) -> str:
    names = [str(name) for name in pyogrio.list_layers(address).reshape(-1, 2)[:, 0]]
    if not names:
        raise ValueError("it has no layers")
    if wanted is not None and wanted not in names:
        raise InputError(f"{file} has no layer '{wanted}'.", f"It has: {shortlist(names, 40)}.")
    if wanted is None and len(names) > 1:
        raise InputError(
            f"{file} holds {len(names)} layers.",
            f"Name one as {file}:LAYER: {shortlist(names, 40)}.",
        )
    return names[0] if wanted is None else wanted


def _system(stated: str | None, file: str) -> tuple[CRS | None, tuple[str, ...]]:
    if not stated:
        return None, ()
    try:
        return CRS.from_user_input(stated), ()
    except UnknownSystem:
        return None, (f"{file} states a reference system that is not known.",)


def _geometry(shapes: Any, file: str) -> NDArray[np.object_]:
    """Geometries from the library's own form, the row named of one that is none."""
    try:
        # A NaN among coordinates warns; it is found, and said, with its row further on.
        with np.errstate(invalid="ignore"):
            return np.asarray(shapely.from_wkb(shapes), dtype=object)
    except (shapely.errors.ShapelyError, ValueError, TypeError) as error:
        for row, shape in enumerate(shapes, 1):
            try:
                shapely.from_wkb(shape)
            except (shapely.errors.ShapelyError, ValueError, TypeError):
                raise InputError(
                    f"{file}, row {row} has a shape that cannot be read.",
                    "Remove the row or give it another boundary.",
                ) from error
        raise
