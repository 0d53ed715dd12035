"""An operation as Qt's menus and toolbars know it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence

from ui import words
from ui.commit_fields import commit_typed
from ui.icons import Icons
from ui.operations.operation import Operation

# So long after a step its words follow.
WORDS_MS = 40


class OperationAction(QAction):
    """A menu and toolbar entry that is disabled while its operation says why it must be."""

    def __init__(self, operation: Operation, icons: Icons, parent: QObject) -> None:
        super().__init__(parent)
        self.operation = operation
        self._icons = icons
        self._asked: tuple[str, str] | None = None
        self._written: tuple[str, str] | None = None
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
        """Follow the document: enabled or not at once, and what it says a moment later.

        Every word that changes has the toolbar laid out again, which no step of an edit waits for.
        """
        reason = self.operation.reason_now()
        said = (reason, self.operation.text())
        # Each step asks every operation; most have nothing new to say.
        if said == self._asked:
            return
        is_first, self._asked = self._asked is None, said
        self.setEnabled(not reason)
        if is_first:
            self._write()
        else:
            QTimer.singleShot(WORDS_MS, self, self._write)

    def _write(self) -> None:
        """Say what it does, or why it cannot be done."""
        if self._asked is None or self._asked == self._written:
            return
        reason, title = self._written = self._asked
        self.setText(title)
        self.setIconText((self.operation.short_title or title).replace("&", "").rstrip("…"))
        plain = title.replace("&&", "\0").replace("&", "").replace("\0", "&").rstrip("…")
        keys = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        heading = f"{plain} ({keys})" if keys else plain
        tip = reason or self.operation.tip
        self.setToolTip(words.tooltip(f"{heading}\n{tip}" if tip else heading))
        self.setStatusTip(f"Not now: {reason}" if reason else tip)

    def _run(self) -> None:
        # A menu or a button takes the keys from no field: what is typed there counts from now.
        commit_typed()
        # The state may have moved on since the entry was drawn.
        if not self.operation.reason_now():
            self.operation.run()
