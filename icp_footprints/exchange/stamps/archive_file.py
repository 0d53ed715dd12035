"""The stamp of a zipped Shapefile, and that of a workbook's own properties."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pyogrio

from icp_footprints.exchange.stamps.bounded import check_room, members, read_member, reading_map
from icp_footprints.exchange.stamps.drawn import drawn_in
from icp_footprints.exchange.stamps.stamp import (
    Drawn,
    Found,
    Stamp,
    different,
    simplified_from_json,
    stamp_from,
)
from icp_footprints.exchange.stamps.stamp import stamp_from_json as from_json

META = ".meta.json"
CUSTOM = "docProps/custom.xml"
SHAPES = "footprints.shp"
CONTENT_TYPES = "[Content_Types].xml"
NAMED = "icp-footprints"
# A property as every spreadsheet program writes it. The text is searched, not parsed: entities
# and nesting can then do no harm.
PROPERTY = re.compile(
    r'<property\b[^<>]*\bname="([^"<>]{1,200})"[^<>]*>\s*<vt:\w+>([^<>]{0,100000})</vt:\w+>'
)


def read_archive_file(path: Path) -> Found:
    """The stamp of a zip archive: a workbook's, or that of the JSON file beside a Shapefile.

    Raises
    ------
    InputError
        When it is damaged, or holds more than any export.
    """
    names = members(path)
    if CONTENT_TYPES in names:
        found = _properties(path) if CUSTOM in names else None
        return Found("a workbook", different(found, ()))
    texts = [read_member(path, name) for name in names if name.lower().endswith(META)][:10]
    words = [text.decode("utf-8", errors="replace") for text in texts]
    stamps = different(None, map(from_json, words))
    if SHAPES not in names or not stamps:
        return Found("a zipped Shapefile", stamps)
    footprints = _footprints(path)
    rows = tuple(each.row for each in footprints)
    return Found(
        "a zipped Shapefile",
        stamps,
        rows,
        footprints,
        simplified_from_json(words[0]),
        is_listing=True,
        cuts_texts=True,
    )


def _footprints(path: Path) -> tuple[Drawn, ...]:
    """The footprints of our own Shapefile."""
    check_room(path)
    with reading_map(path):
        frame: Any = pyogrio.read_dataframe(f"/vsizip/{path.resolve()}/{SHAPES}")
    return drawn_in(frame)


def _properties(path: Path) -> Stamp | None:
    text = read_member(path, CUSTOM).decode("utf-8", errors="replace")
    said = {unescape(name): unescape(value) for name, value in PROPERTY.findall(text)}
    return stamp_from(said) or (from_json(said[NAMED]) if NAMED in said else None)
