"""Writing a plan in several formats at once, for the command line and the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.flatgeobuf import write_flatgeobuf
from icp_footprints.exchange.exporting.geojson import write_geojson, write_unit_geojson
from icp_footprints.exchange.exporting.geopackage import write_geopackage
from icp_footprints.exchange.exporting.shapefile import write_shapefile_zip
from icp_footprints.exchange.exporting.unit_csv import metadata_path, write_unit_csv
from icp_footprints.exchange.several_files import check_suffixes, files_in
from icp_footprints.progress import Progress


class Kind(StrEnum):
    """A format, by the name of its option on the command line."""

    GEOJSON = "geojson"
    UNITS_GEOJSON = "units-geojson"
    GEOPACKAGE = "gpkg"
    SHAPEFILE = "shp"
    FLATGEOBUF = "fgb"
    UNIT_CSV = "csv"


WRITERS: dict[Kind, Callable[[Path, ExportContent], None]] = {
    Kind.GEOJSON: write_geojson,
    Kind.UNITS_GEOJSON: write_unit_geojson,
    Kind.GEOPACKAGE: write_geopackage,
    Kind.SHAPEFILE: write_shapefile_zip,
    Kind.FLATGEOBUF: write_flatgeobuf,
    Kind.UNIT_CSV: write_unit_csv,
}
# What the name of a file of each format may end in: some programs go by nothing else.
SUFFIXES = {
    Kind.GEOJSON: (".geojson", ".json"),
    Kind.UNITS_GEOJSON: (".geojson", ".json"),
    Kind.GEOPACKAGE: (".gpkg",),
    Kind.SHAPEFILE: (".zip",),
    Kind.FLATGEOBUF: (".fgb",),
    Kind.UNIT_CSV: (".csv",),
}
# What is put behind the plan's name for each format. The GeoPackage is for the map only: it is
# not called as a plan file is.
ENDINGS = {
    Kind.GEOJSON: ".geojson",
    Kind.UNITS_GEOJSON: "-units.geojson",
    Kind.GEOPACKAGE: "-map.gpkg",
    Kind.SHAPEFILE: "-shapefile.zip",
    Kind.FLATGEOBUF: ".fgb",
    Kind.UNIT_CSV: "-units.csv",
}


def every_kind(folder: Path, stem: str) -> dict[Kind, Path]:
    """A file of every format in a folder, named after the plan."""
    return files_in(folder, stem, ENDINGS)


def check_endings(wanted: Mapping[Kind, Path]) -> None:
    """Check that files are called by what they will hold.

    Raises
    ------
    InputError
        When the name of one has another ending.
    """
    check_suffixes(wanted, SUFFIXES)


def export_targets(wanted: Mapping[Kind, Path]) -> list[Path]:
    """Every file that an export would write, side files included."""
    return [file for kind, path in wanted.items() for file in written_files(kind, path)]


def written_files(kind: Kind, path: Path) -> tuple[Path, ...]:
    """The file of one format, and what is written beside it."""
    return (path, metadata_path(path)) if kind is Kind.UNIT_CSV else (path,)


def export_files(
    content: ExportContent, wanted: Mapping[Kind, Path], progress: Progress | None = None
) -> tuple[Path, ...]:
    """Write a plan in the formats asked for; shapes and figures are worked out once for all.

    Parameters
    ----------
    content
        What to export.
    wanted
        The file of each format.
    progress
        Told of each file; may stop the work between two of them.

    Returns
    -------
    written
        Every file that was written, side files included, in order.

    Raises
    ------
    InputError
        When a file cannot be written; it is then as it was, and so are those after it.
    """
    told = progress or Progress()
    for number, (kind, path) in enumerate(wanted.items()):
        told.check_cancelled()
        told.report(number / len(wanted), f"Writing {path.name}")
        WRITERS[kind](path, content)
    told.report(1.0, "Written")
    return tuple(export_targets(wanted))
