"""A map's whole picture: title, window, scale bar, north arrow, legend, key and small print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

import shapely

from icp_footprints.errors import InputError
from icp_footprints.report.attribution import attribution
from icp_footprints.report.maps.frame import Bounds, Frame
from icp_footprints.report.maps.furniture import (
    MARGIN,
    STRIP_HEIGHT,
    SWATCH,
    KeyEntry,
    key,
    key_columns,
    key_height,
    north_arrow,
    scale_bar,
    small_print,
    small_print_height,
    small_print_svg,
)
from icp_footprints.report.maps.ground import MapGround, clean
from icp_footprints.report.maps.ink import fill_svg, gap_svg
from icp_footprints.report.maps.legend import (
    LINE,
    LegendItem,
    legend_items,
    legend_rows,
    legend_svg,
)
from icp_footprints.report.maps.look import MapLook, MapSize
from icp_footprints.report.maps.scene import Scene
from icp_footprints.report.maps.text import FONTS, fitted
from icp_footprints.report.maps.words import MapWords
from icp_footprints.report.words import ledger_words

TITLE_HEIGHT = 28.0
TITLE_SIZE = 15.0
LEAST_WINDOW = 100.0
# How much taller than wide a window may be where the picture's height is open.
MOST_TALL = 1.06
# A key takes room from the map, so that fewer names fit and the key grows: so often at most.
MOST_TRIES = 4
# A key that would take more of a picture than this is left to the list of footprints.
MOST_FOOT = 0.4
ORDER = LegendItem("", 0.0, "Numbers are those of the list of footprints.")


@dataclass(frozen=True, eq=False)
class Subject:
    """What a map is of.

    Parameters
    ----------
    ground
        What it shares with other maps of the plan.
    bounds
        The ground that must be in the window.
    focus
        The number of the footprint it is of; None for the whole plan.
    words
        The map in words.
    name
        What ids within the picture begin with, unlike those of any other map on the page.
    """

    ground: MapGround
    bounds: Bounds
    focus: int | None
    words: MapWords
    name: str


@dataclass(frozen=True, eq=False)
class _Sheet:
    """A map in its window, and what is below it."""

    frame: Frame
    scene: Scene
    legend: list[list[LegendItem]]
    entries: list[KeyEntry]
    columns: int

    @property
    def foot(self) -> float:
        """How high legend and key are."""
        return LINE * len(self.legend) + key_height(len(self.entries), self.columns)


def sheet_svg(
    subject: Subject,
    size: MapSize,
    look: MapLook,
    notes: Sequence[str] = (),
    metadata: str = "",
) -> str:
    """The picture as SVG text."""
    lines = small_print([*_paragraphs(subject.ground, look), *map(clean, notes)], size.width)
    around = STRIP_HEIGHT + small_print_height(lines) + TITLE_HEIGHT * look.title
    sheet = _fitted(subject, size, look, around)
    frame = sheet.frame
    bottom = frame.y + frame.height
    top = bottom + STRIP_HEIGHT
    height = size.height or frame.height + around + sheet.foot
    body = [
        _title(subject, size) if look.title else "",
        sheet.scene.svg(),
        _edge(frame) if subject.focus is not None else "",
        scale_bar(frame, bottom + 16),
        north_arrow(size.width - 24, bottom + 20),
        legend_svg(sheet.legend, size.width, top),
        key(sheet.entries, sheet.columns, size.width, top + LINE * len(sheet.legend)),
        small_print_svg(lines, height - small_print_height(lines)),
    ]
    return _document(subject, size.width, height, body, metadata)


def _fitted(subject: Subject, size: MapSize, look: MapLook, around: float) -> _Sheet:
    """The map in the room that legend and key leave: all of them, fewer figures, or no key."""
    for narrow in (False, True):
        sheet, fits = _settled(subject, size, look, around, narrow=narrow)
        if fits or (narrow and size.height is None):
            return sheet
    return _drawn(subject, size, replace(look, key=False), around, LINE, told=(ORDER,))


def _settled(
    subject: Subject, size: MapSize, look: MapLook, around: float, *, narrow: bool
) -> tuple[_Sheet, bool]:
    """The map above its key, and whether that leaves it enough of the picture."""
    most = MOST_FOOT * (size.height or MOST_TALL * size.width)
    # Of a footprint's neighbours some have no room for their names, nearly always.
    foot = 0.0 if subject.focus is None else LINE
    sheet = _drawn(subject, size, look, around, foot, narrow=narrow)
    for further in range(MOST_TRIES):
        if size.height is None or sheet.foot <= foot:
            break
        foot = sheet.foot + LINE * further
        if foot > most:
            return sheet, False
        sheet = _drawn(subject, size, look, around, foot, narrow=narrow)
    return sheet, size.height is not None or sheet.foot <= most


def _drawn(
    subject: Subject,
    size: MapSize,
    look: MapLook,
    around: float,
    foot: float,
    *,
    narrow: bool = False,
    told: Sequence[LegendItem] = (),
) -> _Sheet:
    window = MOST_TALL * size.width if size.height is None else size.height - around - foot
    if window < LEAST_WINDOW:
        raise InputError(
            "A picture as low as that has no room for a map.",
            "Choose a greater height, or none: then it is as high as it needs to be.",
        )
    frame = Frame.fit(
        subject.bounds,
        size.width,
        window,
        MARGIN if subject.focus is None else 0.0,
        y=TITLE_HEIGHT * look.title,
        fill=size.height is not None,
    )
    drawn = Scene.of(subject.ground, look, frame, subject.focus)
    beside = [
        (number + 1, subject.ground.names[number])
        for number in drawn.numbered
        if look.key and subject.focus not in (None, number)
    ]
    legend = legend_rows([*told, *legend_items(drawn, look, beside)], size.width)
    entries = _entries(subject, look, drawn)
    columns = key_columns(entries, size.width, narrow=narrow)
    return _Sheet(frame, drawn, legend, entries, columns)


def _entries(subject: Subject, look: MapLook, drawn: Scene) -> list[KeyEntry]:
    ground, box = subject.ground, shapely.box(0, 0, *SWATCH)
    entries = [
        KeyEntry(
            str(number + 1),
            ground.names[number],
            ground.figures[number] if look.figures else "",
            fill_svg(ground, look, number, box),
        )
        for number in drawn.numbered
        if look.key and subject.focus in (None, number)
    ]
    if not drawn.gap.is_empty:
        entries.append(KeyEntry("", "In no footprint", "", gap_svg(box, look)))
    return entries


def _paragraphs(ground: MapGround, look: MapLook) -> list[str]:
    if not look.small_print:
        return []
    first, *further = ground.plan.bands
    bands = f"band {first.words()}"
    if further:
        bands = "bands: " + ", ".join(f"{each.ledger} {each.words()}" for each in (first, *further))
    counted = f"People on the {ledger_words(ground.place.ledger(first.ledger))}; {bands}."
    paragraphs = [counted, ground.place.notice, attribution(ground.place)]
    return [clean(each) for each in paragraphs]


def _title(subject: Subject, size: MapSize) -> str:
    words = fitted(subject.words.title, size.width - 2 * MARGIN, TITLE_SIZE, bold=True)
    return (
        f'<text x="{MARGIN:g}" y="19" font-size="{TITLE_SIZE:g}" font-weight="bold" '
        f'aria-hidden="true">{escape(words)}</text>'
    )


def _edge(frame: Frame) -> str:
    """A thin line round a window that does not show the whole place."""
    return (
        f'<rect x="0.5" y="{frame.y + 0.5:.1f}" width="{frame.width - 1:.1f}" '
        f'height="{frame.height - 1:.1f}" fill="none" stroke="#777" stroke-width="1"/>'
    )


def _document(
    subject: Subject, width: float, height: float, body: Sequence[str], metadata: str
) -> str:
    name, words = subject.name, subject.words
    carried = ""
    if metadata:
        # As in a report's page, so that whatever reads the one reads the other.
        content = escape(clean(metadata), {'"': "&quot;"})
        carried = (
            f'<metadata><meta name="icp-footprints" content="{content}" '
            'xmlns="http://www.w3.org/1999/xhtml"/></metadata>'
        )
    box = f"0 0 {round(width, 1):g} {round(height, 1):g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" font-family="{FONTS}">'
        f'<title id="{name}-title">{escape(words.title)}</title>'
        f'<desc id="{name}-desc">{escape(words.description)}</desc>'
        f"{carried}{''.join(body)}</svg>"
    )
