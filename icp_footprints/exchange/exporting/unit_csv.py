"""The unit look-up as CSV, in the form in which the ONS publishes look-ups.

Its columns are code and name of the unit, then of its footprint: ``LSOA21CD, LSOA21NM, FPCD,
FPNM``. UTF-8 without a byte order mark, which other systems would take for part of the first
column's name; lines end in CRLF and cells are quoted as RFC 4180 has it. (Excel shows accents right
when the file is brought in through Data > From Text/CSV; double-clicked, it may not.) What the file
says of itself stands in a ``.meta.json`` beside it, so that the table is nothing but a table.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.unit_columns import unit_columns
from icp_footprints.exchange.replacing import replacing
from icp_footprints.plan.plan import UNASSIGNED

FOOTPRINT_COLUMNS = ("FPCD", "FPNM")
# A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection). The last four
# are full-width signs, which some take for the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_unit_csv(path: Path, content: ExportContent) -> None:
    """Write every unit of the place once, in place order, with its footprint.

    An unassigned unit has an empty footprint code and name. A cell that a spreadsheet would run
    gets an apostrophe in front.

    Raises
    ------
    InputError
        When a file cannot be written; it is then as it was.
    """
    place, plan = content.place, content.plan
    columns = (*unit_columns(place), *FOOTPRINT_COLUMNS)
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        for code, name, number in zip(
            place.units.ids, place.units.names, plan.assignment.tolist(), strict=True
        ):
            footprint = None if number == UNASSIGNED else plan.footprints[number]
            of_footprint = (footprint.id, footprint.name) if footprint else ("", "")
            writer.writerow([inert(cell) for cell in (code, name, *of_footprint)])
    _write_metadata(metadata_path(path), path, content, columns)


def metadata_path(path: Path) -> Path:
    """Where a look-up's metadata goes: ``wirral-units.meta.json`` for ``wirral-units.csv``."""
    return path.with_suffix(".meta.json")


def _write_metadata(
    path: Path, table: Path, content: ExportContent, columns: tuple[str, ...]
) -> None:
    meanings = (
        "Code of the unit, the small area that footprints are made of.",
        "What the unit is called.",
        "Id of the footprint it is in; empty where it is in none.",
        "What that footprint is called.",
    )
    said = content.metadata | {
        "file": table.name,
        "columns": dict(zip(columns, meanings, strict=True)),
    }
    with replacing(path) as temporary:
        text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
        temporary.write_text(text, encoding="utf-8", errors="replace", newline="\n")


def inert(cell: str) -> str:
    """The cell as text that no spreadsheet will run; NUL, which ends a string for some, goes."""
    kept = cell.replace("\0", "")
    return f"'{kept}" if kept.startswith(FORMULA_STARTS) else kept
