"""The result table as CSV: one row for each place, in the order of their codes."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from icp_footprints.batch.row import Row
from icp_footprints.exchange.exporting.unit_csv import inert
from icp_footprints.exchange.replacing import replacing
from icp_footprints.wording import printed_people

BEFORE = (
    "place_code",
    "place_name",
    "state",
    "units",
    "people",
    "footprints",
    "footprints_in_band",
    "score",
)
AFTER = ("seed", "seconds", "notes", "error", "plan_file")


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Write the table, whole or not at all.

    Parameters
    ----------
    path
        The file to write.
    rows
        What became of each place; each layer that any of them has gets two columns.

    Raises
    ------
    InputError
        When it cannot be written; an old table is then as it was.
    """
    ordered = sorted(rows, key=lambda each: each.code)
    names = tuple(dict.fromkeys(each.layer for row in ordered for each in row.layers))
    measured = [f"{name}_{what}" for name in names for what in ("plan_share", "plan_containment")]
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow((*BEFORE, *measured, *AFTER))
        for row in ordered:
            writer.writerow(_cells(row, names))


def _cells(row: Row, layers: tuple[str, ...]) -> list[object]:
    held = {each.layer: each for each in row.layers}
    shares: list[object] = []
    for name in layers:
        figures = held.get(name)
        shares += (
            ["", ""]
            if figures is None
            else [f"{figures.plan_share:.4f}", f"{figures.plan_containment:.4f}"]
        )
    is_planned = row.state == "planned"
    return [
        inert(row.code),
        inert(row.name),
        row.state,
        row.units,
        printed_people(row.people),
        row.footprints if is_planned else "",
        row.in_band if is_planned else "",
        "" if row.score is None else f"{row.score:.4f}",
        *shares,
        row.seed,
        f"{row.seconds:.1f}",
        inert(" ".join(row.notes)),
        inert(row.error),
        inert(row.plan_file),
    ]
