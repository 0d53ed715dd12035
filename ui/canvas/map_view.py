"""The map: layers that follow the document, and pointer and keys handed on to tools."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from icp_footprints.plan.difference import PlanDifference
from ui.canvas.layers.basemap import BasemapLayer
from ui.canvas.layers.highlight import HighlightLayer
from ui.canvas.layers.selection import SelectionLayer
from ui.canvas.layers.sketch import SketchLayer
from ui.canvas.legend import IF_MADE, NOW
from ui.canvas.legend_counts import LegendCounts
from ui.canvas.legend_keeper import LegendKeeper
from ui.canvas.map_choices import LEGEND, MapChoices, Memory
from ui.canvas.map_events import MapEvent, MapKeys, MapTool
from ui.canvas.map_layers import MapLayers
from ui.canvas.overlays import Overlays
from ui.canvas.paths import rect_of
from ui.canvas.picking import UnitPicker
from ui.canvas.style import MapStyle, style_for
from ui.canvas.viewport import PAN_STEP_PX, ZOOM_STEP, MapViewport
from ui.document import PlanDocument
from ui.tasks.runner import Runner

KEY_STEPS = {
    Qt.Key.Key_Left: QPoint(-PAN_STEP_PX, 0),
    Qt.Key.Key_Right: QPoint(PAN_STEP_PX, 0),
    Qt.Key.Key_Up: QPoint(0, -PAN_STEP_PX),
    Qt.Key.Key_Down: QPoint(0, PAN_STEP_PX),
}


class MapView(MapViewport):
    """The map of the open plan."""

    hovered = Signal(object)
    """Row of the unit under the pointer, or None."""

    def __init__(
        self,
        document: PlanDocument,
        runner: Runner,
        memory: Memory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._tool: MapTool | None = None
        self._keys: MapKeys | None = None
        self._picker: UnitPicker | None = None
        self._gesture: Qt.MouseButton | None = None
        self._space: str = ""
        self._would_be: LegendCounts | None = None
        self._covered_by: LegendCounts | None = None
        self._cover_title = IF_MADE
        self._is_zoomed = True
        self._hovered_row: int | None = None
        self._told_row: int | None = None
        self.map_style = style_for(self.palette())
        self.basemap = BasemapLayer(self.scene(), self.map_style)
        self.basemap.follow(self)
        self.choices = MapChoices(memory, self)
        self.layers = MapLayers(self.scene(), document, self.choices, runner, self.map_style, self)
        self.highlight = HighlightLayer(self.scene(), self.map_style)
        self.selection = SelectionLayer(self.scene(), self.map_style)
        self.sketch = SketchLayer(self.scene(), self.map_style)
        self._overlays = Overlays(self.map_style, self)
        self._keeper = LegendKeeper(self._overlays)
        self.legend, self.card = self._overlays.legend, self._overlays.card
        self.setBackgroundBrush(self.map_style.sea)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Map")
        self.setAccessibleDescription(
            "Arrow keys move from unit to unit. Enter adds a unit to the active footprint, "
            "Delete takes it out. The Footprints table holds the same figures."
        )
        self.zoomed.connect(self._follow_zoom)
        self.moved.connect(self._follow_view)
        document.place_changed.connect(self._rebuild)
        document.colours_changed.connect(self.layers.recolour)
        document.plan_changed.connect(self._refresh)
        document.selection_changed.connect(lambda: self.selection.select(document.selection))
        document.active_footprint_changed.connect(self.layers.follow_active)
        self.layers.fill_made.connect(self._show_legend)
        self.choices.layer_changed.connect(self._follow_layer)

    @property
    def picker(self) -> UnitPicker:
        """Finds units by where they are."""
        if self._picker is None:
            raise RuntimeError("No plan is open.")
        return self._picker

    def show_would_be(self, figures: Mapping[str, str], counts: LegendCounts | None = None) -> None:
        """Say on some footprints' labels what a gesture would make of them; nothing for none.

        Parameters
        ----------
        figures
            By footprint, the words that stand below its name, such as ``42,310 ✓``.
        counts
            What the legend counts meanwhile.
        """
        self.layers.labels.show_would_be(figures)
        was, self._would_be = self._would_be, counts
        # Where units are filled by something else, the legend tells of that.
        if was != counts and self.layers.fill is None:
            self._show_legend()

    def cover(self, counts: LegendCounts | None, title: str = IF_MADE) -> None:
        """Leave labels and legend to what lies over the plan; to the plan for None.

        Parameters
        ----------
        counts
            What the legend counts meanwhile.
        title
            What the legend calls it.
        """
        self.layers.labels.set_covered(counts is not None)
        if (counts, title) != (self._covered_by, self._cover_title):
            self._covered_by, self._cover_title = counts, title
            self._show_legend()

    def fill_of(self, footprint_id: str | None) -> QColor | None:
        """The fill a footprint is drawn in, or None for unassigned."""
        colour = self._document.colours.get(footprint_id) if footprint_id else None
        return None if colour is None else self.map_style.fill(colour)

    def set_tool(self, tool: MapTool) -> None:
        """Hand the pointer to another tool; an unfinished gesture is discarded."""
        self._discard()
        self._tool = tool
        self._show_cursor()

    def set_keys(self, keys: MapKeys) -> None:
        """Hand the editing keys to whoever understands them."""
        self._keys = keys

    def show_place(self) -> None:
        """Fit the whole place in the view."""
        self.show_home()

    def show_rows(self, rows: list[int]) -> None:
        """Fit these units in the view, with a little around them."""
        rect = rect_of(self.picker.bounds(rows))
        around = 0.25 * max(rect.width(), rect.height())
        self.show_rect(rect.adjusted(-around, -around, around, around))

    def show_card(self, row: int | None) -> None:
        """Tell about a unit in the corner of the map."""
        self._told_row = row
        place, plan = self._document.place, self._document.plan
        self._overlays.tell(place, plan, row, self.layers.fill, self._told_rect())

    def keep_in_view(self, row: int) -> None:
        """Move the map just enough to see a unit."""
        east, north = self.picker.middles[row].tolist()
        at = self.viewportTransform().map(QPointF(east, -north)).toPoint()
        seen = self.viewport().rect().adjusted(40, 40, -40, -40)
        if not seen.contains(at) or self._overlays.covers(at):
            self.pan_by(at - self.viewport().rect().center())

    def _told_rect(self) -> QRect:
        """Where the unit told about is in the view; nowhere for none."""
        if self._told_row is None:
            return QRect()
        unit = rect_of(self.picker.bounds([self._told_row]))
        told = self.viewportTransform().mapRect(unit).toAlignedRect()
        return told & self.viewport().rect()

    def _discard(self) -> None:
        """Discard the gesture, and what the tool put together over several of them."""
        self._gesture = None
        if self._tool is not None:
            self._tool.cancel()

    def cancel_gesture(self) -> bool:
        """Discard what the tool is gathering; false when it gathers nothing."""
        if self._gesture is None:
            return False
        self._gesture = None
        if self._tool is not None:
            self._tool.cancel()
        return True

    # --- following the document ---

    def _rebuild(self) -> None:
        self._discard()
        place = self._document.place
        self._picker = UnitPicker(place)
        self._hovered_row = self._told_row = None
        self.card.hide()
        self.highlight.rebuild(place)
        self.selection.rebuild(place)
        everything = rect_of(self._picker.bounds(list(range(len(place.units)))))
        self.layers.rebuild(self._picker.middles, everything)
        self.set_home(everything)

    def _refresh(self, change: PlanDifference) -> None:
        self._would_be = None
        self.layers.refresh(change)
        if self.card.isVisible():
            self.show_card(self._told_row)

    def _follow_zoom(self, px_per_m: float) -> None:
        self._is_zoomed = True
        self.layers.zoomed(px_per_m)
        self._overlays.scale_bar.set_scale(px_per_m)

    def _follow_view(self) -> None:
        self.layers.look_at(self.seen(), is_new=self._is_zoomed)
        self._is_zoomed = False
        if self._told_row is not None:
            self._overlays.keep_clear(self._told_rect())

    def _follow_layer(self, key: str) -> None:
        if key == LEGEND:
            self._show_legend()

    def _show_legend(self) -> None:
        if not self._document.is_open:
            return
        is_covered = self._covered_by is not None
        title = self._cover_title if is_covered else IF_MADE if self._would_be else NOW
        is_other = self.legend.show_fill(
            self._document,
            self.layers,
            self.map_style,
            self.choices.is_visible(LEGEND),
            self._covered_by or self._would_be,
            title=title,
            is_covered=is_covered,
        )
        if is_other:
            self._overlays.place()
        if not is_covered:
            self._keep_units_seen()

    def _restyle(self) -> None:
        style: MapStyle = style_for(self.palette())
        if style == self.map_style:
            return
        self.map_style = style
        self.setBackgroundBrush(style.sea)
        for each in (self.layers, self.highlight, self.selection, self.sketch, self._overlays):
            each.restyle(style)

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._document.is_open or self._gesture is not None or self._tool is None:
            return
        left = event.button() == Qt.MouseButton.LeftButton
        is_held = bool(self._document.held_reason)
        by_hand = left and (self._tool.drags_map or self._space or is_held)
        if by_hand or event.button() == Qt.MouseButton.MiddleButton:
            self._space = "used" if self._space else ""
            self.start_drag(event.position().toPoint())
            return
        self._gesture = event.button()
        self._tool.press(self._map_event(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drag_to(event.position().toPoint()) or not self._document.is_open:
            return
        told = self._map_event(event)
        if self._gesture is not None and self._tool is not None:
            self._tool.move(told)
        elif self._tool is not None:
            self._tool.hover(told)
        self._hover(told.row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.end_drag():
            self._show_cursor()
        elif self._gesture == event.button() and self._tool is not None:
            self._gesture = None
            self._tool.release(self._map_event(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second press of two quick clicks is a press like any other.
        self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def _map_event(self, event: QMouseEvent) -> MapEvent:
        point = self.scene_point(event.position())
        east, north = point.x(), -point.y()
        row = self.picker.at(east, north)
        is_double = event.type() == QEvent.Type.MouseButtonDblClick
        return MapEvent(
            east, north, row, event.button(), event.modifiers(), self.px_per_m, is_double
        )

    def _hover(self, row: int | None) -> None:
        if row == self._hovered_row:
            return
        self._hovered_row = row
        self.highlight.hover(row)
        if self._document.is_open:
            self.show_card(row)
        self.hovered.emit(row)

    def _show_cursor(self) -> None:
        hand = self._space or (self._tool is not None and self._tool.drags_map)
        shape = Qt.CursorShape.OpenHandCursor if hand else Qt.CursorShape.ArrowCursor
        if self._tool is not None and not hand:
            shape = self._tool.cursor
        self.viewport().setCursor(shape)

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._document.is_open or not self._handle_key(event):
            event.ignore()

    def _handle_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.cancel_gesture():
            return True
        tool = None if key == Qt.Key.Key_Space else self._tool
        if tool is not None and tool.key(key, event.modifiers()):
            return True
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = "held"
                self._show_cursor()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_K and not event.modifiers():
            self.choices.set_visible(LEGEND, not self.choices.is_visible(LEGEND))
        elif key == Qt.Key.Key_0 and not (self._keys and self._keys.is_waiting):
            self.show_home()
        elif key in KEY_STEPS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pan_by(KEY_STEPS[Qt.Key(key)])
        else:
            return self._keys is not None and self._keys.press(key, event.modifiers())
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or event.isAutoRepeat():
            super().keyReleaseEvent(event)
            return
        was_tapped = self._space == "held"
        self._space = ""
        self._show_cursor()
        if not was_tapped or not self._document.is_open:
            return
        if self._tool is not None and self._tool.key(Qt.Key.Key_Space, event.modifiers()):
            return
        if self._keys is not None:
            self._keys.press(Qt.Key.Key_Space, event.modifiers())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # A key let go elsewhere is never heard of here.
        self._space = ""
        self.end_drag()
        self.cancel_gesture()
        self._show_cursor()

    # --- size and theme ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The legend first: the place is fitted beside it.
        self._overlays.place()
        super().resizeEvent(event)

    def home_view(self) -> tuple[float, QPointF]:
        fit = self._picker and self._keeper.fit(self._home, QSizeF(self.size()), self._picker)
        return super().home_view() if fit is None else (fit.px_per_m, fit.middle)

    def _keep_units_seen(self) -> None:
        """Where the whole place is shown, fit it to another legend; never under the hand."""
        seen = self.layers.fill, self.viewportTransform(), self.picker
        if self._follows_size and self._gesture is None and self._keeper.notice(*seen):
            self.show_home()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._restyle()
        elif event.type() == QEvent.Type.FontChange and hasattr(self, "_overlays"):
            # Once everything over the map has its letters.
            QTimer.singleShot(0, self, self._follow_letters)

    def _follow_letters(self) -> None:
        self._overlays.fit_letters()
        self.layers.labels.follow_letters()
