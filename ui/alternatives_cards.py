"""A plan to choose from, as its card shows it: a small map, its figures, what it would change."""

from __future__ import annotations

from dataclasses import dataclass
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
    from icp_footprints.partition.alternatives import Alternative
    from icp_footprints.partition.verbs.change import Change

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
    title = f"{found.direction[:1].upper()}{found.direction[1:]}"
    image = small_map(place, change.after, colours, *drawing)
    return AlternativeCard(title, change, image, _lines(found, ceilings))


def small_map(
    place: Place, plan: Plan, colours: dict[str, int], raster: UnitRaster, style: MapStyle
) -> QImage:
    """A plan as a small map, in the colours that its footprints would have."""
    chosen = colour(neighbouring_footprints(place.adjacency, plan), colours, chosen_colours(plan))
    fills = [style.fill(chosen[each.id]) for each in plan.footprints]
    return raster.image(plan.assignment, fills, style.unassigned, style.outline)


def _lines(found: Alternative, ceilings: Sequence[Ceiling]) -> tuple[str, ...]:
    figures = measure_lines(found.score, found.score, ceilings)
    moved = found.people_moved
    return (
        f"{count_words(len(found.plan.footprints), 'footprint')}, score {found.result.score:.3f}",
        *(part for line in figures for part in _figure_lines(line)),
        f"Largest less smallest: {people_words(found.size_spread)}",
        f"Borders that footprints cut: {words.percent_to_one(found.score.cut_share)}",
        NO_PLAN if moved is None else f"Moves {people_words(moved)} from the open plan",
    )


def _figure_lines(line: MeasureLine) -> tuple[str, ...]:
    """A figure and, on a line of its own, what no plan passes."""
    most = (f"of at most {line.most}",) if line.most else ()
    return (f"{line.name} {line.after}", *most)
