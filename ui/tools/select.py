"""Select units: click for one, Ctrl and click for more."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from ui.canvas.map_events import MapEvent
from ui.document import PlanDocument
from ui.tools.tool import Tool


class SelectTool(Tool):
    title = "&Select"
    icon = "select"
    shortcut = "S"
    tip = "Click a unit to select it. Ctrl and click adds it to the selection, or takes it away."

    menu_wanted = Signal()
    """The right button was pressed: show what can be done with the selection."""

    def __init__(self, document: PlanDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    def release(self, event: MapEvent) -> None:
        selected = set(self._document.selection.tolist())
        if event.button == Qt.MouseButton.RightButton:
            if event.row is not None and event.row not in selected:
                self._document.select([event.row])
            self.menu_wanted.emit()
        elif event.modifiers & Qt.KeyboardModifier.ControlModifier:
            if event.row is not None:
                self._document.select(selected ^ {event.row})
        else:
            self._document.select([] if event.row is None else [event.row])
