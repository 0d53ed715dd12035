"""What a file says of its plan, whatever kind of file it is: told by its first bytes."""

from __future__ import annotations

from pathlib import Path

from icp_footprints.exchange.plan_file import SQLITE_HEADER, open_plan_file
from icp_footprints.exchange.stamps.archive_file import read_archive_file
from icp_footprints.exchange.stamps.bounded import read_head
from icp_footprints.exchange.stamps.database_file import is_plan_file, read_database_file
from icp_footprints.exchange.stamps.flatgeobuf_file import read_flatgeobuf_file
from icp_footprints.exchange.stamps.geojson_file import read_json_file
from icp_footprints.exchange.stamps.page_file import read_html_file, read_pdf_file
from icp_footprints.exchange.stamps.picture_file import SIGNATURE, read_png_file
from icp_footprints.exchange.stamps.stamp import Found, Row, Stamp
from icp_footprints.exchange.stamps.table_file import read_table_file
from icp_footprints.plan.content_hash import content_hash
from icp_footprints.plan.plan import UNASSIGNED

HEAD_BYTES = 1_024
BOM = b"\xef\xbb\xbf"


def read_stamped(path: Path) -> Found:
    """What a file says of the plan it was made from, and the units or footprints it holds.

    Raises
    ------
    InputError, PlanFileError
        When it cannot be read.
    """
    head = read_head(path, HEAD_BYTES)
    text = head.removeprefix(BOM).lstrip()
    if head.startswith(SQLITE_HEADER):
        return _plan_file(path) if is_plan_file(path) else read_database_file(path)
    for start, read in (
        (b"PK", read_archive_file),
        (b"%PDF", read_pdf_file),
        (b"fgb", read_flatgeobuf_file),
        (SIGNATURE, read_png_file),
    ):
        if head.startswith(start):
            return read(path)
    if text.startswith((b"{", b"[")):
        return read_json_file(path)
    return read_html_file(path) if text.startswith(b"<") else read_table_file(path)


def _plan_file(path: Path) -> Found:
    """Another plan file: what it says is worked out, not believed."""
    place, plan = open_plan_file(path)
    stamp = Stamp(content_hash(place, plan), plan.version, plan.status, place.name, plan.name)
    rows: list[Row] = []
    for unit, number in zip(place.units.ids, plan.assignment.tolist(), strict=True):
        footprint = None if number == UNASSIGNED else plan.footprints[number]
        rows.append(
            {
                "unit_id": unit,
                "footprint_id": footprint.id if footprint else "",
                "footprint_name": footprint.name if footprint else "",
            }
        )
    return Found("a plan file", (stamp,), tuple(rows))
