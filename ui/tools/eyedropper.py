"""Pick the footprint under the pointer as the active one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from icp_footprints.plan.plan import UNASSIGNED
from ui import words
from ui.canvas.map_events import MapEvent
from ui.document import PlanDocument
from ui.messages import Messages
from ui.tools.corners import ENTER
from ui.tools.tool import Tool


class EyedropperTool(Tool):
    """One click, and the tool before it is back."""

    title = "Pick &footprint"
    icon = "eyedropper"
    shortcut = "I"
    tip = (
        "Click a unit to make its footprint the active one, then go on with the tool you had "
        "before."
    )
    hint = "Click a unit: its footprint becomes the active one."
    keys = (("Enter", "pick the footprint of the unit that the keyboard is at"),)
    cursor = Qt.CursorShape.PointingHandCursor

    picked = Signal()
    """A footprint was picked: the tool before this one may come back."""

    def __init__(
        self,
        document: PlanDocument,
        messages: Messages,
        cursor_row: Callable[[], int | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._cursor_row = cursor_row

    def hover(self, event: MapEvent) -> None:
        name = self._name_at(event.row)
        self._messages.status(f"Click to make {name} the active footprint." if name else "")

    def release(self, event: MapEvent) -> None:
        if event.button == Qt.MouseButton.LeftButton:
            self._pick(event.row)

    def key(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        if key not in ENTER or modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        self._pick(self._cursor_row())
        return True

    def cancel(self) -> None:
        self._messages.status("")

    def _name_at(self, row: int | None) -> str:
        number = self._number_at(row)
        return "" if number == UNASSIGNED else self._document.plan.footprints[number].name

    def _number_at(self, row: int | None) -> int:
        return UNASSIGNED if row is None else int(self._document.plan.assignment[row])

    def _pick(self, row: int | None) -> None:
        document = self._document
        number = self._number_at(row)
        if row is None:
            self._messages.status("There is no unit here.")
        elif number == UNASSIGNED:
            name = document.place.units.names[row]
            self._messages.status(f"{name} is in no footprint: {words.UNASSIGNED_NAME.lower()}.")
        else:
            footprint = document.plan.footprints[number]
            document.activate(footprint.id)
            self.picked.emit()
            self._messages.status(f"{footprint.name} is now the active footprint.")
