"""Showing long work: a dialog where it blocks, a bar in the status line where it is in passing.

Work that goes on beside the map has a strip of its own: `ui.panels.progress_strip`.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStatusBar,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.tasks.runner import Runner, Task

STEPS = 1000
WIDTH_PX = 420
BAR_WIDTH_PX = 160
TICK_MS = 1000


class ProgressDialog(QDialog):
    """Shows one task, with a way to stop it. Esc and closing stop it too."""

    def __init__(self, task: Task, parent: QWidget) -> None:
        super().__init__(parent)
        self._task = task
        self.setWindowTitle(task.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(WIDTH_PX)
        heading = QLabel(f"{task.title}…", self)
        bold = heading.font()
        bold.setBold(True)
        heading.setFont(bold)
        self.words = QLabel(self)
        self.time_words = QLabel(self)
        for label in (heading, self.words, self.time_words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(task.title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button.setText("&Cancel")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.bar)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.time_words, 0, Qt.AlignmentFlag.AlignRight)
        layout.addLayout(row)
        layout.addWidget(buttons)
        self._clock = QElapsedTimer()
        self._clock.start()
        ticks = QTimer(self)
        ticks.timeout.connect(self._show_time)
        ticks.start(TICK_MS)
        task.progressed.connect(self._show_progress)
        task.ended.connect(self._end)

    def reject(self) -> None:
        """Ask the work to stop; the dialog goes when it has."""
        self._task.cancel()
        self.words.setText("Stopping…")
        self.cancel_button.setEnabled(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def _show_progress(self, fraction: float, text: str) -> None:
        if self._task.progress.cancelled:
            return
        self.bar.setRange(0, STEPS if fraction > 0 else 0)
        self.bar.setValue(round(fraction * STEPS))
        self.words.setText(text)

    def _show_time(self) -> None:
        seconds = self._clock.elapsed() // TICK_MS
        self.time_words.setText("1 second" if seconds == 1 else f"{seconds} seconds")

    def _end(self) -> None:
        self.hide()
        self.deleteLater()


class ShowsProgress(QObject):
    """Listens to the runner and shows each task the way that fits it."""

    def __init__(self, runner: Runner, window: QWidget, status_bar: QStatusBar) -> None:
        super().__init__(window)
        self._window = window
        self._status_bar = status_bar
        runner.started.connect(self._show)

    def _show(self, task: Task) -> None:
        if task.is_blocking:
            # Shown at once: being modal is what keeps other commands from coming in between.
            ProgressDialog(task, self._window).show()
        elif task.manner == "bar":
            bar = QProgressBar()
            bar.setRange(0, 0)
            bar.setMaximumWidth(BAR_WIDTH_PX)
            bar.setToolTip(words.tooltip(task.title))
            bar.setAccessibleName(task.title)
            self._status_bar.addPermanentWidget(bar)
            task.ended.connect(lambda: self._status_bar.removeWidget(bar))
            task.ended.connect(bar.deleteLater)
