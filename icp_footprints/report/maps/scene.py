"""What lies in a map's window: fills, lines, signs and labels, on the ground at one scale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from icp_footprints.report.maps.frame import Frame
from icp_footprints.report.maps.ground import MapGround
from icp_footprints.report.maps.ink import (
    BESIDE,
    BESIDE_INK,
    BORDER_WIDTH,
    area_svg,
    border_svg,
    fill_svg,
    gap_svg,
    overlay_svg,
    shared_border_svg,
    stroke_svg,
)
from icp_footprints.report.maps.labels import (
    INSIDE,
    SHRINKS,
    SMALL_SHRINKS,
    WHOLLY_INSIDE,
    Label,
    place_labels,
)
from icp_footprints.report.maps.lettering import label_svg
from icp_footprints.report.maps.locator import locator_box, locator_svg
from icp_footprints.report.maps.look import MapLook
from icp_footprints.report.maps.paths import Segments, line_path, segments, shared, without
from icp_footprints.report.maps.points import PagePoints, page_points, points_svg
from icp_footprints.report.maps.shapes import PageShapes, area_borders, page_shapes

FOCUS_WIDTH = 2.6
# Footprints smaller than this have thinner borders and smaller numbers; in page units across.
FULL_SIZE = 85.0
LEAST_FINENESS = 0.6
# Numbers become no smaller than can be read.
LEAST_NUMBER = 0.78
# Labels stay this far from the window's edge.
EDGE = 2.0


@dataclass(frozen=True, eq=False)
class Scene:
    """What lies in the window of a map.

    Parameters
    ----------
    ground, look
        What is drawn, and how.
    frame
        The window.
    focus
        The number of the footprint that the map is of, what is beside it being grey; None for a
        map of the whole plan.
    shapes
        Units and footprints that may show in the window.
    """

    ground: MapGround
    look: MapLook
    frame: Frame
    focus: int | None
    shapes: PageShapes

    @classmethod
    def of(cls, ground: MapGround, look: MapLook, frame: Frame, focus: int | None) -> Scene:
        """The scene in that window."""
        return cls(ground, look, frame, focus, page_shapes(ground, frame))

    @cached_property
    def inside(self) -> list[BaseGeometry]:
        """What of each footprint is in the window."""
        shapes = np.array(self.shapes.footprints, dtype=object)
        return list(shapely.clip_by_rect(shapes, *self.frame.window.bounds))

    @cached_property
    def gap(self) -> BaseGeometry:
        """What of the units in no footprint is in the window."""
        return self._cut(self.shapes.unassigned)

    @cached_property
    def points(self) -> list[PagePoints]:
        """The points in the window: all, or those of the footprint."""
        return page_points(self.ground, self.frame, self.look.points, self.focus)

    @cached_property
    def locator(self) -> BaseGeometry | None:
        """Where the small picture of the whole place goes, if anywhere."""
        if self.focus is None or not self.look.locator:
            return None
        return locator_box(self.frame, self.inside[self.focus])

    @cached_property
    def labels(self) -> list[Label]:
        """The labels: of every footprint that shows, or of one and its neighbours."""
        if self.look.labels == "none":
            return []
        taken = [box for each in self.points for box in each.boxes]
        if self.locator is not None:
            taken.append(self.locator)
        if self.focus is None:
            return self._labels(self.inside, taken, SHRINKS)
        nothing = shapely.MultiPolygon()
        own = [each if n == self.focus else nothing for n, each in enumerate(self.inside)]
        hidden = nothing if self.locator is None else self.locator
        beside = [nothing if n == self.focus else each for n, each in enumerate(self.inside)]
        others = list(shapely.difference(np.array(beside, dtype=object), hidden))
        labels = self._labels(own, taken, SHRINKS)
        taken += [label.box for label in labels]
        near = self.ground.neighbours[self.focus]
        further = self._labels(others, taken, SMALL_SHRINKS)
        return labels + [each for each in further if each.name or each.number in near]

    @property
    def numbered(self) -> list[int]:
        """Footprints that are there by number alone, in plan order."""
        return sorted(label.number for label in self.labels if not label.name)

    @cached_property
    def fineness(self) -> float:
        """How thick borders and large numbers are for the footprints' size, from 0.6 to 1."""
        areas = shapely.area(np.array(self.shapes.footprints, dtype=object))
        if not (areas > 0).any():
            return 1.0
        across = float(np.sqrt(np.median(areas[areas > 0])))
        return min(1.0, max(LEAST_FINENESS, across / FULL_SIZE))

    def svg(self) -> str:
        """The drawing."""
        plate, focus = self.look.has_pattern, self.focus
        drawn = [
            *(self._fill(number, shape) for number, shape in enumerate(self.inside)),
            gap_svg(self.gap, self.look),
            self._lines(),
            *(points_svg(each) for each in self.points),
            *(label_svg(x, plate=plate, pale=focus not in (None, x.number)) for x in self.labels),
        ]
        if focus is not None and self.locator is not None:
            drawn.append(locator_svg(self.ground, focus, self.locator))
        return "".join(drawn)

    def _cut(self, shape: BaseGeometry) -> BaseGeometry:
        return shapely.clip_by_rect(shape, *self.frame.window.bounds)

    def _fill(self, number: int, shape: BaseGeometry) -> str:
        if shape.is_empty:
            return ""
        if self.focus in (None, number):
            return fill_svg(self.ground, self.look, number, shape)
        return area_svg(shape, BESIDE)

    def _lines(self) -> str:
        """Units, borders and the overlay, each line once."""
        shapes, window, borders = self.shapes, self.frame.window, self.shapes.borders
        own, units = borders, shapes.units
        width = BORDER_WIDTH[self.look.fill] * self.fineness
        if self.focus is not None:
            own = segments(np.array([shapes.footprints[self.focus]], dtype=object))
            units = units[self.ground.plan.assignment[shapes.rows] == self.focus]
            width = max(width, FOCUS_WIDTH)
        drawn: list[str] = []
        if shapes.shows_units and not self.look.has_pattern:
            thin = line_path(without(segments(units), borders), window)
            drawn.append(stroke_svg(thin, "#333", 0.4, ' stroke-opacity="0.55"'))
        drawn.append(stroke_svg(line_path(without(borders, own), window), BESIDE_INK, 1.0))
        # Below the borders: untidy ones have lines beside them that should be on them.
        areas = self._area_borders()
        drawn.append(overlay_svg(line_path(without(areas, own), window), self.look))
        drawn.append(border_svg(line_path(own, window), width))
        if self.marks_shared_borders:
            drawn.append(shared_border_svg(line_path(shared(areas, own), window), width))
        return "".join(drawn)

    def _area_borders(self) -> Segments:
        if not self.look.overlay:
            return segments(np.empty(0, dtype=object))
        return area_borders(self.ground, self.shapes, self.look.overlay)

    @property
    def marks_shared_borders(self) -> bool:
        """Whether borders of footprints that are also those of areas are drawn as such."""
        return bool(self.look.overlay) and self.ground.place.units.is_clean_coverage

    def _labels(
        self, shapes: list[BaseGeometry], taken: list[BaseGeometry], shrinks: tuple[float, ...]
    ) -> list[Label]:
        left, top, right, bottom = self.frame.window.bounds
        room = shapely.box(left + EDGE, top + EDGE, right - EDGE, bottom - EDGE)
        named = self.look.labels == "names"
        words = [
            (name if named else "", figures if self._has_figures(n) else "")
            for n, (name, figures) in enumerate(
                zip(self.ground.names, self.ground.figures, strict=True)
            )
        ]
        inside = WHOLLY_INSIDE if self.look.has_pattern else INSIDE
        return place_labels(
            shapes,
            words,
            room,
            obstacles=taken,
            shrinks=shrinks,
            disc_shrink=max(LEAST_NUMBER, self.fineness),
            inside=inside,
        )

    def _has_figures(self, number: int) -> bool:
        return self.look.figures and self.focus in (None, number)
