"""Features as tables with a geometry column, typed as their schema says, and writing them."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from numpy import object_
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.schemas import SchemaName, described
from icp_footprints.exchange.exporting.storable_text import storable

FAILURES = (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError)


def feature_frame(
    schema: SchemaName,
    properties: Sequence[Mapping[str, object]],
    shapes: NDArray[object_],
    crs: str,
) -> gpd.GeoDataFrame:
    """One row per feature; columns are typed by the schema even where all are missing.

    Parameters
    ----------
    schema
        Whose properties these are.
    properties
        Those of each feature, all with the same names.
    shapes
        Array of as many shapes; an empty one becomes a missing geometry.
    crs
        The system the shapes are in.
    """
    columns = {
        key: _column([each[key] for each in properties], described(schema, key).dtype)
        for key in (properties[0] if properties else ())
    }
    there = shapes.copy()
    there[shapely.is_empty(shapes)] = None
    return gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(there, crs=crs), crs=crs)


def _column(values: list[object], dtype: str) -> pd.Series:
    if dtype == "str":
        return pd.Series([storable(each) for each in values], dtype="str")
    if dtype == "Float64" and all(isinstance(each, int) for each in values):
        return pd.Series(values, dtype="Int64")
    return pd.Series(values, dtype=dtype)


def write_frame(
    path: Path,
    frame: gpd.GeoDataFrame,
    shown: Path,
    *,
    driver: str,
    layer: str,
    geometry_type: str = "MultiPolygon",
    file_options: Mapping[str, str] | None = None,
    layer_options: Mapping[str, str] | None = None,
) -> None:
    """Write a table as one layer of a file.

    Parameters
    ----------
    path
        The file to write into, beside what it holds already.
    frame
        The table.
    shown
        The file as the user knows it, for errors.
    driver, layer
        GDAL's name of the format, and the layer's.
    geometry_type
        The layer's; single polygons become those of many parts where it is of these.
    file_options, layer_options
        What GDAL is to be told when it makes the file, and when it makes the layer.

    Raises
    ------
    InputError
        When it cannot be written.
    """
    try:
        with warnings.catch_warnings():
            # A plan without footprints has an empty layer, which is as it should be.
            warnings.simplefilter("ignore", UserWarning)
            pyogrio.write_dataframe(
                frame,
                path,
                layer=layer,
                driver=driver,
                geometry_type=geometry_type,
                promote_to_multi=geometry_type.startswith("Multi"),
                append=path.exists(),
                dataset_options=dict(file_options or {}),
                layer_options=dict(layer_options or {}),
            )
            # On a full disk GDAL may leave half a file without a word.
            held = pyogrio.read_dataframe(path, layer=layer)
    except FAILURES as error:
        raise half_written(shown) from error
    if _filled(held) != _filled(frame):
        raise half_written(shown)


def _filled(frame: gpd.GeoDataFrame) -> tuple[int, int, int]:
    """How many rows there are, and how many have a shape and something in their first column."""
    first = frame.iloc[:, 0] if len(frame.columns) > 1 else pd.Series(dtype="str")
    return len(frame), int(frame.geometry.notna().sum()), int((first.notna() & (first != "")).sum())


def half_written(path: Path) -> InputError:
    """What is said where GDAL or SQLite, whose own words help nobody, did not get to the end."""
    return InputError(
        f"{path} could not be written whole: the disk may be full.",
        "Make room, or choose another disk.",
    )
