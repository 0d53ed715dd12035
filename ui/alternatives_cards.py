"""A plan to choose from, as its card shows it: a small map, its figures, what it would change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from icp_footprints.plan.plan import Plan
from icp_footprints.report.colouring import chosen_colours, colour, neighbouring_footprints
from icp_footprints.wording import count_words, people_words
from ui import words
from ui.canvas.style import MapStyle
from ui.canvas.unit_raster import UnitRaster
from ui.operations.preview_words import MeasureLine, measure_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icp_footprints.geography.place import Place
    from icp_footprints.measures.ceilings.ceiling import Ceiling
    from icp_footprints.measures.scores import Scorecard
    from icp_footprints.partition.alternatives import Alternative
    from icp_footprints.partition.verbs.change import Change
    from ui.document import PlanDocument

# On the command line it is the plan in the file.
TODAYS_PLAN = "today's plan", "the open plan"
FROM_TODAY = "from today", "from the open plan"
NO_PLAN = "The open plan has no footprints to count moves from."


@dataclass(frozen=True, eq=False)
class AlternativeCard:
    """One plan to choose from.

    Parameters
    ----------
    title
        What was looked for, such as ``PCN first``.
    change
        What taking it would change.
    image
        The plan as a small map.
    lines
        Its figures, a line each.
    """

    title: str
    change: Change
    image: QImage
    lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """The card as a screen reader reads it out."""
        return f"{self.title}: {'. '.join(self.lines)}."


def card_of(
    place: Place,
    found: Alternative,
    change: Change,
    colours: dict[str, int],
    ceilings: Sequence[Ceiling],
    drawing: tuple[UnitRaster, MapStyle],
) -> AlternativeCard:
    """The card of one plan; it may be made on any thread."""
    direction = in_the_window(found.direction)
    title = f"{direction[:1].upper()}{direction[1:]}"
    image = small_map(place, change.after, colours, *drawing)
    return AlternativeCard(title, change, image, _lines(found, ceilings))


def small_map(
    place: Place, plan: Plan, colours: dict[str, int], raster: UnitRaster, style: MapStyle
) -> QImage:
    """A plan as a small map, in the colours that its footprints would have."""
    chosen = colour(neighbouring_footprints(place.adjacency, plan), colours, chosen_colours(plan))
    fills = [style.fill(chosen[each.id]) for each in plan.footprints]
    return raster.image(plan.assignment, fills, style.unassigned, style.outline)


def in_the_window(text: str) -> str:
    """What the search says, with the window's word for the plan that the file holds."""
    return text.replace(*TODAYS_PLAN).replace(*FROM_TODAY)


def open_plan_words(document: PlanDocument, change: Change) -> str:
    """The open plan's figures, to hold beside those of the cards; empty where it has none.

    Parameters
    ----------
    document
        The open plan.
    change
        That of any card: it knows the score of the open plan, and the band that was asked for.
    """
    # With the card of an alternative they are loaded; the window starts without.
    from icp_footprints.measures.scorecard import scorecard
    from icp_footprints.partition.alternative import size_spread

    score, asked = document.scorecard, change.after
    if not any(each.units for each in score.footprints):
        return ""
    if asked.band.ledger != score.ledger:
        # The cards count other people.
        plan = replace(change.before, band=asked.band, further_bands=asked.further_bands)
        score = scorecard(document.place, plan)
    figures = [f"{line.name} {line.after}" for line in measure_lines(score, score, ())]
    lines = _plan_lines(score, change.scores[0], figures, size_spread(score))
    return f"The open plan: {'. '.join(lines)}."


def _lines(found: Alternative, ceilings: Sequence[Ceiling]) -> tuple[str, ...]:
    lines = measure_lines(found.score, found.score, ceilings)
    figures = [part for line in lines for part in _figure_lines(line)]
    moved = found.people_moved
    return (
        *_plan_lines(found.score, found.result.score, figures, found.size_spread),
        NO_PLAN if moved is None else f"Moves {people_words(moved)} from the open plan",
    )


def _plan_lines(
    score: Scorecard, objective: float, figures: Sequence[str], spread: float
) -> tuple[str, ...]:
    """What is said of any plan, the open one and those found."""
    return (
        f"{count_words(len(score.footprints), 'footprint')}, score {objective:.3f}",
        *figures,
        f"Largest less smallest: {people_words(spread)}",
        f"Borders that footprints cut: {words.percent_to_one(score.cut_share)}",
    )


def _figure_lines(line: MeasureLine) -> tuple[str, ...]:
    """A figure and, on a line of its own, what no plan passes."""
    most = (f"of at most {line.most}",) if line.most else ()
    return (f"{line.name} {line.after}", *most)
