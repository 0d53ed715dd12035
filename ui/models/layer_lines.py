"""How a footprint fits each reference layer: its areas, both ways, the largest first."""

from __future__ import annotations

from collections.abc import Iterator

from icp_footprints.geography.place import Place
from icp_footprints.geography.reference import ReferenceLayer
from icp_footprints.measures.scores import AreaScore, FootprintScore, LayerScore, Scorecard
from icp_footprints.report.words import MATCH_WORDS
from icp_footprints.wording import FEWER, area_words, is_small
from ui import words
from ui.models.discreet import Discreet, discreet
from ui.models.lines import Bar, Cell, Line, Section

TWO_WAY = "⇄"
# An area is listed where it makes this share of the footprint, or the footprint of it.
LEAST_LISTED = 0.01
HELD_BY_NOBODY = "Nobody here belongs to an area of this layer"


def layer_sections(place: Place, scorecard: Scorecard, score: FootprintScore) -> Iterator[Section]:
    """A section for each layer."""
    for layer, measured in zip(place.layers, scorecard.layers, strict=True):
        one, _ = area_words(layer.name)
        printing = discreet(measured, scorecard)
        headings = ("Of this footprint", f"Of the {one}")
        tip = f"Counted in people on the {measured.ledger} ledger"
        lines = tuple(_lines(layer, measured, score, printing))
        yield Section(words.layer_title(layer), headings, lines, tip)


def _lines(
    layer: ReferenceLayer, measured: LayerScore, score: FootprintScore, printing: Discreet
) -> Iterator[Line]:
    people = score.people[measured.ledger]
    held = [(area.held[score.id], area) for area in measured.area_scores if area.held.get(score.id)]
    held.sort(key=lambda each: (-each[0], each[1].area_name))
    if not held:
        yield Line(HELD_BY_NOBODY, (Cell("", ""), Cell("", "")))
        return
    if measured.comparable:
        yield _match(score, layer.name)
    short = words.short_names(layer)
    rest = 0
    for both, area in held:
        if max(both / people, both / area.people) < LEAST_LISTED:
            rest += 1
            continue
        yield _area(short.get(area.area_name, area.area_name), both, people, area, printing)
    if rest:
        _, many = area_words(layer.name)
        under = Cell("under 1\u00a0% each", "under 1 % each")
        yield Line(f"{rest:,} more {many}" if rest > 1 else "1 more", (under, under))


def _match(score: FootprintScore, layer: str) -> Line:
    """How well the footprint and its best area match, and the two-way rule, in words."""
    fit = score.layers[layer]
    passes = f"{TWO_WAY} Passes the two-way rule" if fit.passes_two_way else "Not both ways"
    match = MATCH_WORDS[fit.match_words]
    return Line(
        "Match with the first",
        (Cell(match, match), Cell(passes, passes.removeprefix(f"{TWO_WAY} "))),
        "Two-way rule: at least 75 % of the footprint belong to the area, and at least 75 % of "
        "the area live in the footprint",
    )


def _area(name: str, both: float, people: float, area: AreaScore, printing: Discreet) -> Line:
    shares = both / people, both / area.people
    counted = printing.people(both)
    shown = counted if isinstance(counted, str) else f"{counted:,}"
    tip = f"{area.area_name}: {shown} people in both"
    if area.outside_share is not None and round(area.outside_share, 2) > 0:
        outside = words.percent(area.outside_share)
        tip += f"; {outside} of its people live outside the place and are not counted"
    cells = [
        _share(both, share, whole, printing)
        for share, whole in zip(shares, (people, area.people), strict=True)
    ]
    return Line(name, (cells[0], cells[1]), tip)


def _share(both: float, share: float, whole: float, printing: Discreet) -> Cell:
    """A share both ways, unless it would tell how many people fewer than five are."""
    if is_small(both):
        return Cell(f"{FEWER} people", f"{FEWER} people", said="fewer than 5 people")
    value = printing.share(share, whole)
    if isinstance(value, str):
        return Cell(value, value)
    text = "under 1\u00a0%" if 0 < value < 0.005 else words.percent(value)
    return Cell(text, value, Bar(value))
