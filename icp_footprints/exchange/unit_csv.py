"""The unit look-up as CSV: which footprint each unit is in, for other systems.

UTF-8 without a byte order mark, which other systems would take for part of the first column's
name; lines end in CRLF and cells are quoted as RFC 4180 has it. (Excel shows accents right when
the file is brought in through Data > From Text/CSV; double-clicked, it may not.)
"""

from __future__ import annotations

import csv
from pathlib import Path

from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import UNASSIGNED, Plan

COLUMNS = ("unit_id", "footprint_id", "footprint_name")
# A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection). The last four
# are full-width signs, which some take for the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_unit_csv(path: Path, place: Place, plan: Plan) -> None:
    """Write every unit of the place once, in place order, with its footprint.

    An unassigned unit has an empty footprint id and name. A cell that a spreadsheet would run
    gets an apostrophe in front.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for unit_id, number in zip(place.units.ids, plan.assignment.tolist(), strict=True):
            if number == UNASSIGNED:
                writer.writerow((inert(unit_id), "", ""))
            else:
                footprint = plan.footprints[number]
                writer.writerow((inert(unit_id), inert(footprint.id), inert(footprint.name)))


def inert(cell: str) -> str:
    """The cell as text that no spreadsheet will run; NUL, which ends a string for some, goes."""
    kept = cell.replace("\0", "")
    return f"'{kept}" if kept.startswith(FORMULA_STARTS) else kept
