"""Footprints as a zipped Shapefile (EPSG:27700), for systems that take nothing newer.

Its columns have names of at most ten characters and texts of at most 254 bytes. Two files beside
it in the zip make up for that: ``footprints-columns.csv`` says what each column is in full and what
it means, and how many texts were cut; ``footprints.meta.json`` says which plan it is of.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from icp_footprints.exchange.exporting.content import ExportContent
from icp_footprints.exchange.exporting.footprint_properties import footprint_properties
from icp_footprints.exchange.exporting.frames import feature_frame, write_frame
from icp_footprints.exchange.exporting.schemas import described
from icp_footprints.exchange.exporting.short_names import short_names
from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.crs import BRITISH_NATIONAL_GRID

STEM = "footprints"
# A text column of a Shapefile holds no more.
MOST_BYTES = 254
CUT = "…"
COLUMNS = ("column", "property", "title", "meaning", "note")


def write_shapefile_zip(path: Path, content: ExportContent) -> None:
    """Write the zip. Of the same content on the same day, it is the same to the byte.

    Raises
    ------
    InputError
        When the file cannot be written; an old file is then as it was.
    """
    properties = footprint_properties(content)
    names = short_names(properties[0] if properties else ())
    cut = {key: sum(_is_long(each[key]) for each in properties) for key in names}
    rows = [
        {key: cut_text(value) if isinstance(value, str) else value for key, value in each.items()}
        for each in properties
    ]
    frame = feature_frame("footprints", rows, content.footprint_shapes, BRITISH_NATIONAL_GRID)
    frame.columns = [names.get(column, column) for column in frame.columns]
    day = content.made_on
    with replacing(path) as temporary, tempfile.TemporaryDirectory() as folder:
        write_frame(
            Path(folder) / f"{STEM}.shp",
            frame,
            path,
            driver="ESRI Shapefile",
            layer=STEM,
            layer_options={"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": day.isoformat()},
        )
        held = {each.name: each.read_bytes() for each in sorted(Path(folder).iterdir())}
        held[f"{STEM}-columns.csv"] = _columns_csv(names, cut).encode("utf-8-sig")
        said = json.dumps(content.metadata, indent=2, ensure_ascii=False) + "\n"
        held[f"{STEM}.meta.json"] = said.encode("utf-8", "replace")
        _write_zip(temporary, held, day)


def _write_zip(path: Path, held: dict[str, bytes], day: date) -> None:
    """Write files into a zip, all as of one day: zips know none before 1980."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in held.items():
            info = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            file.writestr(info, data)


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value.encode("utf-8", "replace")) > MOST_BYTES


def cut_text(text: str) -> str:
    """The text in at most 254 bytes of UTF-8, never cut through a letter, with a sign where cut."""
    if not _is_long(text):
        return text
    kept = text.encode("utf-8", "replace")[: MOST_BYTES - len(CUT.encode())]
    return kept.decode(errors="ignore") + CUT


def _columns_csv(names: dict[str, str], cut: dict[str, int]) -> str:
    """What each column is, as a table that opens in Excel."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for key, short in names.items():
        said = described("footprints", key)
        note = f"{cut[key]} cut to {MOST_BYTES} bytes, ending in {CUT}" if cut[key] else ""
        writer.writerow((short, key, said.title, said.description, note))
    return text.getvalue()
