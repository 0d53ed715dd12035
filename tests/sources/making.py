"""Small files of boundaries and registrations, made as publishers make them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio

from icp_footprints.errors import FootprintsError
from icp_footprints.sources.new_place import Recipe
from tests.grids import cells, squares

GRID = "EPSG:27700"
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile", ".fgb": "FlatGeobuf"}
ART = "AABB\nAABB"


def codes(count: int, start: int = 1) -> list[str]:
    """LSOA codes as ONS writes them."""
    return [f"E01{number:06d}" for number in range(start, start + count)]


def units_frame(art: str = ART, **columns: object) -> Any:
    """One unit per cell of the drawing; its letter is the unit's ward. Columns can be replaced."""
    letters = [letter for _, _, letter in cells(art)]
    held: dict[str, object] = {
        "code": codes(len(letters)),
        "name": [f"Testham {i:03d}" for i in range(len(letters))],
        "people": [1500] * len(letters),
        "ward_code": [f"W{letter}" for letter in letters],
        "ward_name": [f"{letter} Ward" for letter in letters],
        "la_code": ["E06000001"] * len(letters),
        "la_name": ["Testham"] * len(letters),
    }
    return gpd.GeoDataFrame({**held, **columns}, geometry=list(squares(art)), crs=GRID)


def write(
    path: Path, frame: Any, crs: str | None = GRID, layer: str | None = None, append: bool = False
) -> Path:
    """Write a frame as the kind of file its name says, moved to the reference system."""
    if isinstance(frame, gpd.GeoDataFrame):
        frame = frame.to_crs(crs) if crs else frame
    options: dict[str, Any] = {"layer": layer} if layer else {}
    pyogrio.write_dataframe(frame, path, driver=DRIVERS[path.suffix], append=append, **options)
    return path


def recipe(units: Path | str, **options: Any) -> Recipe:
    """A recipe for a file made here."""
    held: dict[str, Any] = {
        "id_column": "code",
        "name_column": "name",
        "resident_column": "people",
    }
    return Recipe(units=str(units), **{**held, **options})


def write_csv(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], encoding: str = "utf-8"
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def refusal(call: Callable[..., object], *arguments: object) -> FootprintsError | None:
    """The error on purpose that a call ends in, if it does; any other error goes on."""
    try:
        call(*arguments)
    except FootprintsError as error:
        return error
    return None


def is_one_clear_line(error: BaseException, *names: object) -> bool:
    """Whether an error is one line that names all of these and says a way out."""
    text = str(error)
    missing = [str(name) for name in names if str(name) not in text]
    assert not missing, f"{text!r} does not name {missing}"
    assert "\n" not in text
    assert getattr(error, "remedy", ""), f"{text!r} says no way out"
    return True
