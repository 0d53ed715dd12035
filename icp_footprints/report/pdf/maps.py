"""The maps of the printed pages, each with what it says in words for those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from icp_footprints.report.content import Report
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.report_maps import ReportMaps
from icp_footprints.report.maps.svg import summary_map
from icp_footprints.report.maps.words import MapWords, footprint_map_words, plan_map_words
from icp_footprints.wording import shortened

VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
# Page units, of which letters are 9 to 13 high.
WHOLE = MapSize(700.0)
# The page says the rest itself.
WHOLE_LOOK = MapLook(small_print=False)
# What a page has room for, where a long key makes the map taller than that.
TALLEST = 860.0
SUMMARY = MapSize(400.0)
# PDF/A allows a text of 32,767 bytes.
LONGEST_ALT = 8_000


@dataclass(frozen=True)
class Picture:
    """A map as SVG, its size in its own units, and what it shows in words."""

    svg: str
    width: float
    height: float
    alt: str

    @property
    def said(self) -> dict[str, object]:
        """What a template has to know of it."""
        return {"width": self.width, "height": self.height, "alt": self.alt}


def whole_picture(maps: ReportMaps) -> Picture:
    """The map of all footprints, no taller than a page has room for."""
    words = plan_map_words(maps.ground)
    svg = maps.whole(WHOLE, WHOLE_LOOK)
    picture = _picture(svg, words, f"{words.alt} {words.description}")
    if picture.height <= TALLEST:
        return picture
    lower = maps.whole(MapSize(WHOLE.width, TALLEST), WHOLE_LOOK)
    return replace(picture, svg=lower, height=TALLEST)


def card_pictures(maps: ReportMaps) -> Iterator[Picture]:
    """The map of each footprint and what is beside it, in plan order."""
    for number, svg in enumerate(maps.cards()):
        yield _picture(svg, footprint_map_words(maps.ground, number))


def summary_picture(maps: ReportMaps, report: Report) -> Picture:
    """The map of the summary, which has no colour and no need of one.

    Dashed on top is the first layer whose areas are about a footprint in size.
    """
    overlay = next((layer.name for layer in report.layers if layer.comparable), "")
    svg = summary_map(maps.place, maps.plan, SUMMARY, overlay, ground=maps.ground)
    words = plan_map_words(maps.ground)
    return _picture(svg, words, f"{words.alt} {words.description}")


def _picture(svg: str, words: MapWords, alt: str = "") -> Picture:
    found = VIEW_BOX.search(svg)
    if found is None:
        raise ValueError("The map does not say its size.")
    told = shortened(alt or words.alt, LONGEST_ALT)
    return Picture(svg, float(found.group(1)), float(found.group(2)), told)
