"""A few features with columns of every kind, written as every format."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from tests.sources.opening.packing import make_zip

DRIVERS = {
    ".gpkg": "GPKG",
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".shp": "ESRI Shapefile",
    ".fgb": "FlatGeobuf",
    ".kml": "KML",
}
FORMATS = (*DRIVERS, ".parquet")
SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
COLUMNS = {
    "Name": ["Tŷ Mawr", "Penrhôs, y", "Old “Town”"],
    "code": ["E01000001", "E01000002", "007"],
    "people": ["1500", "", "12"],
    "score": ["0.25", "-1.5", ""],
}
SHAPES = [
    shapely.Point(-1.5, 53.25),
    shapely.LineString([(-1.5, 53.25), (-1.25, 53.5)]),
    shapely.box(-1.5, 53.25, -1.25, 53.5),
]


def frame(shape: int = 2) -> Any:
    """Three features of one type of shape, in longitude and latitude."""
    shapes = [shapely.transform(SHAPES[shape], lambda xy, i=i: xy + i) for i in range(3)]
    return gpd.GeoDataFrame(
        {
            "Name": COLUMNS["Name"],
            "code": COLUMNS["code"],
            "people": [1500, None, 12],
            "score": [0.25, -1.5, None],
        },
        geometry=shapes,
        crs=4326,
    )


def write(path: Path, features: Any = None) -> Path:
    """Features as the format that the file's name says."""
    held = frame() if features is None else features
    if path.suffix.lower() == ".parquet":
        held.to_parquet(path)
        return path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        held.to_file(path, driver=DRIVERS[path.suffix.lower()], engine="pyogrio")
    return path


def zipped(path: Path, sources: Mapping[str, Path]) -> Path:
    return make_zip(path, {name: source.read_bytes() for name, source in sources.items()})


def parts(path: Path, name: str) -> dict[str, Path]:
    """The files of a shapefile, by the names they get in an archive."""
    return {f"{name}{suffix}": path.with_suffix(suffix) for suffix in SHAPEFILE}


def table_file(path: Path) -> Path:
    pd.DataFrame({"code": ["E1"]}).to_parquet(path)
    return path
