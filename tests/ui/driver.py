"""Driving the real window as a user does: presses, drags and keys on the map."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.canvas.map_view import MapView
from ui.files import Files
from ui.messages import Answer, Changed, InUse, Messages, Recovered
from ui.session import Session
from ui.settings import Settings

LEFT, RIGHT, MIDDLE = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.RightButton,
    Qt.MouseButton.MiddleButton,
)
NO_BUTTON = Qt.MouseButton.NoButton


IDLE_MS = 120_000


def wait_idle(driver: Driver, qtbot: QtBot) -> None:
    """Wait until no work is under way off the window's thread."""
    qtbot.waitUntil(lambda: not driver.session.runner.is_busy, timeout=IDLE_MS)


class HeardMessages(Messages):
    """Answers as told, and remembers what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.statuses: list[str] = []
        self.questions: list[str] = []
        self.answer: Answer = "cancel"
        self.recovered: Recovered = "open"
        self.changed: Changed = "cancel"
        self.in_use: InUse = "cancel"
        self.noted.connect(lambda words, _: self.notes.append(words))
        self.status_changed.connect(self.statuses.append)

    def error(self, title: str, words: str) -> None:
        self.errors.append((title, words))

    def ask_unsaved(self, plan_name: str) -> Answer:
        self.questions.append(plan_name)
        return self.answer

    def ask_file_changed(self, file_name: str, *, is_gone: bool) -> Changed:
        self.questions.append(f"{file_name} {'gone' if is_gone else 'changed'}")
        return self.changed

    def ask_in_use(self, file_name: str, who: str) -> InUse:
        self.questions.append(f"{file_name} is open {who}")
        return self.in_use

    def ask_recovered(self, what: str) -> Recovered:
        self.questions.append(f"recovered {what}")
        return self.recovered

    def confirm(self, title: str, words: str, verb: str) -> bool:
        self.questions.append(title)
        return True


class ChosenFiles(Files):
    """Gives the path it was told to give."""

    def __init__(self, settings: Settings, messages: Messages) -> None:
        super().__init__(settings, messages)
        self.path: Path | None = None
        self.suggested = ""
        self.sources: list[Path] = []

    def choose_sources(self) -> list[Path]:
        return self.sources

    def open_plan(self) -> Path | None:
        return self.path

    def choose_footprints(self) -> Path | None:
        return self.path

    def save_plan(self, suggested: str) -> Path | None:
        self.suggested = suggested
        return self.path

    def choose_folder(self, begin: Path) -> Path | None:
        return self.path


class Driver:
    """A session with a window on a made-up screen, and hands to use it with."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(folder / "settings.ini")
        self.messages = HeardMessages()
        self.files = ChosenFiles(self.settings, self.messages)
        self.session = Session(self.settings, self.messages, self.files)
        self.window = self.session.window
        self.document = self.session.document
        self.map: MapView = self.session.map_view

    def position(self, row: int) -> QPoint:
        """Where a unit is on the map, in pixels."""
        east, north = self.map.picker.middles[row].tolist()
        return self.map.viewportTransform().map(QPointF(east, -north)).toPoint()

    def press(self, at: QPoint, button: Qt.MouseButton = LEFT, keys=None) -> None:
        self._send(QEvent.Type.MouseButtonPress, at, button, button, keys)

    def move(self, at: QPoint, button: Qt.MouseButton = LEFT, keys=None) -> None:
        self._send(QEvent.Type.MouseMove, at, NO_BUTTON, button, keys)

    def release(self, at: QPoint, button: Qt.MouseButton = LEFT, keys=None) -> None:
        self._send(QEvent.Type.MouseButtonRelease, at, button, NO_BUTTON, keys)

    def click(self, row: int, button: Qt.MouseButton = LEFT, keys=None) -> None:
        self.press(self.position(row), button, keys)
        self.release(self.position(row), button, keys)

    def drag(self, rows: list[int], button: Qt.MouseButton = LEFT) -> None:
        """Press at the first unit, let go at the last, with no position in between."""
        self.press(self.position(rows[0]), button)
        for row in rows[1:]:
            self.move(self.position(row), button)
        self.release(self.position(rows[-1]), button)

    def use(self, tool: str) -> None:
        """Choose a tool by the name of its class."""
        next(a for a in self.window.tool_actions if a.objectName() == tool).trigger()

    def _send(self, kind: QEvent.Type, at: QPoint, button, buttons, keys) -> None:
        keys = keys or Qt.KeyboardModifier.NoModifier
        viewport = self.map.viewport()
        event = QMouseEvent(
            kind, QPointF(at), QPointF(viewport.mapToGlobal(at)), button, buttons, keys
        )
        QApplication.sendEvent(viewport, event)
