"""Long work beside the map: how far it is, how good its best is, and two ways to stop it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.announce import announce
from ui.tasks.runner import Runner, Task
from ui.words import tooltip

STEPS = 1000
TICK_MS = 1000
STOPPING = "Stopping…"


class ProgressStrip(QFrame):
    """Stands over the map while work goes on, and moves nothing but the map a little down.

    One piece of work at a time has it: while it does, the plan is held, so no other can start.
    """

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self)
        self._ticks.setInterval(TICK_MS)
        self._ticks.timeout.connect(self._show_time)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Progress")
        self.title, self.words, self.time_words = (QLabel(self) for _ in range(3))
        for label in (self.title, self.words, self.time_words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        bold = self.title.font()
        bold.setBold(True)
        self.title.setFont(bold)
        self.words.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.best_button = QPushButton("Stop and &use the best so far", self)
        self.best_button.setToolTip(
            tooltip("Stops the search and shows the best it has found, for you to take or not.")
        )
        self.cancel_button = QPushButton("&Cancel", self)
        self.cancel_button.setToolTip(tooltip("Stops. Your plan stays as it is."))
        self.best_button.clicked.connect(self._use_best)
        self.cancel_button.clicked.connect(self.cancel)
        self._lay_out()
        runner.started.connect(self._begin)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.time_words)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addLayout(head)
        left.addWidget(self.bar)
        left.addWidget(self.words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(12)
        layout.addLayout(left, 1)
        layout.addWidget(self.best_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignBottom)

    def cancel(self) -> None:
        """Stop the work and throw away what it has."""
        if self._task is not None:
            self._task.cancel()
            self._show_stopping()

    def _use_best(self) -> None:
        if self._task is not None:
            self._task.stop_with_best()
            self._show_stopping()

    def _show_stopping(self) -> None:
        self.words.setText(STOPPING)
        self.cancel_button.setEnabled(False)
        self.best_button.setEnabled(False)

    def _begin(self, task: Task) -> None:
        if not task.manner.startswith("strip"):
            return
        self._task = task
        self.title.setText(f"{task.title}…")
        self.words.setText("Starting")
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(task.title)
        self.cancel_button.setEnabled(True)
        self.best_button.setEnabled(True)
        self.best_button.setVisible(task.manner == "strip with best")
        self._clock.start()
        self._ticks.start()
        self._show_time()
        task.progressed.connect(self._follow)
        task.ended.connect(lambda: self._end(task))
        self.show()
        announce(self, f"{task.title} has begun.")

    def _follow(self, fraction: float, text: str) -> None:
        if self._task is None or self._task.progress.cancelled:
            return
        self.bar.setRange(0, STEPS if fraction > 0 else 0)
        self.bar.setValue(round(fraction * STEPS))
        self.words.setText(text)

    def _show_time(self) -> None:
        seconds = self._clock.elapsed() // TICK_MS
        self.time_words.setText("1 second" if seconds == 1 else f"{seconds} seconds")

    def _end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._ticks.stop()
            self.hide()
