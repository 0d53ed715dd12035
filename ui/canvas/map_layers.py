"""The layers of the map: what each shows follows the document and the user's choices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsScene

from icp_footprints.plan.difference import PlanDifference
from icp_footprints.plan.plan import UNASSIGNED
from icp_footprints.progress import Progress
from ui.canvas import map_choices
from ui.canvas.fills import UnitFill, unit_fill
from ui.canvas.layers.edits import EditsLayer
from ui.canvas.layers.footprints import OutlinesLayer
from ui.canvas.layers.labels import LabelsLayer
from ui.canvas.layers.points import PointsLayer
from ui.canvas.layers.reference import ReferenceLayerLines
from ui.canvas.layers.units import HATCHED, UnitsLayer
from ui.canvas.map_choices import MapChoices
from ui.canvas.ramps import class_colours
from ui.canvas.reference_lines import area_lines
from ui.canvas.sheet import MapSheet, SheetLayer
from ui.canvas.style import MapStyle
from ui.document import PlanDocument
from ui.tasks.runner import Runner

# More units than this, and their outlines are joined off the window's thread.
MOST_AT_ONCE = 3000
# More changed units than this, and all the map is drawn again.
MOST_RECTS = 300
# So long after an edit labels are laid out again.
ARRANGE_MS = 40


class Basemap(Protocol):
    """A background map, which another module draws."""

    def set_visible(self, is_visible: bool) -> None: ...
    def set_opacity(self, opacity: float) -> None: ...


class DrawnLayer(SheetLayer, Protocol):
    """A layer of the sheet with a strength of its own."""

    opacity: float

    def restyle(self, style: MapStyle) -> None: ...


class MapLayers(QObject):
    """Units, outlines, reference layers, points, labels: drawn as they are chosen."""

    fill_made = Signal()
    """The units have been filled by what was chosen, or other units are in its classes."""

    def __init__(
        self,
        scene: QGraphicsScene,
        document: PlanDocument,
        choices: MapChoices,
        runner: Runner,
        style: MapStyle,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._choices = choices
        self._runner = runner
        self._style = style
        self.sheet = MapSheet()
        scene.addItem(self.sheet)
        self.units = UnitsLayer(style)
        self.outlines = OutlinesLayer(scene, style)
        self.edits = EditsLayer(scene, style)
        self.labels = LabelsLayer(scene, style)
        self._arrange_soon = QTimer(self, singleShot=True, interval=ARRANGE_MS)
        self._arrange_soon.timeout.connect(self.labels.arrange)
        self._further: dict[str, DrawnLayer] = {}
        self._basemap: Basemap | None = None
        self.fill: UnitFill | None = None
        """What the units are filled by; None for their footprints."""
        choices.layer_changed.connect(self._follow_layer)
        choices.order_changed.connect(self._show_order)
        choices.fill_changed.connect(self._follow_fill)

    def set_basemap(self, basemap: Basemap) -> None:
        """Show a background map below everything else, where the user wants it."""
        self._basemap = basemap
        if self._document.is_open:
            self._choices.rebuild(self._document.place, has_basemap=True)

    def rebuild(self, centres: NDArray[np.float64], rect: QRectF) -> None:
        """Start again with the document's place.

        Parameters
        ----------
        centres
            Array (n, 2) of points inside the units, in metres.
        rect
            Where the place lies in the scene.
        """
        place, plan = self._document.place, self._document.plan
        self.fill = None
        self.units.rebuild(place)
        self.outlines.rebuild(place, plan)
        self.edits.rebuild(place, centres)
        self.labels.clear()
        self._further = {}
        for number, points in enumerate(place.point_layers):
            key = f"{map_choices.POINTS}:{points.name}"
            self._further[key] = PointsLayer(number, points, self._style)
        for number, layer in enumerate(place.layers):
            key = f"{map_choices.REFERENCE}:{layer.name}"
            self._further[key] = ReferenceLayerLines(number, self._style)
        self._choices.rebuild(place, has_basemap=self._basemap is not None)
        self.sheet.rebuild(rect)
        self._follow_fill()
        self.write_labels([each.id for each in plan.footprints], has_moved=True)
        self.follow_active()
        for entry in self._choices.entries:
            self._take(entry.key)
        self._show_order()

    def refresh(self, change: PlanDifference) -> None:
        """Show a change of the plan, and draw again only what it touches."""
        place, plan = self._document.place, self._document.plan
        self.outlines.remove(change.removed)
        self.labels.remove(change.removed)
        moved = (change.touched | change.added) - change.removed
        self.outlines.refresh(place, plan, moved)
        self._number_units(change.rows)
        self._spoil(change.rows)
        self.write_labels(moved, has_moved=True)
        # What a gesture would have made of the plan before is over.
        self.labels.say_would_be({})
        others = set(change.relabelled)
        if change.settings_changed:
            others = {each.id for each in plan.footprints}
        self.write_labels(others - moved, has_moved=False)
        # What the labels say is there at once; who makes room for whom can wait for the picture.
        self._arrange_soon.start()
        if self.fill is None or change.settings_changed:
            self.fill_made.emit()

    def recolour(self, ids: frozenset[str]) -> None:
        """Draw footprints in the colours that they have now."""
        if self.fill is not None:
            return
        plan = self._document.plan
        numbers = [number for number, each in enumerate(plan.footprints) if each.id in ids]
        rows = np.flatnonzero(np.isin(plan.assignment, numbers))
        self._number_units(rows)
        self._spoil(rows)

    def write_labels(self, ids: Iterable[str], *, has_moved: bool) -> None:
        """Write the labels of these footprints again."""
        for each in ids:
            shape = self.outlines.outline(each) if has_moved else None
            self.labels.set_label(self._document.figures.of(each), shape)

    def follow_active(self) -> None:
        """Show which footprint is the active one."""
        self.outlines.activate(self._document.active_footprint_id)
        self.labels.activate(self._document.active_footprint_id)
        self.labels.arrange()

    def zoomed(self, px_per_m: float) -> None:
        """Follow the zoom."""
        self.outlines.active_item.set_scale(px_per_m)
        self.labels.zoomed(px_per_m)

    def look_at(self, seen: QRectF, *, is_new: bool) -> None:
        """Follow what is seen of the scene; `is_new` at another zoom."""
        self.labels.look_at(seen, is_new=is_new)

    def restyle(self, style: MapStyle) -> None:
        """Take other colours."""
        self._style = style
        for each in (self.units, self.outlines, self.edits, self.labels, *self._further.values()):
            each.restyle(style)
        if self._document.is_open:
            self._set_fills()
            plan = self._document.plan
            self.write_labels([each.id for each in plan.footprints], has_moved=False)
            self.sheet.spoil_all()
            self.fill_made.emit()

    def colours(self) -> list[QColor]:
        """The colour of each class of the fill, or of each colour number for footprints."""
        if self.fill is None:
            return list(self._style.fills)
        return class_colours(self.fill, self._style)

    # --- fills ---

    def _follow_fill(self) -> None:
        self.fill = unit_fill(self._document.place, self._choices.fill)
        self._set_fills()
        self._number_units(np.arange(len(self._document.place.units)))
        self.sheet.spoil_all()
        self.fill_made.emit()

    def _set_fills(self) -> None:
        self.units.set_fills(self.colours())

    def _number_units(self, rows: NDArray[np.intp]) -> None:
        if self.fill is not None:
            self.units.numbers = self.fill.class_of
            return
        plan, colours = self._document.plan, self._document.colours
        fills = len(self._style.fills)
        of_number = np.array(
            [*(colours[each.id] % fills for each in plan.footprints), HATCHED], dtype=np.int16
        )
        numbers = self.units.numbers.copy()
        held = plan.assignment[rows]
        numbers[rows] = of_number[np.where(held == UNASSIGNED, len(plan.footprints), held)]
        self.units.numbers = numbers

    def _spoil(self, rows: NDArray[np.intp]) -> None:
        if len(rows) > MOST_RECTS:
            self.sheet.spoil_all()
        else:
            self.sheet.spoil(self.units.rects(rows))

    # --- layers ---

    def _follow_layer(self, key: str) -> None:
        self._take(key)
        self._show_order()

    def _take(self, key: str) -> None:
        """Show a layer as it is chosen."""
        entry = self._choices.entry(key)
        if entry is None:
            return
        opacity = entry.opacity / map_choices.FULL
        if key == map_choices.LABELS:
            self.labels.set_shown(entry.is_visible)
        elif key == map_choices.EDITS:
            self.edits.set_look(entry.is_visible, opacity)
        elif key == map_choices.BASEMAP and self._basemap is not None:
            self._basemap.set_visible(entry.is_visible)
            self._basemap.set_opacity(opacity)
            self.units.is_see_through = entry.is_visible
            self._set_fills()
        elif key == map_choices.UNITS:
            self.units.opacity = opacity
            self._set_fills()
        elif key == map_choices.FOOTPRINTS:
            self.outlines.opacity = opacity
        elif key in self._further:
            self._further[key].opacity = opacity
            if entry.is_visible:
                self._fetch_lines(key)

    def _show_order(self) -> None:
        """Draw the layers that are shown, the lowest first."""
        drawn: dict[str, SheetLayer] = {
            map_choices.UNITS: self.units,
            map_choices.FOOTPRINTS: self.outlines,
            **self._further,
        }
        shown = [each.key for each in reversed(self._choices.entries) if each.is_visible]
        self.outlines.active_item.setOpacity(float(map_choices.FOOTPRINTS in shown))
        self.sheet.set_layers([drawn[key] for key in shown if key in drawn])

    def _fetch_lines(self, key: str) -> None:
        """Join the areas of a layer that is shown for the first time."""
        layer = self._further[key]
        if not isinstance(layer, ReferenceLayerLines) or layer.has_lines:
            return
        place, name = self._document.place, key.partition(":")[2]
        if len(place.units) <= MOST_AT_ONCE:
            layer.set_lines(area_lines(place, name))
            return

        def work(progress: Progress) -> NDArray[np.object_]:
            return area_lines(place, name, progress)

        def done(lines: NDArray[np.object_]) -> None:
            layer.set_lines(lines)
            self.sheet.spoil_all()

        layer.has_lines = True
        self._runner.submit(work, done, title=f"Joining the outlines of {name}")
