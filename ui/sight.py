"""Whether anybody sees a panel: a dock behind another as a tab is open, and yet out of sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QDockWidget, QWidget


class Sight(QObject):
    """Tells when a panel comes into sight, so that it can wait with its work until then."""

    gained = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._is_docked = False
        self.is_seen = False
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ParentChange:
            self._follow_dock()
        elif kind in (QEvent.Type.Show, QEvent.Type.Hide) and not self._is_docked:
            self._see(kind == QEvent.Type.Show)
        return super().eventFilter(watched, event)

    def _follow_dock(self) -> None:
        dock = self._panel.parent()
        if isinstance(dock, QDockWidget) and not self._is_docked:
            self._is_docked = True
            dock.visibilityChanged.connect(self._see)

    def _see(self, is_seen: bool) -> None:
        if is_seen != self.is_seen:
            self.is_seen = is_seen
            if is_seen:
                self.gained.emit()
