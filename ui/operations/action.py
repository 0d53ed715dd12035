"""An operation as Qt's menus and toolbars know it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ui import words
from ui.icons import Icons
from ui.operations.operation import Operation


class OperationAction(QAction):
    """A menu and toolbar entry that is disabled while its operation says why it must be."""

    def __init__(self, operation: Operation, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self.operation = operation
        self._icons = icons
        self._shown: tuple[str, str] | None = None
        if operation.shortcut is not None:
            keys = (operation.shortcut, *operation.further_shortcuts)
            self.setShortcuts(list(dict.fromkeys(QKeySequence(each) for each in keys)))
        self.setObjectName(type(operation).__name__)
        self.triggered.connect(self._run)
        self.refresh_icon()
        self.refresh()

    def refresh_icon(self) -> None:
        """Draw the icon again, in the colours the system now has."""
        if self.operation.icon:
            self.setIcon(self._icons.icon(self.operation.icon))

    def refresh(self) -> None:
        """Follow the document: enabled or not, and why."""
        reason = self.operation.reason_now()
        title = self.operation.text()
        # Each step asks every operation; most have nothing new to say.
        if (reason, title) == self._shown:
            return
        self._shown = (reason, title)
        self.setEnabled(not reason)
        self.setText(title)
        self.setIconText((self.operation.short_title or title).replace("&", "").rstrip("…"))
        plain = title.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        heading = f"{plain} ({keys})" if keys else plain
        tip = reason or self.operation.tip
        self.setToolTip(words.tooltip(f"{heading}\n{tip}" if tip else heading))
        self.setStatusTip(f"Not now: {reason}" if reason else tip)

    def _run(self) -> None:
        # The state may have moved on since the entry was drawn.
        if not self.operation.reason_now():
            self.operation.run()
