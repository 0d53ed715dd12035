"""Dialogs as large as their words need: text may be scaled to twice its size."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject, QSize
from PySide6.QtWidgets import QDialog, QMainWindow, QWizard

WIZARD_LINES_WIDE = 46
"""How wide a wizard is, in heights of a line."""


class DialogRoom(QObject):
    """Watches a window for dialogs, and makes each large enough when it is shown.

    Qt makes a dialog at most two thirds of the screen wide, whatever it holds, and no higher than
    its words need where they do not wrap.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QChildEvent):
            if event.type() == QEvent.Type.ChildPolished and isinstance(event.child(), QDialog):
                event.child().installEventFilter(self)
        elif event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            watched.resize(room_for(watched, watched.screen().availableGeometry().size()))
        return super().eventFilter(watched, event)


def room_for(dialog: QDialog, available: QSize) -> QSize:
    """The size that a dialog needs: no smaller than it is, and no larger than the screen."""
    if isinstance(dialog, QWizard):
        # Its subtitle has two lines at most, and its pages scroll.
        wide = WIZARD_LINES_WIDE * dialog.fontMetrics().height()
        return QSize(max(dialog.width(), min(wide, available.width())), dialog.height())
    layout = dialog.layout()
    if layout is None:  # pyright: ignore[reportUnnecessaryComparison] - Qt gives None without one
        return dialog.size()
    least = layout.totalMinimumSize()
    width = max(dialog.width(), min(least.width(), available.width()))
    height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else least.height()
    return QSize(width, max(dialog.height(), min(height, available.height())))
