"""Paint units into the active footprint, or out of any with the right button."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Qt

from icp_footprints.plan.plan import UNASSIGNED
from ui import words
from ui.canvas.map_events import MapEvent
from ui.canvas.map_view import MapView
from ui.document import PlanDocument
from ui.messages import Messages
from ui.operations.assign_units import AssignUnits
from ui.operations.unassign_units import UnassignUnits
from ui.tools.tool import Tool


class PaintTool(Tool):
    """A gesture is a preview until the button comes up, then one undo step. Esc discards it."""

    title = "&Paint"
    icon = "paint"
    shortcut = "P"
    tip = (
        "Drag over units to add them to the active footprint; with the right button, to take "
        "them out. Esc discards the stroke."
    )
    cursor = Qt.CursorShape.CrossCursor

    def __init__(
        self,
        document: PlanDocument,
        map_view: MapView,
        messages: Messages,
        assign: AssignUnits,
        unassign: UnassignUnits,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._map = map_view
        self._messages = messages
        self._assign = assign
        self._unassign = unassign
        self._last: tuple[float, float] | None = None
        self._takes_out = False
        self._target: str | None = None

    def press(self, event: MapEvent) -> None:
        if event.button not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        self._takes_out = event.button == Qt.MouseButton.RightButton
        self._target = None if self._takes_out else self._document.active_footprint_id
        reason = "" if self._takes_out else self._assign.target_reason()
        if reason:
            self._messages.note(reason)
            return
        self._last = (event.east, event.north)
        self._gather(event)

    def move(self, event: MapEvent) -> None:
        if self._last is not None:
            self._gather(event)

    def release(self, event: MapEvent) -> None:
        if self._last is None:
            return
        self._gather(event)
        rows = np.array(sorted(self._map.highlight.previewed), dtype=np.intp)
        takes_out, target = self._takes_out, self._target
        self.cancel()
        if not len(rows):
            return
        if takes_out:
            self._unassign.unassign(rows)
        elif target is None or target in self._document.colours:
            self._assign.assign(rows, target)

    def cancel(self) -> None:
        self._last = None
        self._map.highlight.clear_preview()
        self._messages.status("")

    def _gather(self, event: MapEvent) -> None:
        here = (event.east, event.north)
        found = self._map.picker.along(self._last or here, here)
        self._last = here
        plan = self._document.plan
        number = UNASSIGNED if self._target is None else self._number(self._target)
        changing = [row for row in found if plan.assignment[row] != number]
        if self._target is None and not self._takes_out:
            changing = found
        fill = None if self._takes_out else self._map.fill_of(self._target)
        if self._target is None and not self._takes_out:
            fill = self._map.map_style.fill(0)
        self._map.highlight.preview(changing, fill)
        self._messages.status(self._so_far())

    def _number(self, footprint_id: str) -> int:
        if footprint_id not in self._document.colours:
            return UNASSIGNED
        return self._document.plan.number(footprint_id)

    def _so_far(self) -> str:
        """What the stroke would do, in figures."""
        rows = np.array(sorted(self._map.highlight.previewed), dtype=np.intp)
        document = self._document
        ledger = document.place.ledger(document.plan.band.ledger)
        people = float(ledger.people[rows].sum())
        many = words.units(len(rows))
        if self._takes_out:
            return f"Take out {many}, {words.count(people)} people ({ledger.label})"
        if self._target is None or self._target not in document.colours:
            return f"New footprint: {many}, {words.count(people)} people ({ledger.label})"
        figures = document.figures.of(self._target)
        total = figures.counted + people
        state = words.band_words(document.plan.band, total).lower()
        mark = words.BAND_MARKS[document.plan.band.state(total)]
        return (
            f"{figures.name}: {many}, {words.signed(people)} to {words.count(total)} "
            f"({ledger.label}) {mark} {state}"
        )
