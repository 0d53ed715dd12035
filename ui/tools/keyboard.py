"""Edit the plan on the map with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent

from ui import words
from ui.announce import announce
from ui.canvas.map_view import MapView
from ui.canvas.shapes import Point
from ui.canvas.unit_card import unit_sentence
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.all_operations import Operations
from ui.operations.operation import Operation
from ui.tool_choices import ToolChoices
from ui.tools.number_keys import NumberKeys
from ui.would_be import would_be, would_be_facts

DIRECTIONS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class KeyboardEditing(QObject):
    """A cursor that stands on one unit and moves to its neighbours."""

    menu_wanted = Signal(QPoint)
    """The menu of the selection is asked for, at this point of the screen."""
    moved = Signal(object)
    """Row of the unit that the cursor has come to, or None."""

    def __init__(
        self,
        document: PlanDocument,
        map_view: MapView,
        messages: Messages,
        operations: Operations,
        choices: ToolChoices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._map = map_view
        self._messages = messages
        self._operations = operations
        self._choices = choices
        self._row: int | None = None
        self._numbers = NumberKeys(self._highest, self._hear_number, self._wait, self)
        self._meanings = self._bindings()
        map_view.installEventFilter(self)
        document.place_changed.connect(self._forget)
        document.plan_changed.connect(self._follow)
        document.selection_changed.connect(self._numbers.forget)

    @property
    def row(self) -> int | None:
        """The unit that the cursor stands on."""
        return self._row

    @property
    def point(self) -> Point | None:
        """The middle of the unit that the cursor stands on, in metres."""
        if self._row is None:
            return None
        east, north = self._map.picker.middles[self._row].tolist()
        return east, north

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a second digit."""
        return self._numbers.is_waiting

    def press(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Handle a key; false when it means nothing here."""
        if self._numbers.press(key, modifiers):
            return True
        if self._numbers.is_waiting:
            if key == Qt.Key.Key_Escape:
                self._numbers.forget()
                self._messages.status("")
                return True
            self._numbers.finish()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return True
        if key in DIRECTIONS:
            self._move(*DIRECTIONS[Qt.Key(key)], selects=bool(modifiers & SHIFT))
            return True
        meaning = self._meanings.get(key)
        if meaning is None or modifiers & (CTRL | ALT):
            return False
        meaning(bool(modifiers & SHIFT))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear the key that asks for a menu, whichever it is on this system."""
        by_key = QContextMenuEvent.Reason.Keyboard
        if not isinstance(event, QContextMenuEvent) or event.reason() != by_key:
            return super().eventFilter(watched, event)
        rows = self._rows()
        if len(rows):
            self._document.select(rows.tolist())
            self.menu_wanted.emit(self._screen_point(int(rows[0])))
        return True

    def _screen_point(self, row: int) -> QPoint:
        east, north = self._map.picker.middles[row].tolist()
        at = self._map.viewportTransform().map(QPointF(east, -north)).toPoint()
        viewport = self._map.viewport()
        inside = at if viewport.rect().contains(at) else viewport.rect().center()
        return viewport.mapToGlobal(inside)

    def _bindings(self) -> dict[int, Callable[[bool], None]]:
        """What each key does; it is told whether Shift is held down."""
        keys = Qt.Key
        give = self._give_to_active
        take_out = self._take_out
        return {
            keys.Key_Return: give,
            keys.Key_Enter: give,
            keys.Key_Delete: take_out,
            keys.Key_Backspace: take_out,
            keys.Key_Space: lambda _: self._toggle(),
            keys.Key_Escape: lambda _: self._clear(),
            keys.Key_PageDown: lambda _: self._step_footprint(1),
            keys.Key_PageUp: lambda _: self._step_footprint(-1),
            keys.Key_Home: lambda _: self._go_to_active(),
            keys.Key_N: self._step_issue,
            keys.Key_Z: lambda _: self._zoom(),
        }

    # --- where the cursor is ---

    def _move(self, east: float, north: float, *, selects: bool) -> None:
        before = self._row
        if before is None:
            self._place_cursor(self._nearest_to_middle())
        else:
            towards = self._map.picker.towards(before, east, north)
            if towards is None:
                self._messages.status("There is no unit that way.")
            else:
                self._place_cursor(towards)
        if selects:
            passed = {row for row in (before, self._row) if row is not None}
            self._document.select({*self._document.selection.tolist(), *passed})

    def _nearest_to_middle(self) -> int:
        here = self._map.scene_point(self._map.viewport().rect().center().toPointF())
        return self._map.picker.nearest(here.x(), -here.y())

    def _place_cursor(self, row: int | None) -> None:
        self._row = row
        self._map.highlight.set_cursor(row)
        if row is not None:
            self._map.keep_in_view(row)
        self._tell()
        self.moved.emit(row)

    def _tell(self) -> None:
        """Say where the cursor is, on the card, in the status line and to screen readers."""
        self._map.show_card(self._row)
        if self._row is not None:
            self._say(unit_sentence(self._document.place, self._document.plan, self._row))

    def _say(self, sentence: str) -> None:
        self._messages.status(sentence)
        announce(self._map, sentence)

    def _go_to_active(self) -> None:
        active = self._document.active_footprint_id
        rows = [] if active is None else self._document.plan.rows(active).tolist()
        if not rows:
            self._say("There is no active footprint with units to go to.")
            return
        west, south, east, north = self._map.picker.bounds(rows)
        middle = ((west + east) / 2, (south + north) / 2)
        self._place_cursor(self._map.picker.nearest(*middle, among=rows))

    def _zoom(self) -> None:
        if len(self._document.selection):
            self._operations.zoom_selection.run()
        elif self._row is not None:
            self._map.show_rows([self._row])
        else:
            self._operations.zoom_place.run()

    # --- what is selected ---

    def _toggle(self) -> None:
        if self._row is None:
            self._messages.status("Press an arrow key first to choose a unit.")
        else:
            self._document.select(set(self._document.selection.tolist()) ^ {self._row})

    def _clear(self) -> None:
        self._document.select([])
        self._place_cursor(None)
        self._messages.status("")

    def _rows(self) -> NDArray[np.intp]:
        """The selected units, or else the one at the cursor."""
        if len(self._document.selection):
            return self._document.selection
        return np.array([] if self._row is None else [self._row], dtype=np.intp)

    # --- footprints ---

    def _give_to_active(self, _: bool) -> None:
        self._give(self._document.active_footprint_id)

    def _give(self, footprint_id: str | None) -> None:
        assign = self._operations.assign_units
        rows = self._rows()
        if not len(rows):
            self._messages.status("Press an arrow key first to choose a unit.")
            return
        rows = self._let_through(rows)
        if not len(rows):
            return
        if footprint_id is None and (reason := assign.target_reason()):
            self._messages.note(reason)
            return
        document = self._document
        before, facts = document.plan, list[str]()
        if footprint_id is not None and (edit := assign.planned(rows, footprint_id)) is not None:
            facts = would_be_facts(document, would_be(document, edit.plan), footprint_id)
        assign.assign(rows, footprint_id)
        if document.plan is before:
            self._tell()
        if facts and document.plan is not before:
            # What came of it matters more than where the cursor stands.
            self._say("; ".join(facts))

    def _take_out(self, _: bool) -> None:
        before = self._document.plan
        rows = self._rows()
        let = self._let_through(rows, takes_out=True)
        if len(rows) and not len(let):
            return
        self._operations.unassign_units.unassign(let)
        if self._document.plan is before:
            self._tell()

    def _let_through(self, rows: NDArray[np.intp], *, takes_out: bool = False) -> NDArray[np.intp]:
        """Those that the filter of the tool in hand lets keys change; said where it lets none."""
        if not self._choices.is_filter_in_hand:
            return rows
        let = self._choices.let_through(self._document.plan, rows, takes_out=takes_out)
        if len(rows) and not len(let):
            filtered = self._choices.filter_words()
            self._say(f"Nothing was changed: under the toolbar, Change says {filtered}.")
        return let

    def _highest(self) -> int:
        return len(self._document.plan.footprints)

    def _wait(self, digit: int) -> None:
        self._messages.status(f"Footprint {digit}… A second digit may follow; Enter for {digit}.")

    def _hear_number(self, number: int, with_ctrl: bool) -> None:
        footprints = self._document.plan.footprints
        if number > len(footprints):
            self._say(f"There is no footprint {number}.")
        elif with_ctrl:
            self._activate(footprints[number - 1].id)
        else:
            self._give(footprints[number - 1].id)

    def _step_footprint(self, step: int) -> None:
        ids = [each.id for each in self._document.plan.footprints]
        if not ids:
            self._say("This plan has no footprints yet.")
            return
        active = self._document.active_footprint_id
        if active in ids:
            self._activate(ids[(ids.index(active) + step) % len(ids)])
        else:
            self._activate(ids[0 if step > 0 else -1])

    def _activate(self, footprint_id: str) -> None:
        self._document.activate(footprint_id)
        figures = self._document.figures.of(footprint_id)
        number = self._document.plan.number(footprint_id) + 1
        counted = f"{words.count(figures.counted)} people, {figures.band_words.lower()}"
        said = counted if figures.units else "no units"
        self._say(f"Active footprint: {number}, {figures.name}: {said}")

    # --- issues ---

    def _step_issue(self, back: bool) -> None:
        each = self._operations
        step: Operation = each.previous_issue if back else each.next_issue
        step.run()
        if len(self._document.selection):
            # From here the arrow keys go on, and the sentence about the issue stays.
            self._row = int(self._document.selection[0])
            self._map.highlight.set_cursor(self._row)

    def _follow(self, _: object) -> None:
        """What was said of the cursor's unit may be so no longer, as after undo."""
        if self._row is not None and self._map.card.row == self._row:
            self._tell()

    def _forget(self) -> None:
        self._row = None
        self._numbers.forget()
