"""The map: layers that follow the document, and pointer and keys handed on to tools."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from icp_footprints.plan.difference import PlanDifference
from ui.canvas.layers.edits import EditsLayer
from ui.canvas.layers.footprints import OutlinesLayer
from ui.canvas.layers.highlight import HighlightLayer
from ui.canvas.layers.labels import LabelsLayer
from ui.canvas.layers.units import UnitsLayer
from ui.canvas.map_events import MapEvent, MapKeys, MapTool
from ui.canvas.paths import rect_of
from ui.canvas.picking import UnitPicker
from ui.canvas.scale_bar import ScaleBar
from ui.canvas.style import MapStyle, style_for
from ui.canvas.unit_card import UnitCard
from ui.canvas.viewport import PAN_STEP_PX, ZOOM_STEP, MapViewport
from ui.document import PlanDocument

KEY_STEPS = {
    Qt.Key.Key_Left: QPoint(-PAN_STEP_PX, 0),
    Qt.Key.Key_Right: QPoint(PAN_STEP_PX, 0),
    Qt.Key.Key_Up: QPoint(0, -PAN_STEP_PX),
    Qt.Key.Key_Down: QPoint(0, PAN_STEP_PX),
}
OVERLAY_GAP = 10
CLEAR_OF_CARD = (-60, -60, 60, 60)


class MapView(MapViewport):
    """The map of the open plan."""

    hovered = Signal(object)
    """Row of the unit under the pointer, or None."""

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._tool: MapTool | None = None
        self._keys: MapKeys | None = None
        self._picker: UnitPicker | None = None
        self._gesture: Qt.MouseButton | None = None
        self._space: str = ""
        self._hovered_row: int | None = None
        self.map_style = style_for(self.palette())
        self._units = UnitsLayer(self.scene(), self.map_style)
        self._outlines = OutlinesLayer(self.scene(), self.map_style)
        self._edits = EditsLayer(self.scene(), self.map_style)
        self._labels = LabelsLayer(self.scene(), self.map_style)
        self.highlight = HighlightLayer(self.scene(), self.map_style)
        self._scale_bar = ScaleBar(self.map_style, self)
        self.card = UnitCard(self)
        self.setBackgroundBrush(self.map_style.sea)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Map")
        self.setAccessibleDescription(
            "Arrow keys move from unit to unit. Enter adds a unit to the active footprint, "
            "Delete takes it out. The Footprints table holds the same figures."
        )
        self.zoomed.connect(self._follow_zoom)
        document.place_changed.connect(self._rebuild)
        document.colours_changed.connect(self._recolour)
        document.plan_changed.connect(self._refresh)
        document.selection_changed.connect(lambda: self.highlight.select(document.selection))
        document.active_footprint_changed.connect(self._follow_active)

    @property
    def picker(self) -> UnitPicker:
        """Finds units by where they are."""
        if self._picker is None:
            raise RuntimeError("No plan is open.")
        return self._picker

    def fill_of(self, footprint_id: str | None) -> QColor | None:
        """The fill a footprint is drawn in, or None for unassigned."""
        colour = self._document.colours.get(footprint_id) if footprint_id else None
        return None if colour is None else self.map_style.fill(colour)

    def set_tool(self, tool: MapTool) -> None:
        """Hand the pointer to another tool; an unfinished gesture is discarded."""
        self.cancel_gesture()
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
        self.card.show_unit(self._document.place, self._document.plan, row)
        self._place_overlays()

    def keep_in_view(self, row: int) -> None:
        """Move the map just enough to see a unit."""
        east, north = self.picker.centres[row].tolist()
        at = self.viewportTransform().map(QPointF(east, -north)).toPoint()
        if not self.viewport().rect().adjusted(40, 40, -40, -40).contains(at):
            self.pan_by(at - self.viewport().rect().center())

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
        self.cancel_gesture()
        place, plan = self._document.place, self._document.plan
        self._picker = UnitPicker(place)
        self._hovered_row = None
        self.card.hide()
        self._units.rebuild(place)
        self.highlight.rebuild(place)
        self._units.paint_all(plan, self._document.colours)
        self._outlines.rebuild(place, plan)
        self._edits.rebuild(place, self._picker.centres)
        self._labels.clear()
        self._write_labels([each.id for each in plan.footprints], has_moved=True)
        self._follow_active()
        everything = rect_of(self._picker.bounds(list(range(len(place.units)))))
        self.set_home(everything)

    def _refresh(self, change: PlanDifference) -> None:
        place, plan = self._document.place, self._document.plan
        self._units.paint(plan, self._document.colours, change.rows.tolist())
        self._outlines.remove(change.removed)
        self._labels.remove(change.removed)
        moved = (change.touched | change.added) - change.removed
        self._outlines.refresh(place, plan, moved)
        self._write_labels(moved, has_moved=True)
        others = set(change.relabelled)
        if change.settings_changed:
            others = {each.id for each in plan.footprints}
        self._write_labels(others - moved, has_moved=False)
        self._labels.arrange()
        if self.card.isVisible() and self._hovered_row is not None:
            self.show_card(self._hovered_row)

    def _recolour(self, ids: frozenset[str]) -> None:
        plan = self._document.plan
        for each in ids:
            if any(footprint.id == each for footprint in plan.footprints):
                self._units.paint(plan, self._document.colours, plan.rows(each).tolist())

    def _write_labels(self, ids: list[str] | frozenset[str] | set[str], has_moved: bool) -> None:
        for each in ids:
            shape = self._outlines.shape_m(each) if has_moved else None
            self._labels.set_label(self._document.figures.of(each), shape)

    def _follow_active(self) -> None:
        self._outlines.activate(self._document.active_footprint_id)
        self._labels.activate(self._document.active_footprint_id)
        self._labels.arrange()

    def _follow_zoom(self, px_per_m: float) -> None:
        self._units.zoomed(px_per_m)
        self._outlines.zoomed(px_per_m)
        self._labels.zoomed(px_per_m)
        self._scale_bar.set_scale(px_per_m)

    def _restyle(self) -> None:
        style: MapStyle = style_for(self.palette())
        if style == self.map_style:
            return
        self.map_style = style
        self.setBackgroundBrush(style.sea)
        layers = (self._units, self._outlines, self._edits, self._labels, self.highlight)
        for each in (*layers, self._scale_bar):
            each.restyle(style)
        if self._document.is_open:
            plan = self._document.plan
            self._units.paint_all(plan, self._document.colours)
            self._write_labels([each.id for each in plan.footprints], has_moved=False)

    # --- pointer ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._document.is_open or self._gesture is not None or self._tool is None:
            return
        left = event.button() == Qt.MouseButton.LeftButton
        by_hand = left and (self._tool.drags_map or self._space)
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
        return MapEvent(east, north, row, event.button(), event.modifiers())

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
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = "held"
                self._show_cursor()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_STEP)
        elif key == Qt.Key.Key_0:
            self.show_home()
        elif key == Qt.Key.Key_Escape and self.cancel_gesture():
            pass
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
        if was_tapped and self._keys is not None and self._document.is_open:
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
        super().resizeEvent(event)
        self._place_overlays()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._restyle()

    def _place_overlays(self) -> None:
        self._scale_bar.move(OVERLAY_GAP, self.height() - self._scale_bar.height() - OVERLAY_GAP)
        self._place_card()

    def _place_card(self) -> None:
        """Keep the card in an upper corner that the pointer is not in."""
        right = self.width() - self.card.width() - OVERLAY_GAP
        pointer = self.mapFromGlobal(QCursor.pos())
        corner = QRect(QPoint(right, OVERLAY_GAP), self.card.size()).adjusted(*CLEAR_OF_CARD)
        self.card.move(OVERLAY_GAP if corner.contains(pointer) else right, OVERLAY_GAP)
