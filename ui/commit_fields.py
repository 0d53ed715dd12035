"""Fields whose text counts once it is finished: on Enter, on leaving, or after a pause."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

PAUSE_MS = 3_000
"""What is typed must not wait in a field for long: a save or a fault would miss it."""
EDITING_KEYS = frozenset(
    {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z}
)
WORD_KEYS = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete}
)


class Pending(QObject):
    """Watches a field: tells when what was typed is finished, and takes it back on Esc."""

    finished = Signal()

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.finished)
        # Whoever hears of it stops the wait, whether or not there is anything new.
        self.finished.connect(self.stop)
        field.installEventFilter(self)

    def typed(self) -> None:
        """Something was typed."""
        app = QGuiApplication.instance()
        if app is not None and not self._timer.isActive():
            app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """There is nothing to wait for."""
        self._timer.stop()
        app = QGuiApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.parent():
            # A button such as that of Save is told of the change before it is pressed.
            if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWindow):
                self.finished.emit()
            return False
        key = _ctrl_key(event) if event.type() == QEvent.Type.ShortcutOverride else None
        if key in WORD_KEYS:
            # They end or delete a word: the map has these too.
            event.accept()
            return True
        # A shortcut such as that of Save does not take the focus away.
        is_shortcut = key is not None and key not in EDITING_KEYS
        if is_shortcut or event.type() == QEvent.Type.FocusOut:
            self.finished.emit()
        return super().eventFilter(watched, event)


class CommitLine(QLineEdit):
    """One line of text."""

    committed = Signal(str)

    def __init__(self, name: str, longest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setAccessibleName(name)
        self.setMaxLength(longest)
        self._pending = Pending(self)
        self._pending.finished.connect(self.commit)
        self.textEdited.connect(self._pending.typed)
        self.returnPressed.connect(self.commit)

    def keep(self, text: str) -> None:
        """Show a text that counts already."""
        self._pending.stop()
        self._kept = text
        # A blank at the end is about to be followed by a word.
        if self.text().strip() != text:
            self.setText(text)

    def commit(self) -> None:
        """Hand over what was typed, if it is another text."""
        self._pending.stop()
        if self.text().strip() != self._kept:
            self.committed.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.keep(self._kept)
        else:
            super().keyPressEvent(event)


class CommitText(QPlainTextEdit):
    """Some lines of text; Tab goes on to the next control."""

    committed = Signal(str)

    def __init__(self, name: str, longest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = ""
        self._longest = longest
        self._is_keeping = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._pending = Pending(self)
        self._pending.finished.connect(self.commit)
        self.textChanged.connect(self._follow)

    def keep(self, text: str) -> None:
        """Show a text that counts already."""
        self._pending.stop()
        self._kept = text
        if self.toPlainText().strip() != text:
            self._is_keeping = True
            self.setPlainText(text)
            self._is_keeping = False

    def commit(self) -> None:
        """Hand over what was typed, if it is another text."""
        self._pending.stop()
        text = self.toPlainText().strip()[: self._longest]
        if text != self._kept:
            self.committed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._kept:
            self.keep(self._kept)
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        if not self._is_keeping:
            self._pending.typed()


def commit_typed() -> None:
    """Hand over what was typed in the field that has the keys, if one of these has."""
    field = QApplication.focusWidget()
    if isinstance(field, CommitLine | CommitText):
        field.commit()


def _ctrl_key(event: QEvent) -> int | None:
    """The key that is pressed with Ctrl; None for any other event, and for Ctrl alone."""
    if not isinstance(event, QKeyEvent) or event.key() == Qt.Key.Key_Control:
        return None
    return event.key() if event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
