"""A map as a file of its own: SVG, or PNG of an exact size, which say what plan they are of."""

from __future__ import annotations

import json
import math
import re
import struct
import zlib
from datetime import date
from functools import cache
from pathlib import Path

import typst

from icp_footprints.errors import InputError
from icp_footprints.exchange.exporting.metadata import export_metadata
from icp_footprints.exchange.replacing import replacing
from icp_footprints.geography.place import Place
from icp_footprints.plan.plan import Plan
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.svg import footprint_map, plan_map
from icp_footprints.report.pdf.typst_fonts import fonts_folder
from icp_footprints.report.words import day_words
from icp_footprints.wording import shortened

SUFFIXES = (".svg", ".png")
LEAST_PIXELS, MOST_PIXELS = 200, 10_000
# Wider than that against its height, or higher, a picture has no room for its letters.
MOST_TIMES = 20
DEFAULT_WIDTH = 1600
# A picture of so many units in a square has letters of a size that suits a page.
UNITS_ACROSS = 720.0
LEAST_UNITS = 360.0
SHOWN_OF_HASH = 12
KEYWORD = "icp-footprints"
# A PNG begins with its signature and its header: 8 and 25 bytes.
AFTER_HEADER = 33
VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
PAGE = """
#set page(
  width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt,
  fill: white,
)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "stretch")
"""
PIXELS_PER_INCH = 72.0  # as many as there are points


def write_picture(
    path: Path,
    place: Place,
    plan: Plan,
    made_on: date | None = None,
    *,
    width: int = DEFAULT_WIDTH,
    height: int | None = None,
    footprint_id: str | None = None,
    look: MapLook | None = None,
) -> None:
    """Write the map of a plan, or of one of its footprints, as a picture.

    Parameters
    ----------
    path
        A file that ends in ``.svg`` or ``.png``; an old one is replaced.
    place, plan
        What to draw.
    made_on
        The date in the file; today unless told otherwise.
    width, height
        In pixels; without a height the picture is as tall as what it holds needs.
    footprint_id
        The footprint to draw; None for the whole plan.
    look
        How; with a title unless told otherwise.

    Raises
    ------
    InputError
        When the ending or size is none that is made, or the file cannot be written.
    PlanError
        When there is no such footprint or layer.
    """
    check_picture(path, width, height)
    day = made_on or date.today()  # noqa: DTZ011 - the reader's own calendar
    said = export_metadata(place, plan, day)
    carried = json.dumps(said)
    size, shown = _units(width, height), look or MapLook(title=True)
    check = str(said["content_hash"])[:SHOWN_OF_HASH]
    stamp = f"{plan.status}, version {plan.version}. Content check {check}."
    notes = [f"{shortened(plan.name)}: {stamp} Made on {day_words(day)}."]
    if footprint_id is None:
        svg = plan_map(place, plan, size, shown, notes=notes, metadata=carried)
    else:
        svg = footprint_map(place, plan, footprint_id, size, shown, notes=notes, metadata=carried)
    tall = height or _height(svg, width)
    with replacing(path) as temporary:
        if path.suffix.lower() == ".png":
            temporary.write_bytes(with_text(svg_to_png(svg, width, tall), carried))
        else:
            temporary.write_text(_sized(svg, width, tall), encoding="utf-8", newline="\n")


def check_picture(path: Path, width: int, height: int | None) -> None:
    """Check that a picture of that kind and size can be made.

    Raises
    ------
    InputError
        When it cannot.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            f"{path} is no picture that can be made.", "Give a name that ends in .svg or .png."
        )
    for words, pixels in (("wide", width), ("high", height)):
        if pixels is not None and not LEAST_PIXELS <= pixels <= MOST_PIXELS:
            raise InputError(
                f"A picture cannot be {pixels:,} pixels {words}.",
                f"Choose {LEAST_PIXELS:,} to {MOST_PIXELS:,}.",
            )
    if height is not None and max(width / height, height / width) > MOST_TIMES:
        raise InputError(
            f"A picture cannot be {width:,} pixels wide and {height:,} high.",
            f"Choose one side no more than {MOST_TIMES} times the other, or leave out --height.",
        )


def svg_to_png(svg: str, width: int, height: int) -> bytes:
    """An SVG text as a PNG of exactly so many pixels, in the program's own typefaces."""
    return typst.compile(
        PAGE.encode("utf-8"),
        format="png",
        ppi=PIXELS_PER_INCH,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"svg": svg, "width": str(width), "height": str(height)},
    )


def with_text(png: bytes, text: str) -> bytes:
    """The PNG with a text in it, in a chunk ``iTXt`` with the keyword ``icp-footprints``."""
    body = b"iTXt" + KEYWORD.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:AFTER_HEADER] + chunk + png[AFTER_HEADER:]


def _units(width: int, height: int | None) -> MapSize:
    """The size in page units, so that letters suit a page whatever the picture's resolution."""
    if height is None:
        return MapSize(min(UNITS_ACROSS, max(LEAST_UNITS, float(width))))
    scale = min(1.0, UNITS_ACROSS / math.sqrt(width * height))
    return MapSize(width * scale, height * scale)


def _height(svg: str, width: int) -> int:
    """How many pixels high a map is that is so many wide.

    Raises
    ------
    InputError
        When that is no size a picture can have: it is never squashed into another.
    """
    found = VIEW_BOX.search(svg)
    if found is None:
        raise ValueError("The map does not say its size.")
    pixels = round(width * float(found.group(2)) / float(found.group(1)))
    if not LEAST_PIXELS <= pixels <= MOST_PIXELS:
        which = "smaller" if pixels > MOST_PIXELS else "larger"
        raise InputError(
            f"The picture would be {pixels:,} pixels high.", f"Choose a {which} --width."
        )
    return pixels


def _sized(svg: str, width: int, height: int) -> str:
    return svg.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts_folder()]
    )
