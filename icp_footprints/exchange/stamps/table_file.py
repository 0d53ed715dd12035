"""A unit look-up in CSV, with its stamp in the JSON file beside it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from icp_footprints.exchange.stamps.bounded import damaged, read_bytes
from icp_footprints.exchange.stamps.geojson_file import read_json_file
from icp_footprints.exchange.stamps.stamp import Found, Row, Stamp

MOST_COLUMNS = 200
TABLE_ENDINGS = (".csv", ".tsv", ".txt")


def read_table_file(path: Path) -> Found:
    """The rows of a CSV file, and the stamp of its ``.meta.json``.

    Raises
    ------
    InputError
        When it is no table in UTF-8, or too large.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
        lines = csv.reader(io.StringIO(text, newline=""))
        header = next(lines, [])
        rows: list[Row] = [dict(zip(header, line, strict=False)) for line in lines if line]
    except (UnicodeDecodeError, csv.Error) as error:
        raise damaged(path) from error
    if len(header) > MOST_COLUMNS or "\0" in text:
        raise damaged(path)
    stamps = _beside(path)
    # Any text can be read as a table: only the name tells that it is meant to be one.
    is_table = bool(stamps) or path.suffix.lower() in TABLE_ENDINGS
    kind = "a CSV table" if is_table else "a file of another kind"
    return Found(kind, stamps, tuple(rows), is_listing=is_table)


def _beside(path: Path) -> tuple[Stamp, ...]:
    for name in (f"{path.stem}.meta.json", f"{path.name}.meta.json"):
        side = path.with_name(name)
        if side.is_file():
            return read_json_file(side).stamps
    return ()
