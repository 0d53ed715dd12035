"""The files that can be written, in the order and the words of the dialog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ui.exporting.wanted import Wanted
from ui.files import file_name

WEB_MAP, PICTURE = "web-map", "picture"
LONGEST_ID = 40


@dataclass(frozen=True)
class FileKind:
    """One file that can be written.

    Parameters
    ----------
    key
        The name of its option on the command line, where it has one.
    title
        With an ampersand before the letter to press.
    words
        What it is, in one sentence.
    """

    key: str
    title: str
    words: str


@dataclass(frozen=True)
class Group:
    """Files for the same readers."""

    title: str
    kinds: tuple[FileKind, ...]


SYSTEMS = Group(
    "For other systems",
    (
        FileKind("geojson", "&GeoJSON, footprints", "The footprints, for any mapping system."),
        FileKind("units-geojson", "GeoJSON, &units", "Every unit, with the footprint it is in."),
        FileKind("gpkg", "Geo&Package", "Footprints and units that QGIS shows in colour at once."),
        FileKind("shp", "&Shapefile", "The footprints in a zip, for older mapping systems."),
        FileKind("fgb", "&FlatGeobuf", "The footprints, for web mapping systems."),
        FileKind("csv", "Unit look-up (CS&V)", "A table: which footprint each unit is in."),
    ),
)
BOARD = Group(
    "For the board",
    (
        FileKind("pdf", "Coverage &report (PDF)", "All figures and maps, to print or to send."),
        FileKind("summary-pdf", "Coterminosity su&mmary (PDF)", "One page for a board’s papers."),
        FileKind("html", "&Web page", "The coverage report, to read on a screen."),
        FileKind("xlsx", "Wor&kbook (Excel)", "The tables of the report, a sheet each."),
    ),
)
SHARING = Group(
    "For sharing",
    (
        FileKind(WEB_MAP, "Web map (&HTML)", "A map to click on; it opens without the internet."),
        FileKind(PICTURE, "P&icture of the map", "For a slide or a letter."),
    ),
)
GROUPS = (SYSTEMS, BOARD, SHARING)
KINDS = tuple(kind for group in GROUPS for kind in group.kinds)
# Which of several files the "Open" of the note opens: what people read comes first.
TO_OPEN = ("pdf", "summary-pdf", "html", WEB_MAP, PICTURE, "xlsx")


def files_of(wanted: Wanted) -> dict[str, tuple[Path, ...]]:
    """Every file that would be written, by kind, in the dialog's order; the main one first."""
    chosen = set(wanted.choices.kinds)
    return {kind.key: _files(kind.key, wanted) for kind in KINDS if kind.key in chosen}


def _files(key: str, wanted: Wanted) -> tuple[Path, ...]:
    # Loaded when wanted: the writers take half a second.
    from icp_footprints.exchange.exporting.export import ENDINGS, Kind, written_files
    from icp_footprints.report.write import ENDINGS as REPORT_ENDINGS
    from icp_footprints.report.write import ReportKind

    folder, name = wanted.folder, wanted.name
    if key == WEB_MAP:
        return (folder / f"{name}-map{'-public' if wanted.choices.public else ''}.html",)
    if key == PICTURE:
        of_one = wanted.footprint_id
        part = "map" if of_one is None else file_name(of_one)[:LONGEST_ID]
        return (folder / f"{name}-{part}{wanted.choices.suffix}",)
    if key in set(ReportKind):
        return (folder / f"{name}{REPORT_ENDINGS[ReportKind(key)]}",)
    return written_files(Kind(key), folder / f"{name}{ENDINGS[Kind(key)]}")
